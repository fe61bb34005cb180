//! Health, readiness and numbers for the operator's tools.

use crate::finders::Finders;
use crate::market::Market;
use axum::Json;
use axum::Router;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde::Serialize;
use web::App;

/// What readiness looked at.
#[derive(Serialize)]
pub(crate) struct Readiness {
    ready: bool,
    is_writer: bool,
    position: i64,
    waiting: usize,
    timers_stand: bool,
    has_index: bool,
}

/// The process lives.
pub(crate) async fn alive() -> &'static str {
    "ok"
}

/// The store answers, a writer is there, here or elsewhere, and no index is behind.
pub(crate) async fn ready(
    State(app): State<App>,
    Extension(finders): Extension<Finders>,
) -> (StatusCode, Json<Readiness>) {
    let answers = app.store().read("ready", store::last_batch_of).await;
    let numbers = app.store().numbers();
    let is_writer = app.store().is_writer();
    let has_writer = is_writer || super::writer_address(&app).await.is_some();
    let has_index = finders.are_ready();
    let ready = answers.is_ok() && has_writer && !numbers.timers_stand && has_index;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let readiness = Readiness {
        ready,
        is_writer,
        position: numbers.position,
        waiting: numbers.waiting,
        timers_stand: numbers.timers_stand,
        has_index,
    };
    (status, Json(readiness))
}

/// Prometheus text. Only on the listening address; keep it behind the operator's own wall.
pub(crate) fn metrics(market: &Market) -> Router {
    let (handle, store) = (market.metrics.clone(), market.app.store().clone());
    let answer = move || {
        let numbers = store.numbers();
        let gauges: [(&'static str, u64); 5] = [
            ("jishi_store_position", numbers.position.unsigned_abs()),
            ("jishi_store_commits", numbers.commits),
            ("jishi_store_closures", numbers.closures),
            ("jishi_store_reruns", numbers.reruns),
            ("jishi_store_waiting", numbers.waiting as u64),
        ];
        for (name, value) in gauges {
            metrics::counter!(name).absolute(value);
        }
        std::future::ready(handle.render())
    };
    Router::new().route("/metrics", get(answer))
}
