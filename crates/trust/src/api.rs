//! Ratings as JSON.

use crate::actions;
use crate::model::{NewRating, Rating};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use deal::DealKind;
use kernel::{Firm, Id, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, Command, List, Nothing, Problem, reply};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(rate)).routes(routes!(ratings))
}

/// What to say of the other side.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RatingGiven {
    /// `good`, `neutral` or `bad`.
    #[schema(example = "good")]
    pub verdict: String,
    /// At most 1,000 characters; may be empty.
    #[serde(default)]
    pub body: String,
}

/// A rating that everybody may see.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct RatingSeen {
    /// Who was rated.
    #[schema(value_type = String, example = "firm_0p3v6jz4k0000")]
    pub firm: Id<Firm>,
    /// By whom.
    #[schema(value_type = String, example = "firm_0p3v6jz4k0000")]
    pub from_firm: Id<Firm>,
    /// `good`, `neutral` or `bad`.
    pub verdict: String,
    /// What they say.
    pub body: String,
    /// Since when it can be seen.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub shown_at: Option<Timestamp>,
}

impl From<Rating> for RatingSeen {
    fn from(rating: Rating) -> Self {
        Self {
            firm: rating.firm,
            from_firm: rating.from_firm,
            verdict: rating.verdict.word().to_owned(),
            body: rating.body,
            shown_at: rating.shown_at,
        }
    }
}

/// Rates the other side of a finished deal. Blind: both ratings are shown when both are given, or
/// when the window ends.
#[utoipa::path(post, path = "/api/v1/deals/{deal}/ratings", tag = "trust",
    params(("deal" = String, Path), ("Idempotency-Key" = String, Header),
        ("preview" = Option<bool>, Query)),
    security(("bearer" = [])), request_body = RatingGiven,
    responses((status = 201, body = Nothing)))]
async fn rate(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
    command: Command<RatingGiven>,
) -> Result<Response, Problem> {
    let deal: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let rating = NewRating::read(&command.body.verdict, &command.body.body).map_err(Stop::from)?;
    let answered = app
        .act("trust.rate", &caller, &command.call, Some(deal.cast()), move |tx, by| {
            actions::rate(tx, by, deal, &rating).map(|()| Nothing {})
        })
        .await?;
    Ok(reply(StatusCode::CREATED, answered, None))
}

/// What others said of a firm, newest deal first.
#[utoipa::path(get, path = "/api/v1/firms/{firm}/ratings", tag = "trust",
    params(("firm" = String, Path), List), responses((status = 200, body = Rows<RatingSeen>)))]
async fn ratings(
    State(app): State<App>,
    caller: Caller,
    Path(firm): Path<String>,
    Query(list): Query<List>,
) -> Result<Json<Rows<RatingSeen>>, Problem> {
    let firm: Id<Firm> = firm.parse().map_err(|_| Stop::Absent)?;
    let page = app
        .look("trust.ratings", &caller, move |tx, _| {
            actions::ratings_of(tx, firm, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}
