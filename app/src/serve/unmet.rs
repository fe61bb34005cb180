//! Words that were looked for in vain in a process that only reads reach the one that writes.

use super::forward::CLIENT;
use crate::finders::Finders;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, HeaderName, Request, StatusCode};
use kernel::{Outcome, Stop};
use std::collections::BTreeMap;
use std::time::Duration;
use web::{App, Problem};

/// Where the process that writes hears them.
pub(crate) const PATH: &str = "/relay/unmet";
/// The proof that a process of this market sends them.
const PROOF: HeaderName = HeaderName::from_static("x-jishi-proof");
/// Sent at most once in a while, so that a burst is one call.
pub(crate) const EVERY: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_secs(3);

fn proof(app: &App, body: &[u8]) -> String {
    app.derive("relay-unmet", &[body])
}

/// Sends what was noted here to the process that writes, or keeps it for the next time.
pub(crate) async fn send(app: &App, finders: &Finders) -> Outcome<usize> {
    let unmet = finders.goods.take_unmet();
    if unmet.is_empty() {
        return Ok(0);
    }
    let sent = post(app, &unmet).await;
    if !matches!(sent, Ok(true)) {
        finders.goods.note_again(unmet);
    }
    // Nobody waits for it: it is tried again with what comes next.
    Ok(0)
}

async fn post(app: &App, unmet: &BTreeMap<String, i64>) -> anyhow::Result<bool> {
    let Some(writer) = super::writer_address(app).await else { return Ok(false) };
    let body = serde_json::to_vec(unmet)?;
    let ask = Request::post(format!("http://{writer}{PATH}")).header(PROOF, proof(app, &body));
    let answer = CLIENT.request(ask.body(Body::from(body))?);
    Ok(tokio::time::timeout(PATIENCE, answer).await??.status() == StatusCode::NO_CONTENT)
}

/// Takes words that another process of this market noted.
pub(crate) async fn take(
    State(app): State<App>,
    Extension(finders): Extension<Finders>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    let told = headers.get(PROOF).and_then(|told| told.to_str().ok()).unwrap_or("");
    // Compared as hashes, whose first difference tells nothing.
    let is_proven = web::hash_of_token(told) == web::hash_of_token(&proof(&app, &body));
    if !is_proven {
        return Err(Stop::Absent.into());
    }
    let unmet: BTreeMap<String, i64> = serde_json::from_slice(&body).map_err(|_| Stop::Absent)?;
    finders.goods.note_again(unmet);
    Ok(StatusCode::NO_CONTENT)
}
