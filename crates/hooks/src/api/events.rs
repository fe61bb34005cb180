//! What happened: to be read from time to time, with or without an address of one's own.

use super::shapes::{EventDocument, EventPage, EventTypeDocument};
use crate::actions::{self, EventFilter};
use crate::model::{CATALOGUE, EventKind, PublicEvent};
use axum::Json;
use axum::extract::{Path, Query, State};
use kernel::{Any, Id, Limit, Stop};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Problem};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(types)).routes(routes!(list)).routes(routes!(one))
}

/// What is asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// The `cursor` of the piece before; left out: from the oldest event kept.
    after: Option<i64>,
    /// 1 to 200; 50 if left out.
    limit: Option<i64>,
    /// One type, such as `deal.paid`.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// One deal.
    deal: Option<String>,
}

/// The types of events, each with an example.
#[utoipa::path(get, path = "/api/v1/event-types", tag = "webhooks",
    responses((status = 200, body = Vec<EventTypeDocument>)))]
async fn types() -> Json<Vec<EventTypeDocument>> {
    let all = CATALOGUE.iter().copied().flatten();
    Json(all.map(EventTypeDocument::from).collect())
}

/// What happened to the firm, oldest first, for as many days as the rules say. Kept for firms with
/// a key or a webhook, from then on. To follow, ask again with the `cursor`: no event is missed and
/// none comes twice.
#[utoipa::path(get, path = "/api/v1/events", tag = "webhooks", params(Wanted),
    responses((status = 200, body = EventPage)))]
async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<EventPage>, Problem> {
    let deal = wanted.deal.as_deref().map(deal_id).transpose()?;
    let limit = wanted.limit.map_or(Limit::DEFAULT, Limit::clamp);
    let filter = EventFilter { kind: wanted.kind, deal, after: wanted.after.unwrap_or(0) };
    let after = filter.after;
    let look = app.look("hooks.events", &caller, move |tx, by| {
        actions::events(tx, by, (filter.kind.as_deref(), filter.deal), after, limit)
    });
    Ok(Json(page(&look.await?, after, limit)))
}

fn page(events: &[(i64, PublicEvent)], after: i64, limit: Limit) -> EventPage {
    let most = usize::try_from(limit.rows()).unwrap_or(0);
    let shown = &events[..events.len().min(most)];
    let cursor = shown.last().map_or(after, |(position, _)| *position);
    let rows = shown.iter().map(|(_, event)| EventDocument::from(event)).collect();
    EventPage { rows, cursor: cursor.to_string(), has_more: events.len() > most }
}

/// The number of a deal: what else an id may name is no deal.
fn deal_id(told: &str) -> Result<Id<Any>, Stop> {
    let digits = told.strip_prefix("deal_").ok_or(Stop::Absent)?;
    format!("id_{digits}").parse().map_err(|_| Stop::Absent)
}

/// One event of the firm.
#[utoipa::path(get, path = "/api/v1/events/{event}", tag = "webhooks",
    params(("event" = String, Path)), responses((status = 200, body = EventDocument)))]
async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> Result<Json<EventDocument>, Problem> {
    let id: Id<EventKind> = told.parse().map_err(|_| Stop::Absent)?;
    let look = app.look("hooks.event", &caller, move |tx, by| actions::event(tx, by, id));
    Ok(Json(EventDocument::from(&look.await?)))
}
