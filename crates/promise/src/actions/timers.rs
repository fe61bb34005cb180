//! What happens by itself.

use super::cover::{end_promises, notify, write as write_cover};
use super::pay::pay_waiting;
use super::write::{By, write};
use crate::model::{Cover, LastOf, Protection};
use crate::store;
use ::store::{Timer, Tx};
use deal::DealKind;
use kernel::{Firm, Id, Outcome, Timestamp};

/// Currencies of one firm; ISO 4217 has some 180.
const PROTECTIONS_MOST: i64 = 200;

/// A claim's timer is over. Everything follows its own time, however late it runs; a timer that no
/// claim has any more changes nothing, but that what waits for the fund is looked at again.
pub fn expire(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    timer: Id<Timer>,
    due_at: Timestamp,
) -> Outcome<()> {
    let Some(mut claim) = store::find_waiting_for(tx, deal, timer)? else {
        return pay_the_rest(tx, deal);
    };
    // The timer has fired, so there is none to take away.
    claim.timer = None;
    match claim.expire(due_at) {
        Some(step) => write(tx, &claim, step, &By::default(), due_at).map(|_| ()),
        None => Ok(()),
    }
}

fn pay_the_rest(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<()> {
    let now = tx.now();
    match store::list_of_deal(tx, deal)?.first() {
        Some(claim) => pay_waiting(tx, claim.amount.currency, now),
        None => Ok(()),
    }
}

/// The time to fill a deposit up is over, or the time for the last claim.
pub fn lapse(tx: &mut Tx<'_>, firm: Id<Firm>, timer: Id<Timer>, due_at: Timestamp) -> Outcome<()> {
    let all = store::list_protections(tx, firm, PROTECTIONS_MOST)?;
    let own = all.into_iter().find(|protection| protection.timer == Some(timer.cast()));
    let Some(mut protection) = own else { return Ok(()) };
    protection.timer = None;
    match protection.state {
        Cover::Short => suspend(tx, &protection, due_at),
        Cover::Ending => end(tx, &protection, due_at),
        _ => Ok(()),
    }
}

/// The badge is off from this second on.
fn suspend(tx: &mut Tx<'_>, before: &Protection, at: Timestamp) -> Outcome<()> {
    let Some(after) = before.lapse(at) else { return Ok(()) };
    end_promises(tx, before.firm, before.currency, at)?;
    let after = write_cover(tx, Some(before), after)?;
    notify(tx, &after)
}

/// The deposit goes back, unless a claim on the firm or a trade that its promises cover is open, or
/// such a trade can still be claimed on.
fn end(tx: &mut Tx<'_>, before: &Protection, at: Timestamp) -> Outcome<()> {
    let waits_for = if deal::sells_since_before(tx, before.firm, before.since)? {
        Some(LastOf::Trades)
    } else {
        store::has_open(tx, before.firm)?.then_some(LastOf::Claims)
    };
    let Some(after) = before.wait_over(waits_for, (at, tx.now())) else { return Ok(()) };
    if after.state == Cover::Ended {
        custody::thaw(tx, before.firm, before.currency)?;
    }
    let after = write_cover(tx, Some(before), after)?;
    match after.state {
        Cover::Ended => notify(tx, &after),
        _ => Ok(()),
    }
}
