//! Evidence: shown, and fetched by those who may. Kept as a dispute's is.

use super::shape::CompensationDone;
use super::which;
use crate::actions;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kernel::Stop;
use remedy::EvidenceSource;
use remedy::api::TalkShown;
use remedy::pages::{keep, keep_said, send_kept};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Call, Caller, Command, Problem, SentFile, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get)).routes(routes!(show_talk))
}

pub(super) fn upload() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// How a file is named.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Named {
    /// The file's name with its ending.
    #[serde(default)]
    name: String,
}

/// Shows a photo (JPEG, PNG, WebP) or a PDF of at most 8 MB, as the body itself.
#[utoipa::path(post, path = "/api/v1/deals/{deal}/compensations/{compensation}/evidence",
    tag = "promises",
    params(("deal" = String, Path), ("compensation" = String, Path), Named),
    request_body(content_type = "application/pdf", content = Vec<u8>),
    responses((status = 201, body = CompensationDone)))]
async fn show(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim)): Path<(String, String)>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    SentFile(body): SentFile,
) -> Result<Response, Problem> {
    let which = which(&deal, &claim)?;
    app.look("promise.may-show", &caller, move |tx, by| actions::may_show(tx, by, which)).await?;
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let told = [claim.as_bytes(), Sha256::digest(&body).as_slice()].concat();
    let call = Call { key: key.unwrap_or_default().to_owned(), body: told, is_preview: false };
    let facts = keep(&app, body, named.name).await?;
    let act = app.act("promise.show", &caller, &call, Some(which.0.cast()), move |tx, by| {
        actions::show(tx, by, which, (EvidenceSource::File, &facts)).map(CompensationDone::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Shows messages of the two firms with their hashes.
#[utoipa::path(post, path = "/api/v1/deals/{deal}/compensations/{compensation}/messages",
    tag = "promises", params(("deal" = String, Path), ("compensation" = String, Path)),
    request_body = TalkShown, responses((status = 201, body = CompensationDone)))]
async fn show_talk(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim)): Path<(String, String)>,
    command: Command<TalkShown>,
) -> Result<Response, Problem> {
    let which = which(&deal, &claim)?;
    let TalkShown { conversation, from } = command.body;
    let said = app.look("promise.talk", &caller, move |tx, by| {
        actions::talk_evidence(tx, by, which, (conversation, from))
    });
    let facts = keep_said(&app, &said.await?, (conversation, from)).await?;
    let home = Some(which.0.cast());
    let act = app.act("promise.show-talk", &caller, &command.call, home, move |tx, by| {
        actions::show(tx, by, which, (EvidenceSource::Talk, &facts)).map(CompensationDone::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// A piece of evidence, as an attachment.
#[utoipa::path(get, tag = "promises",
    path = "/api/v1/deals/{deal}/compensations/{compensation}/evidence/{evidence}",
    params(("deal" = String, Path), ("compensation" = String, Path),
    ("evidence" = String, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
async fn get(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim, evidence)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let which = which(&deal, &claim)?;
    let piece = evidence.parse().map_err(|_| Stop::Absent)?;
    let look = app
        .look("promise.evidence", &caller, move |tx, by| actions::evidence(tx, by, which, piece));
    send_kept(&app, &look.await?).await
}
