#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{
    Opened, cases, ended_cases, lists, load, load_by_hand, open_case, perform, try_name,
};
pub use model::{
    Act, Arithmetic, Birth, Case, CaseKind, CaseState, Entry, KeptList, ListKind, ListedKind,
    ListedName, MOST_BYTES, Match, NewAct, NewList, Pair, Quality, QueueRow, ScreeningRefusal,
    Subject, SubjectKind, Tried, read_birth, read_list,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// The tables of lists and cases.
pub const MIGRATIONS: &[Migration] =
    &[migration("screening-0001", include_str!("../migrations/0001.sql"))];

/// What officers read; firms read nothing of it.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
