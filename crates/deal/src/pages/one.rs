//! One deal: its page, its timeline, its contract; an officer's look.

use super::steps::take;
use super::{deal_id, framed, observe, status_of, whole};
use crate::model::{DealView, contract_text};
use crate::{actions, views};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use kernel::{Actor, Cursor, Desk, Limit};
use serde::Deserialize;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to};
use web::{App, Call, Caller};

/// Lines of the timeline on its own page.
const MOMENTS: i64 = 50;

/// A deal, for its two sides; an officer is asked why first.
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    let id = deal_id(&id)?;
    let look = app.view("deal.page", &caller, move |tx, by| {
        if by.is_at(Desk::Officer) { Ok(None) } else { whole(tx, by, id).map(Some) }
    });
    let (actor, seen) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let Some(seen) = seen else { return Ok(ask_why(&viewer, &Draft::default())) };
    let title = views::title(&viewer, &seen);
    Ok(Frame::new(&viewer, title).here("/deals").page(&views::deal(&viewer, &seen)))
}

fn ask_why(viewer: &Viewer<'_>, draft: &Draft) -> Response {
    let frame = Frame::new(viewer, viewer.say("deal-officer-title")).status(status_of(draft));
    frame.page(&views::officer_asks(viewer, draft))
}

/// An officer looks, for a reason that is written down. Whoever sends the form again looks again:
/// each look is a line of its own.
pub(super) async fn show_to_officer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let (id, why) = (deal_id(&id)?, posted.field("why").to_owned());
    let call = Call { key: app.fresh_key(), ..posted.call.clone() };
    let named = ("deal.officer-page", &call);
    let looked = observe(&app, &caller, named, move |tx, by| {
        let view = actions::read_as_officer(tx, by, id, &why)?;
        Ok((*by, framed(tx, view)?))
    });
    match looked.await {
        Ok((actor, seen)) => {
            let viewer = Viewer { app: &app, caller: &caller, actor };
            let title = viewer.say("deal-officer-title");
            Ok(Frame::new(&viewer, title).page(&views::deal(&viewer, &seen)))
        }
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            let (actor, ()) = app.view("deal.officer", &caller, |_, _| Ok(())).await?;
            Ok(ask_why(&Viewer { app: &app, caller: &caller, actor }, &draft))
        }
    }
}

/// Where a list goes on.
#[derive(Debug, Deserialize)]
pub(super) struct On {
    after: Option<i64>,
}

/// All that happened, page by page.
pub(super) async fn timeline(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(on): Query<On>,
) -> PageResult {
    let id = deal_id(&id)?;
    let look = app.view("deal.timeline-page", &caller, move |tx, by| {
        let cursor = on.after.map(Cursor);
        let page = actions::timeline(tx, by, id, cursor, Limit::clamp(MOMENTS))?;
        let view = actions::deal(tx, by, id)?;
        let next = page.next.map(|cursor| cursor.0);
        Ok((views::Whole { moments: page.rows, ..framed(tx, view)? }, next))
    });
    let (actor, (seen, next)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = viewer.say("deal-happened");
    let body = views::history(&viewer, &seen, next);
    Ok(Frame::new(&viewer, title).here("/deals").page(&body))
}

/// The contract, to be read and printed.
pub(super) async fn contract(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    let id = deal_id(&id)?;
    let look = app.view("deal.contract-page", &caller, move |tx, by| {
        let view = actions::deal(tx, by, id)?;
        Ok((framed(tx, view)?, actions::proposals(tx, by, id)?))
    });
    let (actor, (seen, before)) = look.await?;
    let DealView { deal, lines, milestones, address, .. } = &seen.view;
    let text = contract_text(deal, lines, milestones, address.as_ref());
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::contract(&viewer, &seen, (&text, &before));
    Ok(Frame::new(&viewer, viewer.say("deal-contract")).here("/deals").page(&body))
}

/// Sends for an inspector.
pub(super) async fn inspect(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let step = move |tx: &mut ::store::Tx<'_>, by: &Actor| {
        actions::order_inspection(tx, by, id).map(|(done, _)| done)
    };
    take(&app, "deal.inspect", (&caller, &posted), (id, "inspection-ordered"), step).await
}

/// Calls an inspection off.
pub(super) async fn call_off(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let step = move |tx: &mut ::store::Tx<'_>, by: &Actor| actions::call_off_inspection(tx, by, id);
    take(&app, "deal.call-off-inspection", (&caller, &posted), (id, "inspection-called-off"), step)
        .await
}

/// A form's address, opened by itself, leads to its deal.
pub(super) async fn back(Path(told): Path<String>) -> PageResult {
    let id = deal_id(&told)?;
    Ok(back_to(&format!("/deals/{id}")))
}
