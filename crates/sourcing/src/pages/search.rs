//! Finding requests by words, and what may be typed next.

use crate::actions::{find, may_look};
use crate::jobs::RequestFinder;
use crate::views::search as views;
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

/// The routes that need the index of requests.
pub fn search_pages(finder: Arc<RequestFinder>, scopes: Scopes) -> Router<App> {
    Router::new()
        .route("/search/requests", get(search))
        .route("/search/requests/complete", get(complete))
        .layer(Extension(finder))
        .layer(Extension(scopes))
}

async fn search(
    State(app): State<App>,
    Extension(finder): Extension<Arc<RequestFinder>>,
    Extension(scopes): Extension<Scopes>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> PageResult {
    let asked = Asked::read(&pairs(query.as_deref()));
    let wanted = asked.clone();
    let look = app.view("sourcing.search", &caller, move |tx, by| {
        Ok((find(tx, by, &finder, &wanted)?, scopes.tally(&wanted.text, None)?))
    });
    let (actor, (results, tally)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = finding::views::title(&viewer, Scope::Requests, &asked.text);
    let frame = Frame::new(&viewer, title).asked(&asked.text).among(Scope::Requests.word());
    Ok(frame.page(&views::found(&viewer, &asked, &results, tally)))
}

/// What somebody has typed so far.
#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    q: String,
}

/// Words of requests are shown to those alone who may see the requests.
async fn complete(
    State(app): State<App>,
    Extension(finder): Extension<Arc<RequestFinder>>,
    caller: Caller,
    Query(typed): Query<Typed>,
) -> Result<Json<Vec<String>>, Problem> {
    app.look("sourcing.may-look", &caller, |_, by| may_look(by)).await?;
    let ends: Outcome<Outcome<Vec<String>>> =
        app.compute(move || finder.complete(&typed.q, ENDS_MOST)).await;
    Ok(Json(ends??))
}
