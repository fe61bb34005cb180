//! Writing a decision down.

use crate::events::{DealClosed, DealFinished};
use crate::model::{Change, Deadline, DeadlineKind, Deal, Stage, Step};
use crate::store;
use ::store::Tx;
use kernel::{Outcome, Timestamp};

/// Writes a step: the deadline, the deal, the line in the timeline, and the lists of both firms
/// when it was the last one. `at` is when it became true: a deadline's own time, however late it
/// runs.
pub(super) fn write(tx: &mut Tx<'_>, before: &Deal, step: Step, at: Timestamp) -> Outcome<Deal> {
    let mut after = step.after;
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
        store::end_firm_deal(tx, after.seller, after.id)?;
        if let Some(buyer) = after.buyer {
            store::end_firm_deal(tx, buyer, after.id)?;
        }
    }
    Ok(after)
}

/// Sets the deal's one deadline.
pub(super) fn set(
    tx: &mut Tx<'_>,
    deal: &Deal,
    kind: DeadlineKind,
    due_at: Timestamp,
) -> Outcome<Deadline> {
    let timer = tx.set_timer(deal.id, kind.word(), due_at)?.cast();
    Ok(Deadline { timer, due_at })
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
