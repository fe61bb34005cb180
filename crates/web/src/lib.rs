#![doc = include_str!("../README.md")]

mod app;
mod caller;
mod command;
mod files;
pub mod json;
mod limits;
pub mod live;
pub mod page;
mod problem;
mod show;
mod words;

pub use app::{App, CountUnread, Parts, Place, within};
pub use caller::{
    BROWSER_COOKIE, CURRENCY_COOKIE, Caller, LANG_COOKIE, SESSION_COOKIE, hash_of_token,
};
pub use command::{
    Call, Command, Edit, LARGEST_BODY, List, Nothing, SentFile, refuse_stranger, reply,
};
pub use files::{Files, Folder, send_file};
pub use kernel::Locale;
pub use limits::{Guesser, Limits};
pub use problem::{Problem, ProblemDocument, ProblemError, say_problem, say_problems};
pub use show::{Reader, show_day, show_money, show_number, show_price, show_time};
pub use words::Words;

/// The words that every page shares.
pub const LOCALES: &[Locale] = &[
    Locale { lang: kernel::Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: kernel::Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
