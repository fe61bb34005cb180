//! Signing in by a password or a code, and out.

use super::sign_up::ask_code;
use super::{Onward, departed, entered, local, looker, proved, status_of, typed_code};
use crate::api::{prove, sealed_token, stranger};
use crate::model::{Contact, Purpose};
use crate::{actions, views};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::{Actor, Outcome, Stop};
use std::sync::Arc;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to};
use web::{App, Caller, hash_of_token};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/sign-in", get(show).post(enter)).route("/sign-out", post(leave))
}

async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(Onward { next }): Query<Onward>,
) -> PageResult {
    let actor = looker(&app, &caller).await?;
    if actor != Actor::Stranger {
        return Ok(back_to(onward(&app, actor, &next)));
    }
    Ok(page(&app, &caller, &Draft::of([("next", next)])))
}

fn page(app: &App, caller: &Caller, draft: &Draft) -> Response {
    let viewer = Viewer { app, caller, actor: Actor::Stranger };
    let title = viewer.say("party-sign-in-title");
    let body = views::sign_in::page(&viewer, draft);
    Frame::new(&viewer, title).status(status_of(draft)).page(&body)
}

async fn enter(State(app): State<App>, caller: Caller, mut posted: Posted) -> PageResult {
    let outcome = match posted.field("act") {
        "send" => send(&app, &caller, &mut posted).await.map(|()| None),
        _ => signed_in(&app, &caller, &posted).await.map(Some),
    };
    match outcome {
        Ok(Some(token)) => {
            // Whoever came in by an older token may no longer be known by it.
            let credential = Some(hash_of_token(&token));
            let caller = Caller { credential, is_known: Arc::default(), ..caller };
            let next = onward(&app, looker(&app, &caller).await?, posted.field("next"));
            let answer = entered(&app, &token, next, None);
            Ok(proved(&app, &caller, posted.field("contact"), answer))
        }
        Ok(None) => {
            posted.typed.insert("by".to_owned(), "code".to_owned());
            posted.typed.remove("code");
            let typed = posted.typed.iter().map(|(name, value)| (name.as_str(), value.clone()));
            Ok(page(&app, &caller, &Draft::of(typed)))
        }
        Err(stop) => Ok(page(&app, &caller, &Draft::refused(posted.typed, stop)?)),
    }
}

/// Where they were going, or else where their work begins.
fn onward<'a>(app: &App, actor: Actor, next: &'a str) -> &'a str {
    local(next).unwrap_or_else(|| app.menus().begin(actor))
}

async fn send(app: &App, caller: &Caller, posted: &mut Posted) -> Outcome<()> {
    let contact = Contact::parse(posted.field("contact"))?;
    ask_code(app, caller, posted, contact, Purpose::SignIn).await
}

/// Signs in; gives the token of the session that began.
async fn signed_in(app: &App, caller: &Caller, posted: &Posted) -> Outcome<String> {
    let caller = stranger(caller);
    let contact = Contact::parse(posted.field("contact"))?;
    let told = |name: &str| posted.typed.get(name).filter(|told| !told.is_empty()).cloned();
    let code = told("code").map(|_| typed_code(posted));
    let proof = prove(app, &caller, &contact, (told("password"), code)).await?;
    let (call, token) = sealed_token(app, &caller, "session", &posted.call);
    let (home, session) = (Some(contact.home()), hash_of_token(&token));
    let act = move |tx: &mut store::Tx<'_>, _: &Actor| {
        actions::sign_in(tx, &contact, &proof, None, session)
    };
    let answered = app.act("party.sign-in", &caller, &call, home, act).await?;
    answered.value.into_outcome()?;
    Ok(token)
}

async fn leave(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let session = caller.credential.ok_or(Stop::SignIn)?;
    let act = move |tx: &mut store::Tx<'_>, by: &Actor| actions::sign_out(tx, by, &session);
    match app.act("party.sign-out", &caller, &posted.call, None, act).await {
        // Over already: that is what was wanted.
        Ok(_) | Err(Stop::SignIn) => Ok(departed(&app, "/", "signed-out")),
        Err(stop) => Err(stop.into()),
    }
}
