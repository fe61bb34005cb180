//! Verbs: what a domain can ask the ledger to do. Each loads, decides and writes in the caller's
//! transaction.

mod batch;
mod checkpoint;
mod hold;
mod post;
mod read;
mod sweep;
mod verify;

pub use batch::{MOST_TRANSFERS, post_all};
pub use checkpoint::{Leaves, Survey, checkpoint_of, checkpoints, close_day, survey};
pub use hold::{hold, hold_of, open_holds, settle, void};
pub use post::{post, post_new};
pub use read::{balance, journal, statement, transfers_of, trial_balance};
pub use sweep::{MOST_SWEPT, sweep_fees};
pub use verify::{Recount, recount, verify_accounts, verify_transfers};
