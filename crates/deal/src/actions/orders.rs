//! What the gate must hear of orders and trades: who is active, and where.

use crate::events::{DealAgreed, DealFinished};
use crate::model::{DealKind, Origin};
use crate::store;
use ::store::{Event, Told, Tx};
use catalog::CategoryCode;
use gate::Order;
use kernel::{Id, Outcome, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Takes some events: an order makes both sides active in the categories of its goods; a trade
/// that was brought in from old records says nothing of today.
pub(crate) fn tell_gate(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let agreed = told.iter().filter(|told| told.name == DealAgreed::NAME);
    let agreed: Vec<(DealAgreed, Timestamp)> =
        agreed.map(|told| Ok((told.read()?, told.at))).collect::<Outcome<_>>()?;
    let deals: Vec<Id<DealKind>> = agreed.iter().map(|(agreed, _)| agreed.deal).collect();
    let mut shelves = shelves_of(tx, &deals)?;
    let orders = agreed.into_iter().filter_map(|(agreed, at)| {
        let categories = shelves.remove(&agreed.deal)?;
        Some(Order { buyer: agreed.buyer, seller: agreed.seller, categories, at })
    });
    gate::note_orders(tx, &orders.collect::<Vec<_>>())?;
    let mut finished = Vec::new();
    for told in told.iter().filter(|told| told.name == DealFinished::NAME) {
        let DealFinished { buyer, seller, .. } = told.read()?;
        finished.extend([(buyer, told.at), (seller, told.at)]);
    }
    gate::note_finished(tx, &finished)
}

/// The categories of what was sold in each deal that is no record.
fn shelves_of(
    tx: &mut Tx<'_>,
    deals: &[Id<DealKind>],
) -> Outcome<BTreeMap<Id<DealKind>, BTreeSet<CategoryCode>>> {
    let mut sold = store::list_sold(tx, deals)?;
    sold.retain(|(_, origin, _)| *origin != Origin::Record);
    let products: BTreeSet<_> = sold.iter().filter_map(|(.., product)| *product).collect();
    let products: Vec<_> = products.into_iter().collect();
    let categories = catalog::categories_of(tx, &products)?;
    let mut shelves: BTreeMap<_, BTreeSet<CategoryCode>> = BTreeMap::new();
    for (deal, _, product) in sold {
        let shelf = shelves.entry(deal).or_default();
        shelf.extend(product.and_then(|product| categories.get(&product)).cloned());
    }
    Ok(shelves)
}
