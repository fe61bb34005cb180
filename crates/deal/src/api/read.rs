//! Looking at deals.

use super::deal_id;
use super::shape::{DealCard, DealDocument, TimelineLine};
use crate::actions;
use crate::model::{Card, DealView};
use ::store::Tx;
use axum::Json;
use axum::extract::{Path, Query, State};
use kernel::{Outcome, Page};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, List, Problem};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(deals)).routes(routes!(deal)).routes(routes!(timeline))
}

/// Which deals of a list.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Only those that are not over.
    #[serde(default)]
    open: bool,
}

/// The firm's deals, newest first.
#[utoipa::path(get, path = "/api/v1/deals", tag = "deals", params(Which, List),
    responses((status = 200, body = Rows<DealCard>)))]
async fn deals(
    State(app): State<App>,
    caller: Caller,
    Query(which): Query<Which>,
    Query(list): Query<List>,
) -> Result<Json<Rows<DealCard>>, Problem> {
    let page = app
        .look("deal.deals", &caller, move |tx, by| {
            let of = if which.open { actions::open_deals } else { actions::deals };
            let page = of(tx, by, list.cursor(), list.limit())?;
            cards(tx, page)
        })
        .await?;
    Ok(Json(page.into()))
}

fn cards(tx: &mut Tx<'_>, page: Page<Card>) -> Outcome<Page<DealCard>> {
    let others: Vec<_> = page.rows.iter().filter_map(|card| card.other).collect();
    let names = party::trust_lines(tx, &others)?;
    Ok(page.map(|card| DealCard::of(card, &names)))
}

/// All of a deal, for its two sides.
#[utoipa::path(get, path = "/api/v1/deals/{id}", tag = "deals", params(("id" = String, Path)),
    responses((status = 200, body = DealDocument)))]
async fn deal(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<DealDocument>, Problem> {
    let id = deal_id(&id)?;
    let document = app
        .look("deal.deal", &caller, move |tx, by| {
            let view = actions::deal(tx, by, id)?;
            document(tx, view)
        })
        .await?;
    Ok(Json(document))
}

/// A deal with the names of its sides.
pub(super) fn document(tx: &mut Tx<'_>, view: DealView) -> Outcome<DealDocument> {
    let sides: Vec<_> = view.deal.buyer.into_iter().chain([view.deal.seller]).collect();
    let names = party::trust_lines(tx, &sides)?;
    Ok(DealDocument::of(view, &names))
}

/// What happened in a deal, newest first.
#[utoipa::path(get, path = "/api/v1/deals/{id}/timeline", tag = "deals",
    params(("id" = String, Path), List), responses((status = 200, body = Rows<TimelineLine>)))]
async fn timeline(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(list): Query<List>,
) -> Result<Json<Rows<TimelineLine>>, Problem> {
    let id = deal_id(&id)?;
    let page = app
        .look("deal.timeline", &caller, move |tx, by| {
            actions::timeline(tx, by, id, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}
