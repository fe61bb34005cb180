//! Requests to buy: write, send, review, quote, compare; what reaches a seller.

use super::request_views::{
    CompareView, LeadView, OwnQuoteView, RequestCard, RequestQuoteView, RequestView, SearchView,
};
use crate::actions;
use crate::model::{
    Filter, NewRequest, NewRequestQuote, NewSavedSearch, Order, RequestKind, Verdict,
};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Actor, Id, Outcome, Stop};
use serde::Deserialize;
use store::Tx;
use web::json::Rows;
use web::{App, Caller, Command, Edit, List, Nothing, Problem, reply};

fn request_id(text: &str) -> Outcome<Id<RequestKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

fn view(tx: &mut Tx<'_>, by: &Actor, id: Id<RequestKind>) -> Outcome<RequestView> {
    let seen = actions::request(tx, by, id, Order::Fit)?;
    Ok(RequestView::new(seen, tx.now()))
}

/// Begins a request as a draft that nobody else sees.
#[utoipa::path(post, path = "/api/v1/requests", tag = "requests", request_body = NewRequest,
    responses((status = 201, body = RequestView)))]
pub(super) async fn draft(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewRequest>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("sourcing.draft-request", &caller, &call, None, move |tx, by| {
        let request = actions::draft_request(tx, by, &body)?;
        view(tx, by, request.id)
    });
    Ok(reply(StatusCode::CREATED, act.await?, Some(1)))
}

/// The requests of the caller's firm, newest first.
#[utoipa::path(get, path = "/api/v1/requests", tag = "requests", params(List),
    responses((status = 200, body = Rows<RequestCard>)))]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<RequestCard>>, Problem> {
    let look = app.look("sourcing.own-requests", &caller, move |tx, by| {
        actions::own_requests(tx, by, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// What the quotes are ordered by.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Ordered {
    /// `fit`, the default, `price` or `lead_time`.
    order: Option<String>,
}

/// A request: all quotes beside each other for its buyer, its own quote for a seller. What the
/// buyer wrote stays, with a translation beside it where an engine has made one.
#[utoipa::path(get, path = "/api/v1/requests/{id}", tag = "requests",
    params(("id" = String, Path), Ordered), responses((status = 200, body = RequestView)))]
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(ordered): Query<Ordered>,
) -> Result<Json<RequestView>, Problem> {
    let id = request_id(&id)?;
    let order = Order::from_word(ordered.order.as_deref().unwrap_or(""));
    let lang = caller.lang();
    let look = app.look("sourcing.request", &caller, move |tx, by| {
        let seen = actions::request(tx, by, id, order)?;
        let texts = seen.request.wanted.texts();
        let made = talk::translations(tx, texts.iter().map(String::as_str), lang)?;
        Ok(RequestView::new(seen, tx.now()).beside(&texts, &made))
    });
    Ok(Json(look.await?))
}

/// Writes a draft anew, over the version that was read.
#[utoipa::path(put, path = "/api/v1/requests/{id}", tag = "requests",
    params(("id" = String, Path), ("If-Match" = String, Header)), request_body = NewRequest,
    responses((status = 200, body = RequestView)))]
pub(super) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Edit(version): Edit,
    command: Command<NewRequest>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (request_id(&id)?, command);
    let home = Some(id.cast());
    let act = app.act("sourcing.change-request", &caller, &call, home, move |tx, by| {
        actions::change_request(tx, by, id, version, &body)?;
        view(tx, by, id)
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}

/// A verb without a body that moves a request.
async fn moved(
    (app, caller): (&App, &Caller),
    name: &'static str,
    id: &str,
    command: Command<Nothing>,
    act: fn(&mut Tx<'_>, &Actor, Id<RequestKind>) -> Outcome<crate::model::Request>,
) -> Result<Response, Problem> {
    let id = request_id(id)?;
    let home = Some(id.cast());
    let act = app.act(name, caller, &command.call, home, move |tx, by| {
        act(tx, by, id)?;
        view(tx, by, id)
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}

/// Sends a draft: to a clerk, or at once to sellers.
#[utoipa::path(post, path = "/api/v1/requests/{id}/submissions", tag = "requests",
    params(("id" = String, Path)), request_body = Nothing,
    responses((status = 200, body = RequestView)))]
pub(super) async fn send(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let act = actions::send_request;
    moved((&app, &caller), "sourcing.send-request", &id, command, act).await
}

/// Ends the time for quotes; those that are there may still be accepted.
#[utoipa::path(post, path = "/api/v1/requests/{id}/closings", tag = "requests",
    params(("id" = String, Path)), request_body = Nothing,
    responses((status = 200, body = RequestView)))]
pub(super) async fn close(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let act = actions::close_request;
    moved((&app, &caller), "sourcing.close-request", &id, command, act).await
}

/// A clerk opens a request, or sends it back with the reasons.
#[utoipa::path(post, path = "/api/v1/requests/{id}/reviews", tag = "requests",
    params(("id" = String, Path)), request_body = Verdict,
    responses((status = 200, body = RequestView)))]
pub(super) async fn review(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Verdict>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (request_id(&id)?, command);
    let home = Some(id.cast());
    let act = app.act("sourcing.review-request", &caller, &call, home, move |tx, by| {
        actions::review_request(tx, by, id, &body)?;
        view(tx, by, id)
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}

/// The requests that wait for a clerk, what is due first; at most fifty.
#[utoipa::path(get, path = "/api/v1/request-reviews", tag = "requests",
    responses((status = 200, body = Rows<RequestCard>)))]
pub(super) async fn in_review(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Rows<RequestCard>>, Problem> {
    let rows = app.look("sourcing.in-review", &caller, actions::requests_in_review).await?;
    let rows = rows.into_iter().map(RequestCard::from).collect();
    Ok(Json(Rows { rows, next: None }))
}

/// Which open requests are looked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Words that must all be there.
    #[serde(default)]
    words: String,
    /// The beginning of a category's code.
    #[serde(default)]
    category: String,
    /// Where it goes, ISO 3166-1.
    #[serde(default)]
    country: String,
    /// The `next` of the page before.
    after: Option<i64>,
    /// 1 to 200; 50 if left out.
    limit: Option<i64>,
}

/// The open requests, newest first.
#[utoipa::path(get, path = "/api/v1/demand", tag = "requests", params(Wanted),
    responses((status = 200, body = Rows<RequestCard>)))]
pub(super) async fn demand(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Rows<RequestCard>>, Problem> {
    let Wanted { words, category, country, after, limit } = wanted;
    let (filter, list) =
        (Filter { words, category, country, ..Filter::default() }, List { after, limit });
    let look = app.look("sourcing.demand", &caller, move |tx, by| {
        actions::demand(tx, by, &filter, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// The requests that were brought to the caller's firm, newest first, each with its arithmetic.
#[utoipa::path(get, path = "/api/v1/leads", tag = "requests", params(List),
    responses((status = 200, body = Rows<LeadView>)))]
pub(super) async fn leads(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<LeadView>>, Problem> {
    let look = app.look("sourcing.leads", &caller, move |tx, by| {
        actions::leads(tx, by, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// The caller's firm's quotes to requests, newest request first.
#[utoipa::path(get, path = "/api/v1/request-quotes", tag = "requests", params(List),
    responses((status = 200, body = Rows<OwnQuoteView>)))]
pub(super) async fn own_quotes(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<OwnQuoteView>>, Problem> {
    let look = app.look("sourcing.own-request-quotes", &caller, move |tx, by| {
        let page = actions::own_request_quotes(tx, by, list.cursor(), list.limit())?;
        let now = tx.now();
        Ok(page.map(|(request, quote)| OwnQuoteView::new(request, &quote, now)))
    });
    Ok(Json(look.await?.into()))
}

/// Binds the seller to a quote; the second one of a seller is its only revision.
#[utoipa::path(post, path = "/api/v1/requests/{id}/quotes", tag = "requests",
    params(("id" = String, Path)), request_body = NewRequestQuote,
    responses((status = 201, body = RequestQuoteView)))]
pub(super) async fn quote(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewRequestQuote>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (request_id(&id)?, command);
    let home = Some(id.cast());
    let act = app.act("sourcing.quote-request", &caller, &call, home, move |tx, by| {
        let quote = actions::quote_request(tx, by, id, &body)?;
        Ok(RequestQuoteView::new(&quote, tx.now()))
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::CREATED, done, Some(version)))
}

/// Takes a quote back before anybody accepted it.
#[utoipa::path(delete, path = "/api/v1/requests/{id}/quotes/{quote}", tag = "requests",
    params(("id" = String, Path), ("quote" = String, Path)), request_body = Nothing,
    responses((status = 200, body = RequestQuoteView)))]
pub(super) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path((id, quote)): Path<(String, String)>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = request_id(&id)?;
    let quote = quote.parse().map_err(|_| Stop::Absent)?;
    let home = Some(id.cast());
    let act = app.act("sourcing.withdraw-request-quote", &caller, &command.call, home, {
        move |tx: &mut Tx<'_>, by: &Actor| {
            let quote = actions::withdraw_request_quote(tx, by, id, quote)?;
            Ok(RequestQuoteView::new(&quote, tx.now()))
        }
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}

/// The quotes to a request beside each other, for its buyer.
#[utoipa::path(get, path = "/api/v1/requests/{id}/quotes", tag = "requests",
    params(("id" = String, Path), Ordered), responses((status = 200, body = Rows<CompareView>)))]
pub(super) async fn quotes(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(ordered): Query<Ordered>,
) -> Result<Json<Rows<CompareView>>, Problem> {
    let id = request_id(&id)?;
    let order = Order::from_word(ordered.order.as_deref().unwrap_or(""));
    let look = app.look("sourcing.request-quotes", &caller, move |tx, by| {
        let seen = actions::request(tx, by, id, order)?;
        let now = tx.now();
        Ok(seen.quotes.iter().map(|one| CompareView::new(one, now)).collect())
    });
    Ok(Json(Rows { rows: look.await?, next: None }))
}

/// Keeps a search; what is new is told by letter, at most once a day.
#[utoipa::path(post, path = "/api/v1/saved-searches", tag = "requests",
    request_body = NewSavedSearch, responses((status = 201, body = SearchView)))]
pub(super) async fn save(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewSavedSearch>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("sourcing.save-search", &caller, &call, None, move |tx, by| {
        actions::save_search(tx, by, &body).map(SearchView::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// The saved searches of the caller's firm, newest first.
#[utoipa::path(get, path = "/api/v1/saved-searches", tag = "requests",
    responses((status = 200, body = Rows<SearchView>)))]
pub(super) async fn saved(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Rows<SearchView>>, Problem> {
    let rows = app.look("sourcing.saved-searches", &caller, actions::saved_searches).await?;
    Ok(Json(Rows { rows: rows.into_iter().map(SearchView::from).collect(), next: None }))
}

/// Forgets a saved search; one that is gone already is no matter.
#[utoipa::path(delete, path = "/api/v1/saved-searches/{id}", tag = "requests",
    params(("id" = String, Path)), request_body = Nothing,
    responses((status = 200, body = Nothing)))]
pub(super) async fn forget(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Stop::Absent)?;
    let act = app.act("sourcing.forget-search", &caller, &command.call, None, move |tx, by| {
        actions::forget_search(tx, by, id).map(|()| Nothing {})
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}
