#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{
    administered, attach_paper, cases, ended_cases, lift_order, lists, load, load_by_hand,
    look_into_wallets, name_administrator, open_case, order, orders, paper, pay_administrator,
    perform, record_order, try_name,
};
pub use model::{
    Act, Administered, Arithmetic, Birth, Case, CaseKind, CaseState, Entry, FirmOrder,
    FirmOrderKind, KeptList, ListKind, ListedKind, ListedName, MOST_BYTES, Match, NewAct,
    NewFirmOrder, NewList, Opened, OrderedKind, Pair, Paper, Quality, QueueRow, ScreeningRefusal,
    Subject, SubjectKind, Tried, hash_of_file, read_birth, read_list,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// The tables of lists and cases.
pub const MIGRATIONS: &[Migration] = &[
    migration("screening-0001", include_str!("../migrations/0001.sql")),
    migration("screening-0002", include_str!("../migrations/0002.sql")),
    migration("screening-0003", include_str!("../migrations/0003.sql")),
];

/// What officers read; firms read nothing of it.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
