//! What a firm says of itself, and where goods stand.

mod found;
mod page;
mod refusal;
mod shelf;

pub use found::FirmFound;
pub use page::{FirmPage, FirmWords, NewFirmPage};
pub use refusal::WindowRefusal;
pub use shelf::{Department, Shelf, Shelved, Stall, Wanted, departments_of};

pub(crate) use shelf::{Change, sought, whole};
