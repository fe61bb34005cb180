//! Credit facts as JSON, for the firm they are about.

use crate::actions;
use crate::model::CreditFact;
use axum::Json;
use axum::extract::{Query, State};
use deal::DealKind;
use kernel::{Firm, Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::{Amount, Rows};
use web::{App, Caller, List, Problem};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(facts))
}

/// One side of a finished trade.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CreditFact)]
pub struct Fact {
    /// The deal.
    #[schema(value_type = String, example = "deal_0p3v6jz4k0000")]
    pub deal: Id<DealKind>,
    /// `buyer` or `seller`.
    pub side: String,
    /// With whom.
    #[schema(value_type = String, example = "firm_0p3v6jz4k0000")]
    pub other_firm: Id<Firm>,
    /// The whole price.
    pub total: Amount,
    /// What of it went back to the buyer before the finish.
    pub refunded: Amount,
    /// The guarantee fee.
    pub fee: Amount,
    /// When it was ordered or offered.
    #[schema(value_type = String, format = DateTime)]
    pub placed_at: Timestamp,
    /// When all was paid.
    #[schema(value_type = String, format = DateTime)]
    pub paid_at: Timestamp,
    /// When the goods left.
    #[schema(value_type = String, format = DateTime)]
    pub shipped_at: Timestamp,
    /// When it was finished.
    #[schema(value_type = String, format = DateTime)]
    pub finished_at: Timestamp,
    /// The date of the same trade in imported records.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub original_at: Option<Timestamp>,
    /// The buyer said nothing and the timer confirmed.
    pub was_confirmed_by_timer: bool,
    /// The version of the rules it ran under.
    pub rules_version: String,
}

impl From<CreditFact> for Fact {
    fn from(fact: CreditFact) -> Self {
        Self {
            deal: fact.deal,
            side: fact.side.word().to_owned(),
            other_firm: fact.other_firm,
            total: fact.total.into(),
            refunded: fact.refunded.into(),
            fee: fact.fee.into(),
            placed_at: fact.placed_at,
            paid_at: fact.paid_at,
            shipped_at: fact.shipped_at,
            finished_at: fact.finished_at,
            original_at: fact.original_at,
            was_confirmed_by_timer: fact.was_confirmed_by_timer,
            rules_version: fact.rules_version,
        }
    }
}

/// The firm's own credit facts, newest first.
#[utoipa::path(get, path = "/api/v1/credit-facts", tag = "credit", params(List),
    security(("bearer" = [])), responses((status = 200, body = Rows<Fact>)))]
async fn facts(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<Fact>>, Problem> {
    let page = app
        .look("credit.facts", &caller, move |tx, by| {
            actions::facts(tx, by, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}
