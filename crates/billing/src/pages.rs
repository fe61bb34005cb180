//! Fees in the browser: a firm's months, one month, its invoices, who it is on them; and the
//! operator's look at a firm's, which is written down.

mod books;
mod desk;
mod export;
mod papers;

use crate::model::{Document, Line, Month, NewDetails, Statement, Taxes};
use crate::paper::Fonts;
use crate::{actions, views};
use ::store::Tx;
use axum::Router;
use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use kernel::{Actor, Currency, Cursor, Limit, Outcome, Page, Stop};
use serde::Deserialize;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List, Nothing};

/// Lines of a statement on a page, statements, documents.
const ROWS: i64 = 50;
/// Looks shown under the statements.
const LOOKS: i64 = 5;

/// The routes of the pages of fees, with the font of documents.
pub fn pages(fonts: Fonts) -> Router<App> {
    Router::new()
        .route("/fees", get(list))
        .route("/fees/details", get(blank).post(file))
        .route("/fees/invoices", get(documents))
        .route("/fees/invoices/{id}/xml", get(papers::xml))
        .route("/fees/invoices/{id}/pdf", get(papers::invoice_pdf))
        .route("/fees/{month}/{currency}", get(one))
        .route("/fees/{month}/{currency}/csv", get(papers::csv))
        .route("/fees/{month}/{currency}/pdf", get(papers::statement_pdf))
        .route("/desk/fees", get(desk::ask).post(desk::look))
        .route("/desk/fees/statement", post(desk::statement))
        .route("/desk/fees/details", get(desk::blank).post(desk::file))
        .route("/desk/books", get(books::day))
        .route("/desk/books/postings", post(books::postings))
        .route("/desk/books/csv", get(books::csv))
        .route("/desk/books/export", post(export::export))
        .layer(Extension(fonts))
}

/// A whole statement with a page of its lines.
pub(crate) struct Seen {
    pub(crate) statement: Statement,
    pub(crate) taxes: Taxes,
    pub(crate) documents: Vec<Document>,
    pub(crate) lines: Page<Line>,
}

/// After which statement a list goes on: `2027-03.USD`.
#[derive(Debug, Deserialize)]
struct On {
    after: Option<String>,
}

impl On {
    fn mark(&self) -> (String, String) {
        let told = self.after.as_deref().and_then(|after| after.split_once('.'));
        let (month, currency) = told.unwrap_or(("9999-99", "ZZZ"));
        (month.to_owned(), currency.to_owned())
    }
}

async fn list(State(app): State<App>, caller: Caller, Query(on): Query<On>) -> PageResult {
    let mark = on.mark();
    let look = app.view("billing.statements", &caller, move |tx, by| {
        let at = (mark.0.as_str(), mark.1.as_str());
        let rows = actions::statements(tx, by, None, at, Limit::clamp(ROWS))?;
        let looks = actions::access(tx, by, None, Limit::clamp(LOOKS))?.rows;
        Ok((rows, actions::details(tx, by)?, looks))
    });
    let (actor, (rows, details, looks)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::list(&viewer, &rows, ROWS, (&details, &looks));
    Ok(Frame::new(&viewer, viewer.say("billing-title")).here("/fees").page(&body))
}

/// The month and the currency of an address; anything else is not there.
pub(crate) fn which((month, currency): (&str, &str)) -> Outcome<(Month, Currency)> {
    let currency = Currency::from_code(currency).ok_or(Stop::Absent)?;
    Ok((month.parse().map_err(|_| Stop::Absent)?, currency))
}

async fn one(
    State(app): State<App>,
    caller: Caller,
    Path((month, currency)): Path<(String, String)>,
    Query(on): Query<List>,
) -> PageResult {
    let which = which((&month, &currency))?;
    let look =
        app.view("billing.statement", &caller, move |tx, by| seen(tx, by, which, on.cursor()));
    let (actor, seen) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = views::title(&viewer, &seen.statement);
    Ok(Frame::new(&viewer, title).here("/fees").page(&views::one(&viewer, &seen)))
}

fn seen(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: (Month, Currency),
    cursor: Option<Cursor>,
) -> Outcome<Seen> {
    let (statement, taxes, documents) = actions::statement(tx, by, None, which)?;
    let lines = actions::lines(tx, &statement, cursor, Limit::clamp(ROWS))?;
    Ok(Seen { statement, taxes, documents, lines })
}

async fn documents(State(app): State<App>, caller: Caller, Query(on): Query<List>) -> PageResult {
    let look = app.view("billing.documents-page", &caller, move |tx, by| {
        actions::documents(tx, by, on.cursor(), Limit::clamp(ROWS))
    });
    let (actor, page) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::documents(&viewer, &page);
    Ok(Frame::new(&viewer, viewer.say("billing-invoices")).here("/fees").page(&body))
}

async fn blank(State(app): State<App>, caller: Caller) -> PageResult {
    form(&app, &caller, None).await
}

/// The form of details, as they are or as they were typed.
async fn form(app: &App, caller: &Caller, draft: Option<Draft>) -> PageResult {
    let (actor, details) = app.view("billing.details-page", caller, actions::details).await?;
    let viewer = Viewer { app, caller, actor };
    let status = match &draft {
        Some(draft) if draft.is_wrong() => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let draft = draft.unwrap_or_else(|| views::draft_of(&details));
    let body = views::details(&viewer, &draft, views::Whose::Firm);
    let title = viewer.say("billing-details");
    Ok(Frame::new(&viewer, title).here("/fees").status(status).page(&body))
}

/// What was typed, and the version it was typed over.
fn typed(posted: &Posted) -> (NewDetails, i64) {
    let told = |name: &str| posted.field(name).to_owned();
    let new = NewDetails {
        legal_name: told("legal_name"),
        street: told("street"),
        city: told("city"),
        post_code: told("post_code"),
        country: told("country"),
        vat_id: told("vat_id"),
        registration: told("registration"),
    };
    (new, posted.whole("version").unwrap_or(0))
}

async fn file(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let (new, version) = typed(&posted);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::file_details(tx, by, &new, version).map(|_| Nothing {})
    };
    match app.act("billing.file-details", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/fees", "billing-details")),
        Err(stop) => form(&app, &caller, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}
