//! The firm's own credit facts in the browser.

use crate::{actions, views};
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use kernel::{Cursor, Firm, Id, Limit};
use serde::Deserialize;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

/// The routes of the pages of credit.
pub fn pages() -> Router<App> {
    Router::new().route("/credit", get(facts))
}

/// Facts with the other firms' trust lines.
const ROWS: i64 = 25;

/// Where a list goes on.
#[derive(Debug, Deserialize)]
struct On {
    after: Option<i64>,
}

async fn facts(State(app): State<App>, caller: Caller, Query(on): Query<On>) -> PageResult {
    let look = app.view("credit.page", &caller, move |tx, by| {
        let page = actions::facts(tx, by, on.after.map(Cursor), Limit::clamp(ROWS))?;
        let mut firms: Vec<Id<Firm>> = page.rows.iter().map(|fact| fact.other_firm).collect();
        firms.sort_unstable();
        firms.dedup();
        Ok((page, party::trust_lines(tx, &firms)?))
    });
    let (actor, (page, lines)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::facts(&viewer, &page, &lines);
    Ok(Frame::new(&viewer, viewer.say("credit-title")).here("/credit").page(&body))
}
