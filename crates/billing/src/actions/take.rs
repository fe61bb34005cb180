//! Fees and their refunds, as they are told.

use crate::model::{Line, LineKind, Month, Statement, StatementState};
use crate::store;
use ::store::{Told, Tx};
use custody::FeeReturned;
use deal::{DealFinished, DealKind};
use kernel::rules::Rules;
use kernel::{Currency, Firm, Id, Money, Outcome, Timestamp};

/// Months that a late line may be carried on: a statement closes once a month, so the second is
/// open.
const MONTHS_ON: usize = 120;

/// The timer of a firm's documents.
pub(crate) const DUE: &str = "billing-due";

/// What is to be written down.
struct Fee {
    firm: Id<Firm>,
    deal: Id<DealKind>,
    base: Money,
    amount: Money,
    rules_version: String,
    at: Timestamp,
}

/// A trade finished, and its fee was taken.
pub(crate) fn charged(tx: &mut Tx<'_>, told: &Told, finished: &DealFinished) -> Outcome<()> {
    let currency = finished.currency;
    let fee = Fee {
        firm: finished.seller,
        deal: finished.deal,
        base: Money::new(finished.total_minor - finished.refunded_minor, currency),
        amount: Money::new(finished.fee_minor, currency),
        rules_version: finished.rules_version.clone(),
        at: finished.finished_at,
    };
    if fee.amount.minor == 0 || store::has_line(tx, fee.firm, told.id)? {
        return Ok(());
    }
    let statement = open_statement(tx, fee.firm, fee.at, currency)?;
    write(tx, told, &fee, LineKind::Fee, (statement.month.to_string(), statement))
}

/// A part of a fee went back.
pub(crate) fn returned(tx: &mut Tx<'_>, told: &Told, back: &FeeReturned) -> Outcome<()> {
    let deal: Id<DealKind> = back.agreement.cast();
    if store::has_line(tx, back.seller, told.id)? {
        return Ok(());
    }
    let charge = store::find_charge(tx, back.seller, deal)?;
    let (month, rules_version) =
        charge.ok_or_else(|| anyhow::anyhow!("{deal} gives back a fee that it never paid"))?;
    let fee = Fee {
        firm: back.seller,
        deal,
        base: Money::new(back.refund_minor, back.currency),
        amount: Money::new(back.fee_minor, back.currency),
        rules_version,
        at: told.at,
    };
    let statement = open_statement(tx, fee.firm, fee.at, back.currency)?;
    let kind = if statement.month == month { LineKind::Refund } else { LineKind::Credit };
    write(tx, told, &fee, kind, (month.to_string(), statement))
}

/// The statement of an instant's month; if its documents are issued, the next one that is open:
/// what is issued never changes.
fn open_statement(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    at: Timestamp,
    currency: Currency,
) -> Outcome<Statement> {
    let rules = Rules::current();
    let zone = rules.market.time_zone.as_str();
    let mut month = Month::of(at, zone);
    for _ in 0..MONTHS_ON {
        match store::lock_statement(tx, firm, month, currency)? {
            Some(kept) if kept.state == StatementState::Closed => month = month.next(),
            Some(kept) => return Ok(kept),
            None => {
                let due_at = month.due_at(rules.billing.issue_day, zone);
                tx.set_timer(firm, DUE, due_at)?;
                return Ok(Statement::begin(firm, month, currency, due_at));
            }
        }
    }
    Err(anyhow::anyhow!("no open statement of {firm} after ten years").into())
}

fn write(
    tx: &mut Tx<'_>,
    told: &Told,
    fee: &Fee,
    kind: LineKind,
    (charged_in, statement): (String, Statement),
) -> Outcome<()> {
    let before_minor = match kind {
        LineKind::Fee | LineKind::Refund => statement.invoiced().minor,
        LineKind::Credit => {
            let credited = store::list_credited(tx, &statement)?;
            let same = credited.iter().find(|(month, _)| month.to_string() == charged_in);
            same.map_or(0, |(_, amount)| amount.minor)
        }
    };
    let line = Line {
        id: told.id,
        nth: statement.lines + 1,
        kind,
        deal: fee.deal,
        base: fee.base,
        amount: fee.amount,
        before_minor,
        charged_in,
        rules_version: fee.rules_version.clone(),
        at: fee.at,
    };
    store::add_line(tx, fee.firm, statement.month, &line)?;
    store::put_statement(tx, &statement.with(kind, fee.amount.minor))
}
