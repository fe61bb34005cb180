//! Finding firms as JSON.

use crate::actions::find;
use crate::jobs::FirmFinder;
use crate::model::FirmFound;
use axum::Json;
use axum::extract::{Extension, RawQuery, State};
use finding::{Asked, FacetView, facets, pairs};
use kernel::{Firm, Id, Lang};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Problem};

/// One firm that was found.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FirmFoundView {
    /// Its id.
    #[schema(value_type = String, example = "firm_01kd8v3m2q008")]
    pub firm: Id<Firm>,
    /// Its name.
    pub name: String,
    /// The language of the name.
    #[schema(value_type = String, example = "en")]
    pub name_lang: Lang,
    /// Its name in the other script; empty if it names none.
    pub other_name: String,
    /// What it makes, in the caller's language or in its own; empty if it does not say.
    pub makes: String,
    /// Where it is registered, ISO 3166-1.
    #[schema(example = "CN")]
    pub country: String,
    /// The part of that country, ISO 3166-2; empty if it does not say.
    #[schema(example = "CN-ZJ")]
    pub region: String,
    /// What it says it is; empty if it does not say.
    #[schema(example = "factory")]
    pub role: String,
    /// The codes of the categories in which it lists.
    pub categories: Vec<String>,
    /// Trades finished.
    pub finished: i64,
    /// Good ratings received.
    pub rated_good: i64,
    /// Bad ratings received.
    pub rated_bad: i64,
}

/// A page of firms.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FirmsFoundView {
    /// The firms in their order, at most 24.
    pub rows: Vec<FirmFoundView>,
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

impl From<FirmFound> for FirmFoundView {
    fn from(found: FirmFound) -> Self {
        let FirmFound { line, marks, other_name, makes, shelves } = found;
        Self {
            firm: line.firm,
            name: line.name,
            name_lang: line.name_lang,
            other_name,
            makes: makes.map(|words| words.makes).unwrap_or_default(),
            country: line.country.code().to_owned(),
            region: marks.region.map_or_else(String::new, |region| region.code().to_owned()),
            role: marks.role,
            categories: shelves.iter().map(|shelf| shelf.code().to_owned()).collect(),
            finished: line.finished,
            rated_good: line.good,
            rated_bad: line.bad,
        }
    }
}

/// The routes that need the index of firms.
pub fn search_api(finder: Arc<FirmFinder>) -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(search)).layer(Extension(finder))
}

#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters, which are read as pairs")]
struct FirmsAsked {
    /// Words in Chinese, English or both, at most 120 characters: a name, what is made, a
    /// category. Without them all firms, the newest first.
    q: Option<String>,
    /// Code of a category in which the firm lists.
    category: Option<String>,
    /// Where it is: ISO 3166-1, or ISO 3166-2 for a part of a country.
    place: Option<String>,
    /// What it says it is: `factory`, `trading-house`, `agent` or `distributor`.
    role: Option<String>,
    /// Trades that it has finished without a refund, one of the steps of the rule file.
    trades: Option<i64>,
    /// From 1 to 10.
    page: Option<usize>,
}

/// Finds firms that show themselves. Values that cannot be read are left out.
#[utoipa::path(get, path = "/api/v1/search/firms", tag = "firm pages", params(FirmsAsked),
    responses((status = 200, body = FirmsFoundView)))]
async fn search(
    State(app): State<App>,
    Extension(finder): Extension<Arc<FirmFinder>>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Json<FirmsFoundView>, Problem> {
    let asked = Asked::read(&pairs(query.as_deref()));
    let (page, lang) = (asked.page, caller.lang());
    let look = app.look("window.search", &caller, move |tx, _| find(tx, &finder, &asked, lang));
    let found = look.await?;
    Ok(Json(FirmsFoundView {
        rows: found.rows.into_iter().map(FirmFoundView::from).collect(),
        count: found.counts.total,
        meant: found.meant,
        facets: facets(found.counts),
        next_page: found.has_next.then_some(page + 2),
    }))
}
