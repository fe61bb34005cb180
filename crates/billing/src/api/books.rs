//! The market's books as JSON, for the operator's people.

use crate::actions;
use crate::model::{BookLine, TrialBalance};
use axum::Json;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Amount;
use web::{App, Caller, Problem};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(balance))
}

/// Which day.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct OfDay {
    /// A civil day in the market's time zone; the newest closed one if left out.
    day: Option<String>,
}

/// One account in one currency. Amounts are signed: what the market owes is above nothing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AccountOfDay {
    /// Its number in the chart of accounts.
    pub account: i64,
    /// What it came to before.
    pub opening: Amount,
    /// All that was taken from it.
    pub debit: Amount,
    /// All that was added to it.
    pub credit: Amount,
    /// What it has come to.
    pub closing: Amount,
    /// Postings.
    pub postings: i64,
}

impl From<&BookLine> for AccountOfDay {
    fn from(line: &BookLine) -> Self {
        Self {
            account: line.account.number(),
            opening: line.opening.into(),
            debit: line.debit.into(),
            credit: line.credit.into(),
            closing: line.closing().into(),
            postings: line.postings,
        }
    }
}

/// A day's trial balance: in each currency all closings sum to nothing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct DayBalance {
    /// The day.
    #[schema(example = "2027-03-01")]
    pub day: String,
    /// Whether anything moved on it.
    pub had_postings: bool,
    /// Whether it is not closed yet: its accounts are told once it is.
    pub is_open: bool,
    /// Every account in every currency.
    pub accounts: Vec<AccountOfDay>,
    /// Statements of the bank of this day that nothing explains wholly.
    pub unexplained: i64,
    /// Differences listed on this day, answered or not.
    pub differences: i64,
}

impl From<TrialBalance> for DayBalance {
    fn from(seen: TrialBalance) -> Self {
        let off = seen.bank.statements.iter().filter(|row| row.unexplained.minor != 0);
        Self {
            unexplained: i64::try_from(off.count()).unwrap_or(i64::MAX),
            differences: i64::try_from(seen.bank.differences.len()).unwrap_or(i64::MAX),
            accounts: seen.lines.iter().map(AccountOfDay::from).collect(),
            day: seen.day,
            had_postings: seen.had_postings,
            is_open: seen.is_open,
        }
    }
}

/// The trial balance of a closed day.
#[utoipa::path(get, path = "/api/v1/desk/books", tag = "billing", params(OfDay),
    responses((status = 200, body = DayBalance)))]
async fn balance(
    State(app): State<App>,
    caller: Caller,
    Query(of): Query<OfDay>,
) -> Result<Json<DayBalance>, Problem> {
    let look = app.look("billing.books", &caller, move |tx, by| {
        actions::trial_balance(tx, by, of.day.as_deref())
    });
    Ok(Json(look.await?.into()))
}
