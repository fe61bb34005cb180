//! Carts in the browser: the cart, checking out, what was ordered, the address book, freight.

mod addresses;
mod cart;
mod checkouts;
mod freight;
mod tax;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use web::App;
use web::page::{Draft, PageResult, Posted, back_to};

/// The routes of the pages of carts.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/cart", get(cart::show))
        .route("/cart/lines", post(cart::add).get(to_cart))
        .route("/cart/lines/{product}", post(cart::set).get(to_cart))
        .route("/checkout", get(checkouts::preview).post(checkouts::place))
        .route("/checkouts", get(checkouts::list))
        .route("/checkouts/{id}", get(checkouts::show).post(checkouts::pay))
        .route("/addresses", get(addresses::list))
        .route("/addresses/new", get(addresses::blank).post(addresses::add))
        .route("/addresses/{id}", get(addresses::filled).post(addresses::change))
        .route("/shop-tax", get(tax::show).post(tax::save))
        .route("/freight", get(freight::list))
        .route("/freight/new", get(freight::blank).post(freight::add))
        .route("/freight/{id}", get(freight::filled).post(freight::change))
}

/// A form's address, opened by itself, leads to the cart.
async fn to_cart() -> PageResult {
    Ok(back_to("/cart"))
}

/// 422 for a form that came back with something wrong.
fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// The version that a form was made from.
fn version(posted: &Posted) -> Result<i64, kernel::Stop> {
    posted.field("version").parse().map_err(|_| kernel::Stop::Stale)
}
