//! Every SQL statement of a remedy, beside the function that runs it.

mod lists;
mod parts;
mod remedies;
mod rights;

pub(crate) use lists::*;
pub(crate) use parts::*;
pub(crate) use remedies::*;
pub(crate) use rights::*;
