//! Tax on the market's fee. The fee is what custody kept back, tax included where any is due.

use super::Details;
use kernel::Money;
use kernel::rules::Rules;
use serde::{Deserialize, Serialize};

/// A VAT category of EN 16931 (UNCL 5305), as far as the fee of a market needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Category {
    /// The operator's own rate.
    S,
    /// The firm accounts for the tax: a business of another country of the tax union.
    Ae,
    /// Outside the scope of the operator's tax.
    O,
}

impl Category {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::Ae => "AE",
            Self::O => "O",
        }
    }

    /// Reads the code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::S, Self::Ae, Self::O].into_iter().find(|one| one.code() == code)
    }
}

/// How a fee is taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tax {
    /// The category.
    pub category: Category,
    /// The rate in basis points; nothing but for `S`.
    pub rate_bps: i64,
}

impl Tax {
    /// Outside the scope of any tax.
    pub const NONE: Self = Self { category: Category::O, rate_bps: 0 };

    /// The tax in an amount that includes it: `amount × rate ÷ (1 + rate)`, what is left being the
    /// net amount rounded half to even.
    pub fn within(self, gross: Money) -> Money {
        let net = gross.pro_rata(10_000, 10_000 + self.rate_bps);
        Money { minor: gross.minor - net.minor, ..gross }
    }

    /// The tax of one line that comes after others: what the sum's tax grows by, so that all lines
    /// have the tax of their sum, to the last unit.
    pub fn of_next(self, before: Money, amount: Money) -> Money {
        let after = Money { minor: before.minor + amount.minor, ..amount };
        let grown = self.within(after).minor - self.within(before).minor;
        Money { minor: grown, ..amount }
    }
}

/// How the fee of a firm is taxed: at home by the operator's rate; a business elsewhere in the
/// same tax union, known by its VAT number, accounts for it itself; without that number it is
/// taxed as at home; everybody else is outside. An operator without a VAT number taxes nobody.
pub fn tax_of(operator: &Details, firm: &Details) -> Tax {
    let rules = &Rules::current().billing;
    let rate = rules.vat_bps.get(operator.country.as_str()).copied();
    let Some(rate_bps) = rate.filter(|_| !operator.vat_id.is_empty()) else { return Tax::NONE };
    let in_union = |country: &str| rules.vat_union.iter().any(|one| one == country);
    let standard = Tax { category: Category::S, rate_bps };
    if firm.country == operator.country {
        return standard;
    }
    match in_union(&operator.country) && in_union(&firm.country) {
        true if firm.vat_id.is_empty() => standard,
        true => Tax { category: Category::Ae, rate_bps: 0 },
        false => Tax::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;

    fn party(country: &str, vat_id: &str) -> Details {
        Details { country: country.to_owned(), vat_id: vat_id.to_owned(), ..Details::default() }
    }

    #[test]
    fn who_is_taxed_and_how() {
        let home = party("DE", "DE123456789");
        for (operator, firm, category, rate) in [
            (&home, party("DE", ""), "S", 1_900),
            (&home, party("DE", "DE987654321"), "S", 1_900),
            (&home, party("SE", "SE556677889901"), "AE", 0),
            (&home, party("SE", ""), "S", 1_900),
            (&home, party("CN", ""), "O", 0),
            (&home, party("CN", "CN1"), "O", 0),
            (&party("DE", ""), party("DE", ""), "O", 0),
            (&party("US", "US1"), party("US", ""), "O", 0),
        ] {
            let tax = tax_of(operator, &firm);
            assert_eq!((tax.category.code(), tax.rate_bps), (category, rate), "{firm:?}");
        }
    }

    #[test]
    fn net_and_tax_are_the_whole_and_the_lines_have_the_tax_of_their_sum() {
        let tax = Tax { category: Category::S, rate_bps: 1_900 };
        let usd = |minor| Money::new(minor, Currency::USD);
        assert_eq!([119, 3, 1, 0].map(|minor| tax.within(usd(minor)).minor), [19, 0, 0, 0]);
        let (mut before, mut taxes) = (0, 0);
        for amount in [3, 1, 7, 100, 2, 2, 2, 5_555] {
            taxes += tax.of_next(usd(before), usd(amount)).minor;
            before += amount;
            assert_eq!(tax.within(usd(before)).minor, taxes);
        }
    }
}
