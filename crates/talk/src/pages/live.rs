//! What a page's script asks for: the stream, new messages, "I am here".

use super::{message_id, talk_id};
use crate::actions;
use crate::model::Wished;
use crate::views::{self, Said};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Id, Limit, Outcome, Stop};
use serde::Deserialize;
use store::Tx;
use web::live::{Begin, News, live, resumed};
use web::page::{PageResult, Posted, Viewer};
use web::{App, Caller, Problem};

/// Messages that a page takes in at a time; it asks again for more.
const FRESH: i64 = 50;

/// The stream of the reader's firm: each event names a conversation in which something was said.
pub(crate) async fn events(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let look = app.look("talk.newest", &caller, |tx, by| {
        let person = by.person().ok_or(Stop::SignIn)?;
        Ok((person, actions::newest(tx, by)?, actions::unread(tx, by)?))
    });
    let (person, newest, unread) = look.await?;
    let most = Rules::current().talk.live_streams_most;
    let after = resumed(&headers, newest.raw());
    let begin = Begin { after, hello: format!("{{\"unread\":{unread}}}") };
    live(&app, &caller, (person, most), begin, news)
}

fn news(tx: &mut Tx<'_>, by: &Actor, after: i64) -> Outcome<Vec<News>> {
    let found = actions::news(tx, by, Id::new(after))?;
    let unread = found.unread;
    let event = |row: crate::model::TalkRow| News {
        id: row.last_message.raw(),
        name: "said",
        body: format!(
            "{{\"conversation\":\"{}\",\"message\":\"{}\",\"unread\":{unread}}}",
            row.conversation, row.last_message
        ),
    };
    Ok(found.rows.into_iter().map(event).collect())
}

/// After which message.
#[derive(Debug, Deserialize)]
pub(super) struct After {
    after: String,
}

/// The messages after one, as a piece of a page.
pub(super) async fn fresh(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(After { after }): Query<After>,
) -> PageResult {
    let (id, after, lang) = (talk_id(&id)?, message_id(&after)?, caller.lang());
    let look = app.view("talk.fresh", &caller, move |tx, by| {
        let thread = actions::thread(tx, by, id, Some(Cursor(0)), Limit::clamp(1))?;
        let after = Some(Cursor(after.raw()));
        let messages = actions::messages(tx, by, id, after, Limit::clamp(FRESH))?.rows;
        let other = thread.conversation.other(thread.side.firm);
        let other = party::trust_lines(tx, &[other])?.pop().ok_or(Stop::Absent)?;
        let wished = Wished { messages: &messages, people: &[], lang };
        let beside = actions::beside(tx, by, other.firm, wished)?;
        Ok((messages, other, beside))
    });
    let (actor, (messages, other, beside)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let said = Said { conversation: id, other: &other, beside: &beside };
    Ok(views::bubbles(&viewer, &said, &messages).into_response())
}

/// Somebody looks at the conversation.
pub(super) async fn seen(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = talk_id(&id)?;
    let home = Some(id.cast());
    let act = app.act("talk.be-here", &caller, &posted.call, home, move |tx, by| {
        actions::be_here(tx, by, id)
    });
    act.await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
