//! The fund pays: first in, first out.

use super::cover::after_payment;
use super::officer::worth;
use super::write::{By, write};
use crate::model::Compensation;
use crate::store;
use ::store::Tx;
use custody::Payment;
use kernel::{Currency, Money, Outcome, Timestamp};

/// Claims paid in one transaction; a timer goes on with the rest at once.
const PAID_AT_A_TIME: usize = 50;

/// Pays what waits for the fund in a currency, the longest waiting first, until the fund and the
/// seller's deposit together are too poor for the next one. Each payment takes from the deposit
/// what is there; the rest the seller owes, and has a time to fill the deposit up. What went back
/// to the buyer while a claim waited is not paid once more.
pub(crate) fn pay_waiting(tx: &mut Tx<'_>, currency: Currency, at: Timestamp) -> Outcome<()> {
    for _ in 0..PAID_AT_A_TIME {
        let Some(claim) = store::find_first_unpaid(tx, currency)? else { return Ok(()) };
        let most = worth(tx, &claim)?;
        let due = Money::new(claim.still_due(most), most.currency);
        if due.minor == 0 {
            write(tx, &claim, claim.made_good(at), &By::default(), at)?;
            continue;
        }
        if !custody::can_compensate(tx, claim.seller, due)? {
            return Ok(());
        }
        pay(tx, &claim, due, at)?;
    }
    if let Some(next) = store::find_first_unpaid(tx, currency)? {
        tx.set_timer(next.deal, "promise-pay", at)?;
    }
    Ok(())
}

fn pay(tx: &mut Tx<'_>, claim: &Compensation, amount: Money, at: Timestamp) -> Outcome<()> {
    let Compensation { buyer, seller, .. } = *claim;
    let (agreement, about) = (claim.deal.cast(), claim.promise.word());
    let payment = Payment { agreement, buyer, seller, amount, about };
    let line = custody::compensate(tx, &payment)?;
    write(tx, claim, claim.paid((line, amount), at), &By::default(), at)?;
    after_payment(tx, seller, amount.currency, at)
}
