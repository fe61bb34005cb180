//! Tax on the market's fee. The fee is what custody kept back, tax included where any is due.

use super::Details;
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
