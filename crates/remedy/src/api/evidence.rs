//! Evidence: shown, and fetched by those who may.

use super::shape::RemedyDone;
use super::which;
use crate::actions;
use crate::model::EvidenceSource;
use crate::pages::files::{keep, keep_talk, send_back};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kernel::{Id, Stop};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use talk::ConversationKind;
use utoipa::{IntoParams, ToSchema};
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

/// Messages to show.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct TalkShown {
    /// The conversation of the two firms.
    #[schema(value_type = String)]
    pub conversation: Id<ConversationKind>,
    /// From which place on, from one; at most 500 messages.
    #[serde(default)]
    pub from: i64,
}

/// Shows a photo (JPEG, PNG, WebP) or a PDF of at most 8 MB, as the body itself.
#[utoipa::path(post, path = "/api/v1/deals/{deal}/remedies/{remedy}/evidence", tag = "remedies",
    params(("deal" = String, Path), ("remedy" = String, Path), Named),
    request_body(content_type = "application/pdf", content = Vec<u8>),
    responses((status = 201, body = RemedyDone)))]
async fn show(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy)): Path<(String, String)>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    SentFile(body): SentFile,
) -> Result<Response, Problem> {
    let which = which(&deal, &remedy)?;
    app.look("remedy.may-show", &caller, move |tx, by| actions::may_show(tx, by, which)).await?;
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let claim = [remedy.as_bytes(), Sha256::digest(&body).as_slice()].concat();
    let call = Call { key: key.unwrap_or_default().to_owned(), body: claim, is_preview: false };
    let facts = keep(&app, body, named.name).await?;
    let act = app.act("remedy.show", &caller, &call, Some(which.0.cast()), move |tx, by| {
        actions::show(tx, by, which, (EvidenceSource::File, &facts)).map(RemedyDone::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Shows messages of the two firms with their hashes.
#[utoipa::path(post, path = "/api/v1/deals/{deal}/remedies/{remedy}/messages", tag = "remedies",
    params(("deal" = String, Path), ("remedy" = String, Path)), request_body = TalkShown,
    responses((status = 201, body = RemedyDone)))]
async fn show_talk(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy)): Path<(String, String)>,
    command: Command<TalkShown>,
) -> Result<Response, Problem> {
    let which = which(&deal, &remedy)?;
    let TalkShown { conversation, from } = command.body;
    let facts = keep_talk(&app, &caller, which, (conversation, from)).await?;
    let home = Some(which.0.cast());
    let act = app.act("remedy.show-talk", &caller, &command.call, home, move |tx, by| {
        actions::show(tx, by, which, (EvidenceSource::Talk, &facts)).map(RemedyDone::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// A piece of evidence, as an attachment.
#[utoipa::path(get, path = "/api/v1/deals/{deal}/remedies/{remedy}/evidence/{evidence}",
    tag = "remedies", params(("deal" = String, Path), ("remedy" = String, Path),
    ("evidence" = String, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
async fn get(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy, evidence)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let which = which(&deal, &remedy)?;
    let evidence = evidence.parse().map_err(|_| Stop::Absent)?;
    send_back(&app, &caller, which, evidence).await
}
