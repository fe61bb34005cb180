//! Finding requests as JSON.

use super::RequestCard;
use crate::actions::{self, find};
use crate::jobs::RequestFinder;
use axum::Json;
use axum::extract::{Extension, RawQuery, State};
use catalog::Unmet;
use finding::{Asked, FacetView, facets, pairs};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, Problem};

/// A page of requests.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RequestsFoundView {
    /// The requests in their order, at most 24.
    pub rows: Vec<RequestCard>,
    /// All that match.
    pub count: usize,
    /// What was searched instead of the words that were sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    /// What can be narrowed down by, the most frequent first.
    pub facets: Vec<FacetView>,
    /// The number of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_page: Option<usize>,
}

/// The routes that need the index of requests.
pub fn search_api(finder: Arc<RequestFinder>) -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(search)).layer(Extension(finder)).routes(routes!(unmet))
}

#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters, which are read as pairs")]
struct RequestsAsked {
    /// Words in Chinese, English or both, at most 120 characters: a title, a line, a point that
    /// the goods must meet. Without them all open requests, the newest first.
    q: Option<String>,
    /// Code of a category.
    category: Option<String>,
    /// Where the goods go, ISO 3166-1.
    place: Option<String>,
    /// From 1 to 10.
    page: Option<usize>,
}

/// Finds requests that are open to every firm. Values that cannot be read are left out.
#[utoipa::path(get, path = "/api/v1/search/requests", tag = "requests", params(RequestsAsked),
    responses((status = 200, body = RequestsFoundView)))]
async fn search(
    State(app): State<App>,
    Extension(finder): Extension<Arc<RequestFinder>>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Json<RequestsFoundView>, Problem> {
    let asked = Asked::read(&pairs(query.as_deref()));
    let page = asked.page;
    let look = app.look("sourcing.search", &caller, move |tx, by| find(tx, by, &finder, &asked));
    let found = look.await?;
    Ok(Json(RequestsFoundView {
        rows: found.rows.into_iter().map(RequestCard::from).collect(),
        count: found.counts.total,
        meant: found.meant,
        facets: facets(found.counts),
        next_page: found.has_next.then_some(page + 2),
    }))
}

/// What was looked for in vain, the most frequent first, at most a hundred. What few searches had
/// is not told.
#[utoipa::path(get, path = "/api/v1/unmet-demand", tag = "requests",
    responses((status = 200, body = Rows<Unmet>)))]
async fn unmet(State(app): State<App>, caller: Caller) -> Result<Json<Rows<Unmet>>, Problem> {
    let rows = app.look("sourcing.unmet", &caller, actions::unmet).await?;
    Ok(Json(Rows { rows, next: None }))
}
