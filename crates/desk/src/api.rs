//! The desk as JSON.

use crate::actions;
use crate::model::Waiting;
use axum::Json;
use axum::extract::State;
use kernel::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Problem};

/// The route of the desk.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(desk))
}

/// What waits in one queue of the desk.
#[derive(Debug, Serialize, ToSchema)]
struct QueueView {
    /// `names`, `disputes`, `compensations`, `second`, `bank`, `checks`, `requests`, `reports`.
    #[schema(example = "disputes")]
    queue: &'static str,
    /// The page on which it is worked on.
    #[schema(example = "/disputes")]
    path: &'static str,
    /// How many things wait, at most 99.
    count: i64,
    /// Whether there are more.
    is_more: bool,
    /// Since when the oldest waits, where it has no time by which it must be done.
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
    /// By when the most urgent must be done.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

impl From<Waiting> for QueueView {
    fn from(waiting: Waiting) -> Self {
        let Waiting { queue, count, is_more, since, until, .. } = waiting;
        Self { queue: queue.word(), path: queue.path(), count, is_more, since, until }
    }
}

/// What waits for the operator's people at the caller's desk, empty queues too.
#[utoipa::path(get, path = "/api/v1/desk", tag = "desk",
    responses((status = 200, body = Vec<QueueView>)))]
async fn desk(State(app): State<App>, caller: Caller) -> Result<Json<Vec<QueueView>>, Problem> {
    let waiting = app.look("desk.waiting", &caller, actions::waiting).await?;
    Ok(Json(waiting.into_iter().map(QueueView::from).collect()))
}
