//! Checking out and paying.

use super::cart::{CartItemDocument, TroubleDocument};
use crate::actions;
use crate::model::{
    AddressKind, CheckoutKind, CheckoutView, Freight, NewCheckout, PaymentKind, PaymentView,
    Placed, Preview, ShopOrder,
};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use deal::DealKind;
use deal::api::TaxLine;
use kernel::{Firm, Id, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Amount;
use web::{App, Caller, Command, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(preview))
        .routes(routes!(place))
        .routes(routes!(read))
        .routes(routes!(pay))
}

/// What is ordered of one shop, in one currency: a contract of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShopOrderDocument {
    /// Who sells.
    #[schema(value_type = String, example = "firm_01m0tkcv40001")]
    pub seller: Id<Firm>,
    /// Its name.
    pub name: String,
    /// The lines.
    pub items: Vec<CartItemDocument>,
    /// What they cost.
    pub goods: Amount,
    /// `included` in the price, `costs`, or `refused`: the shop does not send goods there.
    #[schema(example = "costs")]
    pub delivery: String,
    /// What bringing them costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freight: Option<Amount>,
    /// Whether prices are `net` or `gross`; absent where the shop tells no tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "gross")]
    pub tax_basis: Option<String>,
    /// The tax by category and rate, each rounded once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxes: Vec<TaxLine>,
    /// All of it, with tax.
    pub total: Amount,
}

impl From<&ShopOrder> for ShopOrderDocument {
    fn from(shop: &ShopOrder) -> Self {
        let (delivery, freight) = match shop.freight {
            Freight::Included => ("included", None),
            Freight::Costs(amount) => ("costs", Some(amount.into())),
            Freight::Refused => ("refused", None),
        };
        Self {
            seller: shop.seller.firm,
            name: shop.seller.name.clone(),
            items: shop.items.iter().map(CartItemDocument::from).collect(),
            goods: shop.goods.into(),
            delivery: delivery.to_owned(),
            freight,
            tax_basis: shop.tax.as_ref().map(|tax| tax.basis.word().to_owned()),
            taxes: shop.taxes.iter().map(|sum| TaxLine::from(*sum)).collect(),
            total: shop.total.into(),
        }
    }
}

/// What the cart comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PreviewDocument {
    /// By shop and currency.
    pub shops: Vec<ShopOrderDocument>,
    /// One payment for each currency.
    pub payments: Vec<Amount>,
    /// Something of it travels.
    pub needs_address: bool,
    /// All that keeps it from being placed.
    pub troubles: Vec<TroubleDocument>,
    /// Give this when you place it: if anything is different by then, it is refused.
    #[schema(example = "9f86d081884c7d659a2feaa0")]
    pub seal: String,
}

impl From<Preview> for PreviewDocument {
    fn from(preview: Preview) -> Self {
        Self {
            shops: preview.shops.iter().map(ShopOrderDocument::from).collect(),
            payments: preview.payments.into_iter().map(Amount::from).collect(),
            needs_address: preview.needs_address,
            troubles: preview.troubles.iter().map(TroubleDocument::from).collect(),
            seal: preview.seal,
        }
    }
}

/// Where to.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct WhereTo {
    /// An address of the firm's book.
    address: Option<String>,
}

/// What is said to a shop.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShopNote {
    /// The shop.
    #[schema(value_type = String, example = "firm_01m0tkcv40001")]
    pub seller: Id<Firm>,
    /// At most 2,000 characters.
    #[schema(max_length = 2000)]
    pub note: String,
}

/// What lies in the cart, to be ordered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewCheckoutBody {
    /// An address of the firm's book; left out if nothing travels.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "address_01m0tkcv40001")]
    pub address: Option<Id<AddressKind>>,
    /// The seal of the preview.
    pub seal: String,
    /// What is said to shops.
    #[serde(default)]
    pub notes: Vec<ShopNote>,
}

/// Contracts that were made, one with each shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlacedDocument {
    /// The checkout.
    #[schema(value_type = String, example = "checkout_01m0tkcv40001")]
    pub checkout: Id<CheckoutKind>,
    /// Its contracts.
    #[schema(value_type = Vec<String>)]
    pub deals: Vec<Id<DealKind>>,
}

impl From<Placed> for PlacedDocument {
    fn from(placed: Placed) -> Self {
        Self { checkout: placed.checkout, deals: placed.deals }
    }
}

/// A payment of a checkout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckoutPaymentDocument {
    /// The payment.
    #[schema(value_type = String, example = "payment_01m0tkcv40001")]
    pub id: Id<PaymentKind>,
    /// What its contracts came to.
    pub total: Amount,
    /// What is still to be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Amount>,
    /// Its contracts.
    #[schema(value_type = Vec<String>)]
    pub deals: Vec<Id<DealKind>>,
}

impl From<PaymentView> for CheckoutPaymentDocument {
    fn from(payment: PaymentView) -> Self {
        Self {
            id: payment.id,
            total: payment.total.into(),
            due: payment.due.map(Amount::from),
            deals: payment.deals.iter().map(|card| card.deal).collect(),
        }
    }
}

/// A checkout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckoutDocument {
    /// The checkout.
    #[schema(value_type = String, example = "checkout_01m0tkcv40001")]
    pub id: Id<CheckoutKind>,
    /// When it was placed.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Its payments, one for each currency.
    pub payments: Vec<CheckoutPaymentDocument>,
}

impl From<CheckoutView> for CheckoutDocument {
    fn from(seen: CheckoutView) -> Self {
        let payments = seen.payments.into_iter().map(CheckoutPaymentDocument::from).collect();
        Self { id: seen.id, at: seen.at, payments }
    }
}

/// From where a payment comes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaidFrom {
    /// The buyer's balance, at once.
    #[default]
    Wallet,
    /// The buyer's bank: the answer says what must stand on the one transfer.
    Bank,
}

/// A payment of a checkout to make.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct NewCheckoutPayment {
    /// Which of the checkout's payments.
    #[schema(value_type = String, example = "payment_01m0tkcv40001")]
    pub payment: Id<PaymentKind>,
    /// From where.
    #[serde(default)]
    pub by: PaidFrom,
}

/// What became of a payment.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum CheckoutPaymentAnswer {
    /// To be paid by bank.
    Order(custody::api::Order),
    /// Paid from the balance: the checkout as it is now.
    Paid(CheckoutDocument),
}

fn checkout_id(told: &str) -> Result<Id<CheckoutKind>, Stop> {
    told.parse().map_err(|_| Stop::Absent)
}

/// What the cart comes to for an address: per shop, with freight, and one payment per currency.
#[utoipa::path(get, path = "/api/v1/cart/preview", tag = "cart", params(WhereTo),
    responses((status = 200, body = PreviewDocument)))]
async fn preview(
    State(app): State<App>,
    caller: Caller,
    Query(to): Query<WhereTo>,
) -> Result<Json<PreviewDocument>, Problem> {
    let address = to.address.map(|told| told.parse().map_err(|_| Stop::Absent)).transpose()?;
    let look = app.look("cart.preview", &caller, move |tx, by| actions::preview(tx, by, address));
    Ok(Json(look.await?.into()))
}

/// Orders what lies in the cart, all or nothing: a contract with each shop.
#[utoipa::path(post, path = "/api/v1/checkouts", tag = "cart", request_body = NewCheckoutBody,
    responses((status = 201, body = PlacedDocument)))]
async fn place(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewCheckoutBody>,
) -> Result<Response, Problem> {
    let NewCheckoutBody { address, seal, notes } = command.body;
    let notes = notes.into_iter().map(|one| (one.seller, one.note)).collect();
    let new = NewCheckout { address, seal, notes };
    let act = app.act("cart.place", &caller, &command.call, None, move |tx, by| {
        actions::place(tx, by, &new).map(PlacedDocument::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// A checkout of the firm, with what is still to be paid.
#[utoipa::path(get, path = "/api/v1/checkouts/{id}", tag = "cart",
    params(("id" = String, Path)), responses((status = 200, body = CheckoutDocument)))]
async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<CheckoutDocument>, Problem> {
    let id = checkout_id(&id)?;
    let look = app.look("cart.checkout", &caller, move |tx, by| actions::checkout(tx, by, id));
    Ok(Json(look.await?.into()))
}

/// Pays what is due of a checkout in one currency, for all its contracts or for none.
#[utoipa::path(post, path = "/api/v1/checkouts/{id}/payments", tag = "cart",
    params(("id" = String, Path)), request_body = NewCheckoutPayment,
    responses((status = 201, body = CheckoutPaymentAnswer)))]
async fn pay(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewCheckoutPayment>,
) -> Result<Response, Problem> {
    let id = checkout_id(&id)?;
    let NewCheckoutPayment { payment, by: from } = command.body;
    let home = Some(id.cast());
    let act = app.act("cart.pay", &caller, &command.call, home, move |tx, by| match from {
        PaidFrom::Wallet => {
            actions::pay(tx, by, (id, payment))?;
            Ok(CheckoutPaymentAnswer::Paid(actions::checkout(tx, by, id)?.into()))
        }
        PaidFrom::Bank => {
            let order = actions::pay_by_bank(tx, by, (id, payment))?;
            Ok(CheckoutPaymentAnswer::Order(order.into()))
        }
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}
