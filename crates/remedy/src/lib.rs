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
    ask, decisions, end_return_right, evidence, expire, grant_return_right, has_to_do_with,
    may_show, perform, queue, remedies, remedy, show, talk_evidence, verify,
};
pub use events::RemedyMoved;
pub use model::{
    About, Act, Asked, Cell, Consequence, Decision, Doer, Done, Evidence, EvidenceKind,
    EvidenceSource, Findings, NewAct, NewDecision, NewRemedy, PublishedDecision, PublishedKind,
    QueueRow, Remedy, RemedyKind, RemedyRefusal, RemedyView, Role, State, Step, StepKind,
    TimerKind, Want, cells, markdown, page_rows,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// The tables of remedies, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("remedy-0001", include_str!("../migrations/0001.sql")),
    migration("remedy-about", include_str!("../migrations/0002.sql")),
];

/// The words of remedies.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
