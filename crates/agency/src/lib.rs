#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod events;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{
    answer_mandate, claim, claims, declare, find_against, has_judged, judge, lift, mandates,
    offer_mandate, reply, role_file, role_of, standing_of,
};
pub use model::{
    AgencyRefusal, Capability, CapabilityKind, CapabilityState, Disclosure, Finding, FindingKind,
    Mandate, MandateKind, MandateSide, MandateState, NewMandate, NewRole, RoleFile, TradeRole,
    TradeRoleName,
};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The agency's tables, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("agency-0001", include_str!("../migrations/0001.sql"))];

/// The agency's words.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
