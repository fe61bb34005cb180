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
    accept, accept_link, accept_quote, accept_request_quote, call_off_inspection, cancel,
    change_price, close_rest, confirm, deal, deals, decline, deliver, due_of, effect_since, expire,
    extend, file_inspection, finished_after, finished_sides, finished_sides_of, fund_all,
    fund_with, give_back, go_on, held, note, offer_link, open_deals, open_link, order_inspection,
    pay, pay_by_bank, place, place_delivered, place_recorded, proposal, proposals, read_as_officer,
    refund, sells_since_before, settle, ship, ship_again, ship_part, stages_of, stop, stopped,
    timeline, verify, waybill, with_parts, withdraw,
};
pub use events::{
    DealAgreed, DealClosed, DealDelivered, DealExtended, DealFinished, DealLate, DealOffered,
    DealPaid, DealPartDue, DealPartShipped, DealPriceChanged, DealProposed, DealRefunded,
    DealRestClosed, DealShipReminded, DealShipped, InspectionEnded, InspectionFiled,
    InspectionOrdered,
};
pub use model::{
    About, Act, Address, Back, Card, Cell, Contents, Contract, Deadline, DeadlineKind, Deal,
    DealKind, DealRefusal, DealView, Delivery, DeliveryTax, Done, Effect, Finding, Findings,
    FinishedSides, Funded, Goods, Information, Inspection, InspectionKind, InspectionState,
    LINES_MOST, Line, LineKind, LinkLine, LinkOffer, LinkView, Means, Milestone, MoneyTrack, Moved,
    NewLine, NewOrder, NewPrice, Origin, Packed, Place, Problem, Proposal, ProposalKind,
    ProposalState, ProposalView, Proposed, RECORDED_LINES_MOST, RecordedLine, RecordedOrder,
    Refund, RefundKind, RemedyKind, Repricing, Shipment, ShipmentKind, Shipping, Side, Signature,
    Stage, Standing, Stopped, TABLE, Terms, TimelineEntry, TimerSet, Track, Tracks, Who, cells,
    contract_hash, places, table_markdown,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// The tables of deals, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("deal-0001", include_str!("../migrations/0001.sql")),
    migration("deal-0002", include_str!("../migrations/0002.sql")),
    migration("deal-stock", include_str!("../migrations/0003.sql")),
    migration("deal-parcels", include_str!("../migrations/0004.sql")),
];

/// The words of deals.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
