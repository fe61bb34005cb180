#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod events;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{own_rating, rate, ratings_of};
pub use events::RatingShown;
pub use model::{NewRating, Rating, TrustRefusal, Verdict};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// Trust's tables, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("trust-0001", include_str!("../migrations/0001.sql"))];

/// Trust's words.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
