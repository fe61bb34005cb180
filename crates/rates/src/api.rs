//! The rates as JSON.

use crate::actions;
use axum::Json;
use axum::extract::State;
use kernel::{Stop, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Problem};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(rates))
}

/// The newest reference rates. Prices of goods and orders are never converted by them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
struct RatesSeen {
    /// The day of the rates.
    #[schema(example = "2026-11-27")]
    day: String,
    /// Who published them.
    source: String,
    /// The currency that they are against.
    #[schema(example = "EUR")]
    base: String,
    /// Units of each currency for one of the base, as published.
    rates: BTreeMap<String, String>,
    /// When they were taken in.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

/// The newest reference rates that are known, however old.
#[utoipa::path(get, path = "/api/v1/rates", tag = "rates",
    responses((status = 200, body = RatesSeen)))]
async fn rates(State(app): State<App>, caller: Caller) -> Result<Json<RatesSeen>, Problem> {
    let look = app.look("rates.latest", &caller, |tx, _| actions::latest(tx));
    let day = look.await?.ok_or(Stop::Absent)?;
    let told = day.rates.all().iter().map(|(one, rate)| (one.code().to_owned(), rate.plain()));
    Ok(Json(RatesSeen {
        rates: told.collect(),
        base: day.rates.base.code().to_owned(),
        day: day.rates.day,
        source: day.source,
        at: day.at,
    }))
}
