//! What firms owe after payments were taken back.

use super::escrow::post;
use super::firm_of;
use crate::model::{Agreement, Claim, owed_by, reason, wallet_of};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Firm, Id, Money, Outcome, Stop};

/// Claims of one firm that are looked at.
pub(super) const MOST_CLAIMS: i64 = 200;

/// What the firm owes, oldest first.
pub fn claims(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Claim>> {
    let firm = firm_of(by)?;
    store::list_open_claims(tx, firm, MOST_CLAIMS)
}

/// Pays what the firm owes out of its wallet, as far as that goes; tells how much was paid. Only
/// somebody who trades for it may.
pub fn pay_claims(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Money>> {
    let (firm, _) = by.trader()?;
    let mut paid = Vec::new();
    for claim in store::list_open_claims(tx, firm, MOST_CLAIMS)? {
        let currency = claim.amount.currency;
        let available = ledger::balance(tx, wallet_of(firm, currency))?.available;
        let minor = claim.left().minor.min(available.minor);
        if minor > 0 {
            let amount = Money::new(minor, currency);
            let (wallet, owed) = (wallet_of(firm, currency), owed_by(firm, currency));
            post(tx, wallet, owed, amount, reason::CLAIM_PAID)?;
            store::pay_claim(tx, &claim, minor)?;
            paid.push(amount);
        }
    }
    Ok(paid)
}

/// Writes that a firm owes an amount. Who calls it moves the money.
pub(super) fn claim(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    agreement: Option<Id<Agreement>>,
    amount: Money,
    reason: &str,
) -> Outcome<Claim> {
    if amount.minor <= 0 {
        return Err(Stop::Bug("a claim of nothing"));
    }
    let (id, reason, at) = (tx.id(), reason.to_owned(), tx.now());
    let claim = Claim { id, firm, agreement, amount, paid_minor: 0, reason, at };
    store::add_claim(tx, &claim)?;
    Ok(claim)
}
