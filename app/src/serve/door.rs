//! The door: what every request passes on its way in and out.

use super::{Proxies, forward, health, pace, unmet};
use crate::market::Market;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::{FutureExt, TryFutureExt};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use web::{App, Caller, Problem};

/// A request that took longer is logged.
const SLOW: Duration = Duration::from_millis(500);

static REQUESTS: AtomicU64 = AtomicU64::new(0);

/// All routes behind the door.
pub(crate) fn router(market: &Market) -> Router {
    let app = &market.app;
    let (routes, document) = market.routes();
    let inner = routes
        .merge(crate::public::api_page(document))
        .route("/health", get(health::alive))
        .route(unmet::PATH, post(unmet::take).layer(Extension(market.finders.clone())))
        .route("/ready", get(health::ready).layer(Extension(market.finders.clone())))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(
            // One stack: a request makes each layer anew, and each layer of its own all within it.
            ServiceBuilder::new()
                .layer(CompressionLayer::new())
                .layer(from_fn_with_state((app.clone(), market.proxies.clone()), pass))
                .layer(DefaultBodyLimit::max(web::LARGEST_BODY)),
        )
        .with_state(app.clone());
    inner.merge(health::metrics(market))
}

/// Gives each request an id, lets it in or not, says what went wrong in the caller's words, logs
/// what was slow or broke, and sets the headers that guard pages.
#[expect(clippy::disallowed_methods, reason = "the door measures how long an answer takes")]
async fn pass(
    State((app, proxies)): State<(App, Proxies)>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let nth = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let id = format!("{:x}-{nth:x}", std::process::id());
    // What another process of ours passes on says where it came in.
    let from = forward::origin(&app, &request).unwrap_or_else(|| proxies.origin(&request));
    let (mut parts, body) = request.into_parts();
    let caller = Caller { from, ..Caller::of(&parts, app.zone()) };
    let method = parts.method.clone();
    parts.extensions.insert(caller.clone());
    let request = Request::from_parts(parts, body);
    let answer = pace::limit(request, |request| {
        // A panic is one request's, not the connection's.
        let answer = AssertUnwindSafe(let_in(&app, &caller, request, next)).catch_unwind();
        answer.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    });
    let mut response = web::say_problem(&app, &caller, Some(&id), answer.await);
    let (status, took, path) = (response.status().as_u16(), began.elapsed(), caller.path);
    let took_ms = took.as_millis();
    if status >= 500 || took > SLOW {
        tracing::warn!(request_id = id, %method, path, status, took_ms, "request");
    } else {
        tracing::debug!(request_id = id, %method, path, status, took_ms, "request");
    }
    guard(&mut response, &id);
    response
}

/// Answers whoever does not ask too often: here, or in the process that writes.
async fn let_in(app: &App, caller: &Caller, request: Request, next: Next) -> Response {
    // What another process of ours passes on was counted there.
    let is_passed_on = forward::is_passed_on(app, &request);
    if !is_passed_on && !app.limits().allows(caller) {
        return Problem::status(StatusCode::TOO_MANY_REQUESTS).into_response();
    }
    let mut response = if forward::is_ours(app, &request) {
        count(request, next).await
    } else {
        forward::to_the_writer(app, caller, request).await
    };
    if is_passed_on {
        forward::say_known(caller, &mut response);
    } else {
        app.limits().learn(caller);
    }
    response
}

/// The header that carries the request's id.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a browser may do with an answer of ours.
const GUARDS: [(HeaderName, HeaderValue); 5] = [
    (
        HeaderName::from_static("content-security-policy"),
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; \
             img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
        ),
    ),
    (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("referrer-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=()"),
    ),
];

fn guard(response: &mut Response, id: &str) {
    let headers = response.headers_mut();
    for (name, value) in &GUARDS {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
}

/// Counts answers by route and status, and how long they took.
#[expect(clippy::disallowed_methods, reason = "the door measures how long an answer takes")]
async fn count(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = route.unwrap_or_else(|| "none".to_owned());
    let response = next.run(request).await;
    let status = response.status().as_str().to_owned();
    metrics::counter!("jishi_requests_total", "route" => route.clone(), "status" => status)
        .increment(1);
    metrics::histogram!("jishi_request_seconds", "route" => route).record(began.elapsed());
    response
}
