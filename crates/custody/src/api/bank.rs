//! The bank's desk as JSON, and a firm's accounts and debts.

use super::Order;
use crate::actions;
use crate::model::{
    Answered, Claim, CustodyRefusal, Difference, DifferenceRow, KeptFile, KeptStatement, Way,
};
use crate::pages::{TheBank, most};
use ::store::Tx;
use axum::Json;
use axum::extract::{DefaultBodyLimit, Extension, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Actor, Id, Limit, Money, Stop};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::{Amount, Rows};
use web::page::take_body;
use web::{App, Caller, Command, List, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(claims))
        .routes(routes!(pay_out))
        .routes(routes!(differences))
        .routes(routes!(answer))
        .routes(routes!(unclaimed))
        .routes(routes!(claim_unclaimed))
        .routes(routes!(open_claims))
        .routes(routes!(forgive))
        .routes(routes!(files))
        .merge(OpenApiRouter::new().routes(routes!(bring)).layer(DefaultBodyLimit::disable()))
        .routes(routes!(statements))
}

/// What the firm owes after a payment was taken back.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Debt {
    /// The claim.
    pub(crate) id: String,
    /// What is left to pay.
    pub(crate) left: Amount,
    /// All of it.
    pub(crate) amount: Amount,
    /// Why, in ISO 20022's code or in words.
    pub(crate) reason: String,
}

impl From<Claim> for Debt {
    fn from(claim: Claim) -> Self {
        let (left, amount) = (claim.left().into(), claim.amount.into());
        Self { id: claim.id.to_string(), left, amount, reason: claim.reason }
    }
}

/// Money out to an account that the firm has named.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct NewPayout {
    /// How much.
    pub(crate) amount: Amount,
    /// The account.
    pub(crate) account: String,
}

/// A line of the work list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct DifferenceView {
    /// The line.
    pub(crate) id: String,
    /// What it is, such as `paid-twice`.
    pub(crate) kind: String,
    /// `open`, `asked` or `ended`.
    pub(crate) state: String,
    /// Where its money lies: `nowhere` out of place, `kept` or `outside`.
    pub(crate) lies: String,
    /// As the bank tells it; with a minus, money went out.
    pub(crate) amount: Amount,
    /// What stood on the transfer.
    pub(crate) words: String,
    /// The file's hash.
    pub(crate) file: String,
    /// The line in it.
    pub(crate) line: i64,
    /// What can be done.
    pub(crate) ways: Vec<String>,
}

impl From<Difference> for DifferenceView {
    fn from(row: Difference) -> Self {
        let ways = row.ways().into_iter().map(|way| way.word().to_owned()).collect();
        Self {
            id: row.id.to_string(),
            kind: row.kind.word().to_owned(),
            state: row.state.word().to_owned(),
            lies: row.lies.word().to_owned(),
            amount: row.amount.into(),
            words: row.words,
            file: row.hash,
            line: row.line,
            ways,
        }
    }
}

/// What a clerk says.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct NewAnswer {
    /// One of the line's ways.
    pub(crate) way: String,
    /// The reference of the order that it is for, with `assign`, of a debit or a recall that named
    /// none; or the name of a batch, with `paid-out`. A debit that named its batch is all of that
    /// where no reference is given.
    #[serde(default)]
    pub(crate) reference: Option<String>,
    /// Why.
    pub(crate) note: String,
}

/// A file from the bank.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct BankFileView {
    /// SHA-256 of its bytes.
    pub(crate) hash: String,
    /// Its name.
    pub(crate) name: String,
    /// Such as `camt.053.001.08`.
    pub(crate) message: String,
    /// `begun`, `taken` or `refused`.
    pub(crate) state: String,
    /// Payments in it.
    pub(crate) entries: i64,
    /// Those on the work list.
    pub(crate) listed: i64,
    /// What is wrong: line, path, word.
    pub(crate) faults: Vec<String>,
}

impl From<KeptFile> for BankFileView {
    fn from(file: KeptFile) -> Self {
        let faults = file.faults.lines().map(str::to_owned).collect();
        let KeptFile { hash, name, message, state, entries, listed, .. } = file;
        Self { hash, name, message, state, entries, listed, faults }
    }
}

/// A statement of the bank beside the ledger.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct StatementView {
    /// The civil day.
    pub(crate) day: String,
    /// Before.
    pub(crate) opening: Amount,
    /// What was booked.
    pub(crate) entries: Amount,
    /// After.
    pub(crate) closing: Amount,
    /// What the ledger says.
    pub(crate) ledger: Amount,
    /// Told by notifications, not yet on a statement.
    pub(crate) told_only: Amount,
    /// What nothing explains.
    pub(crate) unexplained: Amount,
}

impl From<KeptStatement> for StatementView {
    fn from(own: KeptStatement) -> Self {
        Self {
            day: own.day,
            opening: own.opening.into(),
            entries: own.entries.into(),
            closing: own.closing.into(),
            ledger: own.mirror.into(),
            told_only: own.told_only.into(),
            unexplained: own.unexplained.into(),
        }
    }
}

/// What the firm owes.
#[utoipa::path(get, path = "/api/v1/wallet/claims", tag = "wallet",
    responses((status = 200, body = Vec<Debt>)))]
async fn claims(State(app): State<App>, caller: Caller) -> Result<Json<Vec<Debt>>, Problem> {
    let claims = app.look("custody.claims", &caller, actions::claims).await?;
    Ok(Json(claims.into_iter().map(Debt::from).collect()))
}

/// What of the firm's money is kept apart, since nothing had moved in its wallet for years.
#[utoipa::path(get, path = "/api/v1/wallet/unclaimed", tag = "wallet",
    responses((status = 200, body = Vec<Amount>)))]
async fn unclaimed(State(app): State<App>, caller: Caller) -> Result<Json<Vec<Amount>>, Problem> {
    let all = app.look("custody.unclaimed", &caller, actions::unclaimed).await?;
    Ok(Json(all.iter().map(|balance| balance.left().into()).collect()))
}

/// Which money is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct Claiming {
    /// ISO 4217.
    pub(crate) currency: String,
}

/// Has what is kept apart back in the wallet, whole.
#[utoipa::path(post, path = "/api/v1/wallet/unclaimed", tag = "wallet", request_body = Claiming,
    responses((status = 201, body = Amount)))]
async fn claim_unclaimed(
    State(app): State<App>,
    caller: Caller,
    command: Command<Claiming>,
) -> Result<Response, Problem> {
    let currency = web::json::currency(&command.body.currency)?;
    let answered = app
        .act("custody.claim-unclaimed", &caller, &command.call, None, move |tx, by| {
            actions::claim_unclaimed(tx, by, currency).map(Amount::from)
        })
        .await?;
    Ok(reply(StatusCode::CREATED, answered, None))
}

/// A debt, for clerks.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct OpenClaim {
    /// Who owes.
    pub(crate) firm: String,
    /// What.
    #[serde(flatten)]
    pub(crate) debt: Debt,
}

impl From<Claim> for OpenClaim {
    fn from(claim: Claim) -> Self {
        Self { firm: claim.firm.to_string(), debt: claim.into() }
    }
}

/// What firms owe, the oldest first.
#[utoipa::path(get, path = "/api/v1/desk/claims", tag = "desk", params(List),
    responses((status = 200, body = Rows<OpenClaim>)))]
async fn open_claims(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<OpenClaim>>, Problem> {
    let page = app
        .look("custody.open-claims", &caller, move |tx, by| {
            actions::open_claims(tx, by, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}

/// Why a firm is let off.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct Forgiving {
    /// Why.
    #[schema(max_length = 200)]
    pub(crate) note: String,
}

/// Whether it is done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct Forgiven {
    /// `false` while a second clerk must agree.
    pub(crate) is_done: bool,
}

/// Lets a firm off what it owes; the market bears it. Much money waits for a second clerk.
#[utoipa::path(post, path = "/api/v1/desk/claims/{firm}/{claim}/forgive", tag = "desk",
    params(("firm" = String, Path), ("claim" = String, Path)), request_body = Forgiving,
    responses((status = 201, body = Forgiven)))]
async fn forgive(
    State(app): State<App>,
    caller: Caller,
    Path((firm, claim)): Path<(String, String)>,
    command: Command<Forgiving>,
) -> Result<Response, Problem> {
    let firm = firm.parse().map_err(|_| Stop::Absent)?;
    let id: kernel::Id<crate::model::ClaimKind> = claim.parse().map_err(|_| Stop::Absent)?;
    let note = command.body.note;
    let done = app
        .act("custody.forgive", &caller, &command.call, Some(id.cast()), move |tx, by| {
            let is_done = actions::forgive_claim(tx, by, (firm, id), &note)?;
            Ok(Forgiven { is_done })
        })
        .await?;
    Ok(reply(StatusCode::CREATED, done, None))
}

/// Orders money out to an account that the firm has named.
#[utoipa::path(post, path = "/api/v1/wallet/payouts", tag = "wallet", request_body = NewPayout,
    responses((status = 201, body = Order)))]
async fn pay_out(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewPayout>,
) -> Result<Response, Problem> {
    let amount = Money::try_from(&command.body.amount)?;
    let account = command.body.account.parse().map_err(|_| Stop::Absent)?;
    let answered = app
        .act("custody.pay-out", &caller, &command.call, None, move |tx, by| {
            Ok(Order::from(actions::pay_out(tx, by, amount, account)?))
        })
        .await?;
    Ok(reply(StatusCode::CREATED, answered, None))
}

/// What a clerk must look at, oldest first.
#[utoipa::path(get, path = "/api/v1/desk/differences", tag = "desk", params(List),
    responses((status = 200, body = Rows<DifferenceView>)))]
async fn differences(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<DifferenceView>>, Problem> {
    let page = app
        .look("custody.differences", &caller, move |tx, by| {
            actions::differences(tx, by, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}

/// Says what is to be done about a line; much money waits for a second clerk.
#[utoipa::path(post, path = "/api/v1/desk/differences/{id}/answer", tag = "desk",
    request_body = NewAnswer, responses((status = 200, body = DifferenceView)))]
async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<NewAnswer>,
) -> Result<Response, Problem> {
    let id: Id<DifferenceRow> = id.parse().map_err(|_| Stop::Absent)?;
    let NewAnswer { way, reference, note } = command.body;
    let way = Way::from_word(&way).ok_or_else(|| Stop::from(CustodyRefusal::NotAWay))?;
    let answered = Answered { way, reference, note };
    let done = app
        .act("custody.answer-difference", &caller, &command.call, Some(id.cast()), move |tx, by| {
            actions::answer_difference(tx, by, id, &answered).map(DifferenceView::from)
        })
        .await?;
    Ok(reply(StatusCode::OK, done, None))
}

/// The files that the bank has sent, newest first.
#[utoipa::path(get, path = "/api/v1/desk/bank-files", tag = "desk", params(List),
    responses((status = 200, body = Rows<BankFileView>)))]
async fn files(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<BankFileView>>, Problem> {
    let page = app
        .look("custody.bank-files", &caller, move |tx, by| {
            actions::bank_files(tx, by, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}

/// The name under which a file is kept.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// As the bank gave it.
    name: Option<String>,
}

/// Brings a file of the bank as the body: camt.052 to camt.054, pain.002, camt.056, of any version.
/// It is taken once, by its bytes and by its message's id. One with faults is `refused`: nothing of
/// it has moved, and all that is wrong is told.
#[utoipa::path(post, path = "/api/v1/desk/bank-files", tag = "desk", params(Named),
    request_body(content_type = "application/xml", content = Vec<u8>),
    responses((status = 201, body = BankFileView)))]
async fn bring(
    State(app): State<App>,
    caller: Caller,
    bank: Option<Extension<TheBank>>,
    Query(told): Query<Named>,
    request: Request,
) -> Result<(StatusCode, Json<BankFileView>), Problem> {
    // Whoever may not look at the desk has nothing read.
    let may = |tx: &mut Tx<'_>, by: &Actor| {
        actions::bank_files(tx, by, None, Limit::clamp(1)).map(|_| ())
    };
    app.look("custody.may-bring", &caller, may).await?;
    let bank =
        bank.and_then(|Extension(bank)| bank).ok_or_else(|| Stop::from(CustodyRefusal::NoBank))?;
    let sent = take_body(&app, request, &most()).await?;
    if sent.bytes == 0 {
        return Err(Stop::from(CustodyRefusal::FileMissing).into());
    }
    let path = sent.path().to_owned();
    let bytes = app.compute(move || std::fs::read(path)).await?;
    let bytes = bytes.map_err(|error| Stop::Fault(error.into()))?;
    let name = told.name.unwrap_or_default();
    let name: String = name.chars().filter(|sign| !sign.is_control()).take(120).collect();
    let file = bank.take_file(app.store(), &name, &bytes).await?;
    Ok((StatusCode::CREATED, Json(file.into())))
}

/// The newest statements of one of our accounts beside the ledger.
#[utoipa::path(get, path = "/api/v1/desk/bank-statements/{account}", tag = "desk",
    responses((status = 200, body = Vec<StatementView>)))]
async fn statements(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<String>,
) -> Result<Json<Vec<StatementView>>, Problem> {
    let rows = app
        .look("custody.bank-statements", &caller, move |tx, by| {
            actions::statements(tx, by, &account, "9999-12-31")
        })
        .await?;
    Ok(Json(rows.into_iter().map(StatementView::from).collect()))
}
