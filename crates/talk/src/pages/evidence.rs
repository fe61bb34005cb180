//! Evidence: a page to print, and the file that proves itself.

use super::talk_id;
use crate::{actions, views};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller, Problem};

/// From which place in the chain on.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct From {
    #[serde(default)]
    from: i64,
}

/// The messages with their hashes.
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(From { from }): Query<From>,
) -> PageResult {
    let id = talk_id(&id)?;
    let look =
        app.view("talk.evidence", &caller, move |tx, by| actions::evidence(tx, by, id, from));
    let (actor, shown) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let page = Frame::new(&viewer, viewer.say("talk-evidence-title")).here("/messages");
    let file = format!("/messages/{id}/evidence");
    Ok(page.page(&views::evidence(&viewer, &shown, Some(&file))))
}

/// The same as a file.
pub(super) async fn file(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(From { from }): Query<From>,
) -> Result<Response, Problem> {
    let id = talk_id(&id)?;
    let look =
        app.look("talk.evidence-file", &caller, move |tx, by| actions::evidence(tx, by, id, from));
    let file = look.await?;
    let name = format!("attachment; filename=\"{id}-from-{}.json\"", from.max(1));
    Ok(([(CONTENT_DISPOSITION, name)], Json(file)).into_response())
}
