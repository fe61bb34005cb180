//! A new password, by a code.

use super::sign_up::ask_code;
use super::{entered, looker, proved, status_of, typed_code};
use crate::api::{Fields, hash, sealed_token, stranger};
use crate::model::{Contact, Purpose};
use crate::{actions, views};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use kernel::{Actor, Outcome};
use web::page::{Draft, Frame, PageResult, Posted, Viewer};
use web::{App, Caller, hash_of_token};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/password-reset", get(show).post(reset))
}

async fn show(State(app): State<App>, caller: Caller) -> PageResult {
    let actor = looker(&app, &caller).await?;
    Ok(page(&app, &caller, actor, &Draft::default()))
}

fn page(app: &App, caller: &Caller, actor: Actor, draft: &Draft) -> Response {
    let viewer = Viewer { app, caller, actor };
    let title = viewer.say("party-reset-title");
    let body = views::sign_in::reset(&viewer, draft);
    Frame::new(&viewer, title).status(status_of(draft)).page(&body)
}

async fn reset(State(app): State<App>, caller: Caller, mut posted: Posted) -> PageResult {
    let outcome = match posted.field("act") {
        "set" => set(&app, &caller, &posted).await.map(Some),
        _ => send(&app, &caller, &mut posted).await.map(|()| None),
    };
    let actor = looker(&app, &caller).await?;
    match outcome {
        Ok(Some(token)) => {
            let answer = entered(&app, &token, "/", Some("password-set"));
            Ok(proved(&app, &caller, posted.field("contact"), answer))
        }
        Ok(None) => {
            posted.typed.insert("by".to_owned(), "code".to_owned());
            posted.typed.remove("code");
            let typed = posted.typed.iter().map(|(name, value)| (name.as_str(), value.clone()));
            Ok(page(&app, &caller, actor, &Draft::of(typed)))
        }
        Err(stop) => Ok(page(&app, &caller, actor, &Draft::refused(posted.typed, stop)?)),
    }
}

async fn send(app: &App, caller: &Caller, posted: &mut Posted) -> Outcome<()> {
    let contact = Contact::parse(posted.field("contact"))?;
    ask_code(app, caller, posted, contact, Purpose::Reset).await
}

/// Sets the password; gives the token of the session that began.
async fn set(app: &App, caller: &Caller, posted: &Posted) -> Outcome<String> {
    let caller = stranger(caller);
    let mut fields = Fields::default();
    let contact = fields.contact(posted.field("contact"));
    let told = posted.typed.get("password").map_or("", String::as_str);
    let password = fields.password(Some(told));
    let (contact, password) = fields.all(contact.zip(password))?;
    let new_hash = hash(app, Some(password)).await?.unwrap_or_default();
    let code = typed_code(posted);
    let (call, token) = sealed_token(app, &caller, "session", &posted.call);
    let (home, session) = (Some(contact.home()), hash_of_token(&token));
    let act = move |tx: &mut store::Tx<'_>, _: &Actor| {
        actions::reset_password(tx, &contact, &code, &new_hash, session)
    };
    let answered = app.act("party.reset-password", &caller, &call, home, act).await?;
    answered.value.into_outcome()?;
    Ok(token)
}
