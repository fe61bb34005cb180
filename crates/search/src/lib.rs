#![doc = include_str!("../README.md")]
#![expect(clippy::float_arithmetic, reason = "how well a text fits is a weight, never money")]

mod alike;
mod analyzer;
mod ask;
mod complete;
mod cut;
mod document;
mod facets;
mod find;
mod index;
mod meant;
mod plain;
mod query;
mod script;
mod sound;
mod unanswered;

pub use ask::{PriceAt, Question, TEXT_MOST};
pub use document::{Document, Tag};
pub use facets::Counts;
pub use find::{Found, Hit, WINDOW};
pub use index::{FORMAT, Index};
pub use plain::Plain;
pub use script::fold;
pub use sound::of as sound_of;
