//! The desk of second officers.

use crate::model::{PendingAct, Which};
use crate::{actions, views};
use ::store::Tx;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use kernel::{Actor, Firm, Id, Outcome, Person, Stop};
use std::collections::BTreeMap;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List, Nothing};

/// The routes of the desk.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/desk/second", get(desk))
        .route("/desk/second/done", get(ended))
        .route("/desk/second/{about}/{act}", get(one))
        .route("/desk/second/{about}/{act}/agree", post(agree))
        .route("/desk/second/{about}/{act}/decline", post(decline))
}

/// Names of people and firms that acts speak of.
pub(crate) type Names = (BTreeMap<Id<Person>, String>, BTreeMap<Id<Firm>, String>);

fn names(tx: &mut Tx<'_>, acts: &[PendingAct]) -> Outcome<Names> {
    let mut people: Vec<Id<Person>> =
        acts.iter().flat_map(|act| [Some(act.asked_by), act.ended_by]).flatten().collect();
    let mut firms: Vec<Id<Firm>> = acts
        .iter()
        .flat_map(|act| act.firms.iter().copied().chain(act.moves.iter().filter_map(|m| m.firm)))
        .collect();
    people.sort();
    people.dedup();
    firms.sort();
    firms.dedup();
    let lines = party::trust_lines(tx, &firms)?;
    let firms = lines.into_iter().map(|line| (line.firm, line.name)).collect();
    Ok((party::names(tx, &people)?, firms))
}

async fn desk(State(app): State<App>, caller: Caller, Query(list): Query<List>) -> PageResult {
    let look = app.view("assent.desk", &caller, move |tx, by| {
        let page = actions::queue(tx, by, list.cursor(), list.limit())?;
        let names = names(tx, &page.rows)?;
        Ok((page, names))
    });
    let (actor, (page, names)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::desk(&viewer, &page, &names);
    Ok(Frame::new(&viewer, viewer.say("assent-desk")).here("/desk/second").page(&body))
}

async fn ended(State(app): State<App>, caller: Caller, Query(list): Query<List>) -> PageResult {
    let look = app.view("assent.ended", &caller, move |tx, by| {
        let page = actions::ended_acts(tx, by, list.cursor(), list.limit())?;
        let names = names(tx, &page.rows)?;
        Ok((page, names))
    });
    let (actor, (page, names)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::ended(&viewer, &page, &names);
    Ok(Frame::new(&viewer, viewer.say("assent-ended-list")).here("/desk/second").page(&body))
}

/// The two ids of a path; anything else is not there.
pub(crate) fn which(about: &str, act: &str) -> Outcome<Which> {
    let about = about.parse().map_err(|_| Stop::Absent)?;
    Ok((about, act.parse().map_err(|_| Stop::Absent)?))
}

async fn one(
    State(app): State<App>,
    caller: Caller,
    Path((about, act)): Path<(String, String)>,
) -> PageResult {
    show(&app, &caller, which(&about, &act)?, &Draft::default()).await
}

async fn show(app: &App, caller: &Caller, which: Which, draft: &Draft) -> PageResult {
    let look = app.view("assent.act", caller, move |tx, by| {
        let act = actions::pending(tx, by, which)?;
        let names = names(tx, std::slice::from_ref(&act))?;
        Ok((act, names))
    });
    let (actor, (act, names)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::one(&viewer, &act, &names, draft);
    let status = if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = Frame::new(&viewer, viewer.say("assent-desk")).here("/desk/second");
    Ok(frame.status(status).page(&body))
}

async fn agree(
    State(app): State<App>,
    caller: Caller,
    Path((about, act)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let which = which(&about, &act)?;
    let does = move |tx: &mut Tx<'_>, by: &Actor| actions::agree(tx, by, which).map(|_| Nothing {});
    answered(&app, &caller, posted, which, ("assent.agree", "act-agreed"), does).await
}

async fn decline(
    State(app): State<App>,
    caller: Caller,
    Path((about, act)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (which, why) = (which(&about, &act)?, posted.field("answer").to_owned());
    let does = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::decline(tx, by, which, &why).map(|_| Nothing {})
    };
    answered(&app, &caller, posted, which, ("assent.decline", "act-declined"), does).await
}

async fn answered(
    app: &App,
    caller: &Caller,
    posted: Posted,
    which: Which,
    (name, word): (&'static str, &str),
    does: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<Nothing> + Send + 'static,
) -> PageResult {
    match app.act(name, caller, &posted.call, Some(which.0), does).await {
        Ok(_) => Ok(done("/desk/second", word)),
        Err(stop) => show(app, caller, which, &Draft::refused(posted.typed, stop)?).await,
    }
}
