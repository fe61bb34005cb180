#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod events;
mod model;
pub mod pages;
mod photo;
mod store;
pub mod views;

pub use actions::admission::{
    admit_to_category, categories_of, close_category, export_marks, has_listing, lists_in,
    open_category, place_in_line, sellers_in, set_admission, shop_record,
};
pub use actions::{
    add_photo, arrange_photo, change, documents, expire, get, hide, list_product, listed,
    listed_after, may_change, of_firm, offer, offers, refresh, set_photo, show, tiers_of,
};
pub use events::ProductChanged;
pub use model::{
    Admission, Attribute, Card, CatalogRefusal, Category, CategoryCode, Certificate, Details,
    Listing, NewProduct, NewTier, Offer, OrderSum, Photo, PhotoAct, ProductKind, ProductState,
    Sample, ShopRecord, TIERS_MOST, Tier, Variant, price_at, read_tiers,
};
pub use photo::keep_photo;

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The catalog's tables, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("catalog-0001", include_str!("../migrations/0001.sql")),
    migration("catalog-0002", include_str!("../migrations/0002.sql")),
    migration("catalog-admission", include_str!("../migrations/0003.sql")),
];

/// What it says, also the words for units of measure.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
