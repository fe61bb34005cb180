//! What a firm promises: signing, filling up, ending, and reading it.

use super::shape::{CoverDocument, FirmPromises};
use crate::actions;
use crate::model::{NewSigning, Promise, PromiseRefusal, Protection};
use ::store::Tx;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Actor, Firm, Id, Money, Outcome, Stop};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::{Amount, currency};
use web::{App, Caller, Command, Nothing, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(own, sign))
        .routes(routes!(top_up))
        .routes(routes!(end))
        .routes(routes!(promises))
}

/// What an owner signs.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SignBody {
    /// Which promises; `truthful` is always among them.
    #[schema(example = json!(["truthful", "no-reason"]))]
    pub promises: Vec<String>,
    /// What goes from the wallet into the deposit, in the currency of the trades that are covered.
    pub deposit: Amount,
}

impl SignBody {
    fn read(&self) -> Result<NewSigning, Stop> {
        let deposit = Money::try_from(&self.deposit)?;
        let read = |word: &String| Promise::from_word(word).ok_or(PromiseRefusal::PromiseUnknown);
        let promises = self.promises.iter().map(read).collect::<Result<_, _>>()?;
        Ok(NewSigning { currency: deposit.currency, promises, deposit_minor: deposit.minor })
    }
}

/// A currency.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TopUpBody {
    /// ISO 4217.
    #[schema(example = "CNY")]
    pub currency: String,
}

/// What ends.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EndBody {
    /// ISO 4217.
    #[schema(example = "CNY")]
    pub currency: String,
    /// One promise; left out, all of them end and the deposit waits for the last claim.
    #[serde(default)]
    pub promise: Option<String>,
}

/// What the caller's own firm has promised, and how it stands.
#[utoipa::path(get, path = "/api/v1/firm/promises", tag = "promises",
    responses((status = 200, body = FirmPromises)))]
async fn own(State(app): State<App>, caller: Caller) -> Result<Json<FirmPromises>, Problem> {
    let own = app.look("promise.own", &caller, actions::own).await?;
    Ok(Json(FirmPromises::of(own, true)))
}

async fn stand(
    app: &App,
    name: &'static str,
    (caller, call): (&Caller, &web::Call),
    act: impl Fn(&mut Tx<'_>, &Actor) -> Outcome<Protection> + Send + 'static,
) -> Result<Response, Problem> {
    let done = app
        .act(name, caller, call, None, move |tx, by| act(tx, by).map(CoverDocument::from))
        .await?;
    let version = done.value.version;
    Ok(reply(StatusCode::CREATED, done, Some(version)))
}

/// Signs promises for all that the firm sells from its listings in a currency, and freezes the
/// deposit behind them. For an owner.
#[utoipa::path(post, path = "/api/v1/firm/promises", tag = "promises", request_body = SignBody,
    responses((status = 201, body = CoverDocument)))]
async fn sign(
    State(app): State<App>,
    caller: Caller,
    command: Command<SignBody>,
) -> Result<Response, Problem> {
    let new = command.body.read()?;
    stand(&app, "promise.sign", (&caller, &command.call), move |tx, by| actions::sign(tx, by, &new))
        .await
}

/// Pays what is owed to the fund and fills the deposit up again. For an owner.
#[utoipa::path(post, path = "/api/v1/firm/promises/top-ups", tag = "promises",
    request_body = TopUpBody, responses((status = 201, body = CoverDocument)))]
async fn top_up(
    State(app): State<App>,
    caller: Caller,
    command: Command<TopUpBody>,
) -> Result<Response, Problem> {
    let currency = currency(&command.body.currency)?;
    stand(&app, "promise.top-up", (&caller, &command.call), move |tx, by| {
        actions::top_up(tx, by, currency)
    })
    .await
}

/// Ends one promise for new trades, or all of them. For an owner.
#[utoipa::path(post, path = "/api/v1/firm/promises/ends", tag = "promises",
    request_body = EndBody, responses((status = 201, body = Nothing)))]
async fn end(
    State(app): State<App>,
    caller: Caller,
    command: Command<EndBody>,
) -> Result<Response, Problem> {
    let currency = currency(&command.body.currency)?;
    let read = |word: &str| Promise::from_word(word).ok_or(PromiseRefusal::PromiseUnknown);
    let promise = command.body.promise.as_deref().map(read).transpose().map_err(Stop::from)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| match promise {
        Some(promise) => actions::end_one(tx, by, currency, promise).map(|()| Nothing {}),
        None => actions::end_all(tx, by, currency).map(|_| Nothing {}),
    };
    let done = app.act("promise.end", &caller, &command.call, None, act).await?;
    Ok(reply(StatusCode::CREATED, done, None))
}

/// What a firm promises buyers and ever promised, with its deposits, for everybody.
#[utoipa::path(get, path = "/api/v1/firms/{firm}/promises", tag = "promises",
    params(("firm" = String, Path)), responses((status = 200, body = FirmPromises)))]
async fn promises(
    State(app): State<App>,
    caller: Caller,
    Path(firm): Path<String>,
) -> Result<Json<FirmPromises>, Problem> {
    let firm: Id<Firm> = firm.parse().map_err(|_| Stop::Absent)?;
    let look = app.look("promise.of-firm", &caller, move |tx, _| {
        party::firm(tx, firm)?;
        actions::promises_of(tx, firm)
    });
    Ok(Json(FirmPromises::of(look.await?, false)))
}
