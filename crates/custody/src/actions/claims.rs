//! What firms owe after payments were taken back, or after the fund has paid in their place.

use super::differences::clerk_of;
use super::escrow::post;
use super::firm_of;
use super::fund::{bear_debt, take_debt};
use super::listing::{List, list};
use super::second::ask_forgiving;
use crate::events::{ClaimForgiven, ClaimRaised, HeldCalledBack, PaymentBounced};
use crate::model::{
    Agreement, BankOrder, Claim, ClaimKind, CustodyRefusal, OwedTo, Share, TakenBack, bank_of,
    earned, escrow_of, owed_by, reason, taken_back, too_small, wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::text::read_line;
use kernel::{Actor, Currency, Cursor, Firm, Id, Limit, Money, Outcome, Page, Person, Stop};
use ledger::Account;

/// Claims of one firm that are looked at.
pub(super) const MOST_CLAIMS: i64 = 200;

/// A clerk's reason is one line of a phone.
const NOTE_CHARS_MOST: usize = 200;

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

/// What firms owe, the oldest first, for clerks.
pub fn open_claims(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Claim>> {
    clerk_of(by)?;
    let after = cursor.map_or(0, |cursor| cursor.0);
    let rows = store::list_claims_after(tx, after, limit.ask())?;
    Ok(Page::cut(rows, limit, |claim| claim.id.raw()))
}

/// A clerk lets a firm off what it owes: the market bears it out of what it has earned. Not who is
/// of that firm; above the rules' sum a second clerk must agree. Tells whether it is done.
pub fn forgive_claim(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: (Id<Firm>, Id<ClaimKind>),
    note: &str,
) -> Outcome<bool> {
    let person = clerk_of(by)?;
    let claim = store::lock_claim(tx, which.0, which.1)?.ok_or(CustodyRefusal::ClaimEnded)?;
    let most = i64::try_from(NOTE_CHARS_MOST).unwrap_or(i64::MAX);
    let note = read_line(note, NOTE_CHARS_MOST).map_err(|_| CustodyRefusal::NoteText { most })?;
    if party::is_of(tx, claim.firm, person)? {
        return Err(assent::AssentRefusal::Conflict.into());
    }
    if assent::needs_second(claim.left()) {
        ask_forgiving(tx, by, &claim, note)?;
        return Ok(false);
    }
    forgive(tx, which, person)?;
    Ok(true)
}

/// It is forgiven.
pub(super) fn forgive(
    tx: &mut Tx<'_>,
    (firm, id): (Id<Firm>, Id<ClaimKind>),
    by: Id<Person>,
) -> Outcome<()> {
    let claim = store::lock_claim(tx, firm, id)?.ok_or(CustodyRefusal::ClaimEnded)?;
    let left = claim.left();
    match claim.owed_to {
        OwedTo::Bank => {
            let (own, owed) = (earned(left.currency), owed_by(firm, left.currency));
            let borne = post(tx, own, owed, left, reason::CLAIM_FORGIVEN);
            borne.map_err(|stop| match too_small(stop) {
                Stop::Refused(_) => CustodyRefusal::MarketTooSmall.into(),
                other => other,
            })?;
        }
        OwedTo::Fund => bear_debt(tx, left)?,
    }
    store::pay_claim(tx, &claim, left.minor)?;
    let (currency, amount_minor) = (left.currency, left.minor);
    tx.tell(id, &ClaimForgiven { firm, claim: id, by, currency, amount_minor })
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

/// What of a payment went on to agreements, each with its share.
fn shares_of(tx: &mut Tx<'_>, order: &BankOrder, amount: Money) -> Outcome<Vec<Share>> {
    let mut shares = Vec::new();
    for (agreement, minor) in store::list_shares(tx, order.firm, order.id)? {
        let escrow = store::find_escrow(tx, agreement)?;
        let escrow = escrow.filter(|escrow| escrow.currency == amount.currency);
        shares.extend(escrow.map(|escrow| {
            let share = escrow.money(minor);
            (escrow, share)
        }));
    }
    Ok(shares)
}

/// Where the money of a payment is, as the books have it.
pub(super) fn find_back(tx: &mut Tx<'_>, order: &BankOrder, amount: Money) -> Outcome<TakenBack> {
    let shares = shares_of(tx, order, amount)?;
    let available = ledger::balance(tx, wallet_of(order.firm, amount.currency))?.available;
    Ok(taken_back(order.firm, amount, available.minor, &shares))
}

/// The same, once whoever knows has said of each agreement whether what is held for it may leave.
pub(super) fn call_back(tx: &mut Tx<'_>, order: &BankOrder, amount: Money) -> Outcome<TakenBack> {
    let mut asked = Vec::new();
    loop {
        let taken = find_back(tx, order, amount)?;
        let is_new = |share: &&Share| !asked.contains(&share.0.agreement);
        let Some((escrow, share)) = taken.held.iter().find(is_new) else { return Ok(taken) };
        let (agreement, currency, amount_minor) = (escrow.agreement, share.currency, share.minor);
        asked.push(agreement);
        let (firm, id) = (order.firm, order.id);
        let called = HeldCalledBack { firm, order: id, agreement, currency, amount_minor };
        tx.tell(order.id, &called)?;
    }
}

/// What is held for an agreement stays, though the bank takes back the payment that brought it:
/// its goods have left, say. Whoever hears that it is called back says so then.
pub fn keep_held(tx: &mut Tx<'_>, called: &HeldCalledBack) -> Outcome<()> {
    store::remove_share(tx, called.firm, called.order, called.agreement)
}

/// What is still there of a payment leaves from where it is.
pub(super) fn leave(
    tx: &mut Tx<'_>,
    order: &BankOrder,
    taken: &TakenBack,
    (to, currency, reason): (Account, Currency, &'static str),
) -> Outcome<()> {
    if taken.wallet_minor > 0 {
        let amount = Money::new(taken.wallet_minor, currency);
        post(tx, wallet_of(order.firm, currency), to, amount, reason)?;
    }
    for (escrow, share) in &taken.held {
        post(tx, escrow_of(escrow.agreement, currency), to, *share, reason)?;
        store::add_returned(tx, escrow, *share)?;
        store::remove_share(tx, order.firm, order.id, escrow.agreement)?;
    }
    Ok(())
}

/// Takes a booked payment back: from where it is still, else somebody owes it from now on.
pub(super) fn take_back(
    tx: &mut Tx<'_>,
    order: &BankOrder,
    amount: Money,
    why: &str,
) -> Outcome<TakenBack> {
    let (currency, bank) = (amount.currency, bank_of(amount.currency));
    let taken = call_back(tx, order, amount)?;
    leave(tx, order, &taken, (bank, currency, reason::BOUNCE))?;
    for &(debtor, released_for, minor) in &taken.owed {
        if let Some(agreement) = released_for {
            store::remove_share(tx, order.firm, order.id, agreement)?;
        }
        let (owed, agreement) = (Money::new(minor, currency), released_for.or(order.agreement));
        post(tx, owed_by(debtor, currency), bank, owed, reason::CLAIM)?;
        let claim = claim(tx, (debtor, OwedTo::Bank), agreement, owed, why)?;
        let amount_minor = owed.minor;
        let raised =
            ClaimRaised { firm: debtor, claim: claim.id, agreement, currency, amount_minor };
        tx.tell(claim.id, &raised)?;
    }
    tell_bounced(tx, order, amount, &taken.held)?;
    Ok(taken)
}

/// Tells that a payment was taken back: what was held, agreement by agreement, and the rest.
pub(super) fn tell_bounced(
    tx: &mut Tx<'_>,
    order: &BankOrder,
    amount: Money,
    held: &[Share],
) -> Outcome<()> {
    let told = PaymentBounced {
        firm: order.firm,
        order: order.id,
        agreement: order.agreement,
        currency: amount.currency,
        amount_minor: amount.minor,
        was_held: false,
    };
    let mut rest_minor = amount.minor;
    for (escrow, share) in held {
        let (agreement, amount_minor) = (Some(escrow.agreement), share.minor);
        tx.tell(order.id, &PaymentBounced { agreement, amount_minor, was_held: true, ..told })?;
        rest_minor -= share.minor;
    }
    if rest_minor > 0 {
        tx.tell(order.id, &PaymentBounced { amount_minor: rest_minor, ..told })?;
    }
    Ok(())
}

/// Puts a line on the work list for each firm that owes what was taken back: with the order, as the
/// bank tells it.
pub(super) fn list_owed(tx: &mut Tx<'_>, taken: &TakenBack, told: &List) -> Outcome<()> {
    for &(debtor, _, minor) in &taken.owed {
        list(tx, &List { firm: Some(debtor), expected: Some(minor), ..told.clone() })?;
    }
    Ok(())
}
