//! The letters of a simulated post, so that a visitor of the demonstration gets the code.

use crate::model::{Contact, Topic};
use crate::{actions, views};
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use kernel::{Actor, Stop};
use serde::Deserialize;
use std::collections::BTreeMap;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, Nothing};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/letters", get(show)).route("/letters/topics", get(topics).post(choose))
}

/// Which letters the reader wants.
async fn topics(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, unwanted) = app.view("party.topics", &caller, actions::unwanted).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::letters::topics(&viewer, &unwanted);
    Ok(Frame::new(&viewer, viewer.say("party-topics")).here("/firm").page(&body))
}

/// Keeps what was ticked.
async fn choose(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let unwanted: Vec<Topic> =
        Topic::ALL.into_iter().filter(|topic| posted.field(topic.word()) != "1").collect();
    let act = move |tx: &mut store::Tx<'_>, by: &Actor| {
        actions::set_unwanted(tx, by, &unwanted).map(|()| Nothing {})
    };
    app.act("party.set-topics", &caller, &posted.call, None, act).await?;
    Ok(done("/letters/topics", "party-topics-saved"))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    contact: String,
}

async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(Asked { contact }): Query<Asked>,
) -> PageResult {
    if !app.place().is_simulated {
        return Err(Stop::Absent.into());
    }
    let typed = BTreeMap::from([("contact".to_owned(), contact.trim().to_owned())]);
    let (at, draft) = match Contact::parse(&contact) {
        Ok(contact) => (Some(contact), Draft::of([("contact", typed["contact"].clone())])),
        Err(_) if contact.trim().is_empty() => (None, Draft::default()),
        Err(refusal) => (None, Draft::refused(typed, refusal.into())?),
    };
    let look = move |tx: &mut store::Tx<'_>, by: &Actor| {
        let at = at.clone().map_or_else(|| actions::own_contact(tx, by), |at| Ok(Some(at)))?;
        let letters = at.as_ref().map(|at| actions::list_arrived(tx, at)).transpose()?;
        Ok((at, letters.unwrap_or_default()))
    };
    let (actor, (at, letters)) = app.view("party.letters", &caller, look).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::letters::page(&viewer, &draft, at.as_ref(), &letters);
    let title = viewer.say("party-letters-title");
    Ok(Frame::new(&viewer, title).here("/letters").status(super::status_of(&draft)).page(&body))
}
