//! What is kept for a while only.

use crate::store;
use ::store::Tx;
use kernel::Outcome;
use kernel::rules::Rules;

/// Events that vanish in one closure, so that nobody waits for it.
const AT_A_TIME: i64 = 100;

/// Forgets a bounded number of events that are older than the rules' days, with all tries; tells
/// how many.
pub fn sweep(tx: &mut Tx<'_>) -> Outcome<usize> {
    let before = tx.now().plus_days(-Rules::current().webhook.kept_d);
    let old = store::list_old(tx, before, AT_A_TIME)?;
    for (firm, position) in &old {
        store::forget_event(tx, *firm, *position)?;
    }
    Ok(old.len())
}
