//! Who traded with whom, for those who judge trades that were carried out.

use crate::model::{DealKind, FinishedSides};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Id, Outcome};

/// The two sides of a deal that was carried out; `None` while it runs. For its own parties alone.
pub fn finished_sides(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
) -> Outcome<Option<FinishedSides>> {
    let (deal, _) = store::lock_deal(tx, id)?;
    deal.side_of(by)?;
    store::find_finished(tx, id)
}

/// The same, for what runs by itself.
pub fn finished_sides_of(tx: &mut Tx<'_>, id: Id<DealKind>) -> Outcome<Option<FinishedSides>> {
    store::find_finished(tx, id)
}

/// Deals that were carried out, after one, in order.
pub fn finished_after(
    tx: &mut Tx<'_>,
    after: Id<DealKind>,
    most: i64,
) -> Outcome<Vec<FinishedSides>> {
    store::list_finished(tx, after, most)
}
