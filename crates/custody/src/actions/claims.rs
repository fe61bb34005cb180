//! What firms owe after payments were taken back, or after the fund has paid in their place.

use super::escrow::post;
use super::firm_of;
use super::fund::take_debt;
use crate::model::{Agreement, Claim, OwedTo, owed_by, reason, wallet_of};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Currency, Firm, Id, Money, Outcome, Stop};

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
    pay_debts(tx, firm)
}

/// The same for a domain that acts for the firm, in its transaction.
pub fn pay_debts(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Money>> {
    let mut paid = Vec::new();
    for claim in store::list_open_claims(tx, firm, MOST_CLAIMS)? {
        let currency = claim.amount.currency;
        let available = ledger::balance(tx, wallet_of(firm, currency))?.available;
        let minor = claim.left().minor.min(available.minor);
        if minor > 0 {
            let amount = Money::new(minor, currency);
            store::pay_claim(tx, &claim, minor)?;
            match claim.owed_to {
                OwedTo::Bank => {
                    let (wallet, owed) = (wallet_of(firm, currency), owed_by(firm, currency));
                    post(tx, wallet, owed, amount, reason::CLAIM_PAID)?;
                }
                OwedTo::Fund => take_debt(tx, firm, amount)?,
            }
            paid.push(amount);
        }
    }
    Ok(paid)
}

/// What a firm still owes to the protection fund in a currency.
pub fn owed_to_fund(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<Money> {
    let open = store::list_open_claims(tx, firm, MOST_CLAIMS)?;
    let own = |claim: &&Claim| claim.owed_to == OwedTo::Fund && claim.amount.currency == currency;
    let minor = open.iter().filter(own).map(|claim| claim.left().minor).sum();
    Ok(Money::new(minor, currency))
}

/// Writes that a firm owes an amount. Who calls it moves the money.
pub(super) fn claim(
    tx: &mut Tx<'_>,
    (firm, owed_to): (Id<Firm>, OwedTo),
    agreement: Option<Id<Agreement>>,
    amount: Money,
    reason: &str,
) -> Outcome<Claim> {
    if amount.minor <= 0 {
        return Err(Stop::Bug("a claim of nothing"));
    }
    let (id, reason, at) = (tx.id(), reason.to_owned(), tx.now());
    let claim = Claim { id, firm, owed_to, agreement, amount, paid_minor: 0, reason, at };
    store::add_claim(tx, &claim)?;
    Ok(claim)
}
