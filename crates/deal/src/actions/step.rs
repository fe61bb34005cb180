//! Writing a decision down.

use super::begin::pieces_of;
use super::inspections::end_awaited;
use super::proposals::lapse;
use crate::events::{DealClosed, DealFinished};
use crate::model::{Change, Deadline, DeadlineKind, Deal, Goods, Line, Stage, Step};
use crate::store;
use ::store::Tx;
use kernel::{Outcome, Timestamp};

/// Writes a step: the deadline, the deal, the line in the timeline, and the lists of both firms
/// when it was the last one. `at` is when it became true: a deadline's own time, however late it
/// runs.
pub(super) fn write(tx: &mut Tx<'_>, before: &Deal, step: Step, at: Timestamp) -> Outcome<Deal> {
    let mut after = step.after;
    move_stock(tx, before, &mut after)?;
    match step.deadline {
        Change::Keep => {}
        Change::Clear => {
            cancel(tx, before)?;
            after.deadline = None;
        }
        Change::Set(kind, due_at) => {
            cancel(tx, before)?;
            after.deadline = Some(set(tx, &after, kind, due_at)?);
        }
    }
    store::change_deal(tx, before, &after)?;
    store::add_entry(tx, after.id, &step.entry, at)?;
    if after.tracks.is_over() && !before.tracks.is_over() {
        lapse(tx, before)?;
        if before.tracks.goods == Goods::Inspecting {
            end_awaited(tx, after.id)?;
        }
        store::end_firm_deal(tx, after.seller, after.id)?;
        if let Some(buyer) = after.buyer {
            store::end_firm_deal(tx, buyer, after.id)?;
        }
    }
    Ok(after)
}

/// What is kept of stocks leaves the house with the goods, and can be sold again when a deal ends
/// before that: whoever ended it.
fn move_stock(tx: &mut Tx<'_>, before: &Deal, after: &mut Deal) -> Outcome<()> {
    let is_short = before.tracks.goods == Goods::PartShipped && after.tracks.is_over();
    let take = match after.tracks.goods {
        _ if !after.holds_stock => return Ok(()),
        // What had not left stays.
        Goods::Shipped if is_short => catalog::give_stock_back,
        Goods::Shipped | Goods::Received => catalog::take_out,
        Goods::Cancelled => catalog::give_stock_back,
        _ => return Ok(()),
    };
    let lines = store::list_lines(tx, after.id, after.total.currency)?;
    let products: Vec<_> = pieces_of(&lines).into_keys().collect();
    take(tx, after.id.cast(), &products)?;
    after.holds_stock = false;
    Ok(())
}

/// Sets the deal's one deadline. The timer of a dispatch goes off first to remind of it.
pub(super) fn set(
    tx: &mut Tx<'_>,
    deal: &Deal,
    kind: DeadlineKind,
    due_at: Timestamp,
) -> Outcome<Deadline> {
    let (timer_kind, at) = match (kind, deal.remind_us) {
        (DeadlineKind::Ship, Some(before_us)) => {
            let at = Timestamp::from_micros(due_at.micros().saturating_sub(before_us));
            (DeadlineKind::Remind, at)
        }
        _ => (kind, due_at),
    };
    let timer = tx.set_timer(deal.id, timer_kind.word(), at)?.cast();
    Ok(Deadline { kind, timer, due_at })
}

/// What is kept of stocks for goods that will not come can be sold again.
pub(super) fn give_stock_back(tx: &mut Tx<'_>, deal: &Deal, lines: &[Line]) -> Outcome<()> {
    let products: Vec<_> = pieces_of(lines).into_keys().collect();
    catalog::give_stock_back(tx, deal.id.cast(), &products)
}

fn cancel(tx: &mut Tx<'_>, deal: &Deal) -> Outcome<()> {
    match deal.deadline {
        Some(deadline) => tx.cancel_timer(deal.id, deadline.timer.cast()),
        None => Ok(()),
    }
}

/// Tells how a deal ended without a release.
pub(super) fn tell_end(
    tx: &mut Tx<'_>,
    before: &Deal,
    after: &Deal,
    refunded_minor: i64,
) -> Outcome<()> {
    if after.tracks.stage() == Stage::Finished {
        let finished = DealFinished::of(after, (refunded_minor, 0), false)?;
        return tx.tell(after.id, &finished);
    }
    let (buyer, seller) = (after.buyer, after.seller);
    tx.tell(after.id, &DealClosed { deal: after.id, buyer, seller, was_late: before.is_late })
}
