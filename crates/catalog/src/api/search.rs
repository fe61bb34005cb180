//! Finding goods as JSON.

use super::ProductView;
use crate::actions::find::find;
use crate::finder::Finder;
use crate::model::{Points, ResultRow, Wanted};
use axum::Json;
use axum::extract::{Extension, RawQuery, State};
use finding::{FacetView, facets, pairs};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Problem};

/// One result with its points.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ResultView {
    /// The product.
    pub product: ProductView,
    /// Its points, part by part.
    pub points: Points,
    /// All points together; the order.
    #[schema(example = 874)]
    pub total: i64,
}

/// A page of results.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ResultsView {
    /// The results in their order, at most 24.
    pub rows: Vec<ResultView>,
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

/// The routes that need the index.
pub fn search_api(finder: Arc<Finder>) -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(search)).layer(Extension(finder))
}

#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters, which are read as pairs")]
struct Asked {
    /// Words in Chinese, English or both, at most 200 characters; without them everything, newest
    /// first.
    q: Option<String>,
    /// Code of a category; its own and those under it.
    category: Option<String>,
    /// Where it is made, ISO 3166-1.
    origin: Option<String>,
    /// The brand.
    brand: Option<String>,
    /// `name: value`, at most eight times.
    fact: Option<Vec<String>>,
    /// How many are wanted: minimum orders above it are left out, and `price` is looked at for it.
    quantity: Option<i64>,
    /// The highest price of one.
    price: Option<String>,
    /// ISO 4217 of that price; prices in others are left out.
    currency: Option<String>,
    /// Days from payment to dispatch at most.
    lead_time_d: Option<i64>,
    /// `1`: only what sells at its list price at once.
    open: Option<String>,
    /// Where the seller is: ISO 3166-1, or ISO 3166-2 for a part of a country.
    place: Option<String>,
    /// What the seller says it is: `factory`, `trading-house`, `agent` or `distributor`.
    role: Option<String>,
    /// Trades that the seller has finished without a refund, one of the steps of the rule file.
    trades: Option<i64>,
    /// `best` (the points), `least` (minimum order), `soonest` (lead time) or `price`.
    order: Option<String>,
    /// From 1 to 10.
    page: Option<usize>,
}

/// Finds goods. Values that cannot be read are left out.
#[utoipa::path(get, path = "/api/v1/search", tag = "products", params(Asked),
    responses((status = 200, body = ResultsView)))]
async fn search(
    State(app): State<App>,
    Extension(finder): Extension<Arc<Finder>>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Json<ResultsView>, Problem> {
    let wanted = Wanted::read(&pairs(query.as_deref()));
    let page = wanted.page;
    let look = app.look("catalog.search", &caller, move |tx, _| find(tx, &finder, &wanted));
    let results = look.await?;
    Ok(Json(ResultsView {
        rows: results.rows.into_iter().map(ResultView::from).collect(),
        count: results.counts.total,
        meant: results.meant,
        facets: facets(results.counts),
        next_page: results.has_next.then_some(page + 2),
    }))
}

impl From<ResultRow> for ResultView {
    fn from(row: ResultRow) -> Self {
        let details = Some(row.details);
        let product = ProductView { details, ..ProductView::from(row.card) };
        Self { product, total: row.points.total(), points: row.points }
    }
}
