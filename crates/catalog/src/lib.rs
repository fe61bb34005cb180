#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod model;
pub mod pages;
mod photo;
mod store;
pub mod views;

pub use actions::admission::{
    admit_to_category, close_category, open_category, place_in_line, set_admission,
};
pub use actions::{
    change, get, hide, list_product, listed, may_change, of_firm, offer, offers, set_photo, show,
    tiers_of,
};
pub use model::{
    Admission, Card, CatalogRefusal, CategoryCode, Listing, NewProduct, NewTier, Offer, OrderSum, Photo, ProductKind,
    ProductState, TIERS_MOST, Tier, price_at, read_tiers,
};
pub use photo::keep_photo;

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The catalog's tables, in order.
pub const MIGRATIONS: &[Migration] =
    &[
    migration("catalog-0001", include_str!("../migrations/0001.sql")),
    migration("catalog-admission", include_str!("../migrations/0002.sql")),
];

/// What it says, also the words for units of measure.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
