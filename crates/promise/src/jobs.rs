//! What timers of promises and claims do, and what happens when the fund is fed.

use crate::actions::{expire, lapse, pay_waiting};
use ::store::{Due, Event, Reaction, Tx};
use custody::FundGrew;
use kernel::Outcome;

/// Claims that wait for the fund are paid in the transaction that feeds it.
pub const REACTIONS: &[Reaction] = &[Reaction {
    event: FundGrew::NAME,
    take: |tx, told| {
        let grew: FundGrew = told.read()?;
        let now = tx.now();
        pay_waiting(tx, grew.currency, now)
    },
}];

/// What a due timer does. Other timers are not a promise's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    match due.kind.as_str() {
        "promise-answer" | "promise-decision" | "promise-pay" => {
            expire(tx, due.home.cast(), due.id, due.due_at)
        }
        "promise-top-up" | "promise-end" => lapse(tx, due.home.cast(), due.id, due.due_at),
        _ => Ok(()),
    }
}
