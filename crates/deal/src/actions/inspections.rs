//! An inspector looks at the goods: sent for, told of, called off, or over without a report.

use super::step::write;
use crate::events::{DealPartDue, InspectionEnded, InspectionFiled, InspectionOrdered};
use crate::model::{
    Clock, Deal, DealKind, Done, Ending, Finding, Goods, Inspection, InspectionKind,
    InspectionState, Milestone, awaited, read_reason,
};
use crate::store;
use ::store::{Timer, Tx};
use kernel::{Actor, Id, Outcome, PaymentDue, Stop, Timestamp};

/// What happens when no report has come in time.
pub(crate) const REPORT: &str = "deal-inspection";

/// Either side sends for an inspector. While the inspection is awaited the goods do not leave.
pub fn order_inspection(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
) -> Outcome<(Done, Id<InspectionKind>)> {
    let (deal, _) = store::lock_deal(tx, id)?;
    deal.acting_side(by)?;
    let firm = by.firm().ok_or(Stop::Absent)?;
    let step = deal.order_inspection(firm, &store::list_inspections(tx, id)?)?;
    let (inspection, now) = (tx.id::<InspectionKind>(), tx.now());
    let report_by = deal.reports_by(now);
    let ordered = Inspection {
        id: inspection,
        ordered_by: firm,
        state: InspectionState::Ordered,
        found: None,
        note: None,
        at: now,
        report_by,
        timer: tx.set_timer(id, REPORT, report_by)?.cast(),
    };
    store::add_inspection(tx, id, &ordered)?;
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
    let all = store::list_inspections(tx, id)?;
    let now = tx.now();
    let step = deal.end_inspection(Ending::Told(&finding), (&parts, &all), now)?;
    let state = Ending::Told(&finding).state();
    end(tx, id, &all, (inspection, state, Some(&finding)))?;
    let after = write(tx, &deal, step, now)?;
    let (buyer, seller) = (deal.buyer, deal.seller);
    let Finding { has_passed, found, .. } = finding;
    tx.tell(id, &InspectionFiled { deal: id, buyer, seller, inspection, has_passed, found })?;
    tell_part_due(tx, &after, &parts)?;
    Ok(Done::of(&after))
}

/// Whoever sent for the inspector wants none any more: the goods stand as before.
pub fn call_off_inspection(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<Done> {
    let (deal, parts) = store::lock_deal(tx, id)?;
    deal.acting_side(by)?;
    let firm = by.firm().ok_or(Stop::Absent)?;
    let all = store::list_inspections(tx, id)?;
    deal.may_call_off(firm, &all)?;
    let now = tx.now();
    let after = end_without(tx, &deal, (&parts, &all), (Ending::CalledOff(firm), now))?;
    Ok(Done::of(&after))
}

/// No report has come in time: the goods stand as before. An inspection that is over already
/// changes nothing.
pub(crate) fn lapse_inspection(
    tx: &mut Tx<'_>,
    id: Id<DealKind>,
    timer: Id<Timer>,
    due_at: Timestamp,
) -> Outcome<()> {
    let (deal, parts) = store::lock_deal(tx, id)?;
    let all = store::list_inspections(tx, id)?;
    if awaited(&all).is_none_or(|open| open.timer != timer.cast()) {
        return Ok(());
    }
    end_without(tx, &deal, (&parts, &all), (Ending::Lapsed, due_at)).map(|_| ())
}

fn end_without(
    tx: &mut Tx<'_>,
    deal: &Deal,
    (parts, all): (&[Milestone], &[Inspection]),
    (ending, at): (Ending<'_>, Timestamp),
) -> Outcome<Deal> {
    let step = deal.end_inspection(ending, (parts, all), at)?;
    let open = awaited(all).ok_or(Stop::Bug("goods are inspected without an inspection"))?;
    end(tx, deal.id, all, (open.id, ending.state(), None))?;
    let after = write(tx, deal, step, at)?;
    let (buyer, seller, inspection) = (deal.buyer, deal.seller, open.id);
    let was_called_off = ending.state() == InspectionState::CalledOff;
    let told = InspectionEnded { deal: deal.id, buyer, seller, inspection, was_called_off };
    tx.tell(deal.id, &told)?;
    Ok(after)
}

/// Writes how an inspection ended; its time is over with it.
fn end(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    all: &[Inspection],
    (id, state, finding): (Id<InspectionKind>, InspectionState, Option<&Finding>),
) -> Outcome<()> {
    store::end_inspection(tx, deal, id, (state, finding))?;
    let timer = all.iter().find(|one| one.id == id).map(|one| one.timer);
    timer.map_or(Ok(()), |timer| tx.cancel_timer(deal, timer.cast()))
}

/// The deal has ended while a report was awaited: nobody waits for it any more.
pub(super) fn end_awaited(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<()> {
    let all = store::list_inspections(tx, deal)?;
    let open = awaited(&all).map(|open| open.id);
    open.map_or(Ok(()), |id| end(tx, deal, &all, (id, InspectionState::Lapsed, None)))
}

/// What the time to dispatch does now. Nothing is asked where no report is awaited.
pub(super) fn clock_of(tx: &mut Tx<'_>, deal: &Deal, parts: &[Milestone]) -> Outcome<Clock> {
    if deal.tracks.goods != Goods::Inspecting {
        return Ok(Clock::RunsOn);
    }
    Ok(deal.clock(parts, &store::list_inspections(tx, deal.id)?))
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
