//! The officers' desk, and what everybody may read.

use crate::{actions, views};
use axum::extract::{Query, State};
use kernel::{Cursor, Limit};
use serde::Deserialize;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

/// Decisions on a page.
const ROWS: i64 = 25;

/// Cases that wait for a decision.
pub(super) async fn queue(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, rows) = app.view("remedy.queue-page", &caller, actions::queue).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::queue(&viewer, &rows);
    Ok(Frame::new(&viewer, viewer.say("remedy-queue-title")).here("/disputes").page(&body))
}

/// Where a list goes on.
#[derive(Debug, Deserialize)]
pub(super) struct On {
    after: Option<i64>,
}

/// Published decisions.
pub(super) async fn decisions(
    State(app): State<App>,
    caller: Caller,
    Query(on): Query<On>,
) -> PageResult {
    let look = app.view("remedy.decisions-page", &caller, move |tx, _| {
        actions::decisions(tx, on.after.map(Cursor), Limit::clamp(ROWS))
    });
    let (actor, page) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = viewer.say("remedy-decisions-title");
    let frame = Frame::new(&viewer, title).indexed().address("/decisions");
    Ok(frame.page(&views::decisions(&viewer, &page)))
}

/// The table of states, acts and roles.
pub(super) async fn rules(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, ()) = app.view("remedy.rules-page", &caller, |_, _| Ok(())).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = viewer.say("remedy-rules-title");
    let frame = Frame::new(&viewer, title).indexed().address("/remedy-rules");
    Ok(frame.page(&views::rules(&viewer)))
}
