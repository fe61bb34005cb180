#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod events;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{
    claim, compensation, compensations, end_all, end_one, evidence, expire, lapse, may_show,
    of_deal, own, perform, promises_of, queue, show, sign, talk_evidence, top_up, verify,
    verify_protections,
};
pub use events::{CompensationMoved, ProtectionMoved};
pub use model::{
    Act, Card, Cell, Compensation, CompensationKind, CompensationView, Cover, Done, Findings,
    FirmFindings, Held, NewAct, NewClaim, NewSigning, Own, Price, Promise, PromiseRefusal,
    Protection, QueueRow, Shown, Signed, SignedKind, State, Step, StepKind, TEXT_VERSION, cells,
    markdown, page_rows, text, text_hash,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// The tables of promises, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("promise-0001", include_str!("../migrations/0001.sql"))];

/// The words of promises.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
