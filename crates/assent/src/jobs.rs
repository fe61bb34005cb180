//! What waits too long is over.

use crate::actions::lapse;
use ::store::{Due, Tx};
use kernel::Outcome;

/// The timer of a pending act.
pub const LAPSE: &str = "assent-lapse";

/// What a due timer does. Other timers are not assent's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    if due.kind == LAPSE { lapse(tx, due.home, due.id) } else { Ok(()) }
}
