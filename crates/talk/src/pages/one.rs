//! The list, a conversation, and what can be done in it.

use super::{message_id, talk_id};
use crate::actions;
use crate::model::{ConversationKind, NewMessage, Wished};
use crate::views::{self, OneMessage, Said, TalkPage, Talks};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use kernel::{Actor, Cursor, Id, Lang, Limit, Outcome, Person, Stop};
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, done};
use web::{App, Caller, List};

/// Conversations on a page of the list.
const ROWS: i64 = 30;
/// Conversations in the column beside one.
const COLUMN: i64 = 15;
/// Messages on a page of a conversation.
const MESSAGES: i64 = 50;

fn look_list(tx: &mut Tx<'_>, by: &Actor, after: Option<Cursor>, rows: i64) -> Outcome<Talks> {
    let page = actions::conversations(tx, by, after, Limit::clamp(rows))?;
    let mut firms: Vec<_> = page.rows.iter().map(|row| row.other_firm).collect();
    firms.sort_unstable();
    firms.dedup();
    let trust = party::trust_lines(tx, &firms)?;
    let own = by.firm().ok_or(Stop::Absent)?;
    let record = actions::reply_record(tx, own)?;
    let trust = trust.into_iter().map(|line| (line.firm, line)).collect();
    Ok(Talks { page, trust, record })
}

/// The firm's conversations, the newest activity first.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("talk.list", &caller, move |tx, by| look_list(tx, by, list.cursor(), ROWS));
    let (actor, talks) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let page = Frame::new(&viewer, viewer.say("talk-messages")).here("/messages");
    Ok(page.page(&views::talks(&viewer, &talks)))
}

fn look(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    (before, lang): (Option<Cursor>, Lang),
) -> Outcome<TalkPage> {
    let thread = actions::thread(tx, by, id, before, Limit::clamp(MESSAGES))?;
    let own = thread.side.firm;
    let other = thread.conversation.other(own);
    let mut lines = party::trust_lines(tx, &[own, other])?;
    let other = lines.pop().ok_or(Stop::Absent)?;
    let own_name = lines.pop().map(|line| line.name).unwrap_or_default();
    let colleagues: Vec<Id<Person>> =
        party::people(tx, own)?.into_iter().map(|(person, _)| person).collect();
    let handed = thread.handovers.iter().map(|made| made.to);
    let people: Vec<_> = handed.chain(thread.side.handler).chain(colleagues.clone()).collect();
    let wished = Wished { messages: &thread.messages, people: &people, lang };
    let beside = actions::beside(tx, by, other.firm, wished)?;
    let name =
        |person: Id<Person>| (person, beside.names.get(&person).cloned().unwrap_or_default());
    let colleagues = colleagues.into_iter().map(name).collect();
    let talks = look_list(tx, by, None, COLUMN)?;
    Ok(TalkPage { thread, other, own_name, beside, talks, colleagues })
}

/// A conversation; looking at it reads it.
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(list): Query<List>,
) -> PageResult {
    show(&app, &caller, talk_id(&id)?, list.cursor(), None).await
}

pub(super) async fn show(
    app: &App,
    caller: &Caller,
    id: Id<ConversationKind>,
    before: Option<Cursor>,
    draft: Option<Draft>,
) -> PageResult {
    let lang = caller.lang();
    let look = app.view("talk.read", caller, move |tx, by| look(tx, by, id, (before, lang)));
    let (actor, talk) = look.await?;
    mark_read(app, actor, id).await;
    let viewer = Viewer { app, caller, actor };
    let status = match &draft {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let draft = draft.unwrap_or_default();
    let title =
        viewer.say_with("talk-conversation-with", &[("firm", talk.other.name.as_str().into())]);
    let page = Frame::new(&viewer, title).here("/messages").status(status);
    Ok(page.page(&views::talk_page(&viewer, &talk, &draft)))
}

/// Somebody looks at a conversation on a page of any domain: it is read. The page is shown whether
/// or not this can be written: a process that only reads leaves it to the page's script, and a busy
/// store to the next look.
pub async fn mark_read(app: &App, actor: Actor, id: Id<ConversationKind>) {
    if actor.may_write() && app.store().is_writer() {
        let here = move |tx: &mut Tx<'_>| actions::be_here(tx, &actor, id);
        app.store().write("talk.read-by-looking", here).await.ok();
    }
}

/// Says something.
pub(super) async fn say(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = talk_id(&id)?;
    let text = posted.field("text").to_owned();
    let new = NewMessage { text, is_sure: posted.field("sure") == "1" };
    let home = Some(id.cast());
    let act = app.act("talk.say", &caller, &posted.call, home, move |tx, by| {
        actions::say(tx, by, id, new.clone()).map(|message| message.id)
    });
    match act.await {
        Ok(_) => Ok(back_to(&format!("/messages/{id}#say"))),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, id, None, Some(draft)).await
        }
    }
}

/// One message with its seal.
pub(super) async fn message(
    State(app): State<App>,
    caller: Caller,
    Path((id, message)): Path<(String, String)>,
) -> PageResult {
    let (id, message, lang) = (talk_id(&id)?, message_id(&message)?, caller.lang());
    let look = app.view("talk.message", &caller, move |tx, by| {
        let before = Some(Cursor(message.raw().saturating_add(1)));
        let thread = actions::thread(tx, by, id, before, Limit::clamp(1))?;
        let said = thread.messages.into_iter().find(|said| said.id == message);
        let said = said.ok_or(Stop::Absent)?;
        let other = thread.conversation.other(thread.side.firm);
        let other = party::trust_lines(tx, &[other])?.pop().ok_or(Stop::Absent)?;
        let wished = Wished { messages: std::slice::from_ref(&said), people: &[], lang };
        let beside = actions::beside(tx, by, other.firm, wished)?;
        Ok(OneMessage { message: said, other, beside })
    });
    let (actor, one) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let said = Said { conversation: id, other: &one.other, beside: &one.beside };
    let page = Frame::new(&viewer, viewer.say("talk-messages")).here("/messages");
    Ok(page.page(&views::message_page(&viewer, &said, &one)))
}

/// Hides a message from the reader's own firm.
pub(super) async fn hide(
    State(app): State<App>,
    caller: Caller,
    Path((id, message)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (id, message) = (talk_id(&id)?, message_id(&message)?);
    let home = Some(id.cast());
    let act = app.act("talk.hide", &caller, &posted.call, home, move |tx, by| {
        actions::hide(tx, by, id, message)
    });
    act.await?;
    Ok(done(&format!("/messages/{id}"), "talk-hidden"))
}

/// Gives the conversation to a colleague.
pub(super) async fn hand(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = talk_id(&id)?;
    let to = posted.field("person").parse().map_err(|_| Stop::Absent)?;
    let home = Some(id.cast());
    let act = app.act("talk.hand-over", &caller, &posted.call, home, move |tx, by| {
        actions::hand_over(tx, by, id, to)
    });
    act.await?;
    Ok(done(&format!("/messages/{id}"), "talk-handed"))
}

/// Takes no more messages from the other firm.
pub(super) async fn block(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = talk_id(&id)?;
    let home = Some(id.cast());
    let act = app.act("talk.block", &caller, &posted.call, home, move |tx, by| {
        let other = actions::other_of(tx, by, id)?;
        actions::block(tx, by, other)
    });
    act.await?;
    Ok(done(&format!("/messages/{id}"), "talk-blocked"))
}

/// Takes them again.
pub(super) async fn unblock(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = talk_id(&id)?;
    let home = Some(id.cast());
    let act = app.act("talk.unblock", &caller, &posted.call, home, move |tx, by| {
        let other = actions::other_of(tx, by, id)?;
        actions::unblock(tx, by, other)
    });
    act.await?;
    Ok(done(&format!("/messages/{id}"), "talk-unblocked"))
}

/// Asks the market's people to look.
pub(super) async fn report(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = talk_id(&id)?;
    let (reason, note) = (posted.field("reason").to_owned(), posted.field("note").to_owned());
    let home = Some(id.cast());
    let act = app.act("talk.report", &caller, &posted.call, home, move |tx, by| {
        actions::report(tx, by, id, &reason, &note)
    });
    match act.await {
        Ok(_) => Ok(done(&format!("/messages/{id}"), "talk-reported")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, id, None, Some(draft)).await
        }
    }
}
