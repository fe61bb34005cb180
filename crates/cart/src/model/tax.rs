//! How a shop's prices are taxed: whether tax is in them, and at which rate for which goods and
//! which country. The shop answers for it; the market works it out and shows it.

use super::freight::{RulePlace, fit, read_places};
use super::refusal::CartRefusal;
use catalog::ProductKind;
use deal::Address;
use kernel::rules::Rules;
use kernel::{Faults, Id, Outcome, Tax, TaxBasis, TaxCategory};
use serde::{Deserialize, Serialize};

/// No country takes more.
const RATE_MOST_BPS: i64 = 5_000;

/// Goods of a shop, where they go, and how that is taxed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRule {
    /// Where it holds; everywhere else if empty.
    pub places: Vec<RulePlace>,
    /// For one product only; else for all goods and for freight.
    pub product: Option<Id<ProductKind>>,
    /// How it is taxed.
    pub tax: Tax,
}

/// How a shop's prices are taxed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopTax {
    /// Whether tax is in the prices or comes on top.
    pub basis: TaxBasis,
    /// The closest rule holds, of two the first.
    pub rules: Vec<TaxRule>,
    /// Raised by every edit.
    pub version: i64,
}

/// A rule as somebody says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewTaxRule {
    /// One a line: `DE`, or a region such as `ES Canarias`; everywhere else if empty.
    pub places: String,
    /// One product, or nothing for all goods and freight.
    pub product: Option<Id<ProductKind>>,
    /// `S`, `Z`, `E`, `AE` or `O` (UNCL 5305).
    pub category: String,
    /// Percent with at most two decimals, for `S`.
    pub percent: String,
}

/// How a shop's prices are taxed, as somebody says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewShopTax {
    /// `net` or `gross`.
    pub basis: String,
    /// The rules; without any, tax is not told.
    pub rules: Vec<NewTaxRule>,
}

impl NewShopTax {
    /// Reads it as it was typed; every mistake is told at once.
    pub(crate) fn read(&self, version: i64) -> Outcome<ShopTax> {
        let mut faults = Faults::default();
        let basis = TaxBasis::from_word(&self.basis).ok_or(CartRefusal::TaxBasisUnknown);
        let basis = faults.or(basis, TaxBasis::Gross);
        let most = Rules::current().cart.tax_rules_most;
        if i64::try_from(self.rules.len()).unwrap_or(i64::MAX) > most {
            faults.add(CartRefusal::TaxRulesTooMany { most });
        }
        let mut rules = Vec::with_capacity(self.rules.len());
        for rule in &self.rules {
            let places = faults.all_or(read_places(&rule.places), Vec::new());
            let tax = faults.or(rule.tax(), Tax::NONE);
            rules.push(TaxRule { places, product: rule.product, tax });
        }
        faults.end().map(|()| ShopTax { basis, rules, version })
    }
}

impl NewTaxRule {
    fn tax(&self) -> Result<Tax, CartRefusal> {
        let category = self.category.trim().to_uppercase();
        let category = TaxCategory::from_code(&category).ok_or(CartRefusal::TaxUnknown)?;
        let most = RATE_MOST_BPS / 100;
        let rate_bps = match read_percent(&self.percent) {
            Some(bps) if (0..=RATE_MOST_BPS).contains(&bps) => bps,
            _ => return Err(CartRefusal::TaxRateOutOfRange { most }),
        };
        match (category, rate_bps) {
            (TaxCategory::S, 0) => Err(CartRefusal::TaxRateOutOfRange { most }),
            (TaxCategory::S, _) | (_, 0) => Ok(Tax { category, rate_bps }),
            _ => Err(CartRefusal::TaxRateOnlyForS),
        }
    }
}

/// Basis points of `19` or `5.5`; nothing is zero.
fn read_percent(told: &str) -> Option<i64> {
    let told = told.trim().trim_end_matches('%').trim().replace(',', ".");
    if told.is_empty() {
        return Some(0);
    }
    let (whole, part) = told.split_once('.').unwrap_or((&told, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 3
        || part.len() > 2
        || !is_digits(whole)
        || !is_digits(part)
    {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + part)
}

/// A rate as `19` or `5.5`.
pub(crate) fn write_percent(bps: i64) -> String {
    let (whole, part) = (bps / 100, bps % 100);
    format!("{whole}.{part:02}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl ShopTax {
    /// How a product, or freight, is taxed where it goes: a rule of the product before one of all
    /// goods, one that names the region before the country before everywhere else. Without an
    /// address only the rules of everywhere else hold; without a rule it is outside any tax.
    pub fn tax_of(&self, product: Option<Id<ProductKind>>, to: Option<&Address>) -> Tax {
        let of = |rule: &&TaxRule| rule.product.is_none() || rule.product == product;
        let fits = self.rules.iter().enumerate().filter(|(_, rule)| of(rule));
        let fits = fits.filter_map(|(nth, rule)| {
            let near = match to {
                Some(to) => fit(&rule.places, to)?,
                None if rule.places.is_empty() => 0,
                None => return None,
            };
            Some(((rule.product.is_some(), near, std::cmp::Reverse(nth)), rule.tax))
        });
        fits.max_by_key(|(fit, _)| *fit).map_or(Tax::NONE, |(_, tax)| tax)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Stop;

    fn rule(places: &str, product: Option<i64>, category: &str, percent: &str) -> NewTaxRule {
        let (category, percent) = (category.to_owned(), percent.to_owned());
        NewTaxRule { places: places.to_owned(), product: product.map(Id::new), category, percent }
    }

    fn to(country: &str, region: &str) -> Address {
        Address { country: country.to_owned(), region: region.to_owned(), ..Address::default() }
    }

    #[test]
    fn the_closest_rule_holds_and_one_of_the_product_before_all() {
        let rules = vec![
            rule("", None, "O", ""),
            rule("DE\nAT", None, "S", "19"),
            rule("DE", Some(7), "S", "7"),
            rule("ES", None, "S", "21"),
            rule("ES Canarias", None, "E", "0"),
        ];
        let shop = NewShopTax { basis: "gross".to_owned(), rules };
        let shop = shop.read(1).expect("rules");
        for (product, address, code, bps) in [
            (None, Some(to("DE", "Bayern")), "S", 1_900),
            (Some(1), Some(to("DE", "")), "S", 1_900),
            (Some(7), Some(to("DE", "")), "S", 700),
            (Some(7), Some(to("AT", "")), "S", 1_900),
            (Some(7), Some(to("ES", "canarias")), "E", 0),
            (None, Some(to("ES", "Madrid")), "S", 2_100),
            (None, Some(to("SE", "")), "O", 0),
            (Some(7), None, "O", 0),
        ] {
            let tax = shop.tax_of(product.map(Id::new), address.as_ref());
            assert_eq!((tax.category.code(), tax.rate_bps), (code, bps), "{product:?} {address:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_rate_is_refused_field_by_field() {
        let codes = |basis: &str, one: NewTaxRule| match (NewShopTax {
            basis: basis.to_owned(),
            rules: vec![one],
        })
        .read(1)
        {
            Err(Stop::RefusedAll(all)) => all.iter().map(|one| one.code).collect(),
            Err(Stop::Refused(one)) => vec![one.code],
            _ => Vec::new(),
        };
        assert!(codes("net", rule("DE", None, "S", "5,5 %")).is_empty());
        for (basis, one, code) in [
            ("both", rule("", None, "S", "19"), "cart-tax-basis-unknown"),
            ("net", rule("XX", None, "S", "19"), "cart-place-unknown"),
            ("net", rule("", None, "X", "19"), "cart-tax-unknown"),
            ("net", rule("", None, "S", ""), "cart-tax-rate-out-of-range"),
            ("net", rule("", None, "S", "51"), "cart-tax-rate-out-of-range"),
            ("net", rule("", None, "S", "-1"), "cart-tax-rate-out-of-range"),
            ("net", rule("", None, "S", "1.234"), "cart-tax-rate-out-of-range"),
            ("net", rule("", None, "E", "19"), "cart-tax-rate-only-for-s"),
        ] {
            assert_eq!(codes(basis, one), [code]);
        }
        assert_eq!(
            ["19", "5.5", "0"].map(|told| write_percent(read_percent(told).expect("bps"))),
            ["19", "5.5", "0"]
        );
    }
}
