//! Claiming compensation, and every act on a claim.

use super::shape::CompensationDone;
use super::which;
use crate::actions;
use crate::model::{Act, Done, NewAct, NewClaim, Promise, PromiseRefusal};
use ::store::Tx;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use deal::DealKind;
use kernel::{Actor, Id, Money, Outcome, Stop};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Amount;
use web::{App, Caller, Command, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(claim)).routes(routes!(act))
}

/// What a buyer claims.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ClaimBody {
    /// Which promise was broken.
    #[schema(example = "fake")]
    pub promise: String,
    /// How much it is worth.
    pub amount: Amount,
    /// What happened, at most 4,000 characters.
    #[schema(max_length = 4000)]
    pub reason: String,
}

impl ClaimBody {
    fn read(&self) -> Result<NewClaim, Stop> {
        let promise = Promise::from_word(&self.promise).ok_or(PromiseRefusal::PromiseUnknown)?;
        let amount = Money::try_from(&self.amount)?;
        Ok(NewClaim { promise, amount, reason: self.reason.clone() })
    }
}

/// An act by its word, with what belongs to it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the acts of the table")]
pub enum ActBody {
    Withdraw,
    Agree,
    Refuse { reason: String },
    Tell { text: String },
    Take,
    PutBack,
    Decide { awarded: Amount, reasons: String },
    Confirm,
    Object { reason: String },
}

impl ActBody {
    fn read(self) -> Result<NewAct, Stop> {
        Ok(match self {
            Self::Withdraw => NewAct::Plain(Act::Withdraw),
            Self::Agree => NewAct::Plain(Act::Agree),
            Self::Refuse { reason } => NewAct::Saying(Act::Refuse, reason),
            Self::Tell { text } => NewAct::Saying(Act::Tell, text),
            Self::Take => NewAct::Plain(Act::Take),
            Self::PutBack => NewAct::Plain(Act::PutBack),
            Self::Decide { awarded, reasons } => {
                NewAct::Decide(Money::try_from(&awarded)?, reasons)
            }
            Self::Confirm => NewAct::Plain(Act::Confirm),
            Self::Object { reason } => NewAct::Saying(Act::Object, reason),
        })
    }
}

async fn take_step(
    app: &App,
    name: &'static str,
    (caller, call): (&Caller, &web::Call),
    home: Id<DealKind>,
    step: impl Fn(&mut Tx<'_>, &Actor) -> Outcome<Done> + Send + 'static,
) -> Result<Response, Problem> {
    let answered = app
        .act(name, caller, call, Some(home.cast()), move |tx, by| {
            step(tx, by).map(CompensationDone::from)
        })
        .await?;
    let version = answered.value.version;
    Ok(reply(StatusCode::CREATED, answered, Some(version)))
}

/// The buyer of a finished trade claims that a promise was broken. It is judged by what was
/// promised when the deal was agreed; once for each promise.
#[utoipa::path(post, path = "/api/v1/deals/{deal}/compensations", tag = "promises",
    params(("deal" = String, Path)), request_body = ClaimBody,
    responses((status = 201, body = CompensationDone)))]
async fn claim(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
    command: Command<ClaimBody>,
) -> Result<Response, Problem> {
    let deal: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let new = command.body.read()?;
    take_step(&app, "promise.claim", (&caller, &command.call), deal, move |tx, by| {
        actions::claim(tx, by, deal, &new)
    })
    .await
}

/// Does something with a claim. Which role may do what in which state: `/promise-rules`.
#[utoipa::path(post, path = "/api/v1/deals/{deal}/compensations/{compensation}/acts",
    tag = "promises", params(("deal" = String, Path), ("compensation" = String, Path)),
    request_body = ActBody, responses((status = 201, body = CompensationDone)))]
async fn act(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim)): Path<(String, String)>,
    command: Command<ActBody>,
) -> Result<Response, Problem> {
    let which = which(&deal, &claim)?;
    let new = command.body.read()?;
    take_step(&app, "promise.act", (&caller, &command.call), which.0, move |tx, by| {
        actions::perform(tx, by, which, &new)
    })
    .await
}
