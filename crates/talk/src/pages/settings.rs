//! How people want their letters, and who gets new conversations.

use crate::actions;
use crate::model::{MailWish, NewRoute};
use crate::views::{self, Settings};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Actor, Outcome, Stop};
use sha2::{Digest, Sha256};
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller};

/// A letter's token: 32 hexadecimal digits.
const TOKEN_CHARS: usize = 32;

fn look(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Settings> {
    let (firm, _) = by.trader()?;
    let people: Vec<_> = party::people(tx, firm)?.into_iter().map(|(id, _)| id).collect();
    let names = party::names(tx, &people)?;
    let named = |id| (id, names.get(&id).cloned().unwrap_or_default());
    Ok(Settings {
        wish: actions::mail_wish(tx, by)?,
        routes: actions::routes(tx, by)?,
        people: people.into_iter().map(named).collect(),
        is_owner: by.is_owner_of(firm),
    })
}

/// Both.
pub(super) async fn show(State(app): State<App>, caller: Caller) -> PageResult {
    page(&app, &caller, None).await
}

async fn page(app: &App, caller: &Caller, draft: Option<Draft>) -> PageResult {
    let (actor, chosen) = app.view("talk.settings", caller, look).await?;
    let viewer = Viewer { app, caller, actor };
    let status = match &draft {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let title = viewer.say("talk-settings-title");
    let page = Frame::new(&viewer, title).here("/messages").status(status);
    Ok(page.page(&views::settings(&viewer, &chosen, &draft.unwrap_or_default())))
}

/// Keeps how the person wants letters.
pub(super) async fn set_wish(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let wish = MailWish::from_word(posted.field("wish")).ok_or(Stop::Absent)?;
    let act = app.act("talk.set-mail-wish", &caller, &posted.call, None, move |tx, by| {
        actions::set_mail_wish(tx, by, wish)
    });
    act.await?;
    Ok(done("/messages/mail", "talk-mail"))
}

/// Adds a rule.
pub(super) async fn add_route(
    State(app): State<App>,
    caller: Caller,
    posted: Posted,
) -> PageResult {
    let new = NewRoute {
        category: posted.field("category").to_owned(),
        country: posted.field("country").to_owned(),
        person: posted.field("person").parse().map_err(|_| Stop::Absent)?,
    };
    let act = app.act("talk.add-route", &caller, &posted.call, None, move |tx, by| {
        actions::add_route(tx, by, &new)
    });
    match act.await {
        Ok(_) => Ok(done("/messages/mail", "talk-route")),
        Err(stop) => page(&app, &caller, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}

/// Takes a rule away.
pub(super) async fn remove_route(
    State(app): State<App>,
    caller: Caller,
    Path(route): Path<String>,
    posted: Posted,
) -> PageResult {
    let route = route.parse().map_err(|_| Stop::Absent)?;
    let act = app.act("talk.remove-route", &caller, &posted.call, None, move |tx, by| {
        actions::remove_route(tx, by, route)
    });
    act.await?;
    Ok(done("/messages/mail", "talk-route-removed"))
}

/// The page behind a letter's link. It asks, so that a program that follows links stops nothing.
pub(super) async fn ask_off(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
) -> PageResult {
    hash_of(&token)?;
    let (actor, ()) = app.view("talk.mail-off-asked", &caller, |_, _| Ok(())).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let page = Frame::new(&viewer, viewer.say("talk-mail-off-title"));
    Ok(page.page(&views::mail_off(&viewer)))
}

/// No more letters for whoever got this one.
pub(super) async fn mail_off(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
    posted: Posted,
) -> PageResult {
    let hash = hash_of(&token)?;
    let act = app.act("talk.mail-off", &caller, &posted.call, None, move |tx, _| {
        actions::stop_letters(tx, &hash)
    });
    act.await?;
    Ok(done("/", "talk-mail-off"))
}

fn hash_of(token: &str) -> Outcome<[u8; 32]> {
    let is_token = token.len() == TOKEN_CHARS && token.bytes().all(|b| b.is_ascii_hexdigit());
    if is_token { Ok(Sha256::digest(token.as_bytes()).into()) } else { Err(Stop::Absent) }
}
