//! What the gate does by itself: it counts what it hears, looks at every shelf each day, and lets
//! the register answer.

use crate::actions::{does_count, hear, list_numbers_to_ask, look_at_shelves, record_verdict};
use crate::ports::Register;
use crate::store::records;
use ::store::{Follower, Lane, Store, Tx};
use kernel::{Outcome, Stop};

/// Counts people, firms, shops, buyers and sellers.
pub const COUNTS: Follower = Follower { name: "gate-counts", hears: does_count, take: hear };

/// Sets what was counted to nothing and lets the follower begin again from the first event.
pub fn forget(tx: &mut Tx<'_>) -> Outcome<()> {
    records::clear(tx)?;
    ::store::rewind(tx, COUNTS.name)
}

/// Looks at every shelf that nobody has looked at today; tells how many.
pub async fn look_daily(store: &Store) -> Outcome<usize> {
    let mut looked = 0;
    loop {
        match store.write_in(Lane::Bulk, "gate.look", look_at_shelves).await? {
            0 => return Ok(looked),
            some => looked += some,
        }
    }
}

/// Asks the register about numbers that wait; tells how many it answered. A number that it cannot
/// judge waits for a clerk.
pub async fn ask_register(store: &Store, register: &dyn Register) -> Outcome<usize> {
    let mut answered = 0;
    let waiting = store.read("gate.numbers", list_numbers_to_ask).await?;
    for (request, country) in waiting {
        let Some(verdict) = register.look_up(country, &request.number) else { continue };
        let (firm, id) = (request.firm, request.id);
        let record = move |tx: &mut Tx<'_>| record_verdict(tx, firm, id, &verdict);
        match store.write("gate.verdict", record).await {
            Ok(_) => answered += 1,
            // A clerk came first.
            Err(Stop::Refused(_)) => {}
            Err(stop) => return Err(stop),
        }
    }
    Ok(answered)
}
