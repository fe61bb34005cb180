//! Issuing: a month's invoice and credit note, once, under the next numbers.

use super::look::details_of;
use super::take::DUE;
use crate::document::{is_sound, parties_in, parties_of, xml_of};
use crate::model::{
    Bill, Details, Document, DocumentKind, Month, NewDetails, Number, Parties, Statement,
    StatementState, Tax, WaitsFor, tax_of,
};
use crate::store;
use ::store::Tx;
use custody::PLATFORM;
use kernel::rules::Rules;
use kernel::{Actor, Desk, Firm, Id, Money, Outcome, Role, Stop, Timestamp};

/// Statements issued in one go, when a firm has said who it is: ten years of months.
const WAITING_MOST: i64 = 120;
/// Days until documents that wait for details are tried again.
const AGAIN_D: i64 = 1;

/// Issues everything of a firm that is due: what was issued is never issued again, and what waits
/// says for whom. A month that cannot be issued holds up no other one.
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
        let made = match (operator.is_enough_to_issue(), own.is_enough()) {
            (false, _) => Err(WaitsFor::Operator),
            (_, false) => Err(WaitsFor::Firm),
            _ => issue_statement(tx, &statement, &operator, &own)?,
        };
        let waits_for = made.as_ref().err().copied();
        numbers.extend(made.unwrap_or_default());
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

/// A document before it has a number.
struct Draft {
    kind: DocumentKind,
    charged_in: Month,
    tax: Tax,
    parties: Parties,
    /// Charged, and given back of it.
    sums: (Money, Money),
    corrects: Option<(Number, Timestamp)>,
}

impl Draft {
    fn bill(&self, month: Month, number: Number, issued_at: Timestamp) -> Bill<'_> {
        let zone = Rules::current().market.time_zone.as_str();
        Bill {
            kind: self.kind,
            number,
            month,
            issued_on: issued_at.date_in(zone),
            parties: &self.parties,
            tax: self.tax,
            charged: self.sums.0,
            returned: self.sums.1,
            about: self.corrects.map(|(number, at)| (number, at.date_in(zone))),
        }
    }
}

/// The documents of a statement, all of them or none: nothing has a number that breaks a rule.
fn issue_statement(
    tx: &mut Tx<'_>,
    statement: &Statement,
    operator: &Details,
    own: &Details,
) -> Outcome<Result<Vec<Number>, WaitsFor>> {
    if statement.state == StatementState::Closed {
        return Err(Stop::Bug("a closed statement is due"));
    }
    let Some(drafts) = drafts_of(tx, statement, operator, own)? else {
        return Ok(Err(WaitsFor::Check));
    };
    let now = tx.now();
    for draft in &drafts {
        if !is_sound(&draft.bill(statement.month, Number { year: 1, nth: 1 }, now))? {
            return Ok(Err(WaitsFor::Check));
        }
    }
    let numbers = drafts.iter().map(|draft| add(tx, statement, draft));
    numbers.collect::<Outcome<Vec<_>>>().map(Ok)
}

/// The invoice, and a credit note for each invoice that it corrects: what goes back is taxed as it
/// was charged, between those who stand there. Nothing while such an invoice waits itself.
fn drafts_of(
    tx: &mut Tx<'_>,
    statement: &Statement,
    operator: &Details,
    own: &Details,
) -> Outcome<Option<Vec<Draft>>> {
    let mut drafts = Vec::new();
    if statement.invoiced().minor > 0 {
        let tax = tax_of(operator, own);
        drafts.push(Draft {
            kind: DocumentKind::Invoice,
            charged_in: statement.month,
            tax,
            parties: parties_of(operator, (own, statement.firm.cast()), tax.category),
            sums: (statement.charged, statement.returned),
            corrects: None,
        });
    }
    for (charged_in, amount) in store::list_credited(tx, statement)? {
        let invoice = store::find_invoice(tx, statement.firm, charged_in, statement.currency)?;
        let Some(invoice) = invoice else { return Ok(None) };
        drafts.push(Draft {
            kind: DocumentKind::Credit,
            charged_in,
            tax: invoice.tax,
            parties: parties_in(&invoice.xml)?,
            sums: (amount, Money::zero(statement.currency)),
            corrects: Some((invoice.number, invoice.issued_at)),
        });
    }
    Ok(Some(drafts))
}

fn add(tx: &mut Tx<'_>, statement: &Statement, draft: &Draft) -> Outcome<Number> {
    let issued_at = tx.now();
    let issued_on = issued_at.date_in(Rules::current().market.time_zone.as_str());
    let number = store::next_number(tx, i64::from(issued_on.year()))?;
    let bill = draft.bill(statement.month, number, issued_at);
    let document = Document {
        id: tx.id(),
        firm: statement.firm,
        kind: draft.kind,
        number,
        month: statement.month,
        charged_in: draft.charged_in,
        net: bill.net(),
        tax_amount: bill.tax_amount(),
        gross: bill.gross(),
        tax: draft.tax,
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
