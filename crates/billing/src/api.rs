//! Fees as JSON, for the firm that pays them.

mod books;

pub use books::{AccountOfDay, DayBalance};

use crate::actions;
use crate::model::{Details, Document, Line, NewDetails, Statement, Taxes};
use crate::pages::which;
use ::store::Tx;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use deal::DealKind;
use kernel::{Actor, Id, Limit, Money, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::{Amount, Rows};
use web::{App, Caller, Command, Edit, List, Problem, reply};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(statements))
        .routes(routes!(statement))
        .routes(routes!(documents))
        .routes(routes!(details, put_details))
        .merge(books::routes())
}

/// The fees of one month in one currency.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct FeeStatement {
    /// The civil month in the market's time zone.
    #[schema(example = "2027-03")]
    pub month: String,
    /// Fees charged.
    pub charged: Amount,
    /// Given back of them within the month.
    pub returned: Amount,
    /// Given back of fees of earlier months.
    pub credited: Amount,
    /// All of it, tax included.
    pub total: Amount,
    /// Lines.
    pub lines: i64,
    /// `open` or `closed`.
    pub state: String,
    /// `firm` or `operator`, while the documents wait for their details; `check`, while the
    /// operator looks at what would break a rule.
    pub waits_for: Option<String>,
    /// When the invoice is due to be made.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
}

impl From<Statement> for FeeStatement {
    fn from(kept: Statement) -> Self {
        Self {
            month: kept.month.to_string(),
            charged: kept.charged.into(),
            returned: kept.returned.into(),
            credited: kept.credited.into(),
            total: kept.total().into(),
            lines: kept.lines,
            state: kept.state.word().to_owned(),
            waits_for: kept.waits_for.map(|one| one.word().to_owned()),
            due_at: kept.due_at,
        }
    }
}

/// One fee, or one refund of a fee.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct FeeLine {
    /// Its place in the statement.
    pub nth: i64,
    /// `fee`, `refund` (of a fee of this month) or `credit` (of an earlier one).
    pub kind: String,
    /// The deal.
    #[schema(value_type = String, example = "deal_0p3v6jz4k0000")]
    pub deal: Id<DealKind>,
    /// What it was taken of, or what went back to the buyer.
    pub base: Amount,
    /// The fee, tax included; below nothing where it goes back.
    pub fee: Amount,
    /// Without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// The month that charged it.
    pub charged_in: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl FeeLine {
    fn of(line: Line, taxes: &Taxes) -> Self {
        let (fee, part) = (line.signed(), taxes.within_line(&line));
        let net = Money { minor: fee.minor - part.minor, ..fee };
        Self {
            nth: line.nth,
            kind: line.kind.word().to_owned(),
            deal: line.deal,
            base: line.base.into(),
            fee: fee.into(),
            net: net.into(),
            tax: part.into(),
            charged_in: line.charged_in,
            at: line.at,
        }
    }
}

/// A month with a page of its lines.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct WholeStatement {
    /// Its sums.
    pub statement: FeeStatement,
    /// Its lines, oldest first.
    pub lines: Vec<FeeLine>,
    /// Give this as `after` to go on; absent at the end.
    pub next: Option<i64>,
    /// Its invoice and its credit note.
    pub documents: Vec<FeeDocument>,
}

/// An invoice or a credit note.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct FeeDocument {
    /// Its number; the numbers of a year have no gap.
    #[schema(example = "2027-000042")]
    pub number: String,
    /// `invoice` or `credit`.
    pub kind: String,
    /// The month that it is about.
    pub month: String,
    /// Without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// With tax.
    pub gross: Amount,
    /// The VAT category of EN 16931.
    pub category: String,
    /// UBL 2.1 under EN 16931.
    pub ubl: String,
    /// When it was issued.
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Timestamp,
}

impl From<Document> for FeeDocument {
    fn from(made: Document) -> Self {
        Self {
            number: made.number.to_string(),
            kind: made.kind.word().to_owned(),
            month: made.month.to_string(),
            net: made.net.into(),
            tax: made.tax_amount.into(),
            gross: made.gross.into(),
            category: made.tax.category.code().to_owned(),
            ubl: made.xml,
            issued_at: made.issued_at,
        }
    }
}

/// After which statement the list goes on.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct After {
    /// The month and currency of the last one, as `2027-03.USD`.
    after: Option<String>,
}

/// The firm's months, newest first.
#[utoipa::path(get, path = "/api/v1/fees", tag = "billing", params(After),
    responses((status = 200, body = Vec<FeeStatement>)))]
async fn statements(
    State(app): State<App>,
    caller: Caller,
    Query(after): Query<After>,
) -> Result<Json<Vec<FeeStatement>>, Problem> {
    let after = after.after.unwrap_or_default();
    let look = app.look("billing.statements", &caller, move |tx, by| {
        let at = after.split_once('.').unwrap_or(("9999-99", "ZZZ"));
        let mut rows = actions::statements(tx, by, None, at, Limit::DEFAULT)?;
        rows.truncate(usize::try_from(Limit::DEFAULT.rows()).unwrap_or(0));
        Ok(rows)
    });
    Ok(Json(look.await?.into_iter().map(FeeStatement::from).collect()))
}

/// One month with its lines.
#[utoipa::path(get, path = "/api/v1/fees/{month}/{currency}", tag = "billing",
    params(("month" = String, Path), ("currency" = String, Path), List),
    responses((status = 200, body = WholeStatement)))]
async fn statement(
    State(app): State<App>,
    caller: Caller,
    Path((month, currency)): Path<(String, String)>,
    Query(list): Query<List>,
) -> Result<Json<WholeStatement>, Problem> {
    let which = which((&month, &currency))?;
    let look = app.look("billing.statement", &caller, move |tx, by| {
        let (statement, taxes, documents) = actions::statement(tx, by, None, which)?;
        let lines = actions::lines(tx, &statement, list.cursor(), list.limit())?;
        Ok((statement, taxes, documents, lines))
    });
    let (statement, taxes, documents, lines) = look.await?;
    Ok(Json(WholeStatement {
        statement: statement.into(),
        next: lines.next.map(|cursor| cursor.0),
        lines: lines.rows.into_iter().map(|line| FeeLine::of(line, &taxes)).collect(),
        documents: documents.into_iter().map(FeeDocument::from).collect(),
    }))
}

/// The firm's invoices and credit notes, newest first.
#[utoipa::path(get, path = "/api/v1/fee-documents", tag = "billing", params(List),
    responses((status = 200, body = Rows<FeeDocument>)))]
async fn documents(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<FeeDocument>>, Problem> {
    let look = app.look("billing.documents", &caller, move |tx, by| {
        actions::documents(tx, by, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// Who the firm is on invoices.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct BillingDetails {
    /// The registered name.
    pub legal_name: String,
    /// Street and house.
    pub street: String,
    /// The city.
    pub city: String,
    /// The postal code; empty where there is none.
    #[serde(default)]
    pub post_code: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The VAT number with its country's prefix; empty where there is none.
    #[serde(default)]
    pub vat_id: String,
    /// The number in a register of firms.
    #[serde(default)]
    pub registration: String,
    /// The version to change, as `If-Match`; nothing before the first.
    #[serde(default)]
    pub version: i64,
}

impl From<Details> for BillingDetails {
    fn from(kept: Details) -> Self {
        Self {
            legal_name: kept.legal_name,
            street: kept.street,
            city: kept.city,
            post_code: kept.post_code,
            country: kept.country,
            vat_id: kept.vat_id,
            registration: kept.registration,
            version: kept.version,
        }
    }
}

/// Who the firm is on invoices, as far as it has said.
#[utoipa::path(get, path = "/api/v1/billing-details", tag = "billing",
    responses((status = 200, body = BillingDetails)))]
async fn details(State(app): State<App>, caller: Caller) -> Result<Json<BillingDetails>, Problem> {
    let look = app.look("billing.details", &caller, actions::details);
    Ok(Json(look.await?.into()))
}

/// Says who the firm is on invoices; what waited for it is issued at once.
#[utoipa::path(put, path = "/api/v1/billing-details", tag = "billing",
    request_body = BillingDetails, responses((status = 200, body = BillingDetails)))]
async fn put_details(
    State(app): State<App>,
    caller: Caller,
    Edit(version): Edit,
    command: Command<BillingDetails>,
) -> Result<Response, Problem> {
    let told = command.body;
    let new = NewDetails {
        legal_name: told.legal_name,
        street: told.street,
        city: told.city,
        post_code: told.post_code,
        country: told.country,
        vat_id: told.vat_id,
        registration: told.registration,
    };
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::file_details(tx, by, &new, version).map(BillingDetails::from)
    };
    let made = app.act("billing.put-details", &caller, &command.call, None, act).await?;
    let version = made.value.version;
    Ok(reply(StatusCode::OK, made, Some(version)))
}
