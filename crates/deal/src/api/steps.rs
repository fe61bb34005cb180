//! What the two sides of a deal do with it.

use super::effect::DealDone;
use super::proposals::ParcelLine;
use super::shape::DealDocument;
use super::{deal_id, look_ahead, take_step};
use crate::actions;
use crate::model::{InspectionKind, Packed, Shipping};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Id, Money, Timestamp, Transport};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Amount;
use web::{App, Caller, Command, Nothing, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(pay))
        .routes(routes!(order_inspection))
        .routes(routes!(call_off_inspection))
        .routes(routes!(ship))
        .routes(routes!(confirm))
        .routes(routes!(refund))
        .routes(routes!(cancel))
        .routes(routes!(extend))
        .routes(routes!(read_as_officer))
}

/// From where a part is paid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaymentBy {
    /// The buyer's wallet, at once.
    #[default]
    Wallet,
    /// The buyer's bank: the answer says what must stand on the transfer.
    Bank,
}

/// A part of the price to pay.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct NewPayment {
    /// Which part, from one; parts are paid in order.
    #[schema(example = 1)]
    pub milestone: i64,
    /// From where.
    #[serde(default)]
    pub by: PaymentBy,
}

/// What became of a payment: the deal's state, or the order for the bank.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum PaymentAnswer {
    /// Paid from the wallet.
    Done(DealDone),
    /// To be paid by bank.
    Order(custody::api::Order),
}

/// Goods that leave.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewShipment {
    /// Who carries them.
    #[schema(max_length = 120, example = "COSCO")]
    pub carrier: String,
    /// The waybill's number.
    #[schema(max_length = 120, example = "COSU6412345678")]
    pub tracking: String,
    /// `express`, `surface` or `sea`; `virtual` where that was agreed.
    #[schema(value_type = String, example = "sea")]
    pub transport: Transport,
    /// When they should arrive; a sea journey needs it.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub eta: Option<Timestamp>,
    /// How many of which lines leave; all that is left if nothing is told.
    #[serde(default)]
    pub parcel: Vec<ParcelLine>,
}

/// Money to give back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewRefund {
    /// How much.
    pub amount: Amount,
    /// Why, at most 4,000 characters.
    #[schema(max_length = 4000)]
    pub reason: String,
}

/// More time to confirm.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct NewExtension {
    /// One of the steps of the rules: 3, 5, 7 or 10.
    #[schema(example = 5)]
    pub days: i64,
}

/// An inspection that is awaited now.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InspectionAnswer {
    /// The inspection.
    #[schema(value_type = String, example = "inspection_01m0tkcv40001")]
    pub inspection: Id<InspectionKind>,
    /// How the deal stands.
    #[serde(flatten)]
    pub done: DealDone,
}

/// Why an officer looks.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OfficerRead {
    /// At most 4,000 characters; it is kept.
    #[schema(max_length = 4000)]
    pub why: String,
}

/// Pays the next part of the price into custody.
#[utoipa::path(post, path = "/api/v1/deals/{id}/payments", tag = "deals",
    params(("id" = String, Path)), request_body = NewPayment,
    responses((status = 201, body = PaymentAnswer)))]
async fn pay(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewPayment>,
) -> Result<Response, Problem> {
    let (id, is_preview) = (deal_id(&id)?, command.call.is_preview);
    let NewPayment { milestone, by: from } = command.body;
    let answered = app
        .act("deal.pay", &caller, &command.call, Some(id.cast()), move |tx, by| match from {
            PaymentBy::Wallet => {
                let done = look_ahead(tx, is_preview, |tx| actions::pay(tx, by, id, milestone))?;
                Ok(PaymentAnswer::Done(done))
            }
            PaymentBy::Bank => {
                Ok(PaymentAnswer::Order(actions::pay_by_bank(tx, by, id, milestone)?.into()))
            }
        })
        .await?;
    Ok(reply(StatusCode::CREATED, answered, None))
}

/// Sends for an inspector.
#[utoipa::path(post, path = "/api/v1/deals/{id}/inspections", tag = "deals",
    params(("id" = String, Path)), request_body = Nothing,
    responses((status = 201, body = InspectionAnswer)))]
async fn order_inspection(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = deal_id(&id)?;
    let answered = app
        .act("deal.inspect", &caller, &command.call, Some(id.cast()), move |tx, by| {
            let (done, inspection) = actions::order_inspection(tx, by, id)?;
            Ok(InspectionAnswer { inspection, done: done.into() })
        })
        .await?;
    Ok(reply(StatusCode::CREATED, answered, None))
}

/// Calls the awaited inspection off; only who sent for it does.
#[utoipa::path(post, path = "/api/v1/deals/{id}/inspection-cancellations", tag = "deals",
    params(("id" = String, Path)), request_body = Nothing,
    responses((status = 201, body = DealDone)))]
async fn call_off_inspection(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let (id, call) = (deal_id(&id)?, &command.call);
    take_step(&app, "deal.call-off-inspection", (&caller, call), Some(id), move |tx, by| {
        actions::call_off_inspection(tx, by, id)
    })
    .await
}

/// Sends the goods, all of them or what a parcel holds.
#[utoipa::path(post, path = "/api/v1/deals/{id}/shipments", tag = "deals",
    params(("id" = String, Path)), request_body = NewShipment,
    responses((status = 201, body = DealDone)))]
async fn ship(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewShipment>,
) -> Result<Response, Problem> {
    let id = deal_id(&id)?;
    let NewShipment { carrier, tracking, transport, eta, parcel } = command.body;
    let shipping = Shipping { carrier, tracking, transport, eta };
    let parcel: Vec<Packed> = parcel.into_iter().map(Packed::from).collect();
    take_step(&app, "deal.ship", (&caller, &command.call), Some(id), move |tx, by| {
        if parcel.is_empty() {
            return actions::ship(tx, by, id, &shipping);
        }
        actions::ship_part(tx, by, id, (&shipping, &parcel))
    })
    .await
}

/// Confirms that the goods came as agreed: the money is released.
#[utoipa::path(post, path = "/api/v1/deals/{id}/confirmations", tag = "deals",
    params(("id" = String, Path)), request_body = Nothing,
    responses((status = 201, body = DealDone)))]
async fn confirm(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = deal_id(&id)?;
    take_step(&app, "deal.confirm", (&caller, &command.call), Some(id), move |tx, by| {
        actions::confirm(tx, by, id)
    })
    .await
}

/// The seller gives an amount back.
#[utoipa::path(post, path = "/api/v1/deals/{id}/refunds", tag = "deals",
    params(("id" = String, Path)), request_body = NewRefund,
    responses((status = 201, body = DealDone)))]
async fn refund(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewRefund>,
) -> Result<Response, Problem> {
    let id = deal_id(&id)?;
    let amount = Money::try_from(&command.body.amount)?;
    let reason = command.body.reason;
    take_step(&app, "deal.refund", (&caller, &command.call), Some(id), move |tx, by| {
        actions::refund(tx, by, id, amount, &reason)
    })
    .await
}

/// Ends a deal before the goods leave.
#[utoipa::path(post, path = "/api/v1/deals/{id}/cancellations", tag = "deals",
    params(("id" = String, Path)), request_body = Nothing,
    responses((status = 201, body = DealDone)))]
async fn cancel(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = deal_id(&id)?;
    take_step(&app, "deal.cancel", (&caller, &command.call), Some(id), move |tx, by| {
        actions::cancel(tx, by, id)
    })
    .await
}

/// The seller gives the buyer more time before the money is released by itself.
#[utoipa::path(post, path = "/api/v1/deals/{id}/extensions", tag = "deals",
    params(("id" = String, Path)), request_body = NewExtension,
    responses((status = 201, body = DealDone)))]
async fn extend(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewExtension>,
) -> Result<Response, Problem> {
    let (id, days) = (deal_id(&id)?, command.body.days);
    take_step(&app, "deal.extend", (&caller, &command.call), Some(id), move |tx, by| {
        actions::extend(tx, by, id, days)
    })
    .await
}

/// An officer looks into a deal, says why, and is written down.
#[utoipa::path(post, path = "/api/v1/deals/{id}/officer-reads", tag = "deals",
    params(("id" = String, Path)), request_body = OfficerRead,
    responses((status = 201, body = DealDocument)))]
async fn read_as_officer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<OfficerRead>,
) -> Result<Response, Problem> {
    let (id, why) = (deal_id(&id)?, command.body.why);
    let answered = app
        .act("deal.officer-read", &caller, &command.call, Some(id.cast()), move |tx, by| {
            let view = actions::read_as_officer(tx, by, id, &why)?;
            super::read::document(tx, view)
        })
        .await?;
    Ok(reply(StatusCode::CREATED, answered, None))
}
