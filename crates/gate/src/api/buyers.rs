//! What verifies a firm.

use super::id;
use super::shapes::{CheckRequestSeen, CheckSeen, ChecksSeen};
use crate::actions;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Firm, Id};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Command, List, Nothing, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(checks))
        .routes(routes!(by_mail))
        .routes(routes!(by_number))
        .routes(routes!(waiting))
        .routes(routes!(answer))
}

/// What verifies your firm.
#[utoipa::path(get, path = "/api/v1/firm/checks", tag = "gate",
    responses((status = 200, body = ChecksSeen)))]
async fn checks(State(app): State<App>, caller: Caller) -> Result<Json<ChecksSeen>, Problem> {
    Ok(Json(app.look("gate.checks", &caller, actions::checks).await?.into()))
}

/// Verify your firm by the address that you sign in with.
#[utoipa::path(post, path = "/api/v1/firm/checks/work-mail", tag = "gate",
    responses((status = 201, body = CheckSeen)))]
async fn by_mail(
    State(app): State<App>,
    caller: Caller,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let act = app.act("gate.verify-by-mail", &caller, &command.call, None, |tx, by| {
        actions::verify_by_mail(tx, by).map(CheckSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// A registry number.
#[derive(Debug, Deserialize, ToSchema)]
struct NumberBody {
    /// 5 to 32 letters and digits.
    #[schema(example = "556036-0793")]
    number: String,
}

/// Send your registry number in; a clerk or the register answers.
#[utoipa::path(post, path = "/api/v1/firm/checks/registry", tag = "gate",
    request_body = NumberBody, responses((status = 201, body = CheckRequestSeen)))]
async fn by_number(
    State(app): State<App>,
    caller: Caller,
    command: Command<NumberBody>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("gate.ask-check", &caller, &call, None, move |tx, by| {
        actions::ask_check(tx, by, &body.number).map(CheckRequestSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Registry numbers that wait, the oldest first, as the operator.
#[utoipa::path(get, path = "/api/v1/checks", tag = "gate", params(List),
    responses((status = 200, body = Vec<CheckRequestSeen>)))]
async fn waiting(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Vec<CheckRequestSeen>>, Problem> {
    let after = Id::new(list.cursor().map_or(0, |cursor| cursor.0));
    let look = app.look("gate.waiting-checks", &caller, move |tx, by| {
        actions::list_waiting_checks(tx, by, after)
    });
    Ok(Json(look.await?.into_iter().map(Into::into).collect()))
}

/// What was seen.
#[derive(Debug, Deserialize, ToSchema)]
struct AnswerBody {
    /// Whether the register knows the number as this firm's.
    holds: bool,
    /// Where it was looked up and what stood there, 1 to 500 characters.
    note: String,
}

/// Answer for a registry number, as the operator.
#[utoipa::path(post, path = "/api/v1/firms/{firm}/checks/{check}/answers", tag = "gate",
    params(("firm" = String, Path), ("check" = String, Path)), request_body = AnswerBody,
    responses((status = 201, body = CheckRequestSeen)))]
async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path((firm, check)): Path<(String, String)>,
    command: Command<AnswerBody>,
) -> Result<Response, Problem> {
    let (firm, check): (Id<Firm>, _) = (id(&firm)?, id(&check)?);
    let Command { body, call } = command;
    let act = app.act("gate.answer-check", &caller, &call, Some(firm.cast()), move |tx, by| {
        let answered = actions::answer_check(tx, by, firm, check, body.holds, &body.note);
        answered.map(CheckRequestSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}
