//! Where the firm wants its money, as JSON.

use crate::actions;
use crate::model::{BankAccount, BankAccountKind, NewBankAccount};
use ::store::{Answered, Tx};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::{Actor, Id, Outcome, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Call, Caller, Command, Nothing, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(accounts, name))
        .routes(routes!(ask_code))
        .routes(routes!(remove))
}

/// An account that the firm has named for its money.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Account {
    /// The account.
    pub(crate) id: String,
    /// Its holder's name.
    pub(crate) holder: String,
    /// An IBAN, or a number with a clearing code.
    pub(crate) number: String,
    /// A Chinese clearing code (CNAPS).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bank_code: Option<String>,
    /// From when on money may go to it.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) usable_at: Timestamp,
}

impl From<BankAccount> for Account {
    fn from(account: BankAccount) -> Self {
        Self {
            id: account.id.to_string(),
            holder: account.holder,
            number: account.number,
            bank_code: account.bank_code,
            usable_at: account.usable_at,
        }
    }
}

/// An account to be named, with the proof that it is the owner who names it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct NamedAccount {
    /// Its holder's name.
    pub(crate) holder: String,
    /// An IBAN, or a number with a clearing code.
    pub(crate) number: String,
    /// A Chinese clearing code (CNAPS).
    #[serde(default)]
    pub(crate) bank_code: String,
    /// The owner's password, if they have one.
    #[serde(default)]
    pub(crate) password: String,
    /// The code that was sent to the owner: ask for it first.
    pub(crate) code: String,
}

/// The accounts that the firm has named for its money.
#[utoipa::path(get, path = "/api/v1/wallet/accounts", tag = "wallet",
    responses((status = 200, body = Vec<Account>)))]
async fn accounts(State(app): State<App>, caller: Caller) -> Result<Json<Vec<Account>>, Problem> {
    let accounts = app.look("custody.bank-accounts", &caller, actions::bank_accounts).await?;
    Ok(Json(accounts.into_iter().map(Account::from).collect()))
}

/// Sends the owner a code, to name an account with.
#[utoipa::path(post, path = "/api/v1/wallet/account-codes", tag = "wallet",
    request_body = Nothing, responses((status = 201)))]
async fn ask_code(
    State(app): State<App>,
    caller: Caller,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let done = code_asked(&app, &caller, &command.call).await?;
    Ok(reply(StatusCode::CREATED, done, None))
}

/// Sends a code to whoever may name an account.
pub(crate) async fn code_asked(
    app: &App,
    caller: &Caller,
    call: &Call,
) -> Outcome<Answered<Nothing>> {
    let lang = caller.lang();
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::bank_accounts(tx, by)?;
        party::ask_code_again(tx, by, lang).map(|()| Nothing {})
    };
    app.act("custody.ask-code", caller, call, None, act).await
}

/// Names an account; money may go to it after the rules' waiting time. Only an owner may, with the
/// password, if there is one, and the code that was sent.
#[utoipa::path(post, path = "/api/v1/wallet/accounts", tag = "wallet",
    request_body = NamedAccount, responses((status = 201, body = Vec<Account>)))]
async fn name(
    State(app): State<App>,
    caller: Caller,
    command: Command<NamedAccount>,
) -> Result<Response, Problem> {
    named(&app, &caller, &command.call, &command.body).await?;
    let accounts = app.look("custody.bank-accounts", &caller, actions::bank_accounts).await?;
    let accounts: Vec<Account> = accounts.into_iter().map(Account::from).collect();
    Ok((StatusCode::CREATED, Json(accounts)).into_response())
}

/// The password is compared beside the runtime; the code where it is spent.
pub(crate) async fn named(
    app: &App,
    caller: &Caller,
    call: &Call,
    told: &NamedAccount,
) -> Outcome<()> {
    let verified = party::api::prove_password(app, caller, &told.password).await?;
    let code = told.code.trim().to_owned();
    let (holder, number, bank_code) =
        (told.holder.clone(), told.number.clone(), told.bank_code.clone());
    let new = NewBankAccount { holder, number, bank_code };
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::name_bank_account_again(tx, by, &new, (verified.as_deref(), &code))
    };
    let call = party::api::sealed(app, caller, call);
    let answered = app.act("custody.name-account", caller, &call, None, act).await?;
    answered.value.into_outcome().map(|_| ())
}

/// Uses an account no more. Only an owner may.
#[utoipa::path(delete, path = "/api/v1/wallet/accounts/{id}", tag = "wallet",
    responses((status = 200)))]
async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let done = removed(&app, &caller, &command.call, &id).await?;
    Ok(reply(StatusCode::OK, done, None))
}

/// Lets an account go.
pub(crate) async fn removed(
    app: &App,
    caller: &Caller,
    call: &Call,
    id: &str,
) -> Outcome<Answered<Nothing>> {
    let id: Id<BankAccountKind> = id.parse().map_err(|_| Stop::Absent)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::remove_bank_account(tx, by, id).map(|()| Nothing {})
    };
    app.act("custody.remove-account", caller, call, None, act).await
}
