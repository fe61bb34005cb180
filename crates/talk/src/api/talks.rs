//! Read, say, send files, hand over, block, report, prove.

use super::views::{MessageView, RouteView, TalkCard, TalkView};
use crate::actions;
use crate::model::{ConversationKind, Evidence, MailWish, NewMessage, NewRoute, Wished};
use crate::pages::{live, message_id, send_back, talk_id, upload};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kernel::{Actor, Cursor, Firm, Id, Lang, Limit, Outcome, Person, Stop};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use web::json::Rows;
use web::{App, Call, Caller, Command, List, Nothing, Problem, SentFile, reply};

/// A message to be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageBody {
    /// 1 to 4,000 characters.
    pub text: String,
    /// Send it although it looks like bank details.
    #[serde(default)]
    pub sure: bool,
}

/// To which colleague.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandBody {
    /// A person of one's own firm.
    #[schema(value_type = String)]
    pub person: Id<Person>,
}

/// Why a conversation is reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReportBody {
    /// `fraud`, `spam`, `abuse`, `forbidden` or `other`.
    pub reason: String,
    /// What happened, at most 1,000 characters.
    #[serde(default)]
    pub note: String,
}

/// A routing rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RouteBody {
    /// The category; any if empty.
    #[serde(default)]
    pub category: String,
    /// The asking firm's country, ISO 3166-1; any if empty.
    #[serde(default)]
    pub country: String,
    /// Who gets it.
    #[schema(value_type = String)]
    pub person: Id<Person>,
}

/// How one wants letters about what is unread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailWishBody {
    /// When.
    pub wish: MailWish,
}

/// Why one of the market's people reads a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WhyBody {
    /// It is written down.
    pub why: String,
}

/// From which place in the chain on.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FromNth {
    /// From 1; the beginning if left out.
    #[serde(default)]
    from: i64,
}

fn view(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    before: Option<Cursor>,
    (limit, lang): (Limit, Lang),
) -> Outcome<TalkView> {
    let thread = actions::thread(tx, by, id, before, limit)?;
    let other = thread.conversation.other(thread.side.firm);
    let wished = Wished { messages: &thread.messages, people: &[], lang };
    let beside = actions::beside(tx, by, other, wished)?;
    Ok(TalkView::new(thread, &beside))
}

/// The conversations of the caller's firm, the newest activity first.
#[utoipa::path(get, path = "/api/v1/conversations", tag = "conversations", params(List),
    responses((status = 200, body = Rows<TalkCard>)))]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<TalkCard>>, Problem> {
    let look = app.look("talk.conversations", &caller, move |tx, by| {
        actions::conversations(tx, by, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// A stream of server-sent events: `said` names a conversation in which something was said. Goes on
/// after `Last-Event-ID`.
#[utoipa::path(get, path = "/api/v1/conversations/events", tag = "conversations",
    responses((status = 200, content_type = "text/event-stream", body = String)))]
pub(super) async fn events(
    app: State<App>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    live::events(app, caller, headers).await
}

/// A conversation with its newest messages; `after` gives the page before.
#[utoipa::path(get, path = "/api/v1/conversations/{talk}", tag = "conversations",
    params(("talk" = String, Path), List), responses((status = 200, body = TalkView)))]
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(list): Query<List>,
) -> Result<Json<TalkView>, Problem> {
    let (id, lang) = (talk_id(&id)?, caller.lang());
    let look = app.look("talk.get", &caller, move |tx, by| {
        view(tx, by, id, list.cursor(), (list.limit(), lang))
    });
    Ok(Json(look.await?))
}

/// Says something. What looks like bank details is refused unless `sure` says that it is meant.
#[utoipa::path(post, path = "/api/v1/conversations/{talk}/messages", tag = "conversations",
    params(("talk" = String, Path)), request_body = MessageBody,
    responses((status = 201, body = MessageView)))]
pub(super) async fn say(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<MessageBody>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (talk_id(&id)?, command);
    let new = NewMessage { text: body.text, is_sure: body.sure };
    let act = app.act("talk.say", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::say(tx, by, id, new.clone()).map(MessageView::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// How a file is named.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// The file's name with its ending.
    #[serde(default)]
    name: String,
    /// A word beside it.
    #[serde(default)]
    text: String,
}

/// Sends a photo (JPEG, PNG, WebP) or a PDF of at most 8 MB as the body itself.
#[utoipa::path(post, path = "/api/v1/conversations/{talk}/files", tag = "conversations",
    params(("talk" = String, Path), Named),
    request_body(content_type = "application/pdf", content = Vec<u8>),
    responses((status = 201, body = MessageView)))]
pub(super) async fn send_file(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    SentFile(body): SentFile,
) -> Result<Response, Problem> {
    let id = talk_id(&id)?;
    let may = app.look("talk.may-send", &caller, move |tx, by| {
        by.trader()?;
        actions::thread(tx, by, id, None, Limit::clamp(1)).map(|_| ())
    });
    may.await?;
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let claim = [id.to_string().as_bytes(), Sha256::digest(&body).as_slice()].concat();
    let call = Call { key: key.unwrap_or_default().to_owned(), body: claim, is_preview: false };
    let facts = upload(&app, body, named.name).await?;
    let act = app.act("talk.say-file", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::say_file(tx, by, id, &facts, &named.text).map(MessageView::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// A message's file, as an attachment.
#[utoipa::path(get, path = "/api/v1/conversations/{talk}/files/{message}", tag = "conversations",
    params(("talk" = String, Path), ("message" = String, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
pub(super) async fn get_file(
    State(app): State<App>,
    caller: Caller,
    Path((id, message)): Path<(String, String)>,
) -> Result<Response, Problem> {
    send_back(&app, &caller, &id, &message).await
}

/// Hides a message from one's own firm's view. It is kept, and the other side sees it.
#[utoipa::path(delete, path = "/api/v1/conversations/{talk}/messages/{message}",
    tag = "conversations", params(("talk" = String, Path), ("message" = String, Path)),
    request_body = Nothing, responses((status = 200)))]
pub(super) async fn hide(
    State(app): State<App>,
    caller: Caller,
    Path((id, message)): Path<(String, String)>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let (id, message) = (talk_id(&id)?, message_id(&message)?);
    let act = app.act("talk.hide", &caller, &command.call, Some(id.cast()), move |tx, by| {
        actions::hide(tx, by, id, message)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// Somebody of the caller's firm has read the conversation.
#[utoipa::path(post, path = "/api/v1/conversations/{talk}/seen", tag = "conversations",
    params(("talk" = String, Path)), request_body = Nothing, responses((status = 200)))]
pub(super) async fn seen(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = talk_id(&id)?;
    let act = app.act("talk.be-here", &caller, &command.call, Some(id.cast()), move |tx, by| {
        actions::be_here(tx, by, id)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// Gives a conversation to a colleague.
#[utoipa::path(post, path = "/api/v1/conversations/{talk}/handovers", tag = "conversations",
    params(("talk" = String, Path)), request_body = HandBody, responses((status = 201)))]
pub(super) async fn hand_over(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<HandBody>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (talk_id(&id)?, command);
    let act = app.act("talk.hand-over", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::hand_over(tx, by, id, body.person)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Asks the market's people to look at a conversation.
#[utoipa::path(post, path = "/api/v1/conversations/{talk}/reports", tag = "conversations",
    params(("talk" = String, Path)), request_body = ReportBody,
    responses((status = 201, body = String)))]
pub(super) async fn report(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<ReportBody>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (talk_id(&id)?, command);
    let act = app.act("talk.report", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::report(tx, by, id, &body.reason, &body.note)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Messages from a place on as a file that proves itself, at most 500.
#[utoipa::path(get, path = "/api/v1/conversations/{talk}/evidence", tag = "conversations",
    params(("talk" = String, Path), FromNth), responses((status = 200, body = Evidence)))]
pub(super) async fn evidence(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(FromNth { from }): Query<FromNth>,
) -> Result<Json<Evidence>, Problem> {
    let id = talk_id(&id)?;
    let look =
        app.look("talk.evidence", &caller, move |tx, by| actions::evidence(tx, by, id, from));
    Ok(Json(look.await?))
}

/// One of the market's people reads a conversation, says why, and is written down.
#[utoipa::path(post, path = "/api/v1/conversations/{talk}/officer-reads", tag = "conversations",
    params(("talk" = String, Path), FromNth), request_body = WhyBody,
    responses((status = 201, body = Evidence)))]
pub(super) async fn look_into(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(FromNth { from }): Query<FromNth>,
    command: Command<WhyBody>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (talk_id(&id)?, command);
    let act = app.act("talk.look-into", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::look_into(tx, by, id, &body.why, from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Takes no more messages from a firm.
#[utoipa::path(put, path = "/api/v1/blocked-firms/{firm}", tag = "conversations",
    params(("firm" = String, Path)), request_body = Nothing, responses((status = 200)))]
pub(super) async fn block(
    State(app): State<App>,
    caller: Caller,
    Path(firm): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let firm = firm_id(&firm)?;
    let act = app.act("talk.block", &caller, &command.call, None, move |tx, by| {
        actions::block(tx, by, firm)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// Takes them again.
#[utoipa::path(delete, path = "/api/v1/blocked-firms/{firm}", tag = "conversations",
    params(("firm" = String, Path)), request_body = Nothing, responses((status = 200)))]
pub(super) async fn unblock(
    State(app): State<App>,
    caller: Caller,
    Path(firm): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let firm = firm_id(&firm)?;
    let act = app.act("talk.unblock", &caller, &command.call, None, move |tx, by| {
        actions::unblock(tx, by, firm)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

fn firm_id(text: &str) -> Outcome<Id<Firm>> {
    text.parse().map_err(|_| Stop::Absent)
}

/// The firm's routing rules, in the order in which they are tried.
#[utoipa::path(get, path = "/api/v1/conversation-routes", tag = "conversations",
    responses((status = 200, body = Vec<RouteView>)))]
pub(super) async fn routes_of_firm(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<RouteView>>, Problem> {
    let routes = app.look("talk.routes", &caller, actions::routes).await?;
    Ok(Json(routes.into_iter().map(RouteView::from).collect()))
}

/// Adds a rule.
#[utoipa::path(post, path = "/api/v1/conversation-routes", tag = "conversations",
    request_body = RouteBody, responses((status = 201, body = String)))]
pub(super) async fn add_route(
    State(app): State<App>,
    caller: Caller,
    command: Command<RouteBody>,
) -> Result<Response, Problem> {
    let Command { body: RouteBody { category, country, person }, call } = command;
    let new = NewRoute { category, country, person };
    let act = app.act("talk.add-route", &caller, &call, None, move |tx, by| {
        actions::add_route(tx, by, &new)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Takes a rule away.
#[utoipa::path(delete, path = "/api/v1/conversation-routes/{route}", tag = "conversations",
    params(("route" = String, Path)), request_body = Nothing, responses((status = 200)))]
pub(super) async fn remove_route(
    State(app): State<App>,
    caller: Caller,
    Path(route): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let route = route.parse().map_err(|_| Stop::Absent)?;
    let act = app.act("talk.remove-route", &caller, &command.call, None, move |tx, by| {
        actions::remove_route(tx, by, route)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// How the caller wants letters about what is unread.
#[utoipa::path(get, path = "/api/v1/conversation-mail", tag = "conversations",
    responses((status = 200, body = MailWishBody)))]
pub(super) async fn mail_wish(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<MailWishBody>, Problem> {
    let wish = app.look("talk.mail-wish", &caller, actions::mail_wish).await?;
    Ok(Json(MailWishBody { wish }))
}

/// Says how.
#[utoipa::path(put, path = "/api/v1/conversation-mail", tag = "conversations",
    request_body = MailWishBody, responses((status = 200)))]
pub(super) async fn set_mail_wish(
    State(app): State<App>,
    caller: Caller,
    command: Command<MailWishBody>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("talk.set-mail-wish", &caller, &call, None, move |tx, by| {
        actions::set_mail_wish(tx, by, body.wish)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}
