//! A firm's inquiries, and one with all that was said in it.

use crate::actions;
use crate::model::{InquiryKind, Side};
use crate::views::{self, Inquiries, Talk};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use kernel::{Actor, Cursor, Id, Lang, Limit, Outcome, Stop, TurnCursor};
use serde::Deserialize;
use store::Tx;
use talk::{NewMessage, Wished};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to};
use web::{App, Caller, List};

/// Inquiries on a page of the list.
const ROWS: i64 = 30;

pub(super) fn inquiry_id(text: &str) -> Outcome<Id<InquiryKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

/// Where the list goes on.
#[derive(Debug, Deserialize)]
pub(super) struct On {
    after: Option<String>,
}

/// The firm's inquiries on both sides: where it has the next word first.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(on): Query<On>,
) -> PageResult {
    let at = on.after.map_or(Ok(TurnCursor::START), |after| after.parse());
    let at = at.map_err(|_| Stop::Absent)?;
    let look = app.view("sourcing.inquiries", &caller, move |tx, by| {
        let page = actions::inquiries_by_turn(tx, by, at, Limit::clamp(ROWS))?;
        let mut firms: Vec<_> = page.rows.iter().map(|going| going.row.other_firm).collect();
        firms.sort_unstable();
        firms.dedup();
        let trust = party::trust_lines(tx, &firms)?;
        let trust = trust.into_iter().map(|line| (line.firm, line)).collect();
        Ok(Inquiries { page, trust })
    });
    let (actor, inquiries) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let page = Frame::new(&viewer, viewer.say("sourcing-inquiries")).here("/inquiries");
    Ok(page.page(&views::inquiries(&viewer, &inquiries)))
}

/// An inquiry, its messages and its quotes.
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(list): Query<List>,
) -> PageResult {
    show(&app, &caller, inquiry_id(&id)?, list.cursor(), None).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: Id<InquiryKind>,
    after: Option<Cursor>,
    draft: Option<Draft>,
) -> PageResult {
    let lang = caller.lang();
    let look = app.view("sourcing.thread", caller, move |tx, by| look(tx, by, id, (after, lang)));
    let (actor, talk) = look.await?;
    talk::pages::mark_read(app, actor, id.cast()).await;
    let viewer = Viewer { app, caller, actor };
    let status = match &draft {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let draft = draft.unwrap_or_default();
    let page = Frame::new(&viewer, &talk.thread.inquiry.title).here("/inquiries").status(status);
    Ok(page.page(&views::talk(&viewer, &talk, &draft)))
}

fn look(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<InquiryKind>,
    (after, lang): (Option<Cursor>, Lang),
) -> Outcome<Talk> {
    let thread = actions::get(tx, by, id)?;
    let messages = talk::messages(tx, by, id.cast(), after, Limit::clamp(Limit::MOST))?;
    let last = match messages.next {
        Some(_) => talk::last(tx, by, id.cast())?,
        None => messages.rows.last().cloned(),
    };
    let other = match thread.side {
        Side::Buyer => thread.inquiry.seller,
        Side::Seller => thread.inquiry.buyer,
    };
    let other = party::trust_lines(tx, &[other])?.pop().ok_or(Stop::Absent)?;
    let turn = thread.turn(last.as_ref());
    let wished = Wished { messages: &messages.rows, people: &[], lang };
    let beside = talk::beside(tx, by, other.firm, wished)?;
    Ok(Talk { thread, other, messages, beside, turn, now: tx.now() })
}

/// Says something to the other side.
pub(super) async fn say(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = inquiry_id(&id)?;
    let text = posted.field("text").to_owned();
    let new = NewMessage { text, is_sure: posted.field("sure") == "1" };
    let home = Some(id.cast());
    let act = app.act("sourcing.say", &caller, &posted.call, home, move |tx, by| {
        actions::say(tx, by, id, new.clone()).map(|message| message.id)
    });
    match act.await {
        Ok(_) => Ok(back_to(&format!("/inquiries/{id}#say"))),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, id, None, Some(draft)).await
        }
    }
}
