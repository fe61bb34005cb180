//! What firms say they are.

use super::id;
use super::shapes::{CapabilitySeen, FindingSeen, MandateSeen, RoleFileSeen, RoleSeen};
use crate::actions;
use crate::model::{AgencyRefusal, CapabilityKind, MandateState, NewMandate, NewRole};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Firm, Id, Stop};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, Command, List, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(file))
        .routes(routes!(declare))
        .routes(routes!(mandates, offer))
        .routes(routes!(answer))
        .routes(routes!(claim))
        .routes(routes!(claims))
        .routes(routes!(judge))
        .routes(routes!(find))
        .routes(routes!(respond))
        .routes(routes!(lift))
}

/// What a firm says it is, what it can do, whom it acts for, and what was found.
#[utoipa::path(get, path = "/api/v1/firms/{firm}/role", tag = "agency",
    params(("firm" = String, Path)), responses((status = 200, body = RoleFileSeen)))]
async fn file(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> Result<Json<RoleFileSeen>, Problem> {
    let firm: Id<Firm> = id(&told)?;
    let look = app.look("agency.role", &caller, move |tx, by| actions::role_file(tx, by, firm));
    Ok(Json(look.await?.into()))
}

/// Say what your firm is.
#[utoipa::path(put, path = "/api/v1/firm/role", tag = "agency", request_body = NewRole,
    responses((status = 200, body = RoleSeen)))]
async fn declare(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewRole>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("agency.declare", &caller, &call, None, move |tx, by| {
        actions::declare(tx, by, &body).map(RoleSeen::from)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// Your firm's mandates on both sides, newest first.
#[utoipa::path(get, path = "/api/v1/firm/mandates", tag = "agency", params(List),
    responses((status = 200, body = Rows<MandateSeen>)))]
async fn mandates(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<MandateSeen>>, Problem> {
    let look = app.look("agency.mandates", &caller, move |tx, by| {
        actions::mandates(tx, by, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// Offer a mandate; it counts when the other side agrees.
#[utoipa::path(post, path = "/api/v1/firm/mandates", tag = "agency", request_body = NewMandate,
    responses((status = 201, body = MandateSeen)))]
async fn offer(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewMandate>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("agency.offer-mandate", &caller, &call, None, move |tx, by| {
        actions::offer_mandate(tx, by, &body).map(MandateSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// An answer to a mandate.
#[derive(Debug, Deserialize, ToSchema)]
struct MandateAnswer {
    /// `agreed`, `declined` or `revoked`.
    state: MandateState,
}

/// Agree to a mandate, decline it, or revoke it.
#[utoipa::path(post, path = "/api/v1/firm/mandates/{mandate}/answers", tag = "agency",
    params(("mandate" = String, Path)), request_body = MandateAnswer,
    responses((status = 201, body = MandateSeen)))]
async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<MandateAnswer>,
) -> Result<Response, Problem> {
    let mandate = id(&told)?;
    let Command { body, call } = command;
    let act = app.act("agency.answer-mandate", &caller, &call, None, move |tx, by| {
        actions::answer_mandate(tx, by, mandate, body.state).map(MandateSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// What a firm can do.
#[derive(Debug, Deserialize, ToSchema)]
struct ClaimBody {
    /// `records`, `consolidation`, `quality`, `credit` or `design`.
    #[schema(example = "quality")]
    capability: String,
    /// What shows it, 1 to 500 characters.
    evidence: String,
}

/// Claim a capability; a clerk looks at the evidence.
#[utoipa::path(post, path = "/api/v1/firm/capabilities", tag = "agency",
    request_body = ClaimBody, responses((status = 201, body = Vec<CapabilitySeen>)))]
async fn claim(
    State(app): State<App>,
    caller: Caller,
    command: Command<ClaimBody>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("agency.claim", &caller, &call, None, move |tx, by| {
        let kind = CapabilityKind::from_word(&body.capability);
        let kind = kind.ok_or(AgencyRefusal::CapabilityUnknown)?;
        let all = actions::claim(tx, by, kind, &body.evidence)?;
        Ok(all.into_iter().map(CapabilitySeen::from).collect::<Vec<_>>())
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Claims that nobody has looked at, the oldest first, as the operator; at most fifty.
#[utoipa::path(get, path = "/api/v1/capabilities", tag = "agency",
    responses((status = 200, body = Vec<CapabilitySeen>)))]
async fn claims(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<CapabilitySeen>>, Problem> {
    let claims = app.look("agency.claims", &caller, actions::claims).await?;
    Ok(Json(claims.into_iter().map(Into::into).collect()))
}

/// What was seen.
#[derive(Debug, Deserialize, ToSchema)]
struct JudgementBody {
    /// Whether the evidence shows it.
    holds: bool,
    /// What was seen, 1 to 500 characters.
    note: String,
}

/// Say whether the evidence shows a capability, as the operator.
#[utoipa::path(post, path = "/api/v1/firms/{firm}/capabilities/{capability}/judgements",
    tag = "agency", params(("firm" = String, Path), ("capability" = String, Path)),
    request_body = JudgementBody, responses((status = 201, body = Vec<CapabilitySeen>)))]
async fn judge(
    State(app): State<App>,
    caller: Caller,
    Path((firm, told)): Path<(String, String)>,
    command: Command<JudgementBody>,
) -> Result<Response, Problem> {
    let firm: Id<Firm> = id(&firm)?;
    let kind = CapabilityKind::from_word(&told).ok_or(Stop::Absent)?;
    let Command { body, call } = command;
    let act = app.act("agency.judge", &caller, &call, Some(firm.cast()), move |tx, by| {
        let all = actions::judge(tx, by, firm, kind, body.holds, &body.note)?;
        Ok(all.into_iter().map(CapabilitySeen::from).collect::<Vec<_>>())
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// What was found.
#[derive(Debug, Deserialize, ToSchema)]
struct FindingBody {
    /// What was seen, where and when, 1 to 500 characters.
    evidence: String,
}

/// Write down that a firm which says it is a factory is none, as the operator. It counts after
/// seven days, in which the firm may answer.
#[utoipa::path(post, path = "/api/v1/firms/{firm}/findings", tag = "agency",
    params(("firm" = String, Path)), request_body = FindingBody,
    responses((status = 201, body = FindingSeen)))]
async fn find(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<FindingBody>,
) -> Result<Response, Problem> {
    let firm: Id<Firm> = id(&told)?;
    let Command { body, call } = command;
    let act = app.act("agency.find-against", &caller, &call, Some(firm.cast()), move |tx, by| {
        actions::find_against(tx, by, firm, &body.evidence).map(FindingSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// A firm's answer.
#[derive(Debug, Deserialize, ToSchema)]
struct ReplyBody {
    /// 1 to 500 characters.
    reply: String,
}

/// Answer a finding about your firm, once; the answer stands beside it.
#[utoipa::path(post, path = "/api/v1/firm/findings/{finding}/replies", tag = "agency",
    params(("finding" = String, Path)), request_body = ReplyBody,
    responses((status = 201, body = FindingSeen)))]
async fn respond(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<ReplyBody>,
) -> Result<Response, Problem> {
    let finding = id(&told)?;
    let Command { body, call } = command;
    let act = app.act("agency.reply", &caller, &call, None, move |tx, by| {
        actions::reply(tx, by, finding, &body.reply).map(FindingSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Why a finding no longer counts.
#[derive(Debug, Deserialize, ToSchema)]
struct LiftBody {
    /// 1 to 500 characters.
    reason: String,
}

/// Lift a finding, as the operator.
#[utoipa::path(post, path = "/api/v1/firms/{firm}/findings/{finding}/lifts", tag = "agency",
    params(("firm" = String, Path), ("finding" = String, Path)), request_body = LiftBody,
    responses((status = 201, body = FindingSeen)))]
async fn lift(
    State(app): State<App>,
    caller: Caller,
    Path((firm, told)): Path<(String, String)>,
    command: Command<LiftBody>,
) -> Result<Response, Problem> {
    let (firm, finding): (Id<Firm>, _) = (id(&firm)?, id(&told)?);
    let Command { body, call } = command;
    let act = app.act("agency.lift", &caller, &call, Some(firm.cast()), move |tx, by| {
        actions::lift(tx, by, firm, finding, &body.reason).map(FindingSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}
