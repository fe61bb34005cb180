//! Carts as JSON.

mod addresses;
mod cart;
mod checkouts;
mod freight;

pub use addresses::BookAddressDocument;
pub use cart::{
    CartDocument, CartItemDocument, NewCartLine, Quantity, ShopDocument, TroubleDocument,
};
pub use checkouts::{
    CheckoutDocument, CheckoutPaymentAnswer, CheckoutPaymentDocument, NewCheckoutBody,
    NewCheckoutPayment, PaidFrom, PlacedDocument, PreviewDocument, ShopNote, ShopOrderDocument,
};
pub use freight::{FreightRuleBody, FreightRuleDocument};

use utoipa_axum::router::OpenApiRouter;
use web::App;

/// The routes of carts, addresses, freight and checkouts.
pub fn api() -> OpenApiRouter<App> {
    addresses::routes().merge(freight::routes()).merge(cart::routes()).merge(checkouts::routes())
}
