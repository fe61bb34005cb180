#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod events;
pub mod jobs;
mod model;
pub mod pages;
pub mod ports;
mod store;
pub mod views;

pub use actions::{
    accept_link, accept_quote, accept_request_quote, cancel, confirm, deal, deals, deliver, due_of,
    effect_since, expire, extend, file_inspection, finished_after, finished_sides,
    finished_sides_of, fund_all, give_back, go_on, held, note, offer_link, open_deals, open_link,
    order_inspection, pay, pay_by_bank, place, place_delivered, place_recorded, read_as_officer,
    refund, sells_since_before, settle, ship, ship_again, stages_of, stop, stopped, timeline,
    verify, with_parts,
};
pub use events::{
    DealAgreed, DealClosed, DealDelivered, DealExtended, DealFinished, DealLate, DealOffered,
    DealPaid, DealRefunded, DealShipReminded, DealShipped, InspectionFiled, InspectionOrdered,
};
pub use model::{
    Act, Address, Card, Cell, Contract, Deadline, DeadlineKind, Deal, DealKind, DealRefusal,
    DealView, Delivery, Done, Effect, Finding, Findings, FinishedSides, Funded, Goods, Information,
    Inspection, InspectionKind, InspectionState, LINES_MOST, Line, LineKind, LinkLine, LinkOffer,
    LinkView, Means, Milestone, MoneyTrack, Moved, NewLine, NewOrder, Origin, Place, Problem,
    RECORDED_LINES_MOST, RecordedLine, RecordedOrder, Refund, RefundKind, RemedyKind, Shipment,
    ShipmentKind, Shipping, Side, Signature, Stage, Stopped, TABLE, Terms, TimelineEntry, TimerSet,
    Track, Tracks, Who, cells, contract_hash, places, table_markdown,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// The tables of deals, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("deal-0001", include_str!("../migrations/0001.sql")),
    migration("deal-0002", include_str!("../migrations/0002.sql")),
    migration("deal-stock", include_str!("../migrations/0003.sql")),
];

/// The words of deals.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
