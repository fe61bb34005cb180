//! What was looked for in vain, for those who could sell it.

use crate::actions::unmet;
use crate::views::unmet as views;
use axum::extract::State;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

/// The page.
pub(super) async fn show(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, words) = app.view("sourcing.unmet", &caller, unmet).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, viewer.say("request-unmet")).here("/requests");
    Ok(frame.page(&views::page(&viewer, &words)))
}
