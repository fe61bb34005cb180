//! Benchmarks: each figure with its floor beside it, made in the same run.

mod floor;
pub(crate) mod ledger;
mod recorder;
mod room;
