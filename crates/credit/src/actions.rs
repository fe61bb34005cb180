//! Recording facts, and showing them to the firm they are about.

use crate::model::{CreditFact, Findings};
use crate::store;
use ::store::Tx;
use deal::{DealFinished, DealKind};
use kernel::{Actor, Cursor, Id, Limit, Outcome, Page, Stop};

/// Finished deals looked at in one piece of `verify`; their facts come in as few statements.
const DEALS_AT_A_TIME: i64 = 50;

/// Writes both sides' facts of a finished trade. A second call for the same deal stops the act that
/// made it.
pub(crate) fn record(tx: &mut Tx<'_>, finished: &DealFinished) -> Outcome<()> {
    CreditFact::both(finished).iter().try_for_each(|fact| store::add(tx, fact))
}

/// The firm's own facts, newest first.
pub fn facts(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<CreditFact>> {
    let firm = by.firm().ok_or(match by {
        Actor::Stranger => Stop::SignIn,
        _ => Stop::Forbidden,
    })?;
    store::list(tx, firm, after, limit)
}

/// Looks whether each finished deal has exactly its two facts, piece by piece.
pub fn verify(tx: &mut Tx<'_>, after: Id<DealKind>) -> Outcome<Findings> {
    let finished = deal::finished_after(tx, after, DEALS_AT_A_TIME)?;
    let counts = store::count_of(tx, &finished)?;
    let mut problems = Vec::new();
    for sides in &finished {
        let found = counts.get(&sides.deal).copied().unwrap_or(0);
        if found != 2 {
            problems.push(format!("{} has {found} credit facts, not two", sides.deal));
        }
    }
    let checked = i64::try_from(finished.len()).unwrap_or(0);
    let is_full = checked == DEALS_AT_A_TIME;
    let next = finished.last().filter(|_| is_full).map(|sides| sides.deal);
    Ok(Findings { checked, problems, next })
}
