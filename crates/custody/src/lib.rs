#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod events;
pub mod jobs;
mod model;
pub mod pages;
pub mod ports;
mod store;
mod views;

pub use actions::{
    MOST_PURSES, book_payment, book_payout, bounce, close, escrow, fund, identity, meet,
    meet_and_release, open, orders, pay_in_reference, refund, reject, release, require, statement,
    top_up, verify, wallet, withdraw,
};
pub use events::{BankOrdered, PaymentBooked, PaymentBounced, PayoutBooked, PayoutRejected};
pub use model::{
    Agreement, BankNotice, BankOrder, BankOrderKind, Booked, Bounce, CUSTODIAN, CustodyRefusal,
    Direction, Escrow, EscrowState, Findings, GOODS_CONFIRMED, Identity, NewEscrow, OrderState,
    PLATFORM, Problem, Purpose, Refunded, Release, Source, reason,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// Custody's tables, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("custody-0001", include_str!("../migrations/0001.sql"))];

/// Custody's words.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
