//! Value added tax as EN 16931 writes it: a category, a rate, and sums per category and rate.

use crate::Money;
use serde::{Deserialize, Serialize};

/// A VAT category of EN 16931 (UNCL 5305), as far as a market needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TaxCategory {
    /// A rate: the standard one or a reduced one.
    S,
    /// Taxed at zero.
    Z,
    /// Exempt.
    E,
    /// The buyer accounts for the tax.
    Ae,
    /// Outside the scope of the tax.
    O,
}

impl TaxCategory {
    /// All of them, in the order of forms.
    pub const ALL: [Self; 5] = [Self::S, Self::Z, Self::E, Self::Ae, Self::O];

    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::Z => "Z",
            Self::E => "E",
            Self::Ae => "AE",
            Self::O => "O",
        }
    }

    /// Reads the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// How something is taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tax {
    /// The category.
    pub category: TaxCategory,
    /// The rate in basis points; nothing but for `S`.
    pub rate_bps: i64,
}

impl Tax {
    /// Outside the scope of any tax.
    pub const NONE: Self = Self { category: TaxCategory::O, rate_bps: 0 };

    /// The tax in an amount that includes it: `amount × rate ÷ (1 + rate)`, what is left being the
    /// net amount rounded half to even.
    pub fn within(self, gross: Money) -> Money {
        let net = gross.pro_rata(10_000, 10_000 + self.rate_bps);
        Money { minor: gross.minor - net.minor, ..gross }
    }

    /// The tax on an amount that does not include it, rounded half to even.
    pub fn on(self, net: Money) -> Money {
        net.share(self.rate_bps)
    }

    /// The tax of one line that comes after others: what the sum's tax grows by, so that all lines
    /// have the tax of their sum, to the last unit.
    pub fn of_next(self, before: Money, amount: Money) -> Money {
        let after = Money { minor: before.minor + amount.minor, ..amount };
        let grown = self.within(after).minor - self.within(before).minor;
        Money { minor: grown, ..amount }
    }
}

/// Whether the amounts of lines include their tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaxBasis {
    /// Tax comes on top.
    Net,
    /// Tax is in them.
    Gross,
}

impl TaxBasis {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Net, Self::Gross].into_iter().find(|basis| basis.word() == word)
    }
}

/// The sum of all lines of one category and rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxSum {
    /// How they are taxed.
    pub tax: Tax,
    /// What they come to without tax.
    pub net: Money,
    /// The tax on it.
    pub amount: Money,
}

impl TaxSum {
    /// With tax.
    pub const fn gross(&self) -> Money {
        Money::new(self.net.minor + self.amount.minor, self.net.currency)
    }

    /// The sums of lines, by category and rate: the tax is worked out and rounded once for each
    /// (EN 16931, BR-CO-17), half to even, and not for each line.
    pub fn of(basis: TaxBasis, lines: impl Iterator<Item = (Tax, Money)>) -> Vec<Self> {
        let mut sums: std::collections::BTreeMap<Tax, Money> = std::collections::BTreeMap::new();
        for (tax, amount) in lines {
            let sum = sums.entry(tax).or_insert(Money::zero(amount.currency));
            sum.minor = sum.minor.saturating_add(amount.minor);
        }
        let sum = |(tax, sum): (Tax, Money)| match basis {
            TaxBasis::Net => Self { tax, net: sum, amount: tax.on(sum) },
            TaxBasis::Gross => {
                let amount = tax.within(sum);
                Self { tax, net: Money { minor: sum.minor - amount.minor, ..sum }, amount }
            }
        };
        sums.into_iter().map(sum).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn net_and_tax_are_the_whole_and_the_lines_have_the_tax_of_their_sum() {
        let tax = Tax { category: TaxCategory::S, rate_bps: 1_900 };
        assert_eq!([119, 3, 1, 0].map(|minor| tax.within(eur(minor)).minor), [19, 0, 0, 0]);
        let (mut before, mut taxes) = (0, 0);
        for amount in [3, 1, 7, 100, 2, 2, 2, 5_555] {
            taxes += tax.of_next(eur(before), eur(amount)).minor;
            before += amount;
            assert_eq!(tax.within(eur(before)).minor, taxes);
        }
    }

    #[test]
    fn tax_is_rounded_once_for_each_rate_and_not_for_each_line() {
        let full = Tax { category: TaxCategory::S, rate_bps: 1_900 };
        let half = Tax { category: TaxCategory::S, rate_bps: 700 };
        let free = Tax { category: TaxCategory::E, rate_bps: 0 };
        // Three lines of 0.03: the tax of each would be 0.01, of all it is 0.02.
        let lines = [(full, 3), (half, 50), (full, 3), (full, 3), (free, 10)];
        let lines = || lines.iter().map(|(tax, minor)| (*tax, eur(*minor)));
        let net = TaxSum::of(TaxBasis::Net, lines());
        let told = |sums: &[TaxSum]| {
            let told = |sum: &TaxSum| (sum.tax.rate_bps, sum.net.minor, sum.amount.minor);
            sums.iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(told(&net), [(700, 50, 4), (1_900, 9, 2), (0, 10, 0)]);
        let gross = TaxSum::of(TaxBasis::Gross, lines());
        assert_eq!(told(&gross), [(700, 47, 3), (1_900, 8, 1), (0, 10, 0)]);
        assert_eq!(gross.iter().map(|sum| sum.gross().minor).sum::<i64>(), 69);
    }
}
