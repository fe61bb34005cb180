//! What firms owe after payments were taken back, or after the fund has paid in their place.

use super::differences::clerk_of;
use super::escrow::post;
use super::firm_of;
use super::fund::{bear_debt, take_debt};
use super::listing::{List, list};
use super::second::ask_forgiving;
use crate::events::{ClaimForgiven, ClaimRaised, HeldCalledBack, PaymentBounced};
use crate::model::{
    Agreement, BankOrder, Claim, ClaimKind, CustodyRefusal, EscrowState, OwedTo, Share, TakenBack,
    bank_of, earned, escrow_of, owed_by, reason, taken_back, too_small, wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::text::read_line;
use kernel::{Actor, Currency, Cursor, Firm, Id, Limit, Money, Outcome, Page, Person, Stop};
use ledger::Account;
use std::collections::BTreeSet;

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

/// What a payment came for, as the books have it by now.
fn shares_of(tx: &mut Tx<'_>, order: &BankOrder) -> Outcome<Vec<Share>> {
    let mut shares = Vec::new();
    for (agreement, part, minor) in store::list_shares(tx, order.firm, order.id)? {
        let Some(escrow) = store::find_escrow(tx, agreement)? else { continue };
        let owed_minor = match escrow.released_minor {
            0 => 0,
            _ => store::sum_owed_for(tx, escrow.seller, agreement)?,
        };
        let kept_minor = (escrow.base_minor() - owed_minor).max(0);
        shares.push(Share { escrow, part, minor, kept_minor });
    }
    Ok(shares)
}

/// Where the money of a payment is, as the books have it.
pub(super) fn find_back(tx: &mut Tx<'_>, order: &BankOrder, amount: Money) -> Outcome<TakenBack> {
    let shares = shares_of(tx, order)?;
    let available = ledger::balance(tx, wallet_of(order.firm, amount.currency))?.available;
    Ok(taken_back(order.firm, amount, available.minor, &shares))
}

/// The same, once whoever knows has said of each part whether what is held for it may leave. What
/// stays leaves room for others, which are asked then.
pub(super) fn call_back(tx: &mut Tx<'_>, order: &BankOrder, amount: Money) -> Outcome<TakenBack> {
    let mut asked = BTreeSet::new();
    loop {
        let taken = find_back(tx, order, amount)?;
        let before = asked.len();
        for share in &taken.held {
            let (agreement, part) = (share.escrow.agreement, share.part);
            if asked.insert((agreement, part)) {
                let called = HeldCalledBack {
                    firm: order.firm,
                    order: order.id,
                    agreement,
                    part,
                    currency: share.escrow.currency,
                    amount_minor: share.minor,
                };
                tx.tell(order.id, &called)?;
            }
        }
        if asked.len() == before {
            return Ok(taken);
        }
    }
}

/// What is held for a part stays, though the bank takes back the payment that brought it:
/// its goods have left, say. Whoever hears that it is called back says so then.
pub fn keep_held(tx: &mut Tx<'_>, called: &HeldCalledBack) -> Outcome<()> {
    store::remove_share(tx, (called.firm, called.order), (called.agreement, called.part))
}

/// Money leaves the market: of what came for parts that are not paid yet, only what is still in the
/// wallet came for them, the newest first. Else what pays them later would be taken for what has
/// left, and its sellers would owe it.
pub(super) fn forget_shares(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<()> {
    let waiting = store::list_waiting_shares(tx, firm)?;
    if waiting.is_empty() {
        return Ok(());
    }
    let mut left_minor = ledger::balance(tx, wallet_of(firm, currency))?.available.minor;
    for share in waiting {
        let escrow = store::lock_escrow(tx, share.of.0)?;
        if escrow.paid_in_minor != share.paid_before {
            store::end_waiting(tx, firm, share.of)?;
        } else if escrow.state != EscrowState::Open {
            store::remove_share(tx, (firm, share.order), share.of)?;
        } else if escrow.currency == currency {
            left_minor -= share.minor;
            if left_minor < 0 {
                store::remove_share(tx, (firm, share.order), share.of)?;
            }
        }
    }
    Ok(())
}

/// What is held and leaves, each with what of it is more than the payment was: the last one's.
fn with_over(taken: &TakenBack) -> impl Iterator<Item = (&Share, Money)> {
    let last = taken.held.len().saturating_sub(1);
    taken.held.iter().enumerate().map(move |(nth, share)| {
        let over_minor = if nth == last { taken.over_minor } else { 0 };
        (share, share.escrow.money(over_minor))
    })
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
    for (share, over) in with_over(taken) {
        let agreement = share.escrow.agreement;
        let (from, own) = (escrow_of(agreement, currency), wallet_of(order.firm, currency));
        post(tx, from, to, share.amount().minus(over)?, reason)?;
        if over.minor > 0 {
            post(tx, from, own, over, reason)?;
        }
        let escrow = store::lock_escrow(tx, agreement)?;
        store::add_returned(tx, &escrow, share.amount())?;
        store::remove_share(tx, (order.firm, order.id), (agreement, share.part))?;
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
    for (debtor, released, minor) in &taken.owed {
        let agreement = match released {
            Some(Share { escrow, part, .. }) => {
                store::remove_share(tx, (order.firm, order.id), (escrow.agreement, *part))?;
                Some(escrow.agreement)
            }
            None => order.agreement,
        };
        let (firm, owed) = (*debtor, Money::new(*minor, currency));
        post(tx, owed_by(firm, currency), bank, owed, reason::CLAIM)?;
        let claim = claim(tx, (firm, OwedTo::Bank), agreement, owed, why)?;
        let amount_minor = owed.minor;
        tx.tell(
            claim.id,
            &ClaimRaised { firm, claim: claim.id, agreement, currency, amount_minor },
        )?;
    }
    tell_bounced(tx, order, amount, &taken)?;
    Ok(taken)
}

/// Tells that a payment was taken back: what of it was held, part by part, and the rest.
pub(super) fn tell_bounced(
    tx: &mut Tx<'_>,
    order: &BankOrder,
    amount: Money,
    taken: &TakenBack,
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
    for (share, over) in with_over(taken) {
        let (agreement, amount_minor) = (Some(share.escrow.agreement), share.minor - over.minor);
        tx.tell(order.id, &PaymentBounced { agreement, amount_minor, was_held: true, ..told })?;
        rest_minor -= amount_minor;
    }
    if rest_minor > 0 {
        tx.tell(order.id, &PaymentBounced { amount_minor: rest_minor, ..told })?;
    }
    Ok(())
}

/// Puts a line on the work list for each firm that owes what was taken back: with the order, as the
/// bank tells it.
pub(super) fn list_owed(tx: &mut Tx<'_>, taken: &TakenBack, told: &List) -> Outcome<()> {
    for (debtor, _, minor) in &taken.owed {
        list(tx, &List { firm: Some(*debtor), expected: Some(*minor), ..told.clone() })?;
    }
    Ok(())
}
