//! Finding firms by words, and what may be typed next.

use crate::actions::find;
use crate::jobs::FirmFinder;
use crate::views;
use axum::extract::{Extension, Query, RawQuery, State};
use axum::routing::get;
use axum::{Json, Router};
use finding::{Asked, Scope, Scopes, pairs};
use kernel::Outcome;
use serde::Deserialize;
use std::sync::Arc;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller, Problem};

/// Words that are proposed while somebody types.
const ENDS_MOST: usize = 8;

/// The routes that need the index of firms.
pub fn search_pages(finder: Arc<FirmFinder>, scopes: Scopes) -> Router<App> {
    Router::new()
        .route("/search/firms", get(search))
        .route("/search/firms/complete", get(complete))
        .layer(Extension(finder))
        .layer(Extension(scopes))
}

async fn search(
    State(app): State<App>,
    Extension(finder): Extension<Arc<FirmFinder>>,
    Extension(scopes): Extension<Scopes>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> PageResult {
    let asked = Asked::read(&pairs(query.as_deref()));
    let (wanted, lang) = (asked.clone(), caller.lang());
    let look = app.view("window.search", &caller, move |tx, _| {
        Ok((find(tx, &finder, &wanted, lang)?, scopes.tally(&wanted.text, None)?))
    });
    let (actor, (results, tally)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = finding::views::title(&viewer, Scope::Firms, &asked.text);
    let frame = Frame::new(&viewer, title).asked(&asked.text).among(Scope::Firms.word());
    Ok(frame.page(&views::found(&viewer, &asked, &results, tally)))
}

/// What somebody has typed so far.
#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    q: String,
}

async fn complete(
    State(app): State<App>,
    Extension(finder): Extension<Arc<FirmFinder>>,
    Query(typed): Query<Typed>,
) -> Result<Json<Vec<String>>, Problem> {
    let ends: Outcome<Outcome<Vec<String>>> =
        app.compute(move || finder.complete(&typed.q, ENDS_MOST)).await;
    Ok(Json(ends??))
}
