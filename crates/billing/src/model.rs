//! Nouns, states and decisions: pure.

mod book;
mod details;
mod document;
mod line;
mod month;
mod refusal;
mod tax;

pub use book::{BookDay, BookLine, TrialBalance};
pub use details::{Details, NewDetails};
pub use document::{Document, DocumentKind, DocumentRow, Number};
pub use line::{Findings, Line, LineKind, Look, Statement, StatementState, WaitsFor};
pub use month::Month;
pub use refusal::BillingRefusal;
pub use tax::{Category, Credited, Tax, Taxes, tax_of};

pub(crate) use book::{DayWalk, compare};
pub(crate) use document::{Bill, Parties};
