//! Carts as JSON.

mod addresses;
mod cart;
mod checkouts;
mod freight;
mod tax;

pub use addresses::BookAddressDocument;
pub use cart::{
    CartDocument, CartItemDocument, NewCartLine, Quantity, ShopDocument, TroubleDocument,
};
pub use checkouts::{
    CheckoutDocument, CheckoutPaymentAnswer, CheckoutPaymentDocument, NewCheckoutBody,
    NewCheckoutPayment, PaidFrom, PlacedDocument, PreviewDocument, ShopNote, ShopOrderDocument,
};
pub use freight::{FreightRuleBody, FreightRuleDocument};
pub use tax::{ShopTaxBody, ShopTaxDocument, TaxRuleBody};

use utoipa_axum::router::OpenApiRouter;
use web::App;

/// The routes of carts, addresses, freight and checkouts.
pub fn api() -> OpenApiRouter<App> {
    addresses::routes()
        .merge(freight::routes())
        .merge(tax::routes())
        .merge(cart::routes())
        .merge(checkouts::routes())
}
