//! On PostgreSQL one process writes; the others pass changing requests on to it.

use super::pace::{Pace, within};
use axum::body::Body;
use axum::extract::Request;
use axum::http::uri::{Authority, Scheme};
use axum::http::{HeaderName, HeaderValue, Method, Uri};
use axum::response::{IntoResponse, Response};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use kernel::Stop;
use std::net::IpAddr;
use std::sync::LazyLock;
use std::sync::atomic::Ordering;
use std::time::Duration;
use web::{App, Caller, Problem};

/// Says that a request was passed on once, and proves that it was by a process of ours; it is not
/// passed on again.
const PASSED_ON: HeaderName = HeaderName::from_static("x-jishi-passed-on");
/// Tells where a request that is passed on came in from.
const CAME_FROM: HeaderName = HeaderName::from_static("x-jishi-came-from");
/// Tells the process that has passed a request on that somebody holds its token.
const KNOWN: HeaderName = HeaderName::from_static("x-jishi-known");

/// How long the writer may take to begin its answer, once it has the last piece of the request:
/// longer than an act waits in its queue.
const PATIENCE: Duration = Duration::from_secs(3);

/// A connection at rest is given up before the writer closes it, which takes 75 seconds: a request
/// that meets a closing one is lost.
const REST_MOST: Duration = Duration::from_secs(60);

pub(super) static CLIENT: LazyLock<Client<HttpConnector, Body>> = LazyLock::new(|| {
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(REST_MOST)
        .build_http()
});

/// Whether this process answers a request: it writes, or nothing is to be written.
pub(super) fn is_ours(app: &App, request: &Request) -> bool {
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    only_reads || app.store().is_writer()
}

/// Whether another process of this market has passed a request on.
pub(super) fn is_passed_on(app: &App, request: &Request) -> bool {
    let told = request.headers().get(PASSED_ON);
    told.is_some_and(|told| app.is_derived("passed-on", &[], told.as_bytes()))
}

/// Where a request came in that another process of this market has passed on; nothing of any other
/// request.
pub(super) fn origin(app: &App, request: &Request) -> Option<Option<IpAddr>> {
    is_passed_on(app, request).then(|| {
        let told = request.headers().get(CAME_FROM)?;
        told.to_str().ok()?.parse().ok()
    })
}

/// Says in the answer to what was passed on whether somebody holds the token.
pub(super) fn say_known(caller: &Caller, response: &mut Response) {
    if caller.is_known.load(Ordering::Relaxed) {
        response.headers_mut().insert(KNOWN, HeaderValue::from_static("1"));
    }
}

/// Passes a changing request on to the process that writes.
pub(super) async fn to_the_writer(app: &App, caller: &Caller, mut request: Request) -> Response {
    if request.headers().contains_key(PASSED_ON) {
        return busy();
    }
    let address = super::writer_address(app).await;
    let Some(writer) = address.and_then(|address| address.parse().ok()) else { return busy() };
    request.headers_mut().remove(CAME_FROM);
    if let Some(from) = caller.from.and_then(|from| from.to_string().parse().ok()) {
        request.headers_mut().insert(CAME_FROM, from);
    }
    let passed_on = pass_on(request, writer, &app.derive("passed-on", &[])).await;
    let mut response = passed_on.unwrap_or_else(|_| busy());
    if response.headers_mut().remove(KNOWN).is_some() {
        caller.is_known.store(true, Ordering::Relaxed);
    }
    response
}

/// Nothing was done: the same request may be sent again at once.
fn busy() -> Response {
    Problem::from(Stop::Busy { retry_after_s: 1 }).into_response()
}

async fn pass_on(mut request: Request, writer: Authority, proof: &str) -> anyhow::Result<Response> {
    let mut parts = request.uri().clone().into_parts();
    parts.scheme = Some(Scheme::HTTP);
    parts.authority = Some(writer);
    *request.uri_mut() = Uri::from_parts(parts)?;
    request.headers_mut().insert(PASSED_ON, HeaderValue::from_str(proof)?);
    // A writer that just died, or stands: nothing is known to have happened, the same key asks
    // again.
    let unknown = || Ok(Problem::from(Stop::Unknown).into_response());
    let pace = Pace::new();
    let request = pace.watch(request);
    match within(&pace, PATIENCE, CLIENT.request(request)).await {
        Some(Ok(response)) => Ok(response.map(Body::new)),
        Some(Err(error)) if error.is_connect() => {
            tracing::warn!(%error, "the writer cannot be reached");
            Ok(busy())
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    #[tokio::test]
    async fn what_never_left_is_no_riddle_to_whoever_sent_it() {
        let port = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let nobody = port.local_addr().expect("an address").to_string();
        drop(port);
        let request = Request::post("/api/v1/deals").body(Body::empty()).expect("a request");
        let writer = nobody.parse().expect("an authority");
        let answer = pass_on(request, writer, "proof").await.expect("an answer");
        let problem = answer.extensions().get::<Problem>().expect("a problem");
        assert!(matches!(problem.stop(), Some(Stop::Busy { .. })), "{:?}", problem.stop());
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
