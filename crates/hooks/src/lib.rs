#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
pub mod ports;
mod store;
mod views;

pub use actions::{
    add_endpoint, change_endpoint, deeds, deliveries, delivery, endpoint, endpoints, event, events,
    pause_endpoint, remove_endpoint, replay, replay_since, resume_endpoint, rotate_secret,
    show_secret, sweep, test_endpoint,
};
pub use model::{
    Answer, Attempt, CATALOGUE, Deed, Delivery, DeliveryState, Endpoint, EndpointState, EventKind,
    EventType, Failure, Field, HookKind, HooksRefusal, KEPT_INSIDE, Networks, NewEndpoint, Proof,
    PublicEvent, Replayed, Seal, Sides, What, Whole, Wish, read_url, secret_text, sign,
    verify_signature,
};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The tables of webhooks, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("hooks-0001", include_str!("../migrations/0001.sql"))];

/// The words of webhooks.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
