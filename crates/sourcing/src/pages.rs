//! Asking a seller, the talk that follows, and the quote that answers.

mod ask;
mod places;
mod quote;
mod thread;

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// The routes of inquiries and quotes. Accepting a quote is the deal's.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/products/{id}/inquire", get(ask::blank).post(ask::inquire))
        .route("/inquiries", get(thread::list))
        .route("/inquiries/{id}", get(thread::read))
        .route("/inquiries/{id}/messages", post(thread::say))
        .route("/inquiries/{id}/quote", get(quote::blank).post(quote::quote))
        .route("/inquiries/{id}/quotes/{quote}/withdraw", post(quote::withdraw))
}
