//! One address: how it stands, what goes to it, what can be done with it.

use super::{status_of, typed};
use crate::api::{HookDocument, TheNetworks, hook_id};
use crate::model::{EventKind, HookKind};
use crate::{actions, views};
use ::store::Tx;
use axum::extract::{Path, Query, State};
use kernel::{Actor, Cursor, Id, Limit, Stop};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List};

pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    Query(list): Query<List>,
) -> PageResult {
    let id = hook_id(&told)?;
    draw(&app, &caller, (id, list.cursor()), (&Draft::default(), None)).await
}

/// The page of an address, with a form that came back, or a secret that is told now.
pub(super) async fn page(
    app: &App,
    caller: &Caller,
    id: Id<HookKind>,
    shown: (&Draft, Option<&str>),
) -> PageResult {
    draw(app, caller, (id, None), shown).await
}

async fn draw(
    app: &App,
    caller: &Caller,
    (id, after): (Id<HookKind>, Option<Cursor>),
    (draft, secret): (&Draft, Option<&str>),
) -> PageResult {
    let look = move |tx: &mut Tx<'_>, by: &Actor| {
        let endpoint = actions::endpoint(tx, by, id)?;
        let deliveries = actions::deliveries(tx, by, id, (after, Limit::DEFAULT))?;
        let deeds = actions::deeds(tx, by, id)?;
        let people: Vec<_> = deeds.iter().filter_map(|deed| deed.person).collect();
        let names = party::names(tx, &people)?;
        Ok(views::one::Seen { endpoint, deliveries, deeds, names, now: tx.now() })
    };
    let (actor, seen) = app.view("hooks.page", caller, look).await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::one::page(&viewer, &seen, draft, secret);
    let frame = Frame::new(&viewer, viewer.say("hooks-title")).here("/webhooks");
    Ok(frame.status(status_of(draft)).page(&body))
}

/// Writes it over what was read.
pub(super) async fn change(
    State(app): State<App>,
    networks: TheNetworks,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = hook_id(&told)?;
    let version = posted.field("version").parse().map_err(|_| Stop::Stale)?;
    let new = typed(&posted);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::change_endpoint(tx, by, (id, version), &new, &networks).map(HookDocument::from)
    };
    match app.act("hooks.change", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done(&format!("/webhooks/{id}"), "hook-changed")),
        Err(stop) => page(&app, &caller, id, (&Draft::refused(posted.typed, stop)?, None)).await,
    }
}

/// One delivery: what is sent, and each try.
pub(super) async fn delivery(
    State(app): State<App>,
    caller: Caller,
    Path((hook, event)): Path<(String, String)>,
) -> PageResult {
    let id = hook_id(&hook)?;
    let event: Id<EventKind> = event.parse().map_err(|_| Stop::Absent)?;
    let look = move |tx: &mut Tx<'_>, by: &Actor| {
        Ok((actions::endpoint(tx, by, id)?, actions::delivery(tx, by, id, event)?))
    };
    let (actor, (endpoint, whole)) = app.view("hooks.delivery", &caller, look).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::delivery::page(&viewer, &endpoint, &whole);
    Ok(Frame::new(&viewer, whole.1.kind.clone()).here("/webhooks").page(&body))
}
