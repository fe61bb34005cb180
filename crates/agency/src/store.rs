//! Every SQL statement of the agency.

pub(crate) mod mandates;
pub(crate) mod roles;
