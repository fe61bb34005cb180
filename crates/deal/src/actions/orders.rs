//! What the gate must hear of orders and trades: who is active, and where.

use crate::events::{DealAgreed, DealFinished};
use crate::model::{DealKind, Origin};
use crate::store;
use ::store::{Event, Told, Tx};
use catalog::CategoryCode;
use kernel::{Id, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// Takes some events: an order makes both sides active in the categories of its goods; a trade
/// that was brought in from old records says nothing of today.
pub(crate) fn tell_gate(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let is_agreed = |told: &&Told| told.name == DealAgreed::NAME;
    let agreed = told.iter().filter(is_agreed).map(Told::read::<DealAgreed>);
    let deals: Vec<_> =
        agreed.map(|agreed| Ok(agreed?.deal)).collect::<Outcome<Vec<Id<DealKind>>>>()?;
    let shelves = shelves_of(tx, &deals)?;
    for told in told {
        if told.name == DealAgreed::NAME {
            let agreed: DealAgreed = told.read()?;
            if let Some(categories) = shelves.get(&agreed.deal) {
                let categories: Vec<_> = categories.iter().cloned().collect();
                gate::note_order(tx, agreed.buyer, agreed.seller, &categories, told.at)?;
            }
        } else if told.name == DealFinished::NAME {
            let finished: DealFinished = told.read()?;
            gate::note_finished(tx, [finished.buyer, finished.seller], told.at)?;
        }
    }
    Ok(())
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
