//! Every SQL statement of a deal, beside the function that runs it.

mod checks;
mod deals;
mod delivery;
mod finished;
mod lists;
mod parts;
mod proposals;
mod shipments;
mod timeline;

pub(crate) use checks::*;
pub(crate) use deals::*;
pub(crate) use delivery::*;
pub(crate) use finished::*;
pub(crate) use lists::*;
pub(crate) use parts::*;
pub(crate) use proposals::*;
pub(crate) use shipments::*;
pub(crate) use timeline::*;
