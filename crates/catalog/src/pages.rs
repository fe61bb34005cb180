//! The market's front, a product, and a firm's own goods.

mod edit;
mod facts;
mod goods;
mod import;
mod market;
mod search;

use crate::api::UPLOAD_BODY_MOST;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use kernel::{Firm, Id, Outcome};
use party::TrustLine;
use std::collections::BTreeMap;
use store::Tx;
use web::App;

pub use search::search_pages;

/// The routes of the catalog's pages.
pub fn pages() -> Router<App> {
    let photo = post(edit::put_photo).layer(DefaultBodyLimit::max(UPLOAD_BODY_MOST));
    let send = post(import::send).layer(DefaultBodyLimit::disable()).get(import::blank);
    Router::new()
        .route("/", get(market::market))
        .route("/products/{id}", get(market::product))
        .route("/goods", get(goods::own))
        .route("/goods/new", get(goods::blank).post(goods::list))
        .route("/goods/{id}/edit", get(edit::filled).post(edit::change))
        .route("/goods/{id}/words", post(edit::set_words))
        .route("/goods/{id}/stock", post(edit::set_stock))
        .route("/goods/{id}/state", post(edit::set_state))
        .route("/goods/{id}/photo", photo)
        .route("/goods/{id}/photos/{place}", post(edit::arrange_photo))
        .route("/goods/import", send)
        .route("/goods/imports/{id}", get(import::one))
        .route("/goods/imports/{id}/columns", post(import::map))
        .route("/goods/imports/{id}/run", post(import::run))
        .route("/goods/imports/{id}/stop", post(import::stop))
        .route("/goods/imports/{id}/left-out/{format}", get(import::left_out))
        .route("/goods/export/{file}", get(import::export))
        .route("/goods/sample/{file}", get(import::sample))
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
