//! Goods: handed over, received.

use super::agreement_of;
use super::step::write;
use crate::events::{DealDelivered, DealFinished};
use crate::model::{Deal, DealKind, Done, Entry, Finisher, ShipmentKind, Side, Track};
use crate::store;
use ::store::Tx;
use custody::GOODS_CONFIRMED;
use kernel::{Actor, Id, Outcome, Stop, Timestamp};

/// The carrier says that a shipment was handed over. It moves no track: the buyer's word does. Told
/// again, it changes nothing.
pub fn deliver(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
    shipment: Id<ShipmentKind>,
) -> Outcome<()> {
    if *by != Actor::Rail {
        return Err(Stop::Forbidden);
    }
    if store::deliver_shipment(tx, id, shipment)? {
        let now = tx.now();
        store::add_entry(tx, id, &Entry::new(Track::Goods, "delivered"), now)?;
        let (deal, _) = store::lock_deal(tx, id)?;
        let (buyer, seller) = (deal.buyer, deal.seller);
        tx.tell(id, &DealDelivered { deal: id, shipment, buyer, seller })?;
    }
    Ok(())
}

/// The buyer confirms that the goods came as agreed: the money is released and the trade is
/// finished, in this one transaction.
pub fn confirm(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<Done> {
    let (deal, _) = store::lock_deal(tx, id)?;
    let buyer = deal.must_be(Side::Buyer, by)?;
    let now = tx.now();
    Ok(Done::of(&finish(tx, &deal, Finisher::Buyer(buyer), now)?))
}

/// Finishes a trade at an instant.
pub(super) fn finish(tx: &mut Tx<'_>, deal: &Deal, by: Finisher, at: Timestamp) -> Outcome<Deal> {
    let mut step = deal.confirm(by, at)?;
    let release = custody::meet_and_release(tx, agreement_of(deal.id), GOODS_CONFIRMED)?;
    step.entry = step.entry.with("fee", release.fee.plain()).money(release.net);
    let after = write(tx, deal, step, at)?;
    let sums = (release.refunded.minor, release.fee.minor);
    let finished = DealFinished::of(&after, sums, by == Finisher::Deadline)?;
    tx.tell(deal.id, &finished)?;
    Ok(after)
}
