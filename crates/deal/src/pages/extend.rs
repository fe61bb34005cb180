//! More time for the buyer.

use super::steps::{frame, look, shown, take};
use super::{deal_id, effect_of};
use crate::{actions, views};
use ::store::Tx;
use axum::extract::{Path, State};
use kernel::Actor;
use web::page::{Draft, PageResult, Posted, Viewer};
use web::{App, Caller};

/// The form of an extension.
pub(super) async fn extend(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    let (actor, whole) = look(&app, &caller, deal_id(&told)?).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let draft = Draft::default();
    let body = views::extend(&viewer, &whole, &draft, None);
    Ok(frame(&viewer, &whole, &body, &draft))
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
    if posted.field("step") == "do" {
        return take(&app, "deal.extend", (&caller, &posted), (id, "extended"), step).await;
    }
    let seen = effect_of(&app, &caller, "deal.extend", step).await?;
    let (actor, whole) = look(&app, &caller, id).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let (draft, seen) = shown(posted, seen)?;
    let body = views::extend(&viewer, &whole, &draft, seen.as_ref());
    Ok(frame(&viewer, &whole, &body, &draft))
}
