//! All addresses of a firm, the form for a new one, and the types of events.

use super::{status_of, typed};
use crate::api::{Kept, TheNetworks};
use crate::{actions, views};
use ::store::Tx;
use axum::extract::State;
use kernel::{Actor, Outcome};
use web::page::{Draft, Frame, PageResult, Posted, Viewer};
use web::{App, Caller};

pub(super) async fn show(State(app): State<App>, caller: Caller) -> PageResult {
    page(&app, &caller, &Draft::of([("which", "all".to_owned())])).await
}

async fn page(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let (actor, endpoints) = app.view("hooks.list", caller, actions::endpoints).await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::list::page(&viewer, &endpoints, draft);
    let frame = Frame::new(&viewer, viewer.say("hooks-title")).here("/webhooks");
    Ok(frame.status(status_of(draft)).page(&body))
}

/// Names an address; its secret is shown here and nowhere else.
pub(super) async fn add(
    State(app): State<App>,
    networks: TheNetworks,
    caller: Caller,
    posted: Posted,
) -> PageResult {
    match added(&app, networks, &caller, &posted).await {
        Ok(kept) => {
            let secret = kept.secret(&app);
            super::one::page(&app, &caller, kept.hook.id, (&Draft::default(), Some(&secret))).await
        }
        Err(stop) => page(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

async fn added(
    app: &App,
    networks: TheNetworks,
    caller: &Caller,
    posted: &Posted,
) -> Outcome<Kept> {
    let new = typed(posted);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::add_endpoint(tx, by, &new, &networks).map(Kept::of)
    };
    let call = party::api::sealed(app, caller, &posted.call);
    Ok(app.act("hooks.add", caller, &call, None, act).await?.value)
}

/// The types of events, for everybody.
pub(super) async fn types(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, ()) = app.view("hooks.types", &caller, |_, _| Ok(())).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, viewer.say("hooks-types-title")).here("/webhooks").indexed();
    Ok(frame.page(&views::types::page(&viewer)))
}
