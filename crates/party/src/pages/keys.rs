//! API keys of one's own firm.

use super::status_of;
use crate::api::sealed_token;
use crate::model::{KeyKind, KeyScope, Name, NewKey};
use crate::{actions, views};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use kernel::{Actor, Id, Outcome, Stop};
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, done};
use web::{App, Caller, List, hash_of_token};

pub(super) fn routes() -> Router<App> {
    let shown = || get(async || back_to("/firm/keys"));
    Router::new()
        .route("/firm/keys", get(show).post(issue))
        .route("/firm/keys/{key}/revoke", shown().post(revoke))
}

const FIRST: List = List { after: None, limit: None };

async fn show(State(app): State<App>, caller: Caller, Query(list): Query<List>) -> PageResult {
    page(&app, &caller, list, (&fresh(), None)).await
}

fn fresh() -> Draft {
    Draft::of([("scope", "read".to_owned())])
}

/// The keys; a token that was just made is shown here and nowhere else.
async fn page(
    app: &App,
    caller: &Caller,
    list: List,
    (draft, token): (&Draft, Option<&str>),
) -> PageResult {
    let look =
        move |tx: &mut Tx<'_>, by: &Actor| actions::keys(tx, by, list.cursor(), list.limit());
    let (actor, keys) = app.view("party.keys-page", caller, look).await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::keys::page(&viewer, &keys, draft, token);
    let title = viewer.say("party-keys-title");
    Ok(Frame::new(&viewer, title).here("/firm").status(status_of(draft)).page(&body))
}

async fn issue(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    match issued(&app, &caller, &posted).await {
        Ok(token) => page(&app, &caller, FIRST, (&fresh(), Some(&token))).await,
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            page(&app, &caller, FIRST, (&draft, None)).await
        }
    }
}

async fn issued(app: &App, caller: &Caller, posted: &Posted) -> Outcome<String> {
    let name = Name::parse(posted.field("name"), "name")?;
    let scope = if posted.field("scope") == "trade" { KeyScope::Trade } else { KeyScope::Read };
    let (call, token) = sealed_token(app, caller, "key", &posted.call);
    let new = NewKey { name, scope, hash: hash_of_token(&token) };
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::issue_key(tx, by, &new);
    app.act("party.issue-key", caller, &call, None, act).await?;
    Ok(token)
}

async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let key: Id<KeyKind> = told.parse().map_err(|_| Stop::Absent)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::revoke_key(tx, by, key);
    app.act("party.revoke-key", &caller, &posted.call, None, act).await?;
    Ok(done("/firm/keys", "key-ended"))
}
