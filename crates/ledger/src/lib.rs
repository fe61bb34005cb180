#![doc = include_str!("../README.md")]

mod actions;
pub mod jobs;
mod model;
mod store;

pub use actions::{
    Leaves, MOST_SWEPT, MOST_TRANSFERS, Recount, Survey, balance, checkpoint_of, checkpoints,
    close_day, hold, hold_of, journal, open_holds, post, post_all, post_new, recount, settle,
    statement, survey, sweep_fees, transfers_of, trial_balance, verify_accounts, verify_transfers,
    void,
};
pub use model::{
    Account, Balance, Checkpoint, Entry, Findings, Hold, HoldKey, HoldKind, HoldState, JournalMark,
    JournalRow, LedgerRefusal, Leg, NoMark, Part, Posted, Problem, Purpose, Tally, Total, Transfer,
    TransferKind, merkle,
};

use ::store::{Migration, migration};

/// The ledger's words.
pub const LOCALES: &[kernel::Locale] = &[
    kernel::Locale { lang: kernel::Lang::En, text: include_str!("../locales/en.ftl") },
    kernel::Locale { lang: kernel::Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];

/// The ledger's tables, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("ledger-0001", include_str!("../migrations/0001.sql"))];
