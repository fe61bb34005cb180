//! Looking every checkout over again.

use crate::model::{Findings, PaymentKind};
use crate::store;
use ::store::Tx;
use deal::Side;
use kernel::rules::Rules;
use kernel::{Id, Outcome};

/// Payments looked over in one read.
const PAYMENTS_AT_A_TIME: i64 = 100;

/// Looks over the payments after one: each is the sum of its contracts, and each contract is there
/// and comes to what the checkout says.
pub fn verify(tx: &mut Tx<'_>, after: Id<PaymentKind>) -> Outcome<Findings> {
    let rows = store::list_summed(tx, after, PAYMENTS_AT_A_TIME)?;
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let next = rows.last().map(|row| row.payment).filter(|_| count == PAYMENTS_AT_A_TIME);
    let mut problems = Vec::new();
    for row in &rows {
        if row.deals == 0 || row.sum != row.total {
            let store::Summed { payment, total, sum, .. } = row;
            problems.push(format!("{payment}: it is over {total}, and its contracts over {sum}"));
        }
    }
    let last = next.unwrap_or(Id::new(i64::MAX));
    let most = PAYMENTS_AT_A_TIME.saturating_mul(Rules::current().cart.shops_most);
    let deals = store::list_deals_between(tx, after, last, most)?;
    let sides: Vec<_> = deals.iter().map(|(deal, _)| (*deal, Side::Buyer)).collect();
    let cards = deal::stages_of(tx, &sides)?;
    for (deal, amount) in deals {
        match cards.iter().find(|card| card.deal == deal) {
            // A price that was changed before it was paid is the contract's own.
            Some(card) if card.total.minor == amount || card.revision > 1 => {}
            Some(_) => problems.push(format!("{deal}: it does not come to what was checked out")),
            None => problems.push(format!("{deal}: it was checked out and is not there")),
        }
    }
    Ok(Findings { problems, next })
}
