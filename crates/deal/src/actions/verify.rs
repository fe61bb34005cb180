//! Looking every deal over again.

use super::agreement_of;
use crate::model::{Checked, Contract, DealKind, Findings, Problem, RemedyKind, Side, check};
use crate::store;
use ::store::Tx;
use catalog::Reserved;
use kernel::{Id, Outcome};

/// Deals looked over in one read: some 100 µs each.
const DEALS_AT_A_TIME: i64 = 100;

/// Looks over the deals after one: tracks in the table, sums that fit, the contract that was
/// signed, money that adds up and is all gone when the deal is over, nothing without its deal.
pub fn verify(tx: &mut Tx<'_>, after: Id<DealKind>) -> Outcome<Findings> {
    let deals = store::list_after(tx, after, DEALS_AT_A_TIME)?;
    let checked = i64::try_from(deals.len()).unwrap_or(i64::MAX);
    let next = deals.last().copied().filter(|_| checked == DEALS_AT_A_TIME);
    let last = next.unwrap_or(Id::new(i64::MAX));
    let mut problems = Vec::new();
    for (deal, what) in store::list_orphans(tx, after, last, DEALS_AT_A_TIME)? {
        problems.push(Problem { deal, what: format!("there is a {what} without its deal") });
    }
    let reserved = catalog::reservations_between(tx, after.cast(), last.cast())?;
    for id in deals {
        let own = reserved.iter().filter(|kept| kept.holder == id.cast()).copied();
        problems.extend(look_over(tx, id, own.collect())?);
    }
    problems.extend(kept_for_nothing(tx, &reserved)?);
    Ok(Findings { checked, problems, next })
}

/// Deals that stand still after one up to another, with what stopped them, for whoever looks over
/// remedies.
pub fn stopped(
    tx: &mut Tx<'_>,
    after: Id<DealKind>,
    last: Id<DealKind>,
    most: i64,
) -> Outcome<Vec<(Id<DealKind>, Id<RemedyKind>)>> {
    store::list_stopped(tx, after, last, most)
}

/// What is kept for deals that are not there.
fn kept_for_nothing(tx: &mut Tx<'_>, reserved: &[Reserved]) -> Outcome<Vec<Problem>> {
    let mut holders: Vec<Id<DealKind>> = reserved.iter().map(|kept| kept.holder.cast()).collect();
    holders.dedup();
    let sides: Vec<_> = holders.iter().map(|deal| (*deal, Side::Seller)).collect();
    let there = store::list_cards(tx, &sides)?;
    holders.retain(|deal| there.iter().all(|card| card.deal != *deal));
    let what = "stock is kept for it, and there is no such deal";
    let problem = |deal: Id<DealKind>| Problem { deal, what: what.to_owned() };
    Ok(holders.into_iter().map(problem).collect())
}

fn look_over(tx: &mut Tx<'_>, id: Id<DealKind>, reserved: Vec<Reserved>) -> Outcome<Vec<Problem>> {
    let (deal, milestones) = match store::lock_deal(tx, id) {
        Err(kernel::Stop::Absent) => {
            let what = "it has no milestones".to_owned();
            return Ok(vec![Problem { deal: id, what }]);
        }
        found => found?,
    };
    let lines = store::list_lines(tx, id, deal.total.currency)?;
    let signatures = store::list_signatures(tx, id)?;
    let identity = match deal.agreed_at {
        None => None,
        Some(_) => match custody::identity(tx, agreement_of(id)) {
            Err(kernel::Stop::Absent) => None,
            found => Some(found?),
        },
    };
    let address = store::find_delivery(tx, id)?;
    let contract = Contract { deal, lines, milestones, address };
    Ok(check(&Checked { contract, signatures, identity, reserved }))
}
