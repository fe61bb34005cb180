//! Finding goods as JSON.

use super::ProductView;
use crate::actions::find::find;
use crate::finder::Finder;
use crate::model::{Points, ResultRow, Wanted};
use crate::pages::pairs;
use axum::Json;
use axum::extract::{Extension, RawQuery, State};
use search::{Counts, Tag};
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

/// How many hits have something in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetView {
    /// `category`, `origin`, `brand` or `fact`: the parameter that narrows down by it.
    #[schema(example = "category")]
    pub name: String,
    /// The parameter's value.
    #[schema(example = "socks")]
    pub value: String,
    /// Hits.
    pub count: usize,
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

fn facets(counts: Counts) -> Vec<FacetView> {
    let view = |(tag, count)| {
        let (name, value) = match tag {
            Tag::Shelf(code) => ("category", code),
            Tag::Origin(country) => ("origin", country),
            Tag::Brand(brand) => ("brand", brand),
            Tag::Fact(name, value) => ("fact", format!("{name}: {value}")),
            Tag::Currency(_) | Tag::Firm(_) | Tag::OpenOffer => return None,
        };
        Some(FacetView { name: name.to_owned(), value, count })
    };
    counts.tags.into_iter().filter_map(view).collect()
}
