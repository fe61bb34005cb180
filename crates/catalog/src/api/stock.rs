//! Stock as JSON: what anybody may know, and what its own firm counts.

use super::products::product_id;
use crate::actions;
use crate::model::{Listing, Stock};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::rules::Rules;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{App, Caller, Command, Edit, Problem, reply};

/// How many of a product can be had at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StockView {
    /// How many are left; of a large stock, the number that is shown.
    #[schema(example = 7)]
    pub left: i64,
    /// There are more than that.
    pub has_more: bool,
}

impl StockView {
    /// What anybody may know of a stock: a small one exactly, a large one roughly.
    pub(crate) fn of(stock: Stock) -> Self {
        let most = Rules::current().listing.stock_shown_most;
        let free = stock.free();
        Self { left: free.min(most), has_more: free > most }
    }
}

/// A stock as its own firm counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StockDocument {
    /// All that is there; nothing if it is made to order.
    pub on_hand: Option<i64>,
    /// What of it is kept for orders that have not left.
    pub reserved: i64,
    /// What can still be sold.
    pub free: Option<i64>,
    /// Send it as `If-Match` when you count anew; 0 where there is no stock yet.
    pub version: i64,
}

impl StockDocument {
    fn of(listing: &Listing) -> Self {
        let stock = listing.card.offer.stock;
        Self {
            on_hand: stock.map(|stock| stock.on_hand),
            reserved: stock.map_or(0, |stock| stock.reserved),
            free: stock.map(|stock| stock.free()),
            version: stock.map_or(0, |stock| stock.revision),
        }
    }
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StockChange {
    /// All that is there, kept for orders or not; nothing if it is made to order from now on.
    #[schema(minimum = 0, maximum = 1_000_000_000, example = 10)]
    pub stock: Option<i64>,
}

/// How many of a product of one's own lie ready, and how many of them are kept for orders.
#[utoipa::path(get, path = "/api/v1/products/{id}/stock", tag = "products",
    params(("id" = String, Path)), responses((status = 200, body = StockDocument)))]
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<StockDocument>, Problem> {
    let id = product_id(&id)?;
    let look = app.look("catalog.stock", &caller, move |tx, by| {
        actions::may_read_stock(tx, by, id).map(|listing| StockDocument::of(&listing))
    });
    Ok(Json(look.await?))
}

/// Says how many there are. Never fewer than are kept for orders.
#[utoipa::path(put, path = "/api/v1/products/{id}/stock", tag = "products",
    params(("id" = String, Path), ("If-Match" = String, Header)), request_body = StockChange,
    responses((status = 200, body = StockDocument)))]
pub(super) async fn set(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Edit(version): Edit,
    command: Command<StockChange>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (product_id(&id)?, command);
    let act = app.act("catalog.set-stock", &caller, &call, Some(id.cast()), move |tx, by| {
        let listing = actions::stock::set_stock(tx, by, (id, version), body.stock)?;
        Ok(StockDocument::of(&listing))
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}
