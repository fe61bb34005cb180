//! How a shop's prices are taxed.

use super::{firm_of, tell_how_ordered};
use crate::model::{NewShopTax, ShopTax};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Id, Outcome, Stop};

/// How the prices of the firm's own shop are taxed; nothing where it tells nothing.
pub fn shop_tax(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Option<ShopTax>> {
    let firm = firm_of(by)?;
    Ok(store::list_taxes_of(tx, &[firm])?.remove(&firm))
}

/// Says how they are taxed, over the version that was read; 0 where nothing was told before. Orders
/// keep the tax that they were given.
pub fn set_shop_tax(
    tx: &mut Tx<'_>,
    by: &Actor,
    version: i64,
    new: &NewShopTax,
) -> Outcome<ShopTax> {
    let (firm, _) = by.trader()?;
    let tax = new.read(version.saturating_add(1))?;
    let mut products: Vec<_> = tax.rules.iter().filter_map(|rule| rule.product).collect();
    products.sort_unstable();
    products.dedup();
    let own = match products.as_slice() {
        [] => Vec::new(),
        some => catalog::documents(tx, some)?,
    };
    let is_own = |id: &Id<_>| {
        let offer = own.iter().map(|one| &one.card.offer).find(|offer| offer.product == *id);
        offer.is_some_and(|offer| offer.firm == firm)
    };
    if !products.iter().all(is_own) {
        return Err(Stop::Absent);
    }
    store::set_tax(tx, firm, &tax)?;
    tell_how_ordered(tx, firm)?;
    Ok(tax)
}
