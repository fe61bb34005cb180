//! Asking for a remedy, and every act on one.

use super::shape::RemedyDone;
use super::which;
use crate::actions;
use crate::model::{
    About, Act, Decision, Done, NewAct, NewDecision, NewRemedy, RemedyRefusal, Want,
};
use ::store::Tx;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use deal::{DealKind, ShipmentKind, Shipping, effect_since};
use kernel::{Actor, Any, Id, Money, Outcome, Stop, Timestamp, Transport};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Amount;
use web::{App, Caller, Command, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(ask)).routes(routes!(act))
}

/// What a buyer wants.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RemedyBody {
    /// `money`, `return` or `reshipment`.
    #[schema(example = "return")]
    pub want: String,
    /// How much of what is kept.
    pub amount: Amount,
    /// Why, at most 4,000 characters.
    #[schema(max_length = 4000)]
    pub reason: String,
    /// The parcel that it is about; all of them if left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "shipment_01m0tkcv40001")]
    pub shipment: Option<Id<ShipmentKind>>,
    /// The lines of the contract that it is about; all of them if left out.
    #[serde(default)]
    pub lines: Vec<i64>,
}

impl RemedyBody {
    fn read(&self) -> Result<NewRemedy, Stop> {
        let want = Want::from_word(&self.want).ok_or(RemedyRefusal::WantUnknown)?;
        let amount = Money::try_from(&self.amount)?;
        let about = About { shipment: self.shipment, lines: self.lines.clone() };
        Ok(NewRemedy { want, amount, reason: self.reason.clone(), about })
    }
}

/// Goods that go back, or out again.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TravelBody {
    /// Who carries them.
    #[schema(max_length = 120)]
    pub carrier: String,
    /// The waybill's number.
    #[schema(max_length = 120)]
    pub tracking: String,
    /// `express`, `surface` or `sea`.
    #[schema(value_type = String, example = "express")]
    pub transport: Transport,
    /// When they should arrive; goods that go out again by sea need it.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub eta: Option<Timestamp>,
}

impl From<TravelBody> for Shipping {
    fn from(body: TravelBody) -> Self {
        let TravelBody { carrier, tracking, transport, eta } = body;
        Self { carrier, tracking, transport, eta }
    }
}

/// An officer's decision.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DecisionBody {
    /// What goes to the buyer; once goods were sent, all the rest is released to the seller.
    pub to_buyer: Amount,
    /// The goods go back first.
    #[serde(default)]
    pub needs_return: bool,
    /// Why, for the two sides.
    #[schema(max_length = 4000)]
    pub reasons: String,
    /// What everybody may read, without names, addresses and long numbers.
    #[schema(max_length = 4000)]
    pub published: String,
}

/// An act by its word, with what belongs to it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the acts of the table")]
pub enum ActBody {
    Change(RemedyBody),
    Withdraw,
    Agree,
    Refuse { reason: String },
    SendBack(TravelBody),
    AcceptReturn,
    ContestReturn { reason: String },
    SendAgain(TravelBody),
    StepIn,
    Tell { text: String },
    EndEvidence,
    Take,
    PutBack,
    Decide(DecisionBody),
}

impl ActBody {
    fn read(self) -> Result<NewAct, Stop> {
        Ok(match self {
            Self::Change(body) => NewAct::Change(body.read()?),
            Self::Withdraw => NewAct::Plain(Act::Withdraw),
            Self::Agree => NewAct::Plain(Act::Agree),
            Self::Refuse { reason } => NewAct::Saying(Act::Refuse, reason),
            Self::SendBack(body) => NewAct::Travel(Act::SendBack, body.into()),
            Self::AcceptReturn => NewAct::Plain(Act::AcceptReturn),
            Self::ContestReturn { reason } => NewAct::Saying(Act::ContestReturn, reason),
            Self::SendAgain(body) => NewAct::Travel(Act::SendAgain, body.into()),
            Self::StepIn => NewAct::Plain(Act::StepIn),
            Self::Tell { text } => NewAct::Saying(Act::Tell, text),
            Self::EndEvidence => NewAct::Plain(Act::EndEvidence),
            Self::Take => NewAct::Plain(Act::Take),
            Self::PutBack => NewAct::Plain(Act::PutBack),
            Self::Decide(body) => {
                let to_buyer = Money::try_from(&body.to_buyer)?;
                let decision = Decision { to_buyer, needs_return: body.needs_return };
                let DecisionBody { reasons, published, .. } = body;
                NewAct::Decide(NewDecision { decision, reasons, published })
            }
        })
    }
}

/// Does it; a preview also tells what it would do.
fn look_ahead(
    tx: &mut Tx<'_>,
    is_preview: bool,
    step: impl FnOnce(&mut Tx<'_>) -> Outcome<Done>,
) -> Outcome<RemedyDone> {
    if !is_preview {
        return Ok(step(tx)?.into());
    }
    let mark = tx.id::<Any>();
    let done = step(tx)?;
    let effect = effect_since(tx, done.deal, mark)?;
    Ok(RemedyDone { effect: Some(effect.into()), ..done.into() })
}

async fn take_step(
    app: &App,
    name: &'static str,
    (caller, call): (&Caller, &web::Call),
    home: Id<DealKind>,
    step: impl Fn(&mut Tx<'_>, &Actor) -> Outcome<Done> + Send + 'static,
) -> Result<Response, Problem> {
    let is_preview = call.is_preview;
    let answered = app
        .act(name, caller, call, Some(home.cast()), move |tx, by| {
            look_ahead(tx, is_preview, |tx| step(tx, by))
        })
        .await?;
    let version = answered.value.version;
    Ok(reply(StatusCode::CREATED, answered, Some(version)))
}

/// The buyer asks for a remedy: the deal's clock stops until it ends.
#[utoipa::path(post, path = "/api/v1/deals/{deal}/remedies", tag = "remedies",
    params(("deal" = String, Path)), request_body = RemedyBody,
    responses((status = 201, body = RemedyDone)))]
async fn ask(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
    command: Command<RemedyBody>,
) -> Result<Response, Problem> {
    let deal: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let new = command.body.read()?;
    take_step(&app, "remedy.ask", (&caller, &command.call), deal, move |tx, by| {
        actions::ask(tx, by, deal, &new)
    })
    .await
}

/// Does something with a remedy. Which role may do what in which state: `/remedy-rules`.
#[utoipa::path(post, path = "/api/v1/deals/{deal}/remedies/{remedy}/acts", tag = "remedies",
    params(("deal" = String, Path), ("remedy" = String, Path)), request_body = ActBody,
    responses((status = 201, body = RemedyDone)))]
async fn act(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy)): Path<(String, String)>,
    command: Command<ActBody>,
) -> Result<Response, Problem> {
    let which = which(&deal, &remedy)?;
    let new = command.body.read()?;
    take_step(&app, "remedy.act", (&caller, &command.call), which.0, move |tx, by| {
        actions::perform(tx, by, which, &new)
    })
    .await
}
