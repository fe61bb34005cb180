//! A firm's deals.

use super::firms_of;
use crate::{actions, views};
use axum::extract::{Query, State};
use kernel::{Cursor, Limit};
use serde::Deserialize;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

/// Rows with a trust line each.
const ROWS: i64 = 25;

/// Which deals.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    after: Option<i64>,
    #[serde(default)]
    all: String,
}

/// The deals that run, or all of them.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> PageResult {
    let is_all = !wanted.all.is_empty();
    let look = app.view("deal.list-page", &caller, move |tx, by| {
        let (cursor, limit) = (wanted.after.map(Cursor), Limit::clamp(ROWS));
        let cards = match is_all {
            true => actions::deals(tx, by, cursor, limit)?,
            false => actions::open_deals(tx, by, cursor, limit)?,
        };
        let firms = firms_of(tx, cards.rows.iter().filter_map(|card| card.other))?;
        Ok((cards, firms))
    });
    let (actor, (cards, firms)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::list(&viewer, &cards, &firms, is_all);
    Ok(Frame::new(&viewer, viewer.say("deal-list-title")).here("/deals").page(&body))
}
