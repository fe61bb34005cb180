//! Every SQL statement of carts, beside the function that runs it.

mod book;
mod checkouts;
mod freight;
mod lines;

pub(crate) use book::*;
pub(crate) use checkouts::*;
pub(crate) use freight::*;
pub(crate) use lines::*;
