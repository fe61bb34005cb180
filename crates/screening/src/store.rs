//! Every SQL statement of lists and cases.

mod cases;
mod lists;

pub(crate) use cases::*;
pub(crate) use lists::*;
