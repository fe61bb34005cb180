//! Finding goods by words, and what may be typed next.

use crate::actions::find::find;
use crate::finder::Finder;
use crate::model::Wanted;
use crate::views;
use axum::extract::{Extension, Query, RawQuery, State};
use axum::routing::get;
use axum::{Json, Router};
use finding::{Scope, Scopes, pairs};
use kernel::Outcome;
use serde::Deserialize;
use std::sync::Arc;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller, Problem};

/// Words that are proposed while somebody types.
const ENDS_MOST: usize = 8;

/// The routes that need the index.
pub fn search_pages(finder: Arc<Finder>, scopes: Scopes) -> Router<App> {
    Router::new()
        .route("/search", get(search))
        .route("/search/complete", get(complete))
        .route("/search/formula", get(formula))
        .layer(Extension(finder))
        .layer(Extension(scopes))
}

async fn search(
    State(app): State<App>,
    Extension(finder): Extension<Arc<Finder>>,
    Extension(scopes): Extension<Scopes>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> PageResult {
    let told = pairs(query.as_deref());
    let wanted = Wanted::read(&told);
    if let Some(other) = elsewhere(&told) {
        return Ok(web::page::back_to(&finding::Asked::read(&told).bare().path(other)));
    }
    let asked = wanted.clone();
    let look = app.view("catalog.search", &caller, move |tx, _| {
        let results = find(tx, &finder, &asked)?;
        let is_told = !asked.is_filtered() && results.meant.is_none() && results.whole > 0;
        let known = is_told.then_some((Scope::Goods, results.counts.total));
        Ok((results, scopes.tally(&asked.text, known)?))
    });
    let (actor, (results, tally)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let page = Frame::new(&viewer, views::search_title(&viewer, &wanted)).asked(&wanted.text);
    Ok(page.page(&views::search(&viewer, &wanted, &results, tally)))
}

/// Another scope than goods, if the field at the top was sent with one.
fn elsewhere(told: &[(String, String)]) -> Option<Scope> {
    let named = told.iter().find(|(name, _)| name == "in")?;
    Scope::from_word(&named.1).filter(|scope| *scope != Scope::Goods)
}

/// What somebody has typed so far.
#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    q: String,
}

async fn complete(
    State(app): State<App>,
    Extension(finder): Extension<Arc<Finder>>,
    Query(typed): Query<Typed>,
) -> Result<Json<Vec<String>>, Problem> {
    let ends: Outcome<Outcome<Vec<String>>> =
        app.compute(move || finder.complete(&typed.q, ENDS_MOST)).await;
    Ok(Json(ends??))
}

async fn formula(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, ()) = app.view("catalog.formula", &caller, |_, _| Ok(())).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let page = Frame::new(&viewer, viewer.say("search-formula")).indexed();
    Ok(page.page(&views::formula(&viewer)))
}
