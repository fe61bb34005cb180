//! Looking: a firm sees its own, the operator sees a firm's after it was written down.

use super::issue::operator_of;
use crate::model::{
    BillingRefusal, Credited, Details, Document, DocumentKind, DocumentRow, Line, Look, Month,
    Statement, Taxes, tax_of,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Currency, Cursor, Desk, Firm, Id, Limit, Outcome, Page, Stop};

/// Whose fees somebody may see: their own firm's; the operator any firm's.
fn of(tx: &mut Tx<'_>, by: &Actor, firm: Option<Id<Firm>>) -> Outcome<Id<Firm>> {
    match (by, firm) {
        (Actor::Stranger, _) => Err(Stop::SignIn),
        (_, None) => by.firm().ok_or(Stop::Forbidden),
        (_, Some(firm)) if by.is_at(Desk::Operator) => Ok(party::firm(tx, firm)?.id),
        (_, Some(firm)) if by.is(firm) => Ok(firm),
        _ => Err(Stop::Absent),
    }
}

/// Who a firm is on invoices: what it said, else its name and country.
pub(super) fn details_of(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Details> {
    if let Some(told) = store::find_details(tx, firm.cast())? {
        return Ok(told);
    }
    let known = party::firm(tx, firm)?;
    Ok(Details {
        legal_name: known.name,
        country: known.country.code().to_owned(),
        ..Details::default()
    })
}

/// The details of a firm, or of the operator to the operator's own people.
pub fn details(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Details> {
    if by.is_at(Desk::Operator) {
        return operator_of(tx);
    }
    let firm = of(tx, by, None)?;
    details_of(tx, firm)
}

/// Writes down that a clerk looks at a firm's fees. Everything that shows them to a clerk calls
/// this first, in the same transaction.
pub fn note_look(tx: &mut Tx<'_>, by: &Actor, firm: Id<Firm>, what: &str) -> Outcome<()> {
    match by.person().filter(|_| by.is_at(Desk::Operator)) {
        Some(person) => {
            party::firm(tx, firm)?;
            store::add_access(tx, firm, person, what)
        }
        None => Err(Stop::Absent),
    }
}

/// Who looked at the firm's fees, newest first.
pub fn access(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Look>> {
    let firm = of(tx, by, None)?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    Ok(Page::cut(store::list_access(tx, firm, before, limit.ask())?, limit, |row| row.0))
}

/// Statements before a month and currency (`2027-03`, `USD`), newest first; one more than asked for
/// where there are more.
pub fn statements(
    tx: &mut Tx<'_>,
    by: &Actor,
    firm: Option<Id<Firm>>,
    (month, currency): (&str, &str),
    limit: Limit,
) -> Outcome<Vec<Statement>> {
    let firm = of(tx, by, firm)?;
    store::list_statements(tx, firm, (month, currency), limit.ask())
}

/// One statement, how its lines are taxed, and its documents. A month to come is refused; one
/// without fees is not there.
pub fn statement(
    tx: &mut Tx<'_>,
    by: &Actor,
    firm: Option<Id<Firm>>,
    (month, currency): (Month, Currency),
) -> Outcome<(Statement, Taxes, Vec<Document>)> {
    let firm = of(tx, by, firm)?;
    if month > Month::of(tx.now(), &Rules::current().market.time_zone) {
        return Err(BillingRefusal::MonthToCome.into());
    }
    let statement = store::lock_statement(tx, firm, month, currency)?.ok_or(Stop::Absent)?;
    let documents = store::list_of_statement(tx, &statement)?;
    let taxes = taxes_of(tx, &statement, &documents)?;
    Ok((statement, taxes, documents))
}

/// How a statement is taxed: what is issued as it was, the rest as it would be now.
fn taxes_of(tx: &mut Tx<'_>, statement: &Statement, documents: &[Document]) -> Outcome<Taxes> {
    let now = tax_of(&operator_of(tx)?, &details_of(tx, statement.firm)?);
    let invoice = documents.iter().find(|one| one.kind == DocumentKind::Invoice);
    let mut taxes = Taxes { charged: invoice.map_or(now, |one| one.tax), credited: Vec::new() };
    for (charged_in, amount) in store::list_credited(tx, statement)? {
        let invoice = store::find_invoice(tx, statement.firm, charged_in, statement.currency)?;
        let tax = invoice.map_or(now, |one| one.tax);
        taxes.credited.push(Credited { charged_in, amount, tax });
    }
    Ok(taxes)
}

/// A page of a statement's lines, oldest first.
pub fn lines(
    tx: &mut Tx<'_>,
    statement: &Statement,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Line>> {
    let after = cursor.map_or(0, |cursor| cursor.0);
    let of = (statement.month, statement.currency);
    let rows = store::list_lines(tx, statement.firm, of, after, limit.ask())?;
    Ok(Page::cut(rows, limit, |line| line.nth))
}

/// A page of a firm's invoices and credit notes, newest first.
pub fn documents(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Document>> {
    let firm = of(tx, by, None)?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    Ok(Page::cut(store::list_documents(tx, firm, before, limit.ask())?, limit, |one| one.id.raw()))
}

/// One document of the firm's own.
pub fn find_document(tx: &mut Tx<'_>, by: &Actor, id: Id<DocumentRow>) -> Outcome<Document> {
    let firm = of(tx, by, None)?;
    store::find_document(tx, firm, id)?.ok_or(Stop::Absent)
}
