//! Every SQL statement of the gate.

pub(crate) mod campaigns;
pub(crate) mod checks;
pub(crate) mod counts;
pub(crate) mod judged;
pub(crate) mod records;
pub(crate) mod shelves;

/// Ids looked for in one statement; more go in several.
pub(crate) const AT_A_TIME: usize = 50;
