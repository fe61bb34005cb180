//! What happens by itself.

use super::cancel::close;
use super::goods::finish;
use super::step::write;
use crate::events::DealLate;
use crate::model::{DeadlineKind, Deal, DealKind, Finisher};
use crate::store;
use ::store::{Timer, Tx};
use kernel::{Id, Outcome, Timestamp};

/// A deadline is over. Everything follows its own time, however late it runs; a deadline that the
/// deal no longer has changes nothing.
pub fn expire(
    tx: &mut Tx<'_>,
    id: Id<DealKind>,
    timer: Id<Timer>,
    kind: DeadlineKind,
    due_at: Timestamp,
) -> Outcome<()> {
    let (mut deal, _) = store::lock_deal(tx, id)?;
    if deal.deadline.is_none_or(|deadline| deadline.timer != timer.cast()) {
        return Ok(());
    }
    // The timer has fired, so there is none to take away.
    deal.deadline = None;
    match kind {
        DeadlineKind::Pay => close(tx, &deal, "closed-unpaid", None, due_at).map(|_| ()),
        DeadlineKind::Accept => close(tx, &deal, "lapsed", None, due_at).map(|_| ()),
        DeadlineKind::Confirm => finish(tx, &deal, Finisher::Deadline, due_at).map(|_| ()),
        DeadlineKind::Ship => be_late(tx, &deal, due_at),
    }
}

fn be_late(tx: &mut Tx<'_>, deal: &Deal, due_at: Timestamp) -> Outcome<()> {
    let after = write(tx, deal, deal.overdue(), due_at)?;
    if after.is_late {
        tx.tell(deal.id, &DealLate { deal: deal.id, seller: deal.seller, due_at })?;
    }
    Ok(())
}
