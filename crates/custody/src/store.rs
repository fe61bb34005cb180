//! Every SQL statement of custody, beside the function that runs it.

mod bank;
mod differences;
mod escrow;
mod files;
mod fund;
mod idle;
mod payouts;
mod recalls;
mod stops;

pub(crate) use bank::*;
pub(crate) use differences::*;
pub(crate) use escrow::*;
pub(crate) use files::*;
pub(crate) use fund::*;
pub(crate) use idle::*;
pub(crate) use payouts::*;
pub(crate) use recalls::*;
pub(crate) use stops::*;
