//! Products, price tiers, photos and categories: what may be sold, and at which price.

mod admission;
mod category;
mod details;
mod gtin;
mod hs;
mod import;
mod known_fact;
mod lines;
mod product;
mod rank;
mod refusal;
mod stock;
mod terms;
mod tier;
mod variant;
mod wanted;
mod words;

pub use admission::{Admission, CategoryCode, ShopRecord};
pub use category::Category;
pub use details::{Attribute, Certificate, Details, Sample};
pub use import::{Alike, Import, ImportKind, ImportState, NewImport, Taken, Taking, ToldFault};
pub(crate) use import::{Found, Likeness};
pub(crate) use known_fact::{KnownFact, counted, in_words};
pub use product::{Card, Listing, Offer, OrderSum, Photo, PhotoAct, ProductKind, ProductState};
pub use rank::{Points, RankSignal, Unmet};
pub use refusal::CatalogRefusal;
pub use stock::{Reserved, Stock, StockFindings};
pub use terms::NewProduct;
pub use tier::{NewTier, TIERS_MOST, Tier, price_at, read_tiers};
pub use variant::Variant;
pub use words::NewWords;

pub(crate) use lines::{
    read_attributes, read_keywords, read_variants, write_attributes, write_keywords, write_variants,
};
pub use lines::{read_certificates, write_certificates};
pub(crate) use rank::{Known, ResultRow, Results, trust_of};
pub(crate) use stock::{STOCK_MOST, too_few};
pub(crate) use terms::Terms;
pub(crate) use wanted::{Order, ROWS, SELLER, Wanted};
