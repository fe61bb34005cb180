//! Taking up an invitation, as somebody new or as who is signed in.

use super::{entered, looker, proved, status_of};
use crate::api::{Fields, hash, sealed_token};
use crate::model::{Acceptance, Contact, NewPerson};
use crate::{actions, views};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use kernel::{Actor, Outcome, Stop};
use std::sync::Arc;
use web::page::{Draft, Frame, PageResult, Posted, Viewer};
use web::{App, Caller, hash_of_token};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/i/{token}", get(show).post(accept))
}

async fn show(State(app): State<App>, caller: Caller, Path(token): Path<String>) -> PageResult {
    page(&app, &caller, &token, &Draft::default()).await
}

async fn page(app: &App, caller: &Caller, token: &str, draft: &Draft) -> PageResult {
    let hash = hash_of_token(token);
    let look = move |tx: &mut store::Tx<'_>, _: &Actor| actions::offer(tx, &hash);
    let (actor, offer) = match app.view("party.offer", caller, look).await {
        Err(Stop::Refused(refusal)) => {
            let viewer = Viewer { app, caller, actor: looker(app, caller).await? };
            let body = views::invitation::over(&viewer, &refusal);
            let title = viewer.say("party-invitation-title");
            return Ok(Frame::new(&viewer, title).status(StatusCode::GONE).page(&body));
        }
        seen => seen?,
    };
    let viewer = Viewer { app, caller, actor };
    let title = viewer.say("party-invitation-title");
    let body = views::invitation::page(&viewer, &offer, draft);
    Ok(Frame::new(&viewer, title).status(status_of(draft)).page(&body))
}

async fn accept(
    State(app): State<App>,
    caller: Caller,
    Path(invitation): Path<String>,
    posted: Posted,
) -> PageResult {
    match accepted(&app, &caller, &invitation, &posted).await {
        Ok((token, contact)) => {
            let answer = entered(&app, &token, "/firm", Some("joined"));
            // The link has come to no other contact.
            Ok(match contact {
                Some(contact) => proved(&app, &caller, contact.value(), answer),
                None => answer,
            })
        }
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            page(&app, &caller, &invitation, &draft).await
        }
    }
}

/// Takes it up; gives the token of the session that began, and the contact of somebody new.
async fn accepted(
    app: &App,
    caller: &Caller,
    invitation: &str,
    posted: &Posted,
) -> Outcome<(String, Option<Contact>)> {
    let newcomer = match looker(app, caller).await? {
        Actor::Stranger => Some(newcomer(app, caller, posted).await?),
        _ => None,
    };
    let (call, token) = sealed_token(app, caller, "session", &posted.call);
    let (session, is_new) = (hash_of_token(&token), newcomer.is_some());
    let acceptance = Acceptance { invitation: hash_of_token(invitation), newcomer, session };
    let act =
        move |tx: &mut store::Tx<'_>, by: &Actor| actions::accept_invitation(tx, by, &acceptance);
    app.act("party.accept-invitation", caller, &call, None, act).await?;
    if !is_new {
        return Ok((token, None));
    }
    let new = Caller { credential: Some(session), is_known: Arc::default(), ..caller.clone() };
    let contact = app.look("party.own-contact", &new, actions::own_contact).await?;
    Ok((token, contact))
}

async fn newcomer(app: &App, caller: &Caller, posted: &Posted) -> Outcome<NewPerson> {
    let mut fields = Fields::default();
    let name = fields.name(posted.field("name"), "name");
    let told = posted.typed.get("password").filter(|told| !told.is_empty());
    let password = fields.password(told.map(String::as_str));
    let name = fields.all(name)?;
    let password_hash = hash(app, password).await?;
    Ok(NewPerson { name, password_hash, lang: caller.lang() })
}
