//! What waits for an officer, and one case.

use super::status_of;
use crate::model::{Act, CaseKind, CaseState, NewAct};
use crate::{actions, views};
use ::store::Tx;
use axum::extract::{Path, Query, State};
use kernel::{Actor, Firm, Id, Outcome, Stop};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List, Nothing};

type Which = (Id<Firm>, Id<CaseKind>);

pub(super) async fn desk(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("screening.desk", &caller, move |tx, by| {
        let page = actions::cases(tx, by, list.cursor(), list.limit())?;
        Ok((page, actions::lists(tx, by)?.into_iter().next()))
    });
    let (actor, (page, list)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::desk(&viewer, &page, list.as_ref());
    Ok(Frame::new(&viewer, viewer.say("screening-desk")).here("/desk/sanctions").page(&body))
}

pub(super) async fn ended(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("screening.ended", &caller, move |tx, by| {
        actions::ended_cases(tx, by, list.cursor(), list.limit())
    });
    let (actor, page) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::ended(&viewer, &page);
    Ok(Frame::new(&viewer, viewer.say("screening-ended")).here("/desk/sanctions").page(&body))
}

fn which(firm: &str, case: &str) -> Outcome<Which> {
    let firm = firm.parse().map_err(|_| Stop::Absent)?;
    Ok((firm, case.parse().map_err(|_| Stop::Absent)?))
}

pub(super) async fn one(
    State(app): State<App>,
    caller: Caller,
    Path((firm, case)): Path<(String, String)>,
) -> PageResult {
    show(&app, &caller, which(&firm, &case)?, &Draft::default()).await
}

async fn show(app: &App, caller: &Caller, which: Which, draft: &Draft) -> PageResult {
    let look = app.view("screening.case", caller, move |tx, by| actions::open_case(tx, by, which));
    let (actor, opened) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::case::one(&viewer, &opened, draft);
    let frame = Frame::new(&viewer, viewer.say("screening-case")).here("/desk/sanctions");
    Ok(frame.status(status_of(draft)).page(&body))
}

pub(super) async fn act(
    State(app): State<App>,
    caller: Caller,
    Path((firm, case, act)): Path<(String, String, String)>,
    posted: Posted,
) -> PageResult {
    let which = which(&firm, &case)?;
    let act = Act::from_word(&act).ok_or(Stop::Absent)?;
    let new = NewAct { act, reasons: posted.field("reasons").to_owned() };
    let does = move |tx: &mut Tx<'_>, by: &Actor| {
        let case = actions::perform(tx, by, which, &new)?;
        debug_assert!(act != Act::Uphold || case.state == CaseState::Upheld);
        Ok(Nothing {})
    };
    match app.act("screening.act", &caller, &posted.call, Some(which.1.cast()), does).await {
        Ok(_) => {
            let path = format!("/desk/sanctions/{firm}/{case}");
            let word = match act {
                Act::Take | Act::Look => "screening-open",
                Act::PutBack => return Ok(done("/desk/sanctions", "screening-put-back")),
                Act::Uphold => "screening-upheld",
                Act::Clear => "screening-asked",
            };
            Ok(done(&path, word))
        }
        Err(stop) => show(&app, &caller, which, &Draft::refused(posted.typed, stop)?).await,
    }
}
