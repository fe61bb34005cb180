//! Ask, read, write, quote, withdraw. Acceptance belongs to the deal that begins with it.

use super::views::{InquiryCard, InquiryView, QuoteView};
use crate::actions;
use crate::model::{InquiryKind, NewInquiry, NewQuote};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Actor, Id, Limit, Outcome, Stop};
use serde::{Deserialize, Serialize};
use store::Tx;
use talk::NewMessage;
use talk::api::{MessageBody, MessageView};
use utoipa::ToSchema;
use web::json::Rows;
use web::{App, Caller, Command, List, Nothing, Problem, reply};

/// A buyer's question about a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewInquiryBody {
    /// How many.
    #[schema(example = 5000)]
    pub quantity: i64,
    /// The first message, 1 to 4,000 characters.
    pub text: String,
    /// A country (ISO 3166-1) or a place (UN/LOCODE).
    #[serde(default)]
    #[schema(example = "SEGOT")]
    pub destination: Option<String>,
}

fn inquiry_id(text: &str) -> Outcome<Id<InquiryKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

fn view(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<InquiryKind>,
    list: Option<List>,
) -> Outcome<InquiryView> {
    let thread = actions::get(tx, by, id)?;
    let after = list.and_then(|list| list.cursor());
    let limit = list.map_or(Limit::DEFAULT, |list| list.limit());
    let messages = talk::messages(tx, by, id.cast(), after, limit)?;
    Ok(InquiryView::new(thread, messages, tx.now()))
}

/// Asks the seller of a product.
#[utoipa::path(post, path = "/api/v1/products/{id}/inquiries", tag = "inquiries",
    params(("id" = String, Path)), request_body = NewInquiryBody,
    responses((status = 201, body = InquiryView)))]
pub(super) async fn inquire(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewInquiryBody>,
) -> Result<Response, Problem> {
    let product = id.parse().map_err(|_| Stop::Absent)?;
    let Command { body: NewInquiryBody { quantity, text, destination }, call } = command;
    let new = NewInquiry { product, quantity, text, destination };
    let act = app.act("sourcing.inquire", &caller, &call, None, move |tx, by| {
        let inquiry = actions::inquire(tx, by, &new)?;
        view(tx, by, inquiry.id, None)
    });
    Ok(reply(StatusCode::CREATED, act.await?, Some(1)))
}

/// The inquiries of the caller's firm on both sides, newest first.
#[utoipa::path(get, path = "/api/v1/inquiries", tag = "inquiries", params(List),
    responses((status = 200, body = Rows<InquiryCard>)))]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<InquiryCard>>, Problem> {
    let look = app.look("sourcing.inquiries", &caller, move |tx, by| {
        actions::inquiries(tx, by, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// An inquiry with its quotes and a page of its messages.
#[utoipa::path(get, path = "/api/v1/inquiries/{id}", tag = "inquiries",
    params(("id" = String, Path), List), responses((status = 200, body = InquiryView)))]
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(list): Query<List>,
) -> Result<Json<InquiryView>, Problem> {
    let id = inquiry_id(&id)?;
    let look = app.look("sourcing.get", &caller, move |tx, by| view(tx, by, id, Some(list)));
    Ok(Json(look.await?))
}

/// Says something to the other side.
#[utoipa::path(post, path = "/api/v1/inquiries/{id}/messages", tag = "inquiries",
    params(("id" = String, Path)), request_body = MessageBody,
    responses((status = 201, body = MessageView)))]
pub(super) async fn say(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<MessageBody>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (inquiry_id(&id)?, command);
    let new = NewMessage { text: body.text, is_sure: body.sure };
    let act = app.act("sourcing.say", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::say(tx, by, id, new.clone()).map(MessageView::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Binds the seller to a quote; one that was open is replaced.
#[utoipa::path(post, path = "/api/v1/inquiries/{id}/quotes", tag = "inquiries",
    params(("id" = String, Path)), request_body = NewQuote,
    responses((status = 201, body = QuoteView)))]
pub(super) async fn quote(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewQuote>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (inquiry_id(&id)?, command);
    let act = app.act("sourcing.quote", &caller, &call, Some(id.cast()), move |tx, by| {
        let quote = actions::quote(tx, by, id, &body)?;
        Ok(QuoteView::new(&quote, tx.now()))
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::CREATED, done, Some(version)))
}

/// Takes a quote back before anybody accepted it.
#[utoipa::path(delete, path = "/api/v1/inquiries/{id}/quotes/{quote}", tag = "inquiries",
    params(("id" = String, Path), ("quote" = String, Path)), request_body = Nothing,
    responses((status = 200, body = QuoteView)))]
pub(super) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path((id, quote)): Path<(String, String)>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = inquiry_id(&id)?;
    let quote = quote.parse().map_err(|_| Stop::Absent)?;
    let home = Some(id.cast());
    let act = app.act("sourcing.withdraw", &caller, &command.call, home, move |tx, by| {
        let quote = actions::withdraw(tx, by, id, quote)?;
        Ok(QuoteView::new(&quote, tx.now()))
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}
