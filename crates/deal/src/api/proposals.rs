//! Parcels, and what is proposed after both have signed.

use super::effect::DealDone;
use super::{deal_id, take_step};
use crate::actions;
use crate::model::{Done, NewPrice, Packed, Proposal, ProposalKind, Repricing};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::{Id, Money, Stop, Timestamp, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Amount;
use web::{App, Call, Caller, Command, Nothing, Problem};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(change_price))
        .routes(routes!(close_rest))
        .routes(routes!(proposals))
        .routes(routes!(accept))
        .routes(routes!(decline))
        .routes(routes!(withdraw))
}

/// So many of a line, in one parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ParcelLine {
    /// Which line of the contract, from one.
    #[schema(example = 1)]
    pub line: i64,
    /// How many of it.
    #[schema(example = 60)]
    pub quantity: i64,
}

impl From<Packed> for ParcelLine {
    fn from(packed: Packed) -> Self {
        Self { line: packed.nth, quantity: packed.quantity }
    }
}

impl From<ParcelLine> for Packed {
    fn from(told: ParcelLine) -> Self {
        Self { nth: told.line, quantity: told.quantity }
    }
}

/// The price of one of a line, as it should be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewLinePrice {
    /// Which line of the contract, from one.
    #[schema(example = 1)]
    pub line: i64,
    /// The price of one, at most six decimals.
    #[schema(example = "0.0875")]
    pub unit_price: String,
}

/// Another price, while nothing is paid; what is left out stays.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewPriceChange {
    /// Other prices of one.
    #[serde(default)]
    pub prices: Vec<NewLinePrice>,
    /// What bringing the goods costs; zero takes it off.
    #[serde(default)]
    pub freight: Option<Amount>,
    /// What is taken off all goods together, spread over their lines.
    #[serde(default)]
    pub discount: Option<Amount>,
    /// Why, at most 4,000 characters.
    #[schema(max_length = 4000)]
    pub reason: String,
}

/// Why the rest will not come.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewRestClosing {
    /// At most 4,000 characters; a seller must say it.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub reason: String,
}

/// Something that a seller has proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposalDocument {
    /// The proposal.
    #[schema(value_type = String, example = "proposal_01m0tkcv40001")]
    pub id: Id<ProposalKind>,
    /// `price`: another price; `short`: the rest will not come.
    pub kind: String,
    /// `open`, `accepted`, `declined`, `withdrawn` or `lapsed`.
    pub state: String,
    /// Why.
    pub reason: String,
    /// The whole price as it was.
    pub old_total: Amount,
    /// The whole price with it.
    pub new_total: Amount,
    /// The contract as it was before, word for word.
    pub old_text: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When silence counts as yes, of a rest that does not come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub answer_by: Option<Timestamp>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
}

impl From<Proposal> for ProposalDocument {
    fn from(proposal: Proposal) -> Self {
        Self {
            id: proposal.id,
            kind: proposal.kind.word().to_owned(),
            state: proposal.state.word().to_owned(),
            reason: proposal.reason,
            old_total: proposal.old_total.into(),
            new_total: proposal.new_total.into(),
            old_text: proposal.old_text,
            at: proposal.at,
            answer_by: proposal.answer_by,
            ended_at: proposal.ended_at,
        }
    }
}

/// The proposals of a deal, oldest first; the rules allow few.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Proposals {
    /// All of them.
    pub rows: Vec<ProposalDocument>,
}

impl NewPriceChange {
    fn read(&self) -> Result<Vec<(i64, UnitPrice)>, Stop> {
        // The currency is the deal's; millionths are the same in all of them.
        let price = |price: &NewLinePrice| {
            let read = UnitPrice::parse(&price.unit_price, kernel::Currency::USD)?;
            Ok((price.line, read))
        };
        self.prices.iter().map(price).collect()
    }

    fn terms(&self) -> Result<Repricing, Stop> {
        let money = |told: &Option<Amount>| told.as_ref().map(Money::try_from).transpose();
        let prices = self.read()?.into_iter();
        let price = |(nth, price): (i64, UnitPrice)| NewPrice { nth, millionths: price.millionths };
        Ok(Repricing {
            prices: prices.map(price).collect(),
            freight: money(&self.freight)?,
            discount: money(&self.discount)?,
        })
    }
}

/// The seller wants another price while nothing is paid. A price that only falls holds at once; any
/// other one waits for the buyer.
#[utoipa::path(post, path = "/api/v1/deals/{id}/price-changes", tag = "deals",
    params(("id" = String, Path)), request_body = NewPriceChange,
    responses((status = 201, body = DealDone)))]
async fn change_price(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewPriceChange>,
) -> Result<Response, Problem> {
    let id = deal_id(&id)?;
    let (terms, reason) = (command.body.terms()?, command.body.reason);
    take_step(&app, "deal.change-price", (&caller, &command.call), Some(id), move |tx, by| {
        actions::change_price(tx, by, id, (&terms, &reason))
    })
    .await
}

/// The rest of the goods will not come: the seller says so, and the buyer answers in time, or it
/// counts as agreed; a buyer whose seller is late says it alone. What was paid for it goes back.
#[utoipa::path(post, path = "/api/v1/deals/{id}/rest-closings", tag = "deals",
    params(("id" = String, Path)), request_body = NewRestClosing,
    responses((status = 201, body = DealDone)))]
async fn close_rest(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewRestClosing>,
) -> Result<Response, Problem> {
    let (id, reason) = (deal_id(&id)?, command.body.reason);
    take_step(&app, "deal.close-rest", (&caller, &command.call), Some(id), move |tx, by| {
        actions::close_rest(tx, by, id, &reason)
    })
    .await
}

/// All that was proposed in a deal, with the contracts as they were before.
#[utoipa::path(get, path = "/api/v1/deals/{id}/proposals", tag = "deals",
    params(("id" = String, Path)), responses((status = 200, body = Proposals)))]
async fn proposals(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Proposals>, Problem> {
    let id = deal_id(&id)?;
    let look = move |tx: &mut ::store::Tx<'_>, by: &kernel::Actor| actions::proposals(tx, by, id);
    let rows = app.look("deal.proposals", &caller, look).await?;
    Ok(Json(Proposals { rows: rows.into_iter().map(ProposalDocument::from).collect() }))
}

fn which((deal, proposal): (String, String)) -> Result<actions::Which, Stop> {
    Ok((deal_id(&deal)?, proposal.parse().map_err(|_| Stop::Absent)?))
}

/// What somebody says to a proposal.
type Say = fn(&mut ::store::Tx<'_>, &kernel::Actor, actions::Which) -> kernel::Outcome<Done>;

async fn answer(
    app: &App,
    call: (&Caller, &Call),
    ids: (String, String),
    (name, say): (&'static str, Say),
) -> Result<Response, Problem> {
    let which = which(ids)?;
    take_step(app, name, call, Some(which.0), move |tx, by| say(tx, by, which)).await
}

/// The buyer agrees to what is proposed.
#[utoipa::path(post, path = "/api/v1/deals/{id}/proposals/{proposal}/acceptances", tag = "deals",
    params(("id" = String, Path), ("proposal" = String, Path)), request_body = Nothing,
    responses((status = 201, body = DealDone)))]
async fn accept(
    State(app): State<App>,
    caller: Caller,
    Path(ids): Path<(String, String)>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let call = (&caller, &command.call);
    answer(&app, call, ids, ("deal.accept-proposal", actions::accept)).await
}

/// The buyer says no: all stays as it was agreed.
#[utoipa::path(post, path = "/api/v1/deals/{id}/proposals/{proposal}/refusals", tag = "deals",
    params(("id" = String, Path), ("proposal" = String, Path)), request_body = Nothing,
    responses((status = 201, body = DealDone)))]
async fn decline(
    State(app): State<App>,
    caller: Caller,
    Path(ids): Path<(String, String)>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let call = (&caller, &command.call);
    answer(&app, call, ids, ("deal.decline-proposal", actions::decline)).await
}

/// The seller takes it back.
#[utoipa::path(post, path = "/api/v1/deals/{id}/proposals/{proposal}/withdrawals", tag = "deals",
    params(("id" = String, Path), ("proposal" = String, Path)), request_body = Nothing,
    responses((status = 201, body = DealDone)))]
async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path(ids): Path<(String, String)>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let call = (&caller, &command.call);
    answer(&app, call, ids, ("deal.withdraw-proposal", actions::withdraw)).await
}
