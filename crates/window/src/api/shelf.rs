//! Shelves as JSON.

use crate::actions;
use crate::model::{Shelf, Stall, Wanted};
use axum::Json;
use axum::extract::{Path, Query, State};
use catalog::api::ProductView;
use catalog::{Card, Category};
use kernel::{Firm, Id, Lang, Stop};
use party::Country;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::json::Rows;
use web::{App, Caller, List, Problem};

/// A category with what stands on its shelf.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShelfView {
    /// Its stable code.
    #[schema(example = "socks")]
    pub code: String,
    /// The department's code; absent for a department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its name in English.
    pub name_en: String,
    /// Its name in simplified Chinese.
    pub name_zh: String,
    /// Goods on it.
    pub goods: i64,
    /// Firms that sell them.
    pub firms: i64,
}

impl ShelfView {
    fn of(category: &Category, shelf: Option<&Shelf>) -> Self {
        let parent = Some(category.parent().to_owned()).filter(|parent| !parent.is_empty());
        Self {
            code: category.code().to_owned(),
            parent,
            name_en: category.name(Lang::En).to_owned(),
            name_zh: category.name(Lang::ZhCn).to_owned(),
            goods: shelf.map_or(0, |shelf| shelf.goods),
            firms: shelf.map_or(0, |shelf| shelf.firms),
        }
    }
}

/// A firm's window on a shelf.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StallView {
    /// Whose.
    #[schema(value_type = String, example = "firm_01kd8v3m2q008")]
    pub firm: Id<Firm>,
    /// Where the firm is, ISO 3166-1.
    #[schema(example = "CN")]
    pub country: String,
    /// Its goods on this shelf.
    pub goods: i64,
    /// The goods in the window.
    pub shown: Vec<ProductView>,
}

impl From<(Stall, Vec<Card>)> for StallView {
    fn from((stall, cards): (Stall, Vec<Card>)) -> Self {
        let Stall { firm, country, goods, .. } = stall;
        Self { firm, country, goods, shown: cards.into_iter().map(ProductView::from).collect() }
    }
}

/// Which goods of a shelf.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Whence {
    /// Only of sellers in this country, ISO 3166-1.
    country: Option<String>,
}

fn wanted(code: String, from: Whence) -> Result<Wanted, Stop> {
    Category::find(&code).ok_or(Stop::Absent)?;
    let country = from.country.unwrap_or_default();
    if !country.is_empty() && Country::from_code(&country).is_none() {
        return Err(Stop::Absent);
    }
    Ok(Wanted { category: code, country })
}

/// Every category, each department before its leaves, with what stands on its shelf.
#[utoipa::path(get, path = "/api/v1/categories", tag = "shelves",
    responses((status = 200, body = Vec<ShelfView>)))]
pub(super) async fn tree(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<ShelfView>>, Problem> {
    let shelves = app.look("window.tree", &caller, |tx, _| actions::shelves(tx)).await?;
    let of = |code: &str| shelves.iter().find(|shelf| shelf.category == code);
    Ok(Json(Category::all().map(|one| ShelfView::of(one, of(one.code()))).collect()))
}

/// The goods of a shelf, of all firms, freshest first; never in the order of prices.
#[utoipa::path(get, path = "/api/v1/categories/{code}/products", tag = "shelves",
    params(("code" = String, Path, example = "socks"), List, Whence),
    responses((status = 200, body = Rows<ProductView>)))]
pub(super) async fn fair(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    Query(list): Query<List>,
    Query(from): Query<Whence>,
) -> Result<Json<Rows<ProductView>>, Problem> {
    let wanted = wanted(code, from)?;
    let look = app.look("window.fair", &caller, move |tx, _| {
        actions::fair(tx, &wanted, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// The firms of a shelf, each with its window, the freshest first.
#[utoipa::path(get, path = "/api/v1/categories/{code}/firms", tag = "shelves",
    params(("code" = String, Path, example = "socks"), List, Whence),
    responses((status = 200, body = Rows<StallView>)))]
pub(super) async fn exhibition(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    Query(list): Query<List>,
    Query(from): Query<Whence>,
) -> Result<Json<Rows<StallView>>, Problem> {
    let wanted = wanted(code, from)?;
    let look = app.look("window.exhibition", &caller, move |tx, _| {
        actions::stalls(tx, &wanted, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}
