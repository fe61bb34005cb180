//! What happens by itself.

use super::write::{By, write};
use crate::store;
use ::store::{Timer, Tx};
use deal::DealKind;
use kernel::{Id, Outcome, Timestamp};

/// A remedy's timer is over. Everything follows its own time, however late it runs; a timer that
/// the remedy no longer has changes nothing.
pub fn expire(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    timer: Id<Timer>,
    due_at: Timestamp,
) -> Outcome<()> {
    let Some(mut remedy) = store::find_open(tx, deal)? else { return Ok(()) };
    if remedy.timer != Some(timer.cast()) {
        return Ok(());
    }
    // The timer has fired, so there is none to take away.
    remedy.timer = None;
    match remedy.expire(due_at) {
        Some(step) => write(tx, &remedy, step, &By::default(), due_at).map(|_| ()),
        None => Ok(()),
    }
}
