#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{facts, verify};
pub use model::{CreditFact, Findings, Side};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// Credit's tables, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("credit-0001", include_str!("../migrations/0001.sql"))];

/// Credit's words.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
