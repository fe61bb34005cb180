//! Goods: looked at, handed over, received.

use super::agreement_of;
use super::step::write;
use crate::events::{DealDelivered, DealFinished, DealPartDue, InspectionFiled, InspectionOrdered};
use crate::model::{
    Deal, DealKind, Done, Entry, Finding, Finisher, InspectionKind, Milestone, ShipmentKind, Side,
    Track, read_reason,
};
use crate::store;
use ::store::Tx;
use custody::GOODS_CONFIRMED;
use kernel::{Actor, Id, Outcome, PaymentDue, Stop, Timestamp};

/// Either side sends for an inspector. While the inspection is awaited the goods do not leave.
pub fn order_inspection(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
) -> Outcome<(Done, Id<InspectionKind>)> {
    let (deal, _) = store::lock_deal(tx, id)?;
    deal.acting_side(by)?;
    let firm = by.firm().ok_or(Stop::Absent)?;
    let before = store::list_inspections(tx, id)?.len();
    let step = deal.order_inspection(Some(firm), i64::try_from(before).unwrap_or(i64::MAX))?;
    let (inspection, now) = (tx.id::<InspectionKind>(), tx.now());
    store::add_inspection(tx, id, inspection, firm)?;
    let after = write(tx, &deal, step, now)?;
    let (buyer, seller) = (deal.buyer, deal.seller);
    tx.tell(id, &InspectionOrdered { deal: id, buyer, seller, inspection, firm })?;
    Ok((Done::of(&after), inspection))
}

/// The inspector tells what was found. Only the rail does that.
pub fn file_inspection(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
    inspection: Id<InspectionKind>,
    finding: &Finding,
) -> Outcome<Done> {
    if *by != Actor::Rail {
        return Err(Stop::Forbidden);
    }
    let note = finding.note.as_deref().map(|note| read_reason("note", note)).transpose()?;
    let finding = Finding { note, ..finding.clone() };
    let (deal, parts) = store::lock_deal(tx, id)?;
    let now = tx.now();
    let step = deal.file_inspection(&finding, now)?;
    store::change_inspection(tx, id, inspection, &finding)?;
    let after = write(tx, &deal, step, now)?;
    let (buyer, seller) = (deal.buyer, deal.seller);
    let Finding { has_passed, found, .. } = finding;
    tx.tell(id, &InspectionFiled { deal: id, buyer, seller, inspection, has_passed, found })?;
    tell_part_due(tx, &after, &parts)?;
    Ok(Done::of(&after))
}

/// Tells that a part which waited for the inspection can be paid now.
fn tell_part_due(tx: &mut Tx<'_>, after: &Deal, parts: &[Milestone]) -> Outcome<()> {
    let next = parts.iter().find(|part| part.paid_at.is_none());
    let waited = |part: &&Milestone| part.due == PaymentDue::AfterInspection;
    let payable = next.filter(waited).filter(|part| part.is_payable(after.tracks.goods));
    let (Some(part), Some(buyer)) = (payable, after.buyer) else { return Ok(()) };
    let (nth, currency, amount_minor) = (part.nth, part.amount.currency, part.amount.minor);
    tx.tell(after.id, &DealPartDue { deal: after.id, buyer, nth, currency, amount_minor })
}

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
