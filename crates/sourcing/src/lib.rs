#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod events;
mod model;
pub mod pages;
mod store;
pub mod views;

pub use actions::{award, get, inquire, inquiries, quote, say, withdraw};
pub use model::{
    Award, Inquiry, InquiryKind, InquiryRow, InquiryState, NewInquiry, NewPart, NewQuote, Quote,
    QuoteKind, QuoteState, QuoteTerms, Side, SourcingRefusal, Thread,
};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The tables of inquiries and quotes, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("sourcing-0001", include_str!("../migrations/0001.sql"))];

/// What it says when it says no.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
