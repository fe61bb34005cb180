//! Tax on the market's fee. The fee is what custody kept back, tax included where any is due.

use super::{Details, Line, LineKind, Month, Statement};
use kernel::Money;
use kernel::rules::Rules;

pub use kernel::{Tax, TaxCategory as Category};

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

/// What a statement gives back of one earlier month, which is taxed as that month's invoice was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credited {
    /// The month that charged it.
    pub charged_in: Month,
    /// How much.
    pub amount: Money,
    /// How it was taxed.
    pub tax: Tax,
}

/// How the lines of one statement are taxed, each as the document that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxes {
    /// What is charged, and what goes back of it within the month.
    pub charged: Tax,
    /// What goes back of earlier months.
    pub credited: Vec<Credited>,
}

impl Taxes {
    /// The tax within a line, as it counts.
    pub fn within_line(&self, line: &Line) -> Money {
        line.tax(self.of(line))
    }

    fn of(&self, line: &Line) -> Tax {
        let is_it = |one: &&Credited| one.charged_in.to_string() == line.charged_in;
        let credited = self.credited.iter().find(is_it).filter(|_| line.kind == LineKind::Credit);
        credited.map_or(self.charged, |one| one.tax)
    }

    /// The tax within a statement's total: that of all of its documents.
    pub fn within(&self, statement: &Statement) -> Money {
        let charged = self.charged.within(statement.invoiced()).minor;
        let back: i64 = self.credited.iter().map(|one| one.tax.within(one.amount).minor).sum();
        Money::new(charged - back, statement.currency)
    }

    /// The one tax of everything in the statement, where there is one.
    pub fn only(&self, statement: &Statement) -> Option<Tax> {
        let charged = Some(self.charged).filter(|_| statement.charged.minor > 0);
        let mut all = charged.into_iter().chain(self.credited.iter().map(|one| one.tax));
        let first = all.next()?;
        all.all(|one| one == first).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
