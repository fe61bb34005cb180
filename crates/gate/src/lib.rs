#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod events;
pub mod jobs;
mod model;
pub mod pages;
pub mod ports;
mod store;
mod views;

pub use actions::{
    Order, accept_link, admit_by_hand, answer_check, apply, ask_check, begin_campaign, branch,
    campaign, campaigns, checks, export_path, has_judged, list_waiting_checks, make_campaign_link,
    make_link, note_finished, note_orders, numbers, offered, own_applications, own_links,
    record_verdict, recount, set_mode, shelf, shelves, stand, verify_by_mail, withdraw,
};
pub use model::{
    Application, ApplicationState, Branch, Brought, BuyerCheck, Campaign, CampaignKind, CheckKind,
    CheckRequest, CheckRequestKind, CheckState, Checks, Counter, Crowd, Day, ExportPath,
    GateRefusal, Health, Link, Medium, Mode, NewCampaign, NewLink, Numbers, Offered, Part,
    PartName, Points, Record, Shelf, ShelfChange, ShelfView, Stand, Step, StepName, Twig, Verdict,
    Way, WeekRow, cost_per_buyer,
};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The gate's tables, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("gate-0001", include_str!("../migrations/0001.sql"))];

/// The gate's words.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
