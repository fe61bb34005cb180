//! Every SQL statement of billing, beside the function that runs it.

mod books;
mod details;
mod documents;
mod lines;

pub(crate) use books::*;
pub(crate) use details::*;
pub(crate) use documents::*;
pub(crate) use lines::*;
