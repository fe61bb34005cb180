//! A firm's saved searches, and the way out of their letters.

use super::status_of;
use crate::actions;
use crate::model::{Filter, NewSavedSearch, SavedSearchKind, Sought};
use crate::views::requests::{self as views, Alerts};
use axum::extract::{Path, State};
use kernel::{Actor, Firm, Id, Outcome, Stop};
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, Nothing};

/// The firm's saved searches.
pub(in crate::pages) async fn alerts(State(app): State<App>, caller: Caller) -> PageResult {
    show(&app, &caller, Draft::default()).await
}

async fn show(app: &App, caller: &Caller, draft: Draft) -> PageResult {
    let look = app.view("sourcing.saved-searches", caller, |tx, by| {
        Ok(Alerts { searches: actions::saved_searches(tx, by)? })
    });
    let (actor, alerts) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let frame = Frame::new(&viewer, viewer.say("request-alerts")).here("/requests");
    Ok(frame.status(status_of(&draft)).page(&views::alerts(&viewer, &alerts, &draft)))
}

/// Keeps a search.
pub(in crate::pages) async fn save(
    State(app): State<App>,
    caller: Caller,
    posted: Posted,
) -> PageResult {
    let field = |name: &str| posted.field(name).to_owned();
    let filter = Filter {
        words: field("words"),
        category: field("category"),
        country: field("country"),
        query: field("query"),
    };
    let kind = Sought::from_word(posted.field("kind")).unwrap_or_default();
    let new = NewSavedSearch { kind, filter };
    let act = app.act("sourcing.save-search", &caller, &posted.call, None, move |tx, by| {
        actions::save_search(tx, by, &new).map(|search| search.id)
    });
    match act.await {
        Ok(_) => Ok(done("/alerts", "request-search-saved")),
        Err(stop) => show(&app, &caller, Draft::refused(posted.typed, stop)?).await,
    }
}

/// Forgets a search.
pub(in crate::pages) async fn forget(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = id.parse().map_err(|_| Stop::Absent)?;
    let act = app.act("sourcing.forget-search", &caller, &posted.call, None, move |tx, by| {
        actions::forget_search(tx, by, id).map(|()| Nothing {})
    });
    act.await?;
    Ok(done("/alerts", "request-search-removed"))
}

/// The secret of the link that ends the letters of a search.
pub fn proof_to_stop(app: &App, firm: Id<Firm>, id: Id<SavedSearchKind>) -> String {
    let (firm, id) = (firm.raw().to_be_bytes(), id.raw().to_be_bytes());
    app.derive("stop-alert", &[&firm, &id])
}

type Told = (String, String, String);

fn proven(app: &App, (firm, id, proof): &Told) -> Outcome<(Id<Firm>, Id<SavedSearchKind>)> {
    let firm = firm.parse().map_err(|_| Stop::Absent)?;
    let id = id.parse().map_err(|_| Stop::Absent)?;
    if proof_to_stop(app, firm, id) == *proof { Ok((firm, id)) } else { Err(Stop::Absent) }
}

/// Asks whoever followed the link of a letter whether they mean it.
pub(in crate::pages) async fn stop(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<Told>,
) -> PageResult {
    proven(&app, &told)?;
    Ok(stopping(&app, &caller, false).await)
}

async fn stopping(app: &App, caller: &Caller, is_done: bool) -> axum::response::Response {
    let viewer = Viewer { app, caller, actor: Actor::Stranger };
    let frame = Frame::new(&viewer, viewer.say("request-alerts"));
    frame.page(&views::stopping(&viewer, is_done))
}

/// Ends the letters of a search, for whoever holds the link.
pub(in crate::pages) async fn stop_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<Told>,
    _posted: Posted,
) -> PageResult {
    let (firm, id) = proven(&app, &told)?;
    let act = move |tx: &mut Tx<'_>| actions::unsubscribe(tx, firm, id);
    app.store().write("sourcing.unsubscribe", act).await?;
    Ok(stopping(&app, &caller, true).await)
}
