//! The market's fee on its way back.

use crate::events::FeeReturned;
use crate::model::{Escrow, PLATFORM, Refunded, earned, escrow_of, fee_of, owed_by_market, reason};
use crate::store;
use ::store::Tx;
use kernel::{Money, Outcome};
use ledger::{Account, Transfer};

/// Currencies in which the market can owe; there are fewer.
const MOST_CURRENCIES: i64 = 200;

/// Brings the fee's part of a refund into the escrow: out of the agreement's own fee while it lies
/// there; once the daily sweep has gathered it, out of what the market has earned; and where that
/// is spent, as what the market owes. So neither the sweep nor an empty account of the market's
/// ever stops a refund.
pub(super) fn give_fee_back(tx: &mut Tx<'_>, escrow: &Escrow, refunded: &Refunded) -> Outcome<()> {
    let (currency, mut left) = (escrow.currency, refunded.fee.minor);
    if left == 0 {
        return Ok(());
    }
    let mut transfer = Transfer::new(tx.id(), reason::FEE_BACK)
        .credit(escrow_of(escrow.agreement, currency), left);
    for account in [fee_of(escrow.agreement, currency), earned(currency)] {
        let part = available(tx, account)?.min(left);
        if part > 0 {
            transfer = transfer.debit(account, part);
            left -= part;
        }
    }
    if left > 0 {
        transfer = transfer.debit(owed_by_market(currency), left);
        store::add_purse(tx, PLATFORM.cast(), currency)?;
    }
    ledger::post_new(tx, &transfer)?;
    tx.tell(
        escrow.agreement,
        &FeeReturned {
            agreement: escrow.agreement,
            seller: escrow.seller,
            currency,
            refund_minor: refunded.amount.minor,
            fee_minor: refunded.fee.minor,
        },
    )
}

fn available(tx: &mut Tx<'_>, account: Account) -> Outcome<i64> {
    Ok(ledger::balance(tx, account)?.available.minor.max(0))
}

/// Pays what the market owes out of what it has earned meanwhile, as far as that goes; tells what
/// was paid. Run after the daily sweep.
pub fn pay_what_market_owes(tx: &mut Tx<'_>) -> Outcome<Vec<Money>> {
    let mut paid = Vec::new();
    for currency in store::list_purses(tx, PLATFORM.cast(), MOST_CURRENCIES)? {
        let owed = -ledger::balance(tx, owed_by_market(currency))?.posted.minor;
        let minor = available(tx, earned(currency))?.min(owed);
        if minor > 0 {
            let (from, to) = (earned(currency), owed_by_market(currency));
            let id = tx.id();
            ledger::post_new(tx, &Transfer::between(id, from, to, minor, reason::CLAIM_PAID))?;
            paid.push(Money::new(minor, currency));
        }
    }
    Ok(paid)
}
