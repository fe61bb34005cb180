//! Shelves and the line, what verifies a firm, inviting buyers, the way of an exporter, and the
//! numbers, in the browser.

mod campaigns;
mod checks;
mod invite;
mod numbers;
mod shelves;

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

/// The routes of the gate's pages.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/numbers", get(numbers::numbers))
        .route("/export-path", get(numbers::export_path))
        .route("/shelves", get(shelves::list).post(shelves::set_mode))
        .route("/shelves/{category}", get(shelves::one))
        .route("/shelves/{category}/apply", post(shelves::apply))
        .route("/shelves/{category}/withdraw", post(shelves::withdraw))
        .route("/shelves/{category}/recount", post(shelves::recount))
        .route("/shelves/{category}/admit", post(shelves::admit))
        .route("/firm/checks", get(checks::own).post(checks::send_number))
        .route("/firm/checks/work-mail", post(checks::by_mail))
        .route("/checks", get(checks::waiting))
        .route("/checks/answer", post(checks::answer))
        .route("/checks/judge", post(checks::judge))
        .route("/campaigns", get(campaigns::list).post(campaigns::begin))
        .route("/campaigns/{id}", get(campaigns::one).post(campaigns::link))
        .route("/invite", get(invite::own).post(invite::link))
        .route("/b/{token}", get(invite::offered).post(invite::accept))
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
