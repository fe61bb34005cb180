//! Tables of goods, as files that firms send and fetch: read whatever spreadsheet or shop wrote
//! them, and written so that they read back exactly. Knows neither the store nor pages.

mod check;
mod columns;
mod goods;
mod sheet;
mod shops;
mod text;
mod write;

pub(crate) use check::{Entry, check, read_head};
pub(crate) use columns::{FIELDS, Plan, word_of};
pub(crate) use sheet::Fault;
pub(crate) use write::{Format, Written, sample};
