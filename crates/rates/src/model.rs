//! Days of reference rates, and the files that they come in.

mod day;
mod file;
mod refusal;

pub use day::{RateDay, Taken};
pub use file::RateFile;
pub use refusal::RatesRefusal;

pub(crate) use day::refuse_ahead;
