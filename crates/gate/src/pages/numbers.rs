//! The numbers of the market, and the way of an exporter.

use super::{show, viewer};
use crate::{actions, views};
use axum::extract::State;
use web::page::{Draft, PageResult};
use web::{App, Caller};

/// The numbers, each counted apart.
pub(super) async fn numbers(State(app): State<App>, caller: Caller) -> PageResult {
    let look = app.view("gate.numbers-page", &caller, |tx, _| actions::numbers(tx));
    let (actor, numbers) = look.await?;
    let viewer = viewer(&app, &caller, actor);
    let body = views::numbers::numbers(&viewer, &numbers);
    Ok(show(&viewer, ("gate-numbers", "/numbers"), &Draft::default(), &body))
}

/// How far the firm is on its way.
pub(super) async fn export_path(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, path) = app.view("gate.path-page", &caller, actions::export_path).await?;
    let viewer = viewer(&app, &caller, actor);
    let body = views::numbers::export_path(&viewer, &path);
    Ok(show(&viewer, ("gate-path", "/export-path"), &Draft::default(), &body))
}
