//! A firm, for everybody.

use crate::{actions, views};
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use kernel::{Actor, Firm, Id, Stop};
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/firms/{id}", get(show))
}

async fn show(State(app): State<App>, caller: Caller, Path(told): Path<String>) -> PageResult {
    let firm: Id<Firm> = told.parse().map_err(|_| Stop::Absent)?;
    let look = move |tx: &mut store::Tx<'_>, _: &Actor| {
        actions::trust_lines(tx, &[firm])?.pop().ok_or(Stop::Absent)
    };
    let (actor, line) = app.view("party.firm-window", &caller, look).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::window::page(&viewer, &line);
    Ok(Frame::new(&viewer, line.name.as_str()).indexed().page(&body))
}
