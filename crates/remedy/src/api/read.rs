//! Looking at remedies, disputes and decisions.

use super::shape::{DecisionSeen, DisputeRow, RemedyCard, RemedyDocument};
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
        .routes(routes!(remedies))
        .routes(routes!(remedy))
        .routes(routes!(disputes))
        .routes(routes!(decisions))
}

/// The remedies of a deal, newest first.
#[utoipa::path(get, path = "/api/v1/deals/{deal}/remedies", tag = "remedies",
    params(("deal" = String, Path)), responses((status = 200, body = Rows<RemedyCard>)))]
async fn remedies(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
) -> Result<Json<Rows<RemedyCard>>, Problem> {
    let deal: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let look = app.look("remedy.list", &caller, move |tx, by| actions::remedies(tx, by, deal));
    let rows = look.await?.into_iter().map(RemedyCard::from).collect();
    Ok(Json(Rows { rows, next: None }))
}

/// A whole remedy, for its two sides and the officer who has the case.
#[utoipa::path(get, path = "/api/v1/deals/{deal}/remedies/{remedy}", tag = "remedies",
    params(("deal" = String, Path), ("remedy" = String, Path)),
    responses((status = 200, body = RemedyDocument)))]
async fn remedy(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy)): Path<(String, String)>,
) -> Result<Json<RemedyDocument>, Problem> {
    let which = which(&deal, &remedy)?;
    let look = app.look("remedy.read", &caller, move |tx, by| actions::remedy(tx, by, which));
    Ok(Json(look.await?.into()))
}

/// Cases that wait for a decision, the most urgent first; for officers.
#[utoipa::path(get, path = "/api/v1/disputes", tag = "remedies",
    responses((status = 200, body = Rows<DisputeRow>)))]
async fn disputes(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Rows<DisputeRow>>, Problem> {
    let rows = app.look("remedy.queue", &caller, actions::queue).await?;
    Ok(Json(Rows { rows: rows.into_iter().map(DisputeRow::from).collect(), next: None }))
}

/// What officers decided, without names, newest first.
#[utoipa::path(get, path = "/api/v1/decisions", tag = "remedies", params(List),
    responses((status = 200, body = Rows<DecisionSeen>)))]
async fn decisions(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<DecisionSeen>>, Problem> {
    let look = app.look("remedy.decisions", &caller, move |tx, _| {
        actions::decisions(tx, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}
