#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::waiting;
pub use model::{Queue, Waiting};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// The table of what was told.
pub const MIGRATIONS: &[Migration] =
    &[migration("desk-0001", include_str!("../migrations/0001.sql"))];

/// The words.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
