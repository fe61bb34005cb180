//! The wallet as JSON, and the clerks' desk of the bank.

mod accounts;
mod bank;
mod fund;

use crate::actions;
use crate::model::{BankOrder, CustodyRefusal, agreement_behind};
pub(crate) use accounts::{NamedAccount, code_asked, named, removed};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Money, Timestamp};
use ledger::{Balance, Entry};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::{Amount, Rows, currency};
use web::{App, Caller, Command, List, Problem, reply};

/// Custody's routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(wallet))
        .routes(routes!(statement))
        .routes(routes!(orders))
        .routes(routes!(top_up))
        .routes(routes!(withdraw))
        .merge(accounts::routes())
        .merge(bank::routes())
        .merge(fund::routes())
}

/// What a wallet holds in one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WalletBalance {
    /// All of it.
    pub posted: Amount,
    /// The part that waits to go out.
    pub held: Amount,
    /// What may be used now.
    pub available: Amount,
}

impl From<Balance> for WalletBalance {
    fn from(balance: Balance) -> Self {
        Self {
            posted: balance.posted.into(),
            held: balance.held.into(),
            available: balance.available.into(),
        }
    }
}

/// The wallet of a firm.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Wallet {
    /// One line for each currency in which the firm ever had money here.
    pub balances: Vec<WalletBalance>,
}

/// One line of a statement.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StatementLine {
    /// The transfer.
    #[schema(example = "transfer_01m0tkcv40001")]
    pub transfer: String,
    /// With a minus, money went out.
    pub amount: Amount,
    /// Why, such as `fund` or `release`.
    pub reason: String,
    /// The agreement that it was for: the deal with the same letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "agreement_01m0tkcv40001")]
    pub agreement: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<Entry> for StatementLine {
    fn from(entry: Entry) -> Self {
        let (transfer, amount) = (entry.transfer.to_string(), entry.money().into());
        let agreement = agreement_behind(&entry).map(|agreement| agreement.to_string());
        Self { transfer, amount, agreement, reason: entry.reason, at: entry.at }
    }
}

/// An order to or from the bank.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Order {
    /// The order.
    #[schema(example = "bankorder_01m0tkcv40001")]
    pub id: String,
    /// `in` or `out`.
    pub direction: String,
    /// `top-up`, `payment` or `withdrawal`.
    pub purpose: String,
    /// How much.
    pub amount: Amount,
    /// What must stand on the transfer (ISO 11649).
    #[schema(example = "RF4701M0TKCV40001")]
    pub reference: String,
    /// Where money goes out to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// `waiting`, `sent`, `booked` or `rejected`.
    pub state: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<BankOrder> for Order {
    fn from(order: BankOrder) -> Self {
        Self {
            id: order.id.to_string(),
            direction: order.direction.word().to_owned(),
            purpose: order.purpose.word().to_owned(),
            amount: order.amount.into(),
            reference: order.reference,
            account: order.account_text,
            state: order.state.word().to_owned(),
            at: order.at,
        }
    }
}

/// Which currency's statement.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct InCurrency {
    /// ISO 4217.
    currency: String,
}

/// Money to put into the wallet.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewTopUp {
    /// How much.
    pub amount: Amount,
}

/// Money to take out of the wallet.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewWithdrawal {
    /// How much.
    pub amount: Amount,
    /// The bank account that it goes to, in one line.
    #[schema(max_length = 140, example = "SE45 5000 0000 0583 9825 7466")]
    pub account: String,
}

/// What the firm has here.
#[utoipa::path(get, path = "/api/v1/wallet", tag = "wallet",
    responses((status = 200, body = Wallet)))]
async fn wallet(State(app): State<App>, caller: Caller) -> Result<Json<Wallet>, Problem> {
    let balances = app.look("custody.wallet", &caller, actions::wallet).await?;
    Ok(Json(Wallet { balances: balances.into_iter().map(WalletBalance::from).collect() }))
}

/// What went in and out of the wallet in one currency, newest first.
#[utoipa::path(get, path = "/api/v1/wallet/statement", tag = "wallet",
    params(InCurrency, List), responses((status = 200, body = Rows<StatementLine>)))]
async fn statement(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<InCurrency>,
    Query(list): Query<List>,
) -> Result<Json<Rows<StatementLine>>, Problem> {
    let currency = currency(&asked.currency)?;
    let page = app
        .look("custody.statement", &caller, move |tx, by| {
            actions::statement(tx, by, currency, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}

/// The firm's orders to and from its bank, newest first.
#[utoipa::path(get, path = "/api/v1/wallet/orders", tag = "wallet", params(List),
    responses((status = 200, body = Rows<Order>)))]
async fn orders(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<Order>>, Problem> {
    let page = app
        .look("custody.orders", &caller, move |tx, by| {
            actions::orders(tx, by, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}

/// Says how to pay money into the wallet: the reference that must stand on the transfer.
#[utoipa::path(post, path = "/api/v1/wallet/top-ups", tag = "wallet", request_body = NewTopUp,
    responses((status = 201, body = Order)))]
async fn top_up(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewTopUp>,
) -> Result<Response, Problem> {
    let amount = Money::try_from(&command.body.amount)?;
    let answered = app
        .act("custody.top-up", &caller, &command.call, None, move |tx, by| {
            Ok(Order::from(actions::top_up(tx, by, amount)?))
        })
        .await?;
    Ok(reply(StatusCode::CREATED, answered, None))
}

/// Orders money out of the wallet to a bank account; where the bank is real, use
/// `/api/v1/wallet/payouts`.
#[utoipa::path(post, path = "/api/v1/wallet/withdrawals", tag = "wallet",
    request_body = NewWithdrawal, responses((status = 201, body = Order)))]
async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewWithdrawal>,
) -> Result<Response, Problem> {
    let amount = Money::try_from(&command.body.amount)?;
    let account = command.body.account;
    let is_simulated = app.place().is_simulated;
    let answered = app
        .act("custody.withdraw", &caller, &command.call, None, move |tx, by| {
            // A market with a real bank pays to accounts that have waited their time.
            if !is_simulated {
                by.trader()?;
                return Err(CustodyRefusal::AccountNotNamed.into());
            }
            Ok(Order::from(actions::withdraw(tx, by, amount, &account)?))
        })
        .await?;
    Ok(reply(StatusCode::CREATED, answered, None))
}
