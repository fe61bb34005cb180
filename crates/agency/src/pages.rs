//! What firms say they are, in the browser.

mod role;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::{Actor, Firm, Id, Kind, Outcome, Stop};
use maud::Markup;
use party::TrustLine;
use std::collections::BTreeMap;
use store::Tx;
use web::page::{Draft, Frame, Viewer};
use web::{App, Caller};

/// The routes of the agency's pages.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/firm/role", get(role::own).post(role::declare))
        .route("/firm/capabilities", post(role::claim))
        .route("/firm/mandates", get(role::mandates).post(role::offer))
        .route("/firm/mandates/{mandate}", post(role::answer))
        .route("/firms/{firm}/role", get(role::file))
        .route("/firms/{firm}/findings", post(role::find))
        .route("/firms/{firm}/findings/{finding}", post(role::settle))
}

fn id<K: Kind>(told: &str) -> Outcome<Id<K>> {
    told.parse().map_err(|_| Stop::Absent)
}

/// The trust lines of firms by firm.
fn lines(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<BTreeMap<Id<Firm>, TrustLine>> {
    let mut firms = firms.to_vec();
    firms.sort_unstable();
    firms.dedup();
    let lines = party::trust_lines(tx, &firms)?;
    Ok(lines.into_iter().map(|line| (line.firm, line)).collect())
}

/// A page; with a form that came back wrong it is a 422.
fn show(
    viewer: &Viewer<'_>,
    (title, here): (&str, &'static str),
    draft: &Draft,
    body: &Markup,
) -> Response {
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let status = if draft.is_wrong() { wrong } else { StatusCode::OK };
    Frame::new(viewer, viewer.say(title)).here(here).status(status).page(body)
}

fn viewer<'a>(app: &'a App, caller: &'a Caller, actor: Actor) -> Viewer<'a> {
    Viewer { app, caller, actor }
}
