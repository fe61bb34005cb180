#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod events;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{agree, ask, decline, ended, ended_acts, pending, queue, waiting, withdraw};
pub use events::ActEnded;
pub use model::{
    AssentRefusal, Ended, Move, NewAct, PendingAct, PendingKind, Place, State, Which, needs_second,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// The table of acts that wait.
pub const MIGRATIONS: &[Migration] =
    &[migration("assent-0001", include_str!("../migrations/0001.sql"))];

/// The words around them; each act's own words are its domain's.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
