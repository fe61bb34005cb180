//! The tree of categories, a shelf as fair or exhibition, a firm's page and its window.

mod category;
mod edit;
mod feed;
mod firm;
mod search;
mod sitemap;
mod window;

pub use search::search_pages;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use catalog::api::UPLOAD_BODY_MOST;
use kernel::{Firm, Id, Outcome};
use party::TrustLine;
use std::collections::BTreeMap;
use store::Tx;
use web::App;
use web::page::back_to;

/// The routes of windows, shelves, and what machines read of them.
pub fn pages() -> Router<App> {
    // What was posted and came back is reloaded by its address.
    let shown = || get(async || back_to("/firm/page"));
    let photo = shown().post(edit::add_photo).layer(DefaultBodyLimit::max(UPLOAD_BODY_MOST));
    Router::new()
        .route("/categories", get(category::tree))
        .route("/categories/{code}", get(category::shelf))
        .route("/firms/{id}", get(firm::show))
        .route("/firm/page", get(edit::filled).post(edit::change))
        .route("/firm/page/photos", photo)
        .route("/firm/page/photos/{place}/remove", post(edit::remove_photo))
        .route("/firm/window", get(window::show).post(window::change))
        .route("/robots.txt", get(sitemap::robots))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemaps/{name}", get(sitemap::part))
        .route("/feeds/{name}", get(feed::market))
        .route("/firms/{id}/feeds/{name}", get(feed::of_firm))
}

/// The trust lines of these firms, each looked up once.
fn trust_of(
    tx: &mut Tx<'_>,
    firms: impl Iterator<Item = Id<Firm>>,
) -> Outcome<BTreeMap<Id<Firm>, TrustLine>> {
    let mut firms: Vec<Id<Firm>> = firms.collect();
    firms.sort_unstable();
    firms.dedup();
    let lines = party::trust_lines(tx, &firms)?;
    Ok(lines.into_iter().map(|line| (line.firm, line)).collect())
}

/// A text for machines, which they may keep for an hour.
fn machine(kind: &'static str, body: impl IntoResponse) -> Response {
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, body).into_response()
}

const XML: &str = "application/xml; charset=utf-8";
