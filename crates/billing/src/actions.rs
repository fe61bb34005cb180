//! Verbs: taking fees as they are told, issuing, looking.

mod books;
mod issue;
mod look;
mod take;
mod verify;

pub use books::{postings, trial_balance};
pub use issue::{file_details, issue, operator_details};
pub use look::{
    access, details, documents, find_document, lines, note_look, statement, statements,
};
pub use verify::{StatementMark, verify, verify_fees};

pub(crate) use books::{
    FIRST_DAY, ROWS_AT_A_TIME, begin_day, begin_export, close_day, day_lines, judge_day, next_day,
    walk_day,
};
pub(crate) use issue::{issue_by_timer, operator_of as operator};
pub(crate) use take::{DUE, charged, returned};
