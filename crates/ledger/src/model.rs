//! Nouns, states and decisions: pure, so that tables of examples test them without a database.

mod account;
mod book;
mod checkpoint;
mod hold;
mod journal;
pub mod merkle;
mod refusal;
mod tally;
mod transfer;
mod verify;

pub use account::{Account, Balance, Purpose, Total};
pub use checkpoint::Checkpoint;
pub use hold::{Hold, HoldKey, HoldKind, HoldState, Part};
pub use journal::{JournalMark, JournalRow, NoMark};
pub use refusal::LedgerRefusal;
pub use tally::Tally;
pub use transfer::{Entry, Leg, Posted, Transfer, TransferKind};
pub use verify::{Findings, Problem};

pub(crate) use account::Kept;
pub(crate) use book::{Book, Line};
pub(crate) use checkpoint::{Draft, PostingRow, Totals, totals_text};
pub(crate) use hold::Settlement;
pub(crate) use tally::{Amount, Place};
pub(crate) use verify::{Torn, compare_accounts, compare_checkpoint};
