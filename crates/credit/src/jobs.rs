//! What credit does by itself: it hears of finished trades in their own transaction.

use crate::actions;
use ::store::{Event, Reaction, Told, Tx};
use deal::DealFinished;
use kernel::Outcome;

/// Writes both credit facts in the transaction that finishes a trade.
pub const REACTIONS: &[Reaction] = &[Reaction { event: DealFinished::NAME, take: record }];

fn record(tx: &mut Tx<'_>, told: &Told) -> Outcome<()> {
    actions::record(tx, &told.read()?)
}
