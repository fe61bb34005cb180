//! Looking every open remedy over again.

use crate::model::Findings;
use crate::store;
use ::store::Tx;
use deal::DealKind;
use kernel::{Id, Outcome};

/// Remedies looked over in one read.
const AT_A_TIME: i64 = 200;

/// Looks over what is open after a deal: each open remedy has stopped its deal, and each deal that
/// stands still has its open remedy.
pub fn verify(tx: &mut Tx<'_>, after: Id<DealKind>) -> Outcome<Findings> {
    let open = store::list_open(tx, after, AT_A_TIME)?;
    let checked = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let next = open.last().map(|(deal, _)| *deal).filter(|_| checked == AT_A_TIME);
    let last = next.unwrap_or(Id::new(i64::MAX));
    let stopped = deal::stopped(tx, after, last, AT_A_TIME)?;
    let alone = open.iter().filter(|pair| !stopped.contains(pair));
    let alone = alone.map(|(deal, remedy)| format!("{deal}: {remedy} is open, and it goes on"));
    let still = stopped.iter().filter(|pair| !open.contains(pair));
    let still =
        still.map(|(deal, remedy)| format!("{deal}: {remedy} is over, and it stands still"));
    Ok(Findings { checked, problems: alone.chain(still).collect(), next })
}
