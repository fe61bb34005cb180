//! Tables of goods, as files that firms send and fetch: read whatever spreadsheet or shop wrote
//! them, and written so that they read back exactly. Knows neither the store nor pages.

mod check;
mod columns;
mod fields;
mod goods;
mod left;
mod sheet;
mod shops;
mod text;
mod write;

pub(crate) use check::{Checked, Entry, Paths, check, read_head};
pub(crate) use columns::{Habit, Plan};
pub(crate) use fields::{FIELDS, word_of};
pub(crate) use goods::refuse_for_all;
pub(crate) use left::as_workbook;
pub(crate) use sheet::Fault;
pub(crate) use write::{Format, Written, sample};
