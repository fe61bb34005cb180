//! Counting every escrow again from the postings of its agreement.

use crate::model::{Agreement, Counted, Escrow, Findings, Problem, compare};
use crate::store;
use ::store::Tx;
use kernel::{Any, Id, Limit, Outcome};
use ledger::TransferKind;

/// Escrows counted in one read: some 20 µs each.
const ESCROWS_AT_A_TIME: i64 = 200;

/// Compares the sums of the escrows after an agreement with the ledger, posting by posting; the
/// identity is among what must be equal.
pub fn verify(tx: &mut Tx<'_>, after: Id<Agreement>) -> Outcome<Findings> {
    let escrows = store::list_escrows(tx, after, ESCROWS_AT_A_TIME)?;
    let checked = i64::try_from(escrows.len()).unwrap_or(i64::MAX);
    let mut problems: Vec<Problem> = Vec::new();
    for escrow in &escrows {
        let counted = count(tx, escrow.agreement.cast())?;
        problems.extend(compare(escrow, &counted));
    }
    let last = escrows.last().map(|escrow| escrow.agreement);
    let next = last.filter(|_| checked == ESCROWS_AT_A_TIME);
    Ok(Findings { checked, problems, next })
}

/// A page of the escrows after an agreement, for whoever compares its own books with their sums.
pub fn escrows_after(tx: &mut Tx<'_>, after: Id<Agreement>, most: i64) -> Outcome<Vec<Escrow>> {
    store::list_escrows(tx, after, most.min(ESCROWS_AT_A_TIME))
}

/// All postings of an agreement, page by page. A page may end inside a transfer, so the last one of
/// a full page is counted with the next.
fn count(tx: &mut Tx<'_>, agreement: Id<Any>) -> Outcome<Counted> {
    let mut counted = Counted::default();
    let mut since = Id::<TransferKind>::new(i64::MIN);
    loop {
        let entries = ledger::transfers_of(tx, agreement, since)?;
        let is_full = i64::try_from(entries.len()).unwrap_or(0) >= Limit::MOST;
        let last = entries.last().map(|entry| entry.transfer).filter(|_| is_full);
        let whole = entries.iter().filter(|entry| Some(entry.transfer) != last);
        whole.for_each(|entry| counted.add(entry));
        match last {
            Some(last) => since = last,
            None => return Ok(counted),
        }
    }
}
