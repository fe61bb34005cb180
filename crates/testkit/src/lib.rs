#![doc = include_str!("../README.md")]
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot be set up should fail loudly"
)]

mod counted;
mod fresh;
mod sets;
mod twin;

pub use counted::{Log, fresh_counted};
pub use fresh::{Engine, Fresh, engines, fresh, fresh_database, fresh_reacting, fresh_with, noon};
pub use sets::read_as_sets;
pub use store::faults::{Fault, Faults};
