//! The door: what every request passes on its way in and out.

use super::{forward, health, pace, unmet};
use crate::market::Market;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

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
        .layer(DefaultBodyLimit::max(web::LARGEST_BODY))
        .layer(from_fn(count))
        .layer(from_fn_with_state(app.clone(), forward::to_the_writer))
        .layer(from_fn_with_state(app.clone(), web::limit_rate))
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(from_fn(pace::limit))
        .layer(from_fn_with_state(app.clone(), web::say_problems))
        .layer(CompressionLayer::new())
        .layer(from_fn(number))
        .with_state(app.clone());
    inner.merge(health::metrics(market))
}

/// Gives each request an id, logs what was slow or broke, and sets the headers that guard pages.
#[expect(clippy::disallowed_methods, reason = "the door measures how long an answer takes")]
async fn number(mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let nth = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let id = format!("{:x}-{nth:x}", std::process::id());
    if let Ok(value) = HeaderValue::from_str(&id) {
        request.headers_mut().insert(REQUEST_ID, value);
    }
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    let took_ms = took.as_millis();
    if status >= 500 || took > SLOW {
        tracing::warn!(request_id = id, %method, path, status, took_ms, "request");
    } else {
        tracing::debug!(request_id = id, %method, path, status, took_ms, "request");
    }
    guard(&mut response, &id);
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
