//! The officers' desk, and the table of what may be done.

use crate::{actions, views};
use axum::extract::State;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

/// Cases that wait for an officer.
pub(super) async fn queue(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, rows) = app.view("promise.queue-page", &caller, actions::queue).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::queue(&viewer, &rows);
    let title = viewer.say("promise-queue-title");
    Ok(Frame::new(&viewer, title).here("/desk/compensations").page(&body))
}

/// The table of states, acts and roles, and what each promise is worth.
pub(super) async fn rules(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, ()) = app.view("promise.rules-page", &caller, |_, _| Ok(())).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = viewer.say("promise-rules-title");
    let frame = Frame::new(&viewer, title).indexed().address("/promise-rules");
    Ok(frame.page(&views::rules(&viewer)))
}
