//! Looking at claims, and the officers' queue.

use super::shape::{CompensationCard, CompensationDocument, QueueEntry};
use super::which;
use crate::actions;
use axum::Json;
use axum::extract::{Path, Query, State};
use deal::DealKind;
use kernel::{Id, Stop};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, List, Problem};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(of_deal))
        .routes(routes!(one))
        .routes(routes!(of_firm))
        .routes(routes!(queue))
}

/// The claims for compensation of a deal, newest first.
#[utoipa::path(get, path = "/api/v1/deals/{deal}/compensations", tag = "promises",
    params(("deal" = String, Path)), responses((status = 200, body = Rows<CompensationCard>)))]
async fn of_deal(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
) -> Result<Json<Rows<CompensationCard>>, Problem> {
    let deal: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let look = app.look("promise.of-deal", &caller, move |tx, by| actions::of_deal(tx, by, deal));
    let rows = look.await?.into_iter().map(CompensationCard::from).collect();
    Ok(Json(Rows { rows, next: None }))
}

/// A whole claim, for its two sides and the officer who has the case.
#[utoipa::path(get, path = "/api/v1/deals/{deal}/compensations/{compensation}",
    tag = "promises", params(("deal" = String, Path), ("compensation" = String, Path)),
    responses((status = 200, body = CompensationDocument)))]
async fn one(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim)): Path<(String, String)>,
) -> Result<Json<CompensationDocument>, Problem> {
    let which = which(&deal, &claim)?;
    let look =
        app.look("promise.read", &caller, move |tx, by| actions::compensation(tx, by, which));
    Ok(Json(look.await?.into()))
}

/// The firm's claims and those on it, newest first.
#[utoipa::path(get, path = "/api/v1/compensations", tag = "promises", params(List),
    responses((status = 200, body = Rows<CompensationCard>)))]
async fn of_firm(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<CompensationCard>>, Problem> {
    let look = app.look("promise.of-own-firm", &caller, move |tx, by| {
        actions::compensations(tx, by, list.cursor(), list.limit())
    });
    let page = look.await?.map(|card| card.compensation);
    Ok(Json(page.into()))
}

/// Cases that wait for an officer, the most urgent first; for officers.
#[utoipa::path(get, path = "/api/v1/desk/compensations", tag = "promises",
    responses((status = 200, body = Rows<QueueEntry>)))]
async fn queue(State(app): State<App>, caller: Caller) -> Result<Json<Rows<QueueEntry>>, Problem> {
    let rows = app.look("promise.queue", &caller, actions::queue).await?;
    Ok(Json(Rows { rows: rows.into_iter().map(QueueEntry::from).collect(), next: None }))
}
