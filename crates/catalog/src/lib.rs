#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod by_hand;
mod events;
mod export;
mod finder;
mod intake;
pub mod jobs;
mod model;
pub mod pages;
mod photo;
mod store;
mod table;
pub mod views;

pub use actions::admission::{
    admit_to_category, categories_of, close_category, export_marks, has_listing, lists_in,
    open_category, place_in_line, sellers_in, set_admission, shop_record,
};
pub use actions::find::{set_rank_signal, unmet_demand};
pub use actions::news::{News, news, read_search};
pub use actions::shop::{close_direct_orders, open_direct_orders};
pub use actions::stock::{
    give_stock_back, reservations_between, reserve, reserve_if_there, set_stock, take_out,
    take_some_out, verify_stock,
};
pub use actions::{
    add_photo, arrange_photo, begin_import, begin_import_for, change, documents, documents_in,
    expire, get, get_import, hide, import_faults, imports, in_words_of, list_product, listed,
    listed_after, may_change, of_firm, offer, offers, refresh, run_import, set_photo, set_words,
    show, stop_import, words_in,
};
pub use events::ProductChanged;
pub use finder::{Finder, Goods, seller_tags};
pub use model::{
    Admission, Alike, Attribute, Card, CatalogRefusal, Category, CategoryCode, Certificate,
    Details, Import, ImportKind, ImportState, Listing, NewImport, NewProduct, NewTier, NewWords,
    Offer, OrderSum, Photo, PhotoAct, Points, ProductKind, ProductState, RankSignal, Reserved,
    Sample, ShopRecord, Stock, StockFindings, TIERS_MOST, Taken, Taking, Tier, ToldFault, Unmet,
    Variant, price_at, read_certificates, read_tiers, write_certificates,
};
pub use photo::{keep_photo, name_of};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The catalog's tables, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("catalog-0001", include_str!("../migrations/0001.sql")),
    migration("catalog-0002", include_str!("../migrations/0002.sql")),
    migration("catalog-0003", include_str!("../migrations/0003.sql")),
    migration("catalog-finding", include_str!("../migrations/0004.sql")),
    migration("catalog-admission", include_str!("../migrations/0005.sql")),
    migration("catalog-words", include_str!("../migrations/0006.sql")),
    migration("catalog-leaving-out", include_str!("../migrations/0007.sql")),
    migration("catalog-stock", include_str!("../migrations/0008.sql")),
    migration("catalog-checkout-only", include_str!("../migrations/0009.sql")),
];

/// What it says, also the words for units of measure.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
