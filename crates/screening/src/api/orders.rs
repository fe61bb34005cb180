//! Orders of authorities over firms, for officers alone.

use crate::actions;
use crate::model::{FirmOrder, NewFirmOrder, OrderedKind, ScreeningRefusal};
use crate::pages::orders::{Which, keep_for, send_paper, which};
use ::store::Tx;
use axum::Json;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use custody::NewBankAccount;
use kernel::{Actor, Firm, Id, Money, Outcome, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::{Amount, Rows};
use web::{App, Call, Caller, Command, List, Problem, SentFile, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(orders, record))
        .routes(routes!(one))
        .routes(routes!(act))
        .routes(routes!(paper, attach))
        .layer(DefaultBodyLimit::max(talk::pages::UPLOAD_BODY_MOST))
}

/// An order over a firm.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct OrderRow {
    /// The firm.
    pub(crate) firm: String,
    /// The order.
    pub(crate) id: String,
    /// `freeze`, `bankruptcy` or `dissolved`.
    pub(crate) kind: String,
    /// Who ordered it.
    pub(crate) authority: String,
    /// Its number there.
    pub(crate) reference: String,
    /// When, as a civil day.
    pub(crate) ordered_on: String,
    /// The last day on which it stands, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) until_on: Option<String>,
    /// So much stays; all where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stays: Option<Amount>,
    /// The name of its paper, if it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) paper: Option<String>,
    /// Whether it stands.
    pub(crate) is_standing: bool,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
    /// When it was lifted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) lifted_at: Option<Timestamp>,
}

impl From<FirmOrder> for OrderRow {
    fn from(order: FirmOrder) -> Self {
        let NewFirmOrder { kind, authority, reference, ordered_on, until_on, stays, paper } =
            order.said;
        Self {
            firm: order.firm.to_string(),
            id: order.id.to_string(),
            kind: kind.word().to_owned(),
            authority,
            reference,
            ordered_on,
            until_on: Some(until_on).filter(|day| !day.is_empty()),
            stays: stays.map(Amount::from),
            paper: paper.map(|paper| paper.name),
            is_standing: order.is_standing,
            at: order.at,
            lifted_at: order.lifted_at,
        }
    }
}

/// An order with what can be paid to the administrator.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct OrderView {
    /// The order.
    #[serde(flatten)]
    pub(crate) row: OrderRow,
    /// The administrator's account, once two officers have named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<AdministratorsAccount>,
    /// What can be paid to it, with what was set apart of the firm's money; told to officers who
    /// have said that they look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) has: Option<Vec<Amount>>,
}

/// The account of an administrator or liquidator.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct AdministratorsAccount {
    /// Whose it is.
    pub(crate) holder: String,
    /// Its number.
    pub(crate) number: String,
    /// From when on money can go there.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) usable_at: Timestamp,
}

/// An order as an officer records it. Its paper follows in a request of its own.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct OrderRecorded {
    /// Over which firm.
    pub(crate) firm: String,
    /// `freeze`, `bankruptcy` or `dissolved`.
    #[schema(example = "freeze")]
    pub(crate) kind: String,
    /// Who ordered it.
    #[schema(max_length = 140)]
    pub(crate) authority: String,
    /// Its number there.
    #[schema(max_length = 140)]
    pub(crate) reference: String,
    /// When, as a civil day.
    #[schema(example = "2026-03-01")]
    pub(crate) ordered_on: String,
    /// The last day on which it stands; empty if it stands until it is lifted.
    #[serde(default)]
    pub(crate) until_on: String,
    /// So much stays, of a freeze; all where nothing is said.
    #[serde(default)]
    pub(crate) stays: Option<Amount>,
}

/// Orders that stand, newest first.
#[utoipa::path(get, path = "/api/v1/desk/orders", tag = "desk", params(List),
    responses((status = 200, body = Rows<OrderRow>)))]
async fn orders(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<OrderRow>>, Problem> {
    let look = app.look("screening.orders", &caller, move |tx, by| {
        actions::orders(tx, by, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// Records an order: it holds from now on, since it only keeps money.
#[utoipa::path(post, path = "/api/v1/desk/orders", tag = "desk", request_body = OrderRecorded,
    responses((status = 201, body = OrderRow)))]
async fn record(
    State(app): State<App>,
    caller: Caller,
    command: Command<OrderRecorded>,
) -> Result<Response, Problem> {
    // Whoever may not is told so before the form is read.
    app.look("screening.may-order", &caller, actions::must_be_officer).await?;
    let (firm, new) = read(command.body)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| match actions::record_order(tx, by, firm, &new) {
        Err(Stop::Absent) => Err(ScreeningRefusal::FirmUnknown.into()),
        other => other.map(OrderRow::from),
    };
    let done = app.act("screening.record", &caller, &command.call, None, act).await?;
    Ok(reply(StatusCode::CREATED, done, None))
}

fn read(told: OrderRecorded) -> Outcome<(Id<Firm>, NewFirmOrder)> {
    let firm = told.firm.parse().map_err(|_| ScreeningRefusal::FirmUnknown)?;
    let kind = OrderedKind::from_word(&told.kind).ok_or(ScreeningRefusal::OrderKind)?;
    let stays = told.stays.as_ref().map(Money::try_from).transpose()?;
    let OrderRecorded { authority, reference, ordered_on, until_on, .. } = told;
    let new = NewFirmOrder { kind, authority, reference, ordered_on, until_on, stays, paper: None };
    Ok((firm, new))
}

/// One order.
#[utoipa::path(get, path = "/api/v1/desk/orders/{firm}/{order}", tag = "desk",
    params(("firm" = String, Path), ("order" = String, Path)),
    responses((status = 200, body = OrderView)))]
async fn one(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
) -> Result<Json<OrderView>, Problem> {
    let which = which(&firm, &order)?;
    let look = app.look("screening.order", &caller, move |tx, by| {
        let order = actions::order(tx, by, which)?;
        Ok((order, actions::administered(tx, by, which)?))
    });
    let (order, seen) = look.await?;
    let account = seen.account.map(|account| AdministratorsAccount {
        holder: account.holder,
        number: account.number,
        usable_at: account.usable_at,
    });
    let has = seen.has.map(|has| has.into_iter().map(Amount::from).collect());
    Ok(Json(OrderView { row: order.into(), account, has }))
}

/// What an officer does with an order.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub(crate) enum OrderAct {
    /// Looks into the firm's wallets, which is written down.
    Look,
    /// Names the administrator's account; a second officer must agree.
    Account {
        /// Whose it is.
        #[schema(max_length = 140)]
        holder: String,
        /// Its number.
        number: String,
        /// The bank, where the number does not tell it.
        #[serde(default)]
        bank_code: String,
    },
    /// Pays money of the firm to that account; a second officer must agree.
    Pay {
        /// How much.
        amount: Amount,
        /// Who asked for it, when, by which letter.
        #[schema(max_length = 4000)]
        reasons: String,
    },
    /// Says that the order was lifted; a second officer must agree.
    Lift {
        /// Who lifted it, when, by which paper.
        #[schema(max_length = 4000)]
        reasons: String,
    },
}

/// Looks into the wallets, names the administrator's account, pays to it, or lifts the order. All
/// but the look wait for a second officer.
#[utoipa::path(post, path = "/api/v1/desk/orders/{firm}/{order}/acts", tag = "desk",
    params(("firm" = String, Path), ("order" = String, Path)), request_body = OrderAct,
    responses((status = 201, body = OrderRow)))]
async fn act(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
    command: Command<OrderAct>,
) -> Result<Response, Problem> {
    let which = which(&firm, &order)?;
    // Whoever may not is told so before the form is read.
    app.look("screening.may-order", &caller, actions::must_be_officer).await?;
    let what = command.body;
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        perform(tx, by, which, &what)?;
        actions::order(tx, by, which).map(OrderRow::from)
    };
    let home = Some(which.1.cast());
    let done = app.act("screening.order-act", &caller, &command.call, home, act).await?;
    Ok(reply(StatusCode::CREATED, done, None))
}

fn perform(tx: &mut Tx<'_>, by: &Actor, which: Which, what: &OrderAct) -> Outcome<()> {
    match what {
        OrderAct::Look => actions::look_into_wallets(tx, by, which),
        OrderAct::Account { holder, number, bank_code } => {
            let (holder, number) = (holder.clone(), number.clone());
            let new = NewBankAccount { holder, number, bank_code: bank_code.clone() };
            actions::name_administrator(tx, by, which, &new)
        }
        OrderAct::Pay { amount, reasons } => {
            let amount = Money::try_from(amount)?;
            actions::pay_administrator(tx, by, which, (amount, reasons))
        }
        OrderAct::Lift { reasons } => actions::lift_order(tx, by, which, reasons),
    }
}

/// How a file is named.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Named {
    /// The file's name with its ending.
    #[serde(default)]
    name: String,
}

/// Adds the paper of an order, a photo or a PDF, as the body itself. What was added stays.
#[utoipa::path(post, path = "/api/v1/desk/orders/{firm}/{order}/paper", tag = "desk",
    params(("firm" = String, Path), ("order" = String, Path), Named),
    request_body(content_type = "application/pdf", content = Vec<u8>),
    responses((status = 201, body = OrderRow)))]
async fn attach(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    SentFile(body): SentFile,
) -> Result<Response, Problem> {
    let which = which(&firm, &order)?;
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let claim = [order.as_bytes(), Sha256::digest(&body).as_slice()].concat();
    let call = Call { key: key.unwrap_or_default().to_owned(), body: claim, is_preview: false };
    let paper = keep_for(&app, &caller, which, (body, named.name)).await?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::attach_paper(tx, by, which, &paper)?;
        actions::order(tx, by, which).map(OrderRow::from)
    };
    let home = Some(which.1.cast());
    let done = app.act("screening.attach", &caller, &call, home, act).await?;
    Ok(reply(StatusCode::CREATED, done, None))
}

/// The paper of an order, as an attachment.
#[utoipa::path(get, path = "/api/v1/desk/orders/{firm}/{order}/paper", tag = "desk",
    params(("firm" = String, Path), ("order" = String, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
async fn paper(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
) -> Result<Response, Problem> {
    send_paper(&app, &caller, which(&firm, &order)?).await
}
