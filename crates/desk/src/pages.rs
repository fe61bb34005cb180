//! The desk in the browser.

use crate::{actions, views};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

/// The route of the desk.
pub fn pages() -> Router<App> {
    Router::new().route("/desk", get(desk))
}

async fn desk(State(app): State<App>, caller: Caller) -> PageResult {
    let look = app.view("desk.page", &caller, |tx, by| Ok((actions::waiting(tx, by)?, tx.now())));
    let (actor, (waiting, now)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::desk(&viewer, &waiting, now);
    Ok(Frame::new(&viewer, viewer.say("desk-title")).here("/desk").page(&body))
}
