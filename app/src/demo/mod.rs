//! The demonstration: a year of real records, replayed through the market's own actions.

mod acts;
mod countries;
mod crowd;
mod export;
mod faults;
mod goods;
mod people;
pub(crate) mod picture;
mod plan;
mod progress;
pub(crate) mod records;
mod schedule;
mod stage;
mod summary;
mod trader;
mod walk;

pub(crate) use people::{SignIn, sign_ins};
pub(crate) use stage::prepare;
pub(crate) use summary::Summary;
