//! Price tiers: what one unit costs from a quantity on.

use super::CatalogRefusal;
use kernel::{Currency, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most tiers of a listing: a table of more is not read.
pub const TIERS_MOST: usize = 8;
/// No order is larger; with it the dearest line still fits into an amount of money.
const QUANTITY_MOST: i64 = 1_000_000_000;
/// What is no price is cut here before it is shown in a sentence.
const SHOWN_CHARS: usize = 16;

/// From this quantity on, one unit costs so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// The least quantity.
    pub min_quantity: i64,
    /// The price of one unit.
    pub price: UnitPrice,
}

/// A tier as somebody types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewTier {
    /// The least quantity.
    #[schema(example = 500)]
    pub min_quantity: i64,
    /// The price of one unit: plain decimal digits, at most six decimals.
    #[schema(example = "0.0875")]
    pub price: String,
}

/// The price of one unit at a quantity; none below the first tier.
pub fn price_at(tiers: &[Tier], quantity: i64) -> Option<UnitPrice> {
    let reached = tiers.iter().rev().find(|tier| tier.min_quantity <= quantity);
    reached.map(|tier| tier.price)
}

/// Reads at most `most` tiers of a currency: quantities rise from 1 on, prices are above nothing
/// and equal or falling. Everything that is wrong is told at once.
pub fn read_tiers(
    told: &[NewTier],
    currency: Currency,
    most: usize,
) -> Result<Vec<Tier>, Vec<CatalogRefusal>> {
    if told.is_empty() {
        return Err(vec![CatalogRefusal::TiersMissing]);
    }
    if told.len() > most {
        return Err(vec![CatalogRefusal::TooManyTiers { most }]);
    }
    let mut refusals = Vec::new();
    let mut tiers: Vec<Tier> = Vec::with_capacity(told.len());
    for new in told {
        match read_price(&new.price, currency) {
            Ok(price) => tiers.push(Tier { min_quantity: new.min_quantity, price }),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if told.iter().any(|tier| !(1..=QUANTITY_MOST).contains(&tier.min_quantity)) {
        refusals.push(CatalogRefusal::TierQuantityOutOfRange { most: QUANTITY_MOST });
    }
    if told.windows(2).any(|pair| pair[0].min_quantity >= pair[1].min_quantity) {
        refusals.push(CatalogRefusal::TiersNotRising);
    }
    if tiers.windows(2).any(|pair| pair[0].price.millionths < pair[1].price.millionths) {
        refusals.push(CatalogRefusal::TierPriceRises);
    }
    if refusals.is_empty() { Ok(tiers) } else { Err(refusals) }
}

fn read_price(told: &str, currency: Currency) -> Result<UnitPrice, CatalogRefusal> {
    let shown = || told.chars().take(SHOWN_CHARS).filter(|c| !c.is_control()).collect();
    let price = UnitPrice::parse(told, currency)
        .map_err(|_| CatalogRefusal::PriceUnreadable { told: shown() })?;
    if price.millionths == 0 {
        return Err(CatalogRefusal::PriceNotPositive);
    }
    Ok(price)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is typed, and what is said to it.
    type Case<'a> = (&'a [(i64, &'a str)], &'a [CatalogRefusal]);

    fn tiers(told: &[(i64, &str)]) -> Result<Vec<Tier>, Vec<CatalogRefusal>> {
        let new = |(min_quantity, price): &(i64, &str)| NewTier {
            min_quantity: *min_quantity,
            price: (*price).to_owned(),
        };
        let told: Vec<NewTier> = told.iter().map(new).collect();
        read_tiers(&told, Currency::USD, TIERS_MOST)
    }

    #[test]
    fn a_price_finer_than_a_cent_is_read_to_the_last_digit() {
        let read = tiers(&[(500, "0.0875"), (5_000, "0.087499")]).expect("tiers");
        assert_eq!([read[0].price.millionths, read[1].price.millionths], [87_500, 87_499]);
    }

    #[test]
    fn the_last_tier_reached_sets_the_price() {
        let read = tiers(&[(10, "3"), (100, "2.5"), (1_000, "2.5")]).expect("tiers");
        let at = |quantity| price_at(&read, quantity).map(|price| price.plain());
        let found: Vec<Option<String>> = [9, 10, 99, 100, 5_000].map(at).into();
        let wanted = [None, Some("3.00"), Some("3.00"), Some("2.50"), Some("2.50")];
        assert_eq!(found, wanted.map(|price| price.map(str::to_owned)));
    }

    #[test]
    fn every_fault_of_a_table_is_told_at_once() {
        use CatalogRefusal as R;
        let many = [(1, "1"); 9];
        let cases: [Case; 8] = [
            (&[], &[R::TiersMissing]),
            (&many, &[R::TooManyTiers { most: 8 }]),
            (&[(1, "0.000000")], &[R::PriceNotPositive]),
            (&[(1, "-1")], &[R::PriceUnreadable { told: "-1".into() }]),
            (&[(1, "0.0000001")], &[R::PriceUnreadable { told: "0.0000001".into() }]),
            (&[(0, "1")], &[R::TierQuantityOutOfRange { most: QUANTITY_MOST }]),
            (&[(5, "1"), (5, "1")], &[R::TiersNotRising]),
            (&[(9, "1"), (5, "2")], &[R::TiersNotRising, R::TierPriceRises]),
        ];
        for (told, wanted) in cases {
            assert_eq!(tiers(told), Err(wanted.to_vec()), "{told:?}");
        }
    }
}
