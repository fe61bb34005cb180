#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{days, latest, publish, publish_by_hand};
pub use model::{RateDay, RateFile, RatesRefusal, Taken};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The tables of rates, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("rates-0001", include_str!("../migrations/0001.sql"))];

/// What the page of rates says.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
