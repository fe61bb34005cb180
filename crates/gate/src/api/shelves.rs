//! The numbers, categories under the operator's rule, and the line before them.

use super::id;
use super::shapes::{ApplicationSeen, NumbersSeen, PathSeen, ShelfFile, ShelfSeen};
use crate::actions;
use crate::model::{GateRefusal, Mode};
use ::store::Tx;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use catalog::CategoryCode;
use kernel::{Actor, Firm, Id, Limit, Outcome, Stop};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Command, Nothing, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(numbers))
        .routes(routes!(shelves))
        .routes(routes!(shelf))
        .routes(routes!(set_mode))
        .routes(routes!(apply, withdraw))
        .routes(routes!(recount))
        .routes(routes!(admit))
        .routes(routes!(export_path))
}

/// A category that the market has; any other is absent.
fn category(told: &str) -> Outcome<CategoryCode> {
    CategoryCode::parse(told).map_err(|_| Stop::Absent)
}

/// People, firms, shops, paying members, active buyers, active sellers and trading firms, each
/// counted apart.
#[utoipa::path(get, path = "/api/v1/numbers", tag = "gate",
    responses((status = 200, body = NumbersSeen)))]
async fn numbers(State(app): State<App>, caller: Caller) -> Result<Json<NumbersSeen>, Problem> {
    let look = app.look("gate.numbers", &caller, |tx, _| actions::numbers(tx));
    Ok(Json(look.await?.into()))
}

/// Where a list of categories goes on.
#[derive(Debug, Deserialize, IntoParams)]
struct After {
    /// The last category seen.
    #[serde(default)]
    after: String,
    /// Most rows, 1 to 200.
    limit: Option<i64>,
}

/// Categories under the operator's rule.
#[derive(Debug, Serialize, ToSchema)]
struct Shelves {
    /// By code.
    rows: Vec<ShelfSeen>,
    /// Give this as `after` to go on; absent at the end.
    next: Option<String>,
}

/// The categories under the operator's rule, by code.
#[utoipa::path(get, path = "/api/v1/shelves", tag = "gate", params(After),
    responses((status = 200, body = Shelves)))]
async fn shelves(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<After>,
) -> Result<Json<Shelves>, Problem> {
    let limit = list.limit.map_or(Limit::DEFAULT, Limit::clamp);
    let look =
        app.look("gate.shelves", &caller, move |tx, _| actions::shelves(tx, &list.after, limit));
    let (shelves, goes_on) = look.await?;
    let seen = shelves
        .iter()
        .map(|(shelf, crowd)| ShelfSeen::new(shelf.category.code(), Some(shelf), *crowd));
    let rows: Vec<ShelfSeen> = seen.collect();
    let next = rows.last().filter(|_| goes_on).map(|row| row.category.clone());
    Ok(Json(Shelves { rows, next }))
}

/// A category: its ratio by country and week, and where your firm stands.
#[utoipa::path(get, path = "/api/v1/shelves/{category}", tag = "gate",
    params(("category" = String, Path, example = "socks")),
    responses((status = 200, body = ShelfFile)))]
async fn shelf(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> Result<Json<ShelfFile>, Problem> {
    let category = category(&told)?;
    let look = app.look("gate.shelf", &caller, move |tx, by| {
        let view = actions::shelf(tx, by, &category)?;
        Ok(ShelfFile::new(view, actions::stand(tx, by, &category)?))
    });
    Ok(Json(look.await?))
}

/// Another mode for a category.
#[derive(Debug, Deserialize, ToSchema)]
struct ModeBody {
    /// `open` or `buyers-first`.
    #[schema(example = "buyers-first")]
    mode: String,
    /// Why, 1 to 500 characters.
    reason: String,
}

/// Open a category to all sellers or let buyers come first, as the operator.
#[utoipa::path(put, path = "/api/v1/shelves/{category}/mode", tag = "gate",
    params(("category" = String, Path, example = "socks")), request_body = ModeBody,
    responses((status = 200, body = ShelfSeen)))]
async fn set_mode(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<ModeBody>,
) -> Result<Response, Problem> {
    let category = category(&told)?;
    let Command { body, call } = command;
    let act = app.act("gate.set-mode", &caller, &call, None, move |tx, by| {
        let mode = Mode::from_word(&body.mode).ok_or(GateRefusal::ModeUnknown)?;
        actions::set_mode(tx, by, &category, mode, &body.reason)?;
        seen(tx, by, &category)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

fn seen(tx: &mut Tx<'_>, by: &Actor, category: &CategoryCode) -> Outcome<ShelfSeen> {
    let stand = actions::stand(tx, by, category)?;
    Ok(ShelfSeen::new(category.code(), stand.shelf.as_ref(), stand.crowd))
}

/// Apply for a category; the firm is let in when its buyers make room, in the order of points.
#[utoipa::path(post, path = "/api/v1/shelves/{category}/applications", tag = "gate",
    params(("category" = String, Path, example = "socks")),
    responses((status = 201, body = ApplicationSeen)))]
async fn apply(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let category = category(&told)?;
    let act = app.act("gate.apply", &caller, &command.call, None, move |tx, by| {
        actions::apply(tx, by, &category).map(ApplicationSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Leave the line, or give the place back.
#[utoipa::path(delete, path = "/api/v1/shelves/{category}/applications", tag = "gate",
    params(("category" = String, Path, example = "socks")),
    responses((status = 200, body = ApplicationSeen)))]
async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let category = category(&told)?;
    let act = app.act("gate.withdraw", &caller, &command.call, None, move |tx, by| {
        actions::withdraw(tx, by, &category).map(ApplicationSeen::from)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// Count the firm's points anew.
#[utoipa::path(post, path = "/api/v1/shelves/{category}/recounts", tag = "gate",
    params(("category" = String, Path, example = "socks")),
    responses((status = 201, body = ApplicationSeen)))]
async fn recount(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let category = category(&told)?;
    let act = app.act("gate.recount", &caller, &command.call, None, move |tx, by| {
        actions::recount(tx, by, &category).map(ApplicationSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// A seller whom the operator lets in.
#[derive(Debug, Deserialize, ToSchema)]
struct AdmissionBody {
    /// Which firm.
    #[schema(example = "firm_01kd8v3m2q008")]
    firm: String,
    /// Why, 1 to 500 characters.
    reason: String,
}

/// Let a seller in by hand, as the operator; it counts like every other.
#[utoipa::path(post, path = "/api/v1/shelves/{category}/admissions", tag = "gate",
    params(("category" = String, Path, example = "socks")), request_body = AdmissionBody,
    responses((status = 201, body = ApplicationSeen)))]
async fn admit(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<AdmissionBody>,
) -> Result<Response, Problem> {
    let category = category(&told)?;
    let Command { body, call } = command;
    let firm: Id<Firm> = id(&body.firm)?;
    let act = app.act("gate.admit", &caller, &call, None, move |tx, by| {
        let admitted = actions::admit_by_hand(tx, by, &category, firm, &body.reason);
        admitted.map(ApplicationSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// How far your firm is on the way to a first order of its own.
#[utoipa::path(get, path = "/api/v1/firm/export-path", tag = "gate",
    responses((status = 200, body = PathSeen)))]
async fn export_path(State(app): State<App>, caller: Caller) -> Result<Json<PathSeen>, Problem> {
    let look = app.look("gate.export-path", &caller, actions::export_path);
    Ok(Json(look.await?.into()))
}
