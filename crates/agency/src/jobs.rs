//! What the agency does by itself.

use crate::actions::{FINDING_COUNTS, rank};
use ::store::{Due, Tx};
use kernel::Outcome;

/// When the time to answer a finding is over it counts in the order of results. Other timers are
/// not the agency's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    match due.kind.as_str() {
        FINDING_COUNTS => rank(tx, due.home.cast()),
        _ => Ok(()),
    }
}
