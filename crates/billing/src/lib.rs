#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod document;
pub mod jobs;
mod model;
pub mod pages;
mod paper;
mod store;
mod views;

pub use actions::{
    StatementMark, access, details, documents, file_details, find_document, issue, lines,
    note_look, operator_details, postings, statement, statements, trial_balance, verify,
    verify_fees,
};
pub use model::{
    BillingRefusal, BookDay, BookLine, Category, Credited, Details, Document, DocumentKind,
    DocumentRow, Findings, Line, LineKind, Look, Month, NewDetails, Number, Statement,
    StatementState, Tax, Taxes, TrialBalance, WaitsFor, tax_of,
};
pub use paper::{Fonts, MissingFont};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The tables of bills, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("billing-0001", include_str!("../migrations/0001.sql"))];

/// The words of bills.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
