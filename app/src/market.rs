//! All domains put together: their tables, reactions, followers, timers, words and routes.

use store::Migration;

/// Every domain's tables, in the domains' order.
pub(crate) fn migrations() -> Vec<Migration> {
    [ledger::MIGRATIONS].concat()
}
