//! Counting the bills again, beside the lines and beside the money.

use crate::jobs::FEES;
use crate::model::{Findings, LineKind, Statement, WaitsFor};
use crate::store;
use ::store::Tx;
use custody::Agreement;
use kernel::{Firm, Id, Outcome};

/// Statements counted in one read.
const STATEMENTS_AT_A_TIME: i64 = 50;
/// Agreements compared in one read.
const ESCROWS_AT_A_TIME: i64 = 100;

/// Where the count of statements goes on.
pub type StatementMark = (Id<Firm>, String, String);

/// Compares the statements after a mark with their lines; the first piece looks at the numbers of
/// documents too. Tells where to go on.
pub fn verify(
    tx: &mut Tx<'_>,
    after: &StatementMark,
) -> Outcome<(Findings, Option<StatementMark>)> {
    let mut problems = Vec::new();
    if after.0.raw() == i64::MIN {
        for (year, last, given) in store::list_series(tx)? {
            if last != given {
                problems.push(format!("of {last} numbers of {year} {given} are given"));
            }
        }
    }
    let (firm, month, currency) = (after.0, after.1.as_str(), after.2.as_str());
    let statements = store::list_all_statements(tx, (firm, month, currency), STATEMENTS_AT_A_TIME)?;
    for statement in &statements {
        problems.extend(compare(tx, statement)?);
    }
    let checked = i64::try_from(statements.len()).unwrap_or(0);
    let next = statements.last().filter(|_| checked == STATEMENTS_AT_A_TIME);
    let next =
        next.map(|last| (last.firm, last.month.to_string(), last.currency.code().to_owned()));
    Ok((Findings { checked, problems }, next))
}

fn compare(tx: &mut Tx<'_>, statement: &Statement) -> Outcome<Vec<String>> {
    let sums = store::sum_lines(tx, statement)?;
    let of = |kind| sums.iter().find(|sum| sum.0 == kind).map_or(0, |sum| sum.1);
    let kept = [statement.charged.minor, statement.returned.minor, statement.credited.minor];
    let counted = [LineKind::Fee, LineKind::Refund, LineKind::Credit].map(of);
    let lines: i64 = sums.iter().map(|sum| sum.2).sum();
    let mut problems = Vec::new();
    let name = format!("{} {} {}", statement.firm, statement.month, statement.currency.code());
    if (kept, statement.lines) != (counted, lines) {
        problems.push(format!("the fees of {name} are {kept:?}, their lines say {counted:?}"));
    }
    let documents = store::list_of_statement(tx, statement)?;
    let issued = |kind| {
        documents.iter().filter(|one| one.kind == kind).map(|one| one.gross.minor).sum::<i64>()
    };
    use crate::model::DocumentKind::{Credit, Invoice};
    let is_closed = statement.state == crate::model::StatementState::Closed;
    let wanted = match is_closed {
        true => (statement.invoiced().minor, statement.credited.minor),
        false => (0, 0),
    };
    if (issued(Invoice), issued(Credit)) != wanted {
        problems.push(format!("the documents of {name} are not what its statement says"));
    }
    if statement.waits_for == Some(WaitsFor::Check) {
        problems.push(format!("the documents of {name} would break a rule of EN 16931, and wait"));
    }
    Ok(problems)
}

/// Compares what custody took of the agreements after one with the lines of their deals. While
/// facts are still on their way here there is nothing to compare; facts that could not be taken are
/// named.
pub fn verify_fees(
    tx: &mut Tx<'_>,
    after: Id<Agreement>,
) -> Outcome<(Findings, Option<Id<Agreement>>)> {
    let (behind, aside) = ::store::lag(tx, FEES.name)?;
    let mut found = Findings::default();
    if aside > 0 {
        found.problems.push(format!("{aside} facts of fees could not be taken"));
    }
    if behind > 0 || aside > 0 {
        return Ok((found, None));
    }
    let escrows = custody::escrows_after(tx, after, ESCROWS_AT_A_TIME)?;
    for escrow in &escrows {
        let told = store::sum_of_deal(tx, escrow.seller, escrow.agreement.cast())?;
        if told != escrow.fees_minor {
            let (agreement, kept) = (escrow.agreement, escrow.fees_minor);
            found.problems.push(format!("{agreement}: a fee of {kept}, its lines say {told}"));
        }
    }
    found.checked = i64::try_from(escrows.len()).unwrap_or(0);
    let is_full = found.checked == ESCROWS_AT_A_TIME;
    Ok((found, escrows.last().filter(|_| is_full).map(|last| last.agreement)))
}
