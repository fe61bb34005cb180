//! What the app runs by itself; safe to run twice.

use crate::actions;
use ::store::{Lane, Store};
use kernel::Outcome;

/// Forgets everything that is over, piece by piece; tells how much it was.
pub async fn sweep_all(store: &Store) -> Outcome<usize> {
    let mut swept = 0;
    loop {
        match store.write_in(Lane::Bulk, "party.sweep", actions::sweep).await? {
            0 => return Ok(swept),
            some => swept += some,
        }
    }
}
