//! What a firm freezes for its promises.

use super::bank::leave_what_is_owed;
use super::escrow::post;
use super::stops::check_leaving;
use crate::model::{
    CustodyRefusal, DepositFindings, compare_deposit, deposit_of, reason, wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::{Currency, Firm, Id, Money, Outcome};

/// Deposits compared in one read.
const DEPOSITS_AT_A_TIME: i64 = 200;

/// Moves an amount from a firm's wallet into its deposit; what it owes stays in the wallet.
pub fn freeze(tx: &mut Tx<'_>, firm: Id<Firm>, amount: Money) -> Outcome<()> {
    if amount.minor <= 0 {
        return Err(CustodyRefusal::AmountNotPositive.into());
    }
    check_leaving(tx, firm, amount, None)?;
    leave_what_is_owed(tx, firm, amount)?;
    let (from, to) = (wallet_of(firm, amount.currency), deposit_of(firm, amount.currency));
    post(tx, from, to, amount, reason::FREEZE)?;
    store::add_frozen(tx, firm, amount)
}

/// Gives all that is left of a deposit back to the firm's wallet; tells how much that was.
pub fn thaw(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<Money> {
    let Some(deposit) = store::find_deposit(tx, firm, currency)? else {
        return Ok(Money::zero(currency));
    };
    let left = deposit.left();
    if left.minor > 0 {
        let (from, to) = (deposit_of(firm, currency), wallet_of(firm, currency));
        post(tx, from, to, left, reason::THAW)?;
        store::change_deposit(tx, &deposit, (0, left.minor))?;
    }
    Ok(left)
}

/// What lies in a firm's deposit in a currency.
pub fn deposit(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<Money> {
    let found = store::find_deposit(tx, firm, currency)?;
    Ok(found.map_or(Money::zero(currency), |deposit| deposit.left()))
}

/// Compares the deposits of the firms after one with the ledger.
pub fn verify_deposits(tx: &mut Tx<'_>, after: Id<Firm>) -> Outcome<DepositFindings> {
    let mut deposits = store::list_deposits(tx, after, DEPOSITS_AT_A_TIME)?;
    let checked = i64::try_from(deposits.len()).unwrap_or(i64::MAX);
    let mut next = None;
    if checked == DEPOSITS_AT_A_TIME {
        // The last firm may go on behind the page; it is looked at whole with the next one.
        let last = deposits.last().map(|deposit| deposit.firm);
        let is_whole = deposits.iter().any(|deposit| Some(deposit.firm) != last);
        deposits.retain(|deposit| !is_whole || Some(deposit.firm) != last);
        next = deposits.last().map(|deposit| deposit.firm);
    }
    let mut problems = Vec::new();
    for deposit in &deposits {
        let account = deposit_of(deposit.firm, deposit.currency);
        let posted = ledger::balance(tx, account)?.posted;
        problems.extend(compare_deposit(deposit, posted));
    }
    Ok(DepositFindings { checked, problems, next })
}
