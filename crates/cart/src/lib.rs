#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{
    add_address, add_line, add_rule, addresses, cart, change_address, change_rule, checkout,
    checkouts, make_first, pay, pay_by_bank, place, preview, remove_address, remove_rule, rules,
    set_line, set_shop_tax, shop_tax, verify,
};
pub use model::{
    AddressKind, BookAddress, Cart, CartRefusal, Charge, CheckedOut, CheckoutKind, CheckoutView,
    Findings, Freight, FreightRule, FreightRuleKind, Item, NewCheckout, NewRule, NewShopTax,
    NewTaxRule, PaymentKind, PaymentView, Placed, Preview, RulePlace, ShopCart, ShopOrder, ShopTax,
    TaxRule, freight_of,
};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The tables of carts, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("cart-0001", include_str!("../migrations/0001.sql")),
    migration("cart-tax", include_str!("../migrations/0002.sql")),
];

/// The words of carts.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
