//! What happened to a product: ids and counts, never texts.

use crate::model::{Listing, ProductKind, ProductState};
use ::store::Event;
use kernel::{Firm, Id};
use serde::{Deserialize, Serialize};

/// What is known of a product changed: its terms, its photos, or who sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductChanged {
    /// The product.
    pub product: Id<ProductKind>,
    /// Who sells it.
    pub firm: Id<Firm>,
    /// The version that the change made; 1 for a new product.
    pub version: i64,
    /// Whether everybody sees it now.
    pub is_listed: bool,
}

impl Event for ProductChanged {
    const NAME: &'static str = "product-changed";
}

impl From<&Listing> for ProductChanged {
    fn from(listing: &Listing) -> Self {
        let offer = &listing.card.offer;
        let is_listed = listing.card.state == ProductState::Listed;
        Self { product: offer.product, firm: offer.firm, version: offer.version, is_listed }
    }
}
