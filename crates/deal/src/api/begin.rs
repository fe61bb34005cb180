//! Beginning a deal.

use super::{DealDone, take_step};
use crate::actions;
use crate::model::{NewLine, NewOrder};
use axum::extract::{Path, State};
use axum::response::Response;
use catalog::ProductKind;
use kernel::{Id, Stop};
use serde::{Deserialize, Serialize};
use sourcing::Take;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Command, Problem};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(place)).routes(routes!(accept_quote)).routes(routes!(award))
}

/// So many of a listing.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct NewDealLine {
    /// The listing; it must be an open offer.
    #[schema(value_type = String, example = "product_01m0tkcv40001")]
    pub product: Id<ProductKind>,
    /// How many.
    #[schema(minimum = 1, example = 500)]
    pub quantity: i64,
}

/// An order from listings that are open offers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewDeal {
    /// 1 to 200 lines, of one seller and one currency.
    pub lines: Vec<NewDealLine>,
    /// What the buyer wants to say with it, at most 2,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// Orders from listings that are open offers: both are bound at once.
#[utoipa::path(post, path = "/api/v1/deals", tag = "deals", request_body = NewDeal,
    responses((status = 201, body = DealDone)))]
async fn place(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewDeal>,
) -> Result<Response, Problem> {
    let NewDeal { lines, note } = command.body;
    let line = |line: NewDealLine| NewLine { product: line.product, quantity: line.quantity };
    let lines = lines.into_iter().map(line).collect();
    let order = NewOrder { lines, note, original_at: None };
    take_step(&app, "deal.place", (&caller, &command.call), None, move |tx, by| {
        actions::place(tx, by, &order)
    })
    .await
}

/// How many a buyer accepts.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct NewAcceptance {
    /// At least the first tier of the quote.
    #[schema(minimum = 1, example = 20000)]
    pub quantity: i64,
}

/// Accepts a quote: both are bound at once.
#[utoipa::path(post, path = "/api/v1/inquiries/{inquiry}/quotes/{quote}/acceptances",
    tag = "deals", params(("inquiry" = String, Path), ("quote" = String, Path)),
    request_body = NewAcceptance, responses((status = 201, body = DealDone)))]
async fn accept_quote(
    State(app): State<App>,
    caller: Caller,
    Path((inquiry, quote)): Path<(String, String)>,
    command: Command<NewAcceptance>,
) -> Result<Response, Problem> {
    let inquiry = inquiry.parse().map_err(|_| Stop::Absent)?;
    let quote = quote.parse().map_err(|_| Stop::Absent)?;
    let quantity = command.body.quantity;
    take_step(&app, "deal.accept-quote", (&caller, &command.call), None, move |tx, by| {
        actions::accept_quote(tx, by, inquiry, quote, quantity)
    })
    .await
}

/// What a buyer takes from a quote to a request.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewAward {
    /// So many of each line; a line of the request may be shared by several quotes.
    pub lines: Vec<Take>,
}

/// Takes a quote to a request, or a part of it: a deal of its own begins, and both are bound.
#[utoipa::path(post, path = "/api/v1/requests/{request}/quotes/{quote}/acceptances",
    tag = "deals", params(("request" = String, Path), ("quote" = String, Path)),
    request_body = NewAward, responses((status = 201, body = DealDone)))]
async fn award(
    State(app): State<App>,
    caller: Caller,
    Path((request, quote)): Path<(String, String)>,
    command: Command<NewAward>,
) -> Result<Response, Problem> {
    let request = request.parse().map_err(|_| Stop::Absent)?;
    let quote = quote.parse().map_err(|_| Stop::Absent)?;
    let takes = command.body.lines;
    take_step(&app, "deal.award", (&caller, &command.call), None, move |tx, by| {
        actions::accept_request_quote(tx, by, request, quote, &takes)
    })
    .await
}
