//! Asking a seller, the talk that follows, and the quote that answers; requests to many sellers.

mod ask;
mod categories;
mod places;
mod quote;
mod requests;
mod search;
mod thread;
mod unmet;

pub use requests::proof_to_stop;
pub use search::search_pages;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use web::App;

/// The routes of inquiries, requests and quotes. Accepting a quote is the deal's.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/products/{id}/inquire", get(ask::blank).post(ask::inquire))
        .route("/inquiries", get(thread::list))
        .route("/inquiries/{id}", get(thread::read))
        .route("/inquiries/{id}/messages", post(thread::say))
        .route("/inquiries/{id}/quote", get(quote::blank).post(quote::quote))
        .route("/inquiries/{id}/quotes/{quote}/withdraw", post(quote::withdraw))
        .merge(of_requests())
}

fn of_requests() -> Router<App> {
    let upload = DefaultBodyLimit::max(talk::pages::UPLOAD_BODY_MOST);
    Router::new()
        .route("/requests", get(requests::list))
        .route("/requests/new", get(requests::blank).post(requests::write))
        .route("/requests/{id}", get(requests::read))
        .route("/requests/{id}/edit", get(requests::edit).post(requests::change))
        .route("/requests/{id}/send", post(requests::send))
        .route("/requests/{id}/close", post(requests::close))
        .route("/requests/{id}/files", post(requests::add_file).layer(upload))
        .route("/requests/{id}/files/{file}", get(requests::get_file))
        .route("/requests/{id}/files/{file}/remove", post(requests::remove_file))
        .route("/requests/{id}/review", post(requests::review))
        .route("/requests/{id}/quote", get(requests::quote_form).post(requests::quote))
        .route("/requests/{id}/quotes/{quote}/withdraw", post(requests::withdraw))
        .route("/demand", get(requests::demand))
        .route("/demand/quotes", get(requests::own_quotes))
        .route("/demand/unmet", get(unmet::show))
        .route("/alerts", get(requests::alerts).post(requests::save))
        .route("/alerts/{id}/remove", post(requests::forget))
        .route("/alerts/stop/{firm}/{id}/{proof}", get(requests::stop).post(requests::stop_now))
        .route("/desk/requests", get(requests::queue))
}
