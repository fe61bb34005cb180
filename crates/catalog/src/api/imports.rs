//! Files of goods: sent, looked through, mapped, let go; and the way out.

use crate::actions;
use crate::export;
use crate::intake::{self, Defaults, taken_in};
use crate::model::{Alike, Import, ImportKind, ImportState, Taking, ToldFault};
use crate::table::refuse_for_all;
use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Id, Outcome, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use web::json::Rows;
use web::page::take_body;
use web::{App, Call, Caller, Command, List, Problem, reply};

/// A file of goods on its way into the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportView {
    /// Its id.
    #[schema(value_type = String, example = "import_00c5c8g1h00r0")]
    pub id: Id<ImportKind>,
    /// The name that its sender gave it.
    pub file_name: String,
    /// How far it is.
    pub state: ImportState,
    /// The headings of its columns.
    pub headings: Vec<String>,
    /// The field that each column was taken for; null is left out.
    pub fields: Vec<Option<String>>,
    /// Rows in it.
    pub row_count: i64,
    /// Products in it.
    pub product_count: i64,
    /// What holds for all rows where the file says nothing.
    pub for_all: BTreeMap<String, String>,
    /// Faults in it; nothing is taken while there is one, unless what is faulty shall stay out.
    /// Once it is taken, also each row whose count of a stock is left out: it has changed since.
    pub fault_count: i64,
    /// Products with faults.
    pub left_out: i64,
    /// Products without an article number that look like goods that are there: the same title,
    /// brand and model.
    pub alike_count: i64,
    /// What is done with those.
    pub alike: Alike,
    /// Products taken that were new.
    pub added: i64,
    /// Products taken that were there with other terms.
    pub changed: i64,
    /// Products taken that were there just so.
    pub unchanged: i64,
    /// Those of the first two that are hidden, because their shelf is closed to the firm.
    pub shut_out: i64,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<Import> for ImportView {
    fn from(import: Import) -> Self {
        Self {
            id: import.id,
            file_name: import.file_name,
            state: import.state,
            headings: import.plan.headings,
            fields: import.plan.fields,
            for_all: import.plan.for_all,
            row_count: import.row_count,
            product_count: import.product_count,
            fault_count: import.fault_count,
            left_out: import.left_out,
            alike_count: import.alike_count,
            alike: import.alike,
            added: import.taken.added,
            changed: import.taken.changed,
            unchanged: import.taken.unchanged,
            shut_out: import.taken.shut_out,
            at: import.at,
        }
    }
}

/// One fault of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FaultView {
    /// The row as a spreadsheet counts it; 0 for the whole file.
    pub row: i64,
    /// The heading of the column; empty for the whole row.
    pub column: String,
    /// What is wrong, and what to do.
    pub told: String,
}

impl From<ToldFault> for FaultView {
    fn from(fault: ToldFault) -> Self {
        Self { row: fault.row, column: fault.column, told: fault.told }
    }
}

/// What a file does not say.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// The file's name.
    name: Option<String>,
    /// ISO 4217, where the file says nothing; USD unless told.
    currency: Option<String>,
    /// Days from payment to dispatch, where the file says nothing; 7 unless told.
    lead_time_d: Option<i64>,
    /// Whether its products are taken as soon as it is found right. Otherwise it waits at `ready`.
    #[serde(default)]
    in_earnest: bool,
    /// Whether products with faults stay out, and the others are taken.
    #[serde(default)]
    leave_out_faulty: bool,
    /// What is done with products without an article number that look like goods that are there:
    /// `change` (unless told), `keep` or `add`.
    alike: Option<Alike>,
}

/// Which column is which, and what holds for all rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Columns {
    /// The field of each column, in the order of the headings, such as `title`, `price`, `sku`;
    /// empty is left out. None at all: they stay as they are.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Fields with what holds where the file says nothing, such as `unit`, `moq`, `category`.
    #[serde(default)]
    pub for_all: BTreeMap<String, String>,
}

/// Sends a table of goods as the body: CSV, or a workbook. It is looked through as a whole; read
/// it again to see what was found.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports", params(Asked),
    request_body(content_type = "text/csv", content = Vec<u8>),
    responses((status = 201, body = ImportView)))]
pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
    request: Request,
) -> Result<Response, Problem> {
    app.look("catalog.may-import", &caller, |_, by| by.trader().map(|_| ())).await?;
    let key = request.headers().get("idempotency-key").and_then(|key| key.to_str().ok());
    let key = key.unwrap_or_default().to_owned();
    let mut sent = take_body(&app, request, &intake::most()).await?;
    sent.name =
        asked.name.unwrap_or_default().chars().filter(|c| !c.is_control()).take(120).collect();
    let body = [b"/api/v1/imports\n", sent.hash.as_slice()].concat();
    let call = Call { key, body, is_preview: false };
    let defaults = Defaults {
        currency: asked.currency.unwrap_or_else(|| "USD".to_owned()),
        lead_time_d: asked.lead_time_d.unwrap_or(7),
        is_in_earnest: asked.in_earnest,
        taking: Taking { leave_out_faulty: asked.leave_out_faulty, alike: asked.alike },
    };
    let done = taken_in(&app, &caller, &call, sent, defaults).await?;
    Ok(reply(StatusCode::CREATED, done, None))
}

fn import_id(text: &str) -> Outcome<Id<ImportKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

/// Files that the firm has sent, newest first.
#[utoipa::path(get, path = "/api/v1/imports", tag = "imports", params(List),
    responses((status = 200, body = Rows<ImportView>)))]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<ImportView>>, Problem> {
    let look = app.look("catalog.imports", &caller, move |tx, by| {
        actions::imports(tx, by, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// How far a file is.
#[utoipa::path(get, path = "/api/v1/imports/{id}", tag = "imports",
    params(("id" = String, Path)), responses((status = 200, body = ImportView)))]
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<ImportView>, Problem> {
    let id = import_id(&id)?;
    let look = app.look("catalog.import", &caller, move |tx, by| actions::get_import(tx, by, id));
    Ok(Json(look.await?.into()))
}

/// What is wrong with a file, in the order of its rows.
#[utoipa::path(get, path = "/api/v1/imports/{id}/faults", tag = "imports",
    params(("id" = String, Path), List), responses((status = 200, body = Rows<FaultView>)))]
pub(super) async fn faults(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(list): Query<List>,
) -> Result<Json<Rows<FaultView>>, Problem> {
    let id = import_id(&id)?;
    let look = app.look("catalog.import-faults", &caller, move |tx, by| {
        actions::import_faults(tx, by, id, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// Says which column is which, and what holds for all rows; the file is looked through again. The
/// next file with the same headings is read the same way.
#[utoipa::path(put, path = "/api/v1/imports/{id}/columns", tag = "imports",
    params(("id" = String, Path)), request_body = Columns,
    responses((status = 200, body = ImportView)))]
pub(super) async fn map(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Columns>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (import_id(&id)?, command);
    let act = app.act("catalog.map-import", &caller, &call, Some(id.cast()), move |tx, by| {
        let mut plan = actions::get_import(tx, by, id)?.plan;
        if !body.fields.is_empty() {
            plan = plan.with_fields(&body.fields);
        }
        let told = body.for_all.iter().map(|(field, value)| (field.as_str(), value.as_str()));
        let plan = plan.with_for_all(told)?;
        refuse_for_all(&plan)?;
        actions::map_import(tx, by, id, &plan).map(ImportView::from)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// Lets the products of a file be taken: all of one that was found right; of one with faults those
/// that are right, if the others shall stay out.
#[utoipa::path(post, path = "/api/v1/imports/{id}/run", tag = "imports",
    params(("id" = String, Path)), request_body = Taking,
    responses((status = 200, body = ImportView)))]
pub(super) async fn run(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Taking>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (import_id(&id)?, command);
    let act = app.act("catalog.run-import", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::run_import(tx, by, id, body).map(ImportView::from)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// Ends an import; what was taken stays.
#[utoipa::path(post, path = "/api/v1/imports/{id}/stop", tag = "imports",
    params(("id" = String, Path)), responses((status = 200, body = ImportView)))]
pub(super) async fn stop(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<web::Nothing>,
) -> Result<Response, Problem> {
    let (id, call) = (import_id(&id)?, command.call);
    let act = app.act("catalog.stop-import", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::stop_import(tx, by, id).map(ImportView::from)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// The rows of a file that stay out, as a table of the form in which they came (`csv` or `xlsx`),
/// with what is wrong beside them: mended, it can be sent as it is.
#[utoipa::path(get, path = "/api/v1/imports/{id}/left-out/{format}", tag = "imports",
    params(("id" = String, Path), ("format" = String, Path)),
    responses((status = 200, content_type = "text/csv", body = Vec<u8>)))]
pub(super) async fn left_out(
    State(app): State<App>,
    caller: Caller,
    Path((id, format)): Path<(String, String)>,
) -> Result<Response, Problem> {
    export::left_out(app, caller, (import_id(&id)?, &format)).await
}

/// All goods of the firm as a table, hidden ones too: `products.csv` or `products.xlsx`. What is
/// fetched can be sent back as it is.
#[utoipa::path(get, path = "/api/v1/exports/{file}", tag = "imports",
    params(("file" = String, Path)),
    responses((status = 200, content_type = "text/csv", body = Vec<u8>)))]
pub(super) async fn export(
    State(app): State<App>,
    caller: Caller,
    Path(file): Path<String>,
) -> Result<Response, Problem> {
    export::answer(app, caller, &file).await
}
