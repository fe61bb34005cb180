//! Every SQL statement of custody, beside the function that runs it.

mod bank;
mod escrow;

pub(crate) use bank::*;
pub(crate) use escrow::*;
