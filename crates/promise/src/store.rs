//! Every SQL statement of promises, beside the function that runs it.

mod claims;
mod lists;
mod parts;
mod signed;

pub(crate) use claims::*;
pub(crate) use lists::*;
pub(crate) use parts::*;
pub(crate) use signed::*;
