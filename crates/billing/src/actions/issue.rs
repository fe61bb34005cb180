//! Issuing: a month's invoice and credit note, once, under the next numbers.

use super::look::details_of;
use super::take::DUE;
use crate::document::xml_of;
use crate::model::{
    Bill, Details, Document, DocumentKind, NewDetails, Number, Statement, StatementState, Tax,
    WaitsFor, tax_of,
};
use crate::store;
use ::store::Tx;
use custody::PLATFORM;
use kernel::rules::Rules;
use kernel::{Actor, Desk, Firm, Id, Money, Outcome, Role, Stop};

/// Statements issued in one go, when a firm has said who it is: ten years of months.
const WAITING_MOST: i64 = 120;
/// Invoices that one credit note names.
const CREDITED_MOST: i64 = 120;
/// Days until documents that wait for details are tried again.
const AGAIN_D: i64 = 1;

/// Issues everything of a firm that is due: what was issued is never issued again, and what waits
/// for details says for whose.
pub fn issue(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Number>> {
    issue_due(tx, firm).map(|(numbers, _)| numbers)
}

/// The timer of a month: what still waits is tried again the next day.
pub(crate) fn issue_by_timer(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    let (_, waits) = issue_due(tx, firm)?;
    if waits {
        let again = tx.now().plus_days(AGAIN_D);
        tx.set_timer(firm, DUE, again)?;
    }
    Ok(())
}

fn issue_due(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<(Vec<Number>, bool)> {
    let now = tx.now();
    let (own, operator) = (details_of(tx, firm)?, operator_of(tx)?);
    let (mut numbers, mut waits, mut is_asked) = (Vec::new(), false, false);
    for statement in store::list_due(tx, firm, now, WAITING_MOST)? {
        let waits_for = match (operator.is_enough_to_issue(), own.is_enough()) {
            (false, _) => Some(WaitsFor::Operator),
            (_, false) => Some(WaitsFor::Firm),
            _ => None,
        };
        if waits_for.is_none() {
            numbers.extend(issue_statement(tx, &statement, &operator, &own)?);
        }
        waits |= waits_for.is_some();
        if waits_for.is_none() || waits_for != statement.waits_for {
            store::end_statement(tx, &statement, waits_for)?;
            is_asked |= waits_for == Some(WaitsFor::Firm);
        }
    }
    if is_asked {
        ask_for_details(tx, firm)?;
    }
    Ok((numbers, waits))
}

/// Asks a firm, once a month that waits for it, to say who it is for its invoice.
fn ask_for_details(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    let (topic, kind) = (party::Topic::Deadlines, "bill-waits");
    let facts = vec![("path", DETAILS.to_owned())];
    party::send_news(tx, &[party::News { firm, topic, kind, facts }])
}

/// Where a firm says who it is.
const DETAILS: &str = "/fees/details";

fn issue_statement(
    tx: &mut Tx<'_>,
    statement: &Statement,
    operator: &Details,
    own: &Details,
) -> Outcome<Vec<Number>> {
    if statement.state == StatementState::Closed {
        return Err(Stop::Bug("a closed statement is due"));
    }
    let none = Money::zero(statement.currency);
    let mut numbers = Vec::new();
    let mut tax = tax_of(operator, own);
    if statement.invoiced().minor > 0 {
        let sums = (statement.charged, statement.returned);
        let made = (DocumentKind::Invoice, tax, sums, Vec::new());
        numbers.push(add(tx, statement, (operator, own), made)?);
    }
    if statement.credited.minor > 0 {
        let about = store::list_credited(tx, statement, CREDITED_MOST)?;
        // What goes back is taxed as it was charged.
        tax = about.last().map_or(tax, |document| document.tax);
        let made = (DocumentKind::Credit, tax, (statement.credited, none), about);
        numbers.push(add(tx, statement, (operator, own), made)?);
    }
    Ok(numbers)
}

type Made = (DocumentKind, Tax, (Money, Money), Vec<Document>);

fn add(
    tx: &mut Tx<'_>,
    statement: &Statement,
    (operator, own): (&Details, &Details),
    (kind, tax, (charged, returned), about): Made,
) -> Outcome<Number> {
    let zone = Rules::current().market.time_zone.as_str();
    let issued_at = tx.now();
    let issued_on = issued_at.date_in(zone);
    let number = store::next_number(tx, i64::from(issued_on.year()))?;
    let bill = Bill {
        kind,
        number,
        month: statement.month,
        issued_on,
        operator,
        firm: own,
        firm_id: statement.firm.cast(),
        tax,
        charged,
        returned,
        about: about.iter().map(|one| (one.number, one.issued_at.date_in(zone))).collect(),
    };
    let document = Document {
        id: tx.id(),
        firm: statement.firm,
        kind,
        number,
        month: statement.month,
        net: bill.net(),
        tax_amount: bill.tax_amount(),
        gross: bill.gross(),
        tax,
        xml: xml_of(&bill)?,
        issued_at,
    };
    store::add_document(tx, &document)?;
    Ok(number)
}

/// An owner says who the firm is on invoices; what waited for that is issued at once.
pub fn file_details(
    tx: &mut Tx<'_>,
    by: &Actor,
    new: &NewDetails,
    version: i64,
) -> Outcome<Details> {
    let (firm, person) = match by {
        Actor::Stranger => return Err(Stop::SignIn),
        Actor::Member { person, firm: Some((firm, Role::Owner)), .. } if by.is_owner_of(*firm) => {
            (*firm, *person)
        }
        _ => return Err(Stop::Forbidden),
    };
    let details = Details { version, ..new.read(false)? };
    store::put_details(tx, firm.cast(), &details, person)?;
    if !store::list_waiting(tx, firm, 1)?.is_empty() {
        issue(tx, firm)?;
    }
    Ok(Details { version: version + 1, ..details })
}

/// The operator says who it is on invoices. What waited for that is issued when it is tried again.
pub fn operator_details(
    tx: &mut Tx<'_>,
    by: &Actor,
    new: &NewDetails,
    version: i64,
) -> Outcome<Details> {
    let person = match by {
        Actor::Stranger => return Err(Stop::SignIn),
        _ if by.is_at(Desk::Operator) => by.person().ok_or(Stop::Forbidden)?,
        _ => return Err(Stop::Absent),
    };
    let details = Details { version, ..new.read(true)? };
    store::put_details(tx, PLATFORM, &details, person)?;
    Ok(Details { version: version + 1, ..details })
}

/// The operator as invoices name it; empty until somebody says it.
pub(crate) fn operator_of(tx: &mut Tx<'_>) -> Outcome<Details> {
    Ok(store::find_details(tx, PLATFORM)?.unwrap_or_default())
}
