//! Statements and invoices as files.

use super::which;
use crate::actions;
use crate::model::{BillingRefusal, Details, Document, DocumentRow, Line, Month, Statement, Taxes};
use crate::paper::{Fonts, Rendered, pdf_of_invoice, pdf_of_statement};
use ::store::Tx;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use kernel::{Actor, Currency, Cursor, Id, Limit, Outcome, Stop, Timestamp};
use web::page::PageResult;
use web::{App, Caller};

/// A document prints so many lines, on some fifty pages; the table has them all.
const LINES_PRINTED: i64 = 2_000;
const HEAD: &str = "nth,day,deal,kind,base,fee,net,tax,currency,charged_in,rules_version\r\n";

pub(super) fn attached(kind: &str, name: &str, body: impl Into<Body>) -> Response {
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body.into()).into_response()
}

/// All lines of a month as a table, page by page as it is sent.
pub(super) async fn csv(
    State(app): State<App>,
    caller: Caller,
    Path((month, currency)): Path<(String, String)>,
) -> PageResult {
    let which = which((&month, &currency))?;
    let look = app.look("billing.csv", &caller, move |tx, by| {
        actions::statement(tx, by, None, which).map(|(statement, taxes, _)| (statement, taxes))
    });
    let (statement, taxes) = look.await?;
    let name = format!("fees-{month}-{currency}.csv");
    let rest = Rest { app, caller, statement, taxes, next: Some(Cursor(0)) };
    let head = futures_util::stream::once(async { Ok::<_, axum::Error>(Bytes::from(HEAD)) });
    let rows = futures_util::stream::try_unfold(rest, Rest::step);
    let body = Body::from_stream(futures_util::StreamExt::chain(head, rows));
    Ok(attached("text/csv; charset=utf-8", &name, body))
}

/// What of a table is still to be sent.
struct Rest {
    app: App,
    caller: Caller,
    statement: Statement,
    taxes: Taxes,
    next: Option<Cursor>,
}

impl Rest {
    async fn step(mut self) -> Result<Option<(Bytes, Self)>, axum::Error> {
        let Some(after) = self.next else { return Ok(None) };
        let page = self.page(after).await.map_err(|stop| axum::Error::new(Broken(stop)))?;
        self.next = page.1;
        let rows: String = page.0.iter().map(|line| csv_row(line, &self.taxes)).collect();
        Ok(Some((Bytes::from(rows), self)))
    }

    async fn page(&self, after: Cursor) -> Outcome<(Vec<Line>, Option<Cursor>)> {
        let statement = self.statement.clone();
        let look = self.app.look("billing.csv-rows", &self.caller, move |tx, by| {
            // Whoever was sent away meanwhile gets no more.
            let of = (statement.month, statement.currency);
            let (now, _, _) = actions::statement(tx, by, None, of)?;
            actions::lines(tx, &now, Some(after), Limit::clamp(Limit::MOST))
        });
        let page = look.await?;
        Ok((page.rows, page.next))
    }
}

/// What could not be sent to its end.
#[derive(Debug)]
pub(super) struct Broken(pub(super) Stop);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "it broke off: {:?}", self.0)
    }
}

impl std::error::Error for Broken {}

fn csv_row(line: &Line, taxes: &Taxes) -> String {
    let (fee, part) = (line.signed(), taxes.within_line(line));
    let net = kernel::Money { minor: fee.minor - part.minor, ..fee };
    let day = line.at.date_in(&kernel::rules::Rules::current().market.time_zone);
    [
        line.nth.to_string(),
        day.to_string(),
        line.deal.to_string(),
        line.kind.word().to_owned(),
        line.base.plain(),
        fee.plain(),
        net.plain(),
        part.plain(),
        fee.currency.code().to_owned(),
        line.charged_in.clone(),
        line.rules_version.clone(),
    ]
    .join(",")
        + "\r\n"
}

type Whole = (Statement, Taxes, Vec<Line>, (Details, Details), Timestamp);

/// A statement with all of its lines, if a document can print them, and its two parties.
fn whole(tx: &mut Tx<'_>, by: &Actor, which: (Month, Currency)) -> Outcome<Whole> {
    let (statement, taxes, _) = actions::statement(tx, by, None, which)?;
    if statement.lines > LINES_PRINTED {
        return Err(BillingRefusal::TooManyLines { most: LINES_PRINTED }.into());
    }
    let (mut lines, mut next) = (Vec::new(), Some(Cursor(0)));
    while let Some(after) = next {
        let page = actions::lines(tx, &statement, Some(after), Limit::clamp(Limit::MOST))?;
        next = page.next;
        lines.extend(page.rows);
    }
    let parties = (actions::details(tx, by)?, actions::operator(tx)?);
    Ok((statement, taxes, lines, parties, tx.now()))
}

/// A month as a document.
pub(super) async fn statement_pdf(
    State(app): State<App>,
    caller: Caller,
    Extension(fonts): Extension<Fonts>,
    Path((month, currency)): Path<(String, String)>,
) -> PageResult {
    let which = which((&month, &currency))?;
    let look =
        app.look("billing.statement-pdf", &caller, move |tx, by| whole(tx, by, which)).await?;
    let (statement, taxes, lines, (firm, operator), now) = look;
    let (reader, lang) = (caller.reader.clone(), caller.lang());
    let make = move |app: &App, fonts: &Fonts| {
        let letters = fonts.letters().map_err(|_| Stop::from(BillingRefusal::NoFont))?;
        let it = Rendered {
            words: app.words(),
            reader: &reader,
            market: app.name(lang),
            statement: &statement,
            taxes: &taxes,
            lines: &lines,
            firm: &firm,
            operator: &operator,
            now,
        };
        Ok(pdf_of_statement(letters, &it)?)
    };
    let bytes = make_beside(&app, fonts, make).await?;
    Ok(attached("application/pdf", &format!("fees-{month}-{currency}.pdf"), bytes))
}

/// Documents are made beside the threads that answer.
async fn make_beside(
    app: &App,
    fonts: Fonts,
    make: impl FnOnce(&App, &Fonts) -> Outcome<Vec<u8>> + Send + 'static,
) -> Outcome<Vec<u8>> {
    let own = app.clone();
    app.compute(move || make(&own, &fonts)).await?
}

async fn document(app: &App, caller: &Caller, id: &str) -> Outcome<Document> {
    let id: Id<DocumentRow> = id.parse().map_err(|_| Stop::Absent)?;
    app.look("billing.document", caller, move |tx, by| actions::find_document(tx, by, id)).await
}

/// An invoice as UBL, as it was issued.
pub(super) async fn xml(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    let made = document(&app, &caller, &id).await?;
    let name = format!("{}-{}.xml", made.kind.word(), made.number);
    Ok(attached("application/xml; charset=utf-8", &name, made.xml))
}

/// The same to be read.
pub(super) async fn invoice_pdf(
    State(app): State<App>,
    caller: Caller,
    Extension(fonts): Extension<Fonts>,
    Path(id): Path<String>,
) -> PageResult {
    let made = document(&app, &caller, &id).await?;
    let name = format!("{}-{}.pdf", made.kind.word(), made.number);
    let reader = caller.reader.clone();
    let make = move |app: &App, fonts: &Fonts| {
        let letters = fonts.letters().map_err(|_| Stop::from(BillingRefusal::NoFont))?;
        Ok(pdf_of_invoice(letters, (app.words(), &reader), &made)?)
    };
    let bytes = make_beside(&app, fonts, make).await?;
    Ok(attached("application/pdf", &name, bytes))
}
