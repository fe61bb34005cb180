#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod events;
pub mod jobs;
mod model;
pub mod pages;
mod store;
pub mod views;

pub use actions::{
    add_photo, change_page, choose_goods, chosen, fair, find, page_of, remove_photo, shelves,
    shown_of, stalls,
};
pub use events::{FirmPageChanged, FirmShelvesChanged, WindowChanged};
pub use jobs::FirmFinder;
pub use model::{
    Department, FirmFound, FirmPage, FirmWords, NewFirmPage, Shelf, Shelved, Stall, Wanted,
    WindowRefusal, departments_of,
};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The tables of windows and shelves, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("window-0001", include_str!("../migrations/0001.sql")),
    migration("window-firm-shelves", include_str!("../migrations/0002.sql")),
];

/// What windows and shelves say.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
