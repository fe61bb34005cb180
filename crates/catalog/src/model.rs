//! Products, price tiers and photos: what may be sold, and at which price.

mod admission;
mod product;
mod refusal;
mod tier;

pub use admission::{Admission, CategoryCode};
pub use product::{Card, Listing, NewProduct, Offer, OrderSum, Photo, ProductKind, ProductState};
pub use refusal::CatalogRefusal;
pub use tier::{NewTier, TIERS_MOST, Tier, price_at, read_tiers};

pub(crate) use product::Terms;
