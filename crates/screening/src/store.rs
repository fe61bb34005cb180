//! Every SQL statement of lists and cases.

mod cases;
mod lists;
mod orders;

pub(crate) use cases::*;
pub(crate) use lists::*;
pub(crate) use orders::*;
