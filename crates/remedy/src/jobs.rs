//! What a remedy's timers do.

use crate::actions::expire;
use ::store::{Due, Tx};
use kernel::Outcome;

/// What a due timer of a remedy does. Other timers are not a remedy's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    match due.kind.starts_with("remedy-") {
        true => expire(tx, due.home.cast(), due.id, due.due_at),
        false => Ok(()),
    }
}
