//! What a remedy's timers do.

use crate::actions::{expire, hear_second};
use ::store::{Due, Event, Reaction, Tx};
use assent::ActEnded;
use kernel::Outcome;

/// A large decision is made in the transaction in which a second officer agrees to it.
pub const REACTIONS: &[Reaction] = &[Reaction {
    event: ActEnded::NAME,
    take: |tx, told| hear_second(tx, &told.read::<ActEnded>()?),
}];

/// What a due timer of a remedy does. Other timers are not a remedy's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    match due.kind.starts_with("remedy-") {
        true => expire(tx, due.home.cast(), due.id, due.due_at),
        false => Ok(()),
    }
}
