//! A firm's deals.

use super::firms_of;
use crate::{actions, views};
use axum::extract::{Query, State};
use kernel::{Limit, Stop, TurnCursor};
use serde::Deserialize;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

/// Rows with a trust line each.
const ROWS: i64 = 25;

/// Which deals.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    after: Option<String>,
    #[serde(default)]
    all: String,
}

/// The deals that run, or all of them: where the firm has to act first.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> PageResult {
    let is_all = !wanted.all.is_empty();
    let at = wanted.after.map_or(Ok(TurnCursor::START), |after| after.parse());
    let at = at.map_err(|_| Stop::Absent)?;
    let look = app.view("deal.list-page", &caller, move |tx, by| {
        let cards = actions::deals_by_turn(tx, by, is_all, at, Limit::clamp(ROWS))?;
        let firms = firms_of(tx, cards.rows.iter().filter_map(|card| card.other))?;
        Ok((cards, firms))
    });
    let (actor, (cards, firms)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::list(&viewer, &cards, &firms, is_all);
    Ok(Frame::new(&viewer, viewer.say("deal-list-title")).here("/deals").page(&body))
}
