//! What happens by itself.

use super::cancel::close;
use super::goods::finish;
use super::inspections::clock_of;
use super::step::write;
use crate::events::{DealLate, DealShipReminded};
use crate::model::{DeadlineKind, Deal, DealKind, Finisher, Goods, Milestone};
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
    let (mut deal, parts) = store::lock_deal(tx, id)?;
    let Some(deadline) = deal.deadline.filter(|deadline| deadline.timer == timer.cast()) else {
        return Ok(());
    };
    // The timer has fired, so there is none to take away.
    deal.deadline = None;
    match kind {
        // Whoever may still pay wants to know first what the inspector says.
        DeadlineKind::Pay if deal.tracks.goods == Goods::Inspecting => {
            write(tx, &deal, deal.wait_for_report(kind), due_at).map(|_| ())
        }
        DeadlineKind::Pay if deal.is_late => {
            close(tx, &deal, "closed-late", None, due_at).map(|_| ())
        }
        DeadlineKind::Pay => close(tx, &deal, "closed-unpaid", None, due_at).map(|_| ()),
        DeadlineKind::Accept => close(tx, &deal, "lapsed", None, due_at).map(|_| ()),
        DeadlineKind::Confirm => finish(tx, &deal, Finisher::Deadline, due_at).map(|_| ()),
        DeadlineKind::Ship => be_late(tx, &deal, &parts, due_at),
        DeadlineKind::Remind => remind(tx, &deal, due_at, deadline.due_at),
    }
}

/// Half of the time to dispatch is over: the seller gets a letter, once, and the rest runs on.
fn remind(tx: &mut Tx<'_>, deal: &Deal, at: Timestamp, due_at: Timestamp) -> Outcome<()> {
    write(tx, deal, deal.remind(due_at), at)?;
    let (id, seller) = (deal.id, deal.seller);
    tx.tell(id, &DealShipReminded { deal: id, seller, at, due_at })?;
    let until = due_at.date_in(&deal.rules().market.time_zone).to_string();
    party::send_to_owners(tx, &[seller], "deal-ship", |_, _| {
        let path = format!("/deals/{id}");
        let facts = [("title", deal.title.clone()), ("until", until.clone()), ("path", path)];
        facts.to_vec()
    })
}

fn be_late(tx: &mut Tx<'_>, deal: &Deal, parts: &[Milestone], due_at: Timestamp) -> Outcome<()> {
    let clock = clock_of(tx, deal, parts)?;
    let after = write(tx, deal, deal.overdue(parts, clock, due_at), due_at)?;
    if after.is_late {
        let Deal { id, buyer, seller, .. } = *deal;
        tx.tell(id, &DealLate { deal: id, buyer, seller, due_at })?;
    }
    Ok(())
}
