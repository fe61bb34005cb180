//! The protection fund as JSON: for everybody to read, for clerks to feed.

use crate::actions;
use crate::model::{FundFeed, FundLine};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Money, Stop};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::{Amount, Rows, currency};
use web::{App, Caller, Command, List, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(balances))
        .routes(routes!(lines))
        .routes(routes!(feeds, feed))
}

/// What the protection fund holds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FundBalances {
    /// One for each currency.
    pub(crate) balances: Vec<Amount>,
}

/// One line of the fund's ledger. Nothing in it leads back to a deal or a firm.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct FundEntry {
    /// Its place, from one.
    pub(crate) nth: i64,
    /// The civil day in the market's time zone.
    #[schema(example = "2026-03-02")]
    pub(crate) day: String,
    /// `fed`, `paid` or `recovered`.
    pub(crate) kind: String,
    /// The broken promise, such as `fake`; or `deposit`, `debt`, `fees`.
    pub(crate) about: String,
    /// Into the fund; with a minus, out of it.
    pub(crate) amount: Amount,
    /// What the fund holds after it.
    pub(crate) balance: Amount,
}

impl FundEntry {
    pub(crate) fn of(line: FundLine, zone: &str) -> Self {
        Self {
            nth: line.nth,
            day: line.at.date_in(zone).to_string(),
            kind: line.kind.word().to_owned(),
            about: line.about,
            amount: line.amount.into(),
            balance: line.balance.into(),
        }
    }
}

/// What the protection fund holds in each currency.
#[utoipa::path(get, path = "/api/v1/fund", tag = "fund",
    responses((status = 200, body = FundBalances)))]
async fn balances(State(app): State<App>, caller: Caller) -> Result<Json<FundBalances>, Problem> {
    let funds = app.look("custody.funds", &caller, |tx, _| actions::funds(tx)).await?;
    Ok(Json(FundBalances { balances: funds.into_iter().map(Amount::from).collect() }))
}

/// What went into the fund and out of it in one currency, newest first.
#[utoipa::path(get, path = "/api/v1/fund/{currency}", tag = "fund",
    params(("currency" = String, Path), List), responses((status = 200, body = Rows<FundEntry>)))]
async fn lines(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    Query(list): Query<List>,
) -> Result<Json<Rows<FundEntry>>, Problem> {
    let currency = currency(&code).map_err(|_| Stop::Absent)?;
    let page = app
        .look("custody.fund-lines", &caller, move |tx, _| {
            actions::fund_lines(tx, currency, list.cursor(), list.limit())
        })
        .await?;
    let next = page.next.map(|cursor| cursor.0);
    let rows = page.rows.into_iter().map(|line| FundEntry::of(line, app.zone())).collect();
    Ok(Json(Rows { rows, next }))
}

/// What a clerk puts into the fund.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct NewFeed {
    /// How much of what the market has earned.
    pub(crate) amount: Amount,
    /// Why.
    #[schema(max_length = 200)]
    pub(crate) note: String,
}

/// What was put into the fund.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct Feed {
    /// Its id.
    pub(crate) id: String,
    /// How much.
    pub(crate) amount: Amount,
    /// Why.
    pub(crate) note: String,
    /// `asked` while a second clerk must agree, `fed` or `declined`.
    pub(crate) state: String,
}

impl From<FundFeed> for Feed {
    fn from(feed: FundFeed) -> Self {
        Self {
            id: feed.id.to_string(),
            amount: feed.amount.into(),
            note: feed.note,
            state: feed.state.word().to_owned(),
        }
    }
}

/// What clerks put into the fund, newest first.
#[utoipa::path(get, path = "/api/v1/desk/fund-feeds", tag = "desk", params(List),
    responses((status = 200, body = Rows<Feed>)))]
async fn feeds(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<Feed>>, Problem> {
    let page = app
        .look("custody.fund-feeds", &caller, move |tx, by| {
            actions::fund_feeds(tx, by, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}

/// Puts some of what the market has earned into the fund; above a set sum a second clerk must
/// agree first.
#[utoipa::path(post, path = "/api/v1/desk/fund-feeds", tag = "desk", request_body = NewFeed,
    responses((status = 201, body = Feed)))]
async fn feed(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewFeed>,
) -> Result<Response, Problem> {
    let amount = Money::try_from(&command.body.amount)?;
    let note = command.body.note;
    let done = app
        .act("custody.feed-fund", &caller, &command.call, None, move |tx, by| {
            actions::feed_fund(tx, by, amount, &note).map(Feed::from)
        })
        .await?;
    Ok(reply(StatusCode::CREATED, done, None))
}
