//! Documents and their numbers: only ever added to.

use super::month;
use crate::model::{
    BillingRefusal, Category, Document, DocumentKind, DocumentRow, Month, Number, Statement, Tax,
};
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::{Currency, Firm, Id, Money, Outcome, Stop};

/// Months of which one statement gives something back; each has its credit note.
const CREDITED_MOST: i64 = 120;

/// The next number of a year: one more than the last, in the transaction that uses it.
pub(crate) fn next_number(tx: &mut Tx<'_>, year: i64) -> Outcome<Number> {
    let row = tx.change(
        "INSERT INTO document_series (year, last) VALUES ($1, 1)
         ON CONFLICT (year) DO UPDATE SET last = document_series.last + 1 RETURNING last",
        params![year],
    )?;
    let row = row.context("a series without a number")?;
    Ok(Number { year, nth: row.int(0)? })
}

/// Writes a document and whose its number is.
pub(crate) fn add_document(tx: &mut Tx<'_>, made: &Document) -> Outcome<()> {
    let Document { number, .. } = made;
    tx.add(
        "INSERT INTO document_number (year, nth, firm, document) VALUES ($1, $2, $3, $4)",
        params![number.year, number.nth, made.firm, made.id],
        BillingRefusal::NumberGiven,
    )?;
    let (month, charged_in) = (made.month.to_string(), made.charged_in.to_string());
    tx.add(
        "INSERT INTO fee_document (firm, id, kind, year, nth, month, currency, net, tax, gross,
         category, rate_bps, xml, issued_at, charged_in)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        params![
            made.firm,
            made.id,
            made.kind.word(),
            number.year,
            number.nth,
            &month,
            made.gross.currency,
            made.net.minor,
            made.tax_amount.minor,
            made.gross.minor,
            made.tax.category.code(),
            made.tax.rate_bps,
            &made.xml,
            made.issued_at,
            &charged_in
        ],
        Stop::Bug("a month's document twice"),
    )
}

/// The document of a firm.
pub(crate) fn find_document(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<DocumentRow>,
) -> Outcome<Option<Document>> {
    let row = tx.find(
        "SELECT firm, id, kind, year, nth, month, currency, net, tax, gross, category, rate_bps,
         xml, issued_at, charged_in FROM fee_document WHERE firm = $1 AND id = $2",
        params![firm, id],
    )?;
    Ok(row.as_ref().map(document).transpose()?)
}

/// The documents of a firm before one, newest first.
pub(crate) fn list_documents(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Document>> {
    let rows = tx.all(
        "SELECT firm, id, kind, year, nth, month, currency, net, tax, gross, category, rate_bps,
         xml, issued_at, charged_in FROM fee_document WHERE firm = $1 AND id < $2
         ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(document).collect::<anyhow::Result<_>>()?)
}

/// The documents of one statement: the invoice, a credit note for each invoice that it corrects.
pub(crate) fn list_of_statement(tx: &mut Tx<'_>, statement: &Statement) -> Outcome<Vec<Document>> {
    let month = statement.month.to_string();
    let rows = tx.all(
        "SELECT firm, id, kind, year, nth, month, currency, net, tax, gross, category, rate_bps,
         xml, issued_at, charged_in FROM fee_document
         WHERE firm = $1 AND month = $2 AND currency = $3
         ORDER BY kind DESC, charged_in LIMIT $4",
        params![statement.firm, &month, statement.currency, CREDITED_MOST + 1],
    )?;
    Ok(rows.iter().map(document).collect::<anyhow::Result<_>>()?)
}

/// A firm's invoice of a month and currency, if it is issued.
pub(crate) fn find_invoice(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    month: Month,
    currency: Currency,
) -> Outcome<Option<Document>> {
    let month = month.to_string();
    let row = tx.find(
        "SELECT firm, id, kind, year, nth, month, currency, net, tax, gross, category, rate_bps,
         xml, issued_at, charged_in FROM fee_document
         WHERE firm = $1 AND month = $2 AND currency = $3 AND kind = 'invoice'",
        params![firm, &month, currency],
    )?;
    Ok(row.as_ref().map(document).transpose()?)
}

/// What a statement gives back of earlier months, by the month that charged it.
pub(crate) fn list_credited(
    tx: &mut Tx<'_>,
    statement: &Statement,
) -> Outcome<Vec<(Month, Money)>> {
    let month = statement.month.to_string();
    let rows = tx.all(
        "SELECT charged_in, CAST(SUM(amount) AS BIGINT) FROM fee_line
         WHERE firm = $1 AND month = $2 AND currency = $3 AND kind = 'credit'
         GROUP BY charged_in ORDER BY charged_in LIMIT $4",
        params![statement.firm, &month, statement.currency, CREDITED_MOST],
    )?;
    let read = |row: &Row| Ok((super::month(row, 0)?, Money::new(row.int(1)?, statement.currency)));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Each year's last number, and how many numbers were given.
pub(crate) fn list_series(tx: &mut Tx<'_>) -> Outcome<Vec<(i64, i64, i64)>> {
    let rows = tx.all(
        "SELECT s.year, s.last, (SELECT COUNT(*) FROM document_number n WHERE n.year = s.year)
         FROM document_series s ORDER BY s.year LIMIT 200",
        &[],
    )?;
    let read = |row: &Row| Ok((row.int(0)?, row.int(1)?, row.int(2)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

fn document(row: &Row) -> anyhow::Result<Document> {
    let currency = row.currency(6)?;
    let money = |column| anyhow::Ok(Money::new(row.int(column)?, currency));
    Ok(Document {
        firm: row.id(0)?,
        id: row.id(1)?,
        kind: row.word(2, DocumentKind::from_word)?,
        number: Number { year: row.int(3)?, nth: row.int(4)? },
        month: month(row, 5)?,
        net: money(7)?,
        tax_amount: money(8)?,
        gross: money(9)?,
        tax: Tax { category: row.word(10, Category::from_code)?, rate_bps: row.int(11)? },
        xml: row.string(12)?,
        issued_at: row.time(13)?,
        charged_in: month(row, 14)?,
    })
}
