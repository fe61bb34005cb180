#![doc = include_str!("../README.md")]

mod account;
mod fault;
mod model;
mod read;
mod write;
pub mod xml;

pub use account::{Account, AccountFault, is_account_number, read_account};
pub use fault::{Fault, Faults, What};
pub use model::{
    AccountFile, Answer, AnswerFile, Batch, Credit, Entry, Message, OrderFile, OriginalPayment,
    Party, PaymentAnswer, Recall, RecallAnswer, RecallFile, ResolutionFile, Statement,
    StatementKind, Status, Transaction, Verdict,
};
pub use read::{MOST_BYTES, MOST_ENTRIES, read};
pub use write::{
    AnswerVersion, Assignment, Holder, OrderVersion, Orders, ResolutionVersion, StatementVersion,
    Unwritable, write_answer, write_orders, write_recall, write_resolution, write_statement,
};
