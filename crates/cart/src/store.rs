//! Every SQL statement of carts, beside the function that runs it.

mod book;
mod checkouts;
mod freight;
mod lines;
mod tax;

pub(crate) use book::*;
pub(crate) use checkouts::*;
pub(crate) use freight::*;
pub(crate) use lines::*;
pub(crate) use tax::*;
