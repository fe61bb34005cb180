//! The operator's desk of fees. Each look at a firm's is a form that is sent, so that it is written
//! down in the transaction that shows it.

use super::{ROWS, Seen, typed, which};
use crate::model::Statement;
use crate::{actions, views};
use ::store::Tx;
use axum::extract::State;
use axum::http::StatusCode;
use kernel::{Actor, Cursor, Desk, Firm, Id, Limit, Outcome, Stop};
use party::FirmSummary;
use std::sync::{Arc, Mutex};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Call, Caller, Nothing};

fn operator(by: &Actor) -> Outcome<()> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ if by.is_at(Desk::Operator) => Ok(()),
        _ => Err(Stop::Absent),
    }
}

pub(super) async fn ask(State(app): State<App>, caller: Caller) -> PageResult {
    ask_again(&app, &caller, &Draft::default()).await
}

async fn ask_again(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let (actor, ()) = app.view("billing.desk", caller, |_, by| operator(by)).await?;
    let viewer = Viewer { app, caller, actor };
    let status = if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = viewer.say("billing-desk");
    let frame = Frame::new(&viewer, title).here("/desk/books").status(status);
    Ok(frame.page(&views::desk::ask(&viewer, draft)))
}

/// Shows what is looked up in the transaction that writes the look down. Whoever sends the form
/// again looks again: each look is a line of its own.
pub(super) async fn observe<T: Send + 'static>(
    app: &App,
    caller: &Caller,
    (name, posted): (&'static str, &Posted),
    mut look: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<T> + Send + 'static,
) -> Outcome<(Actor, T)> {
    let seen = Arc::new(Mutex::new(None));
    let put = Arc::clone(&seen);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let found = look(tx, by)?;
        if let Ok(mut place) = put.lock() {
            *place = Some((*by, found));
        }
        Ok(Nothing {})
    };
    let call = Call { key: app.fresh_key(), ..posted.call.clone() };
    app.act(name, caller, &call, None, act).await?;
    let seen = seen.lock().ok().and_then(|mut place| place.take());
    seen.ok_or(Stop::Bug("a look that saw nothing"))
}

fn firm_of(posted: &Posted) -> Outcome<Id<Firm>> {
    posted.field("firm").parse().map_err(|_| Stop::Absent)
}

/// The months of one firm.
pub(super) async fn look(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let firm = firm_of(&posted);
    let look = move |tx: &mut Tx<'_>, by: &Actor| -> Outcome<(FirmSummary, Vec<Statement>)> {
        operator(by)?;
        let firm = firm.as_ref().copied().map_err(Stop::echo)?;
        actions::note_look(tx, by, firm, "statements")?;
        let at = ("9999-99", "ZZZ");
        let rows = actions::statements(tx, by, Some(firm), at, Limit::clamp(ROWS))?;
        Ok((party::firm(tx, firm)?, rows))
    };
    let (actor, (firm, rows)) = observe(&app, &caller, ("billing.look", &posted), look).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::desk::list(&viewer, &firm, &rows);
    Ok(Frame::new(&viewer, viewer.say("billing-desk")).here("/desk/books").page(&body))
}

/// One month of one firm.
pub(super) async fn statement(
    State(app): State<App>,
    caller: Caller,
    posted: Posted,
) -> PageResult {
    let firm = firm_of(&posted);
    let which = which((posted.field("month"), posted.field("currency")));
    let after = posted.whole("after").map(Cursor);
    let look = move |tx: &mut Tx<'_>, by: &Actor| -> Outcome<(FirmSummary, Seen)> {
        operator(by)?;
        let firm = firm.as_ref().copied().map_err(Stop::echo)?;
        let which = which.as_ref().copied().map_err(Stop::echo)?;
        actions::note_look(tx, by, firm, &format!("{} {}", which.0, which.1.code()))?;
        let (statement, taxes, documents) = actions::statement(tx, by, Some(firm), which)?;
        let lines = actions::lines(tx, &statement, after, Limit::clamp(ROWS))?;
        Ok((party::firm(tx, firm)?, Seen { statement, taxes, documents, lines }))
    };
    let looked = observe(&app, &caller, ("billing.look-at-month", &posted), look).await;
    let (actor, (firm, seen)) = looked?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::desk::one(&viewer, &firm, &seen);
    let title = views::title(&viewer, &seen.statement);
    Ok(Frame::new(&viewer, title).here("/desk/books").page(&body))
}

pub(super) async fn blank(State(app): State<App>, caller: Caller) -> PageResult {
    form(&app, &caller, None).await
}

async fn form(app: &App, caller: &Caller, draft: Option<Draft>) -> PageResult {
    let look = app.view("billing.operator-details", caller, |tx, by| {
        operator(by)?;
        actions::details(tx, by)
    });
    let (actor, details) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let is_wrong = draft.as_ref().is_some_and(Draft::is_wrong);
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let draft = draft.unwrap_or_else(|| views::draft_of(&details));
    let body = views::details(&viewer, &draft, views::Whose::Operator);
    let title = viewer.say("billing-operator-details");
    Ok(Frame::new(&viewer, title).here("/desk/books").status(status).page(&body))
}

pub(super) async fn file(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let (new, version) = typed(&posted);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::operator_details(tx, by, &new, version).map(|_| Nothing {})
    };
    let home = Some(custody::PLATFORM);
    match app.act("billing.operator-details", &caller, &posted.call, home, act).await {
        Ok(_) => Ok(done("/desk/books", "billing-operator")),
        Err(stop) => form(&app, &caller, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}
