//! Where the firm wants its money, and what it owes.

use super::under_amount;
use crate::api::{NamedAccount, code_asked, named, removed};
use crate::{actions, views};
use ::store::Tx;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use kernel::rules::Rules;
use kernel::{Actor, Currency, Stop};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, Nothing};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/money/accounts", get(list).post(add))
        .route("/money/accounts/code", post(ask_code))
        .route("/money/accounts/{id}/remove", post(remove))
        .route("/money/claims", post(pay_claims))
        .route("/money/unclaimed/{currency}", post(claim_unclaimed))
}

async fn list(State(app): State<App>, caller: Caller) -> PageResult {
    show(&app, &caller, &Draft::default()).await
}

async fn show(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let look = app.view("custody.bank-accounts", caller, |tx, by| {
        Ok((actions::bank_accounts(tx, by)?, tx.now()))
    });
    let (actor, (accounts, now)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let hours = Rules::current().bank.account_wait_h;
    let body = views::accounts::list(&viewer, &accounts, (now, hours), draft);
    let status = if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = viewer.say("custody-accounts");
    Ok(Frame::new(&viewer, title).here("/money").status(status).page(&body))
}

async fn ask_code(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    match code_asked(&app, &caller, &posted.call).await {
        Ok(_) => Ok(done("/money/accounts", "account-code")),
        Err(stop) => show(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

async fn add(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let told = |name: &str| posted.field(name).to_owned();
    let new = NamedAccount {
        holder: told("holder"),
        number: told("number"),
        bank_code: told("bank_code"),
        password: posted.typed.get("password").cloned().unwrap_or_default(),
        code: told("code"),
    };
    match named(&app, &caller, &posted.call, &new).await {
        Ok(()) => Ok(done("/money/accounts", "account-named")),
        Err(stop) => show(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    removed(&app, &caller, &posted.call, &id).await?;
    Ok(done("/money/accounts", "account-removed"))
}

async fn pay_claims(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let act = |tx: &mut Tx<'_>, by: &Actor| actions::pay_claims(tx, by).map(|_| Nothing {});
    let paid = app.act("custody.pay-claims", &caller, &posted.call, None, act).await;
    paid.map_err(under_amount)?;
    Ok(done("/money", "claims-paid"))
}

async fn claim_unclaimed(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    posted: Posted,
) -> PageResult {
    let currency = Currency::from_code(&code).ok_or(Stop::Absent)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::claim_unclaimed(tx, by, currency).map(|_| Nothing {})
    };
    app.act("custody.claim-unclaimed", &caller, &posted.call, None, act).await?;
    Ok(done("/money", "unclaimed-back"))
}
