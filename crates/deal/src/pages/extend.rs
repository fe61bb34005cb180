//! More time for the buyer.

use super::deal_id;
use super::in_two::{blank, empty, look_or_take};
use crate::{actions, views};
use ::store::Tx;
use axum::extract::{Path, State};
use kernel::Actor;
use web::page::{PageResult, Posted};
use web::{App, Caller};

/// The form of an extension.
pub(super) async fn extend(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    blank(&app, &caller, deal_id(&told)?, (empty, views::extend)).await
}

/// Looks at what an extension will do, or gives the time.
pub(super) async fn extend_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let days = posted.whole("days").unwrap_or(0);
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::extend(tx, by, id, days);
    let named = (id, "deal.extend", "extended");
    look_or_take(&app, (&caller, posted), named, views::extend, step).await
}
