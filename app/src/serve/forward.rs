//! On PostgreSQL one process writes; the others pass changing requests on to it.

use super::pace::{Pace, within};
use axum::body::Body;
use axum::extract::Request;
use axum::http::uri::{Authority, Scheme};
use axum::http::{HeaderName, HeaderValue, Method, Uri};
use axum::response::{IntoResponse, Response};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use kernel::Stop;
use std::sync::LazyLock;
use std::time::Duration;
use web::{App, Problem};

/// Says that a request was passed on once; it is not passed on again.
const PASSED_ON: HeaderName = HeaderName::from_static("x-jishi-passed-on");

/// How long the writer may take to begin its answer, once it has the last piece of the request:
/// longer than an act waits in its queue.
const PATIENCE: Duration = Duration::from_secs(3);

pub(super) static CLIENT: LazyLock<Client<HttpConnector, Body>> =
    LazyLock::new(|| Client::builder(TokioExecutor::new()).build_http());

/// Whether this process answers a request: it writes, or nothing is to be written.
pub(super) fn is_ours(app: &App, request: &Request) -> bool {
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    only_reads || app.store().is_writer()
}

/// Passes a changing request on to the process that writes.
pub(super) async fn to_the_writer(app: &App, request: Request) -> Response {
    let busy = || Problem::from(Stop::Busy { retry_after_s: 1 }).into_response();
    if request.headers().contains_key(PASSED_ON) {
        return busy();
    }
    let store = app.store().clone();
    // Asking for the writer is a query on a connection of its own.
    #[expect(clippy::disallowed_methods, reason = "a blocking query must not hold up the runtime")]
    let asked = tokio::task::spawn_blocking(move || store.writer_address()).await;
    match asked.ok().flatten().and_then(|address| address.parse().ok()) {
        Some(writer) => pass_on(request, writer).await.unwrap_or_else(|_| busy()),
        None => busy(),
    }
}

async fn pass_on(mut request: Request, writer: Authority) -> anyhow::Result<Response> {
    let mut parts = request.uri().clone().into_parts();
    parts.scheme = Some(Scheme::HTTP);
    parts.authority = Some(writer);
    *request.uri_mut() = Uri::from_parts(parts)?;
    request.headers_mut().insert(PASSED_ON, HeaderValue::from_static("1"));
    // A writer that just died, or stands: nothing is known to have happened, the same key asks
    // again.
    let unknown = || Ok(Problem::from(Stop::Unknown).into_response());
    let pace = Pace::new();
    let request = pace.watch(request);
    match within(&pace, PATIENCE, CLIENT.request(request)).await {
        Some(Ok(response)) => Ok(response.map(Body::new)),
        Some(Err(error)) => {
            tracing::warn!(%error, "the writer does not answer");
            unknown()
        }
        None => {
            tracing::warn!("the writer does not answer in time");
            unknown()
        }
    }
}
