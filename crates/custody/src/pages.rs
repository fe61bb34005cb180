//! The firm's money in the browser: wallets, statements, money in and out by bank.

mod accounts;
mod bank;
mod claims;
mod fund;

pub(crate) use bank::most;
pub use bank::{TheBank, bank_pages};

use crate::model::{BankOrder, CustodyRefusal, wallet_of};
use crate::views::Way;
use crate::{actions, views};
use ::store::Tx;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use kernel::{Actor, Currency, Cursor, Limit, Money, Outcome, Refusal, Stop};
use serde::Deserialize;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, Nothing};

/// The routes of the money pages.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/money", get(money))
        .route("/money/top-up", get(blank_top_up).post(top_up))
        .route("/money/withdraw", get(blank_withdrawal).post(withdraw))
        .route("/money/{currency}", get(statement))
        .merge(accounts::routes())
        .merge(claims::routes())
        .merge(fund::routes())
}

/// Orders shown beside the wallets.
const ORDERS: i64 = 20;

/// Wallets, and what is with the bank.
async fn money(State(app): State<App>, caller: Caller) -> PageResult {
    let look = app.view("custody.money", &caller, |tx, by| {
        let wallets = actions::wallet(tx, by)?;
        let orders = actions::orders(tx, by, None, Limit::clamp(ORDERS))?.rows;
        let apart = actions::unclaimed(tx, by)?;
        let told = views::Told {
            claims: actions::claims(tx, by)?,
            apart,
            stops: actions::orders_over(tx, by)?,
        };
        Ok((wallets, orders, told))
    });
    let (actor, (wallets, orders, told)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::money(&viewer, &wallets, &orders, &told);
    Ok(Frame::new(&viewer, viewer.say("custody-money")).here("/money").page(&body))
}

/// Where a list goes on.
#[derive(Debug, Deserialize)]
struct On {
    after: Option<i64>,
}

/// What went in and out in one currency.
async fn statement(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    Query(on): Query<On>,
) -> PageResult {
    let currency = Currency::from_code(&code).ok_or(Stop::Absent)?;
    let look = app.view("custody.statement-page", &caller, move |tx, by| {
        let cursor = on.after.map(Cursor);
        let page = actions::statement(tx, by, currency, cursor, Limit::DEFAULT)?;
        let firm = by.firm().ok_or(Stop::Forbidden)?;
        Ok((ledger::balance(tx, wallet_of(firm, currency))?, page))
    });
    let (actor, (balance, page)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::statement(&viewer, &balance, &page);
    let title = viewer.say_with("custody-statement", &[("currency", currency.into())]);
    Ok(Frame::new(&viewer, title).here("/money").page(&body))
}

async fn blank_top_up(State(app): State<App>, caller: Caller) -> PageResult {
    form(&app, &caller, Way::In, &fresh()).await
}

async fn blank_withdrawal(State(app): State<App>, caller: Caller) -> PageResult {
    form(&app, &caller, Way::Out, &fresh()).await
}

fn fresh() -> Draft {
    Draft::of([("currency", "USD".to_owned())])
}

async fn form(app: &App, caller: &Caller, way: Way, draft: &Draft) -> PageResult {
    let look = app.view("custody.form", caller, |tx, by| {
        Ok((actions::wallet(tx, by)?, actions::bank_accounts(tx, by)?))
    });
    let (actor, (wallets, accounts)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::form(&viewer, way, draft, (&wallets, &accounts));
    let title = viewer.say(if way == Way::In { "custody-top-up" } else { "custody-withdraw" });
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let status = if draft.is_wrong() { wrong } else { StatusCode::OK };
    Ok(Frame::new(&viewer, title).here("/money").status(status).page(&body))
}

/// The amount that was typed; a mistake stands under its field.
pub(crate) fn amount(posted: &Posted) -> Outcome<Money> {
    let currency = web::json::currency(posted.field("currency"))?;
    posted.amount("amount", currency)
}

fn under_amount(stop: Stop) -> Stop {
    match stop {
        Stop::Refused(refusal) if refusal.field.is_none() => {
            Stop::Refused(Refusal { field: Some("amount"), ..refusal })
        }
        other => other,
    }
}

async fn top_up(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let act = |amount: Money| move |tx: &mut Tx<'_>, by: &Actor| actions::top_up(tx, by, amount);
    match order(&app, &caller, &posted, "custody.top-up", act).await {
        Ok(()) => Ok(done("/money", "top-up")),
        Err(stop) => form(&app, &caller, Way::In, &Draft::refused(posted.typed, stop)?).await,
    }
}

async fn withdraw(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let account = posted.field("account").to_owned();
    let is_simulated = app.place().is_simulated;
    let act = move |amount: Money| {
        move |tx: &mut Tx<'_>, by: &Actor| match account.parse() {
            Ok(named) => actions::pay_out(tx, by, amount, named),
            Err(_) if is_simulated => actions::withdraw(tx, by, amount, &account),
            Err(_) => Err(CustodyRefusal::AccountNotNamed.into()),
        }
    };
    match order(&app, &caller, &posted, "custody.withdraw", act).await {
        Ok(()) => Ok(done("/money", "withdrawal")),
        Err(stop) => form(&app, &caller, Way::Out, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// Orders the amount that was typed, in or out.
async fn order<A>(
    app: &App,
    caller: &Caller,
    posted: &Posted,
    name: &'static str,
    act: impl FnOnce(Money) -> A,
) -> Outcome<()>
where
    A: Fn(&mut Tx<'_>, &Actor) -> Outcome<BankOrder> + Send + 'static,
{
    let act = act(amount(posted)?);
    let act = move |tx: &mut Tx<'_>, by: &Actor| act(tx, by).map(|_| Nothing {});
    let ordered = app.act(name, caller, &posted.call, None, act).await;
    ordered.map(|_| ()).map_err(under_amount)
}
