//! The work list: clerks say what is to be done; above a set sum two of them.

use super::bank::order_payout;
use super::claims::claim;
use super::escrow::post;
use super::listing::{List, list};
use super::notices::{PAYMENT, reject};
use super::recalls::{agree_to_recall, refuse_recall};
use super::second::ask_difference;
use super::take::{
    PAY, PAY_OUT, RETURN, code_on, end_payout, give_returned, named_debit, pay_out_all_the_same,
    retry_batch,
};
use super::unclear::KEEP;
use crate::events::PaymentBooked;
use crate::model::{
    Answered, BankNotice, BankOrder, CustodyRefusal, Difference, DifferenceKind, DifferenceRow,
    Direction, Lies, OrderState, OwedTo, PLATFORM, PayoutState, Way, earned, kept_of, missed_of,
    owed_by, reason, too_small, wallet_of,
};
use crate::store::{self, KeptEntry};
use ::store::Tx;
use kernel::{Actor, Cursor, Desk, Firm, Id, Limit, Money, Outcome, Page, Person, Stop};
use ledger::Account;

/// The clerk that looks after money.
pub(super) fn clerk_of(by: &Actor) -> Outcome<Id<Person>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Clerk { person, desk: Desk::Operator | Desk::Officer } => Ok(*person),
        _ => Err(Stop::Forbidden),
    }
}

/// What is to be looked at, oldest first.
pub fn differences(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Difference>> {
    clerk_of(by)?;
    let after = cursor.map_or(0, |cursor| cursor.0);
    let rows = store::list_open_differences(tx, after, limit.ask())?;
    Ok(Page::cut(rows, limit, |difference| difference.id.raw()))
}

/// What was done, newest first.
pub fn ended_differences(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Difference>> {
    clerk_of(by)?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_ended_differences(tx, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |difference| difference.id.raw()))
}

/// One line of the work list.
pub fn difference(tx: &mut Tx<'_>, by: &Actor, id: Id<DifferenceRow>) -> Outcome<Difference> {
    clerk_of(by)?;
    store::lock_difference(tx, id)
}

/// A clerk says what is to be done. Above the rules' sum it is only asked for, until a second clerk
/// agrees.
pub fn answer_difference(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DifferenceRow>,
    answered: &Answered,
) -> Outcome<Difference> {
    let person = clerk_of(by)?;
    let difference = store::lock_difference(tx, id)?;
    let answered = difference.check(answered)?;
    let firms = firms_of(tx, &difference, &answered)?;
    for firm in &firms {
        if party::is_of(tx, *firm, person)? {
            return Err(assent::AssentRefusal::Conflict.into());
        }
    }
    if difference.needs_second(answered.way) {
        ask_difference(tx, by, (&difference, firms), &answered)?;
        store::ask_second(tx, id, &answered, person)?;
    } else {
        end(tx, &difference, &answered, person)?;
    }
    store::lock_difference(tx, id)
}

/// The firms whose money an answer touches: whoever belongs to one of them has no say in it.
fn firms_of(
    tx: &mut Tx<'_>,
    difference: &Difference,
    answered: &Answered,
) -> Outcome<Vec<Id<Firm>>> {
    let payee = match answered.way {
        Way::Assign => Some(find_assigned(tx, difference, answered)?.firm),
        Way::GiveBack => Some(find_paid(tx, difference, answered)?.firm),
        Way::PaidOut => named_debit(tx, difference, answered)?.firm(),
        Way::Refuse => find_refused(tx, difference, answered)?.map(|order| order.firm),
        _ => None,
    };
    let mut firms: Vec<Id<Firm>> = difference.firm.into_iter().chain(payee).collect();
    firms.dedup();
    Ok(firms)
}

pub(super) fn end(
    tx: &mut Tx<'_>,
    difference: &Difference,
    answered: &Answered,
    by: Id<Person>,
) -> Outcome<()> {
    let amount = Money::new(difference.amount.minor.abs(), difference.amount.currency);
    let (kept, missed) =
        (kept_of(difference.id, amount.currency), missed_of(difference.id, amount.currency));
    match answered.way {
        Way::Note => {}
        Way::Assign => assign(tx, difference, answered, amount)?,
        Way::SendBack => {
            // The market's own wallet passes it on, so that it goes out as every payout does.
            let own = PLATFORM.cast();
            post(tx, kept, wallet_of(own, amount.currency), amount, reason::CLEARED)?;
            let number = difference.party_account.clone().ok_or(CustodyRefusal::NotAWay)?;
            let name = difference.party_name.clone().unwrap_or_else(|| number.clone());
            order_payout(tx, own, amount, (name, number, difference.party_bank.clone()))?;
        }
        Way::Earn => post(tx, kept, earned(amount.currency), amount, reason::CLEARED)?,
        Way::Bear => {
            let own = earned(amount.currency);
            let borne = post(tx, own, missed, amount, reason::CLEARED);
            borne.map_err(|stop| match too_small(stop) {
                Stop::Refused(_) => CustodyRefusal::MarketTooSmall.into(),
                other => other,
            })?;
        }
        Way::Claim => claim_missed(tx, difference, (missed, amount), &answered.note)?,
        Way::PaidOut => pay_out_all_the_same(tx, difference, answered)?,
        Way::NotPaid => free_payout(tx, difference)?,
        Way::GiveBack => {
            let order = find_paid(tx, difference, answered)?;
            agree_to_recall(tx, difference, &order)?;
        }
        Way::Refuse => refuse_recall(tx, difference, answered)?,
        Way::Answered => return Err(CustodyRefusal::NotAWay.into()),
    }
    store::end_difference(tx, difference.id, answered, Some(by))
}

/// The firm owes what went, and has paid for its payout so: if that comes back, it is the firm's.
fn claim_missed(
    tx: &mut Tx<'_>,
    difference: &Difference,
    (missed, amount): (Account, Money),
    note: &str,
) -> Outcome<()> {
    let firm = difference.firm.ok_or(CustodyRefusal::NotAWay)?;
    post(tx, owed_by(firm, amount.currency), missed, amount, reason::CLAIM)?;
    claim(tx, (firm, OwedTo::Bank), None, amount, note)?;
    let Some(order) = difference.order else { return Ok(()) };
    let order = store::lock_order(tx, firm, order)?;
    match order.direction {
        Direction::Out => name_entry(tx, difference, (PAY_OUT, &order)),
        Direction::In => Ok(()),
    }
}

/// The order of money in whose reference a clerk has typed.
fn find_payee(tx: &mut Tx<'_>, difference: &Difference, answered: &Answered) -> Outcome<BankOrder> {
    let order = find_named(tx, difference, answered)?;
    if order.direction != Direction::In {
        return Err(CustodyRefusal::UnknownOrder.into());
    }
    Ok(order)
}

/// The order to which a clerk gives what came: money in, or a payout that came back. A wallet that
/// a payout has not left has its money still: a bank may tell that it came back before it tells
/// that it went, or pay what it has rejected.
fn find_assigned(
    tx: &mut Tx<'_>,
    difference: &Difference,
    answered: &Answered,
) -> Outcome<BankOrder> {
    let order = find_named(tx, difference, answered)?;
    if order.direction == Direction::In || order.state == OrderState::Booked {
        return Ok(order);
    }
    let told = store::list_entries_of(tx, &difference.account, order.id)?;
    if told.iter().any(|entry| entry.course == PAY_OUT) {
        return Ok(order);
    }
    Err(CustodyRefusal::PayoutNotGone.into())
}

/// The order whose reference a clerk has typed. What the market sends back is on the list anew when
/// it comes back.
fn find_named(tx: &mut Tx<'_>, difference: &Difference, answered: &Answered) -> Outcome<BankOrder> {
    let found = store::find_reference(tx, &answered.plain_reference())?;
    let found = found.filter(|(firm, _)| *firm != PLATFORM.cast());
    let (firm, order) = found.ok_or(CustodyRefusal::UnknownOrder)?;
    let order = store::lock_order(tx, firm, order)?;
    if order.amount.currency != difference.amount.currency {
        return Err(CustodyRefusal::ReferenceSpent.into());
    }
    Ok(order)
}

/// The order whose payment is given back: the one that the bank has named, else the one that a
/// clerk has found.
fn find_paid(tx: &mut Tx<'_>, difference: &Difference, answered: &Answered) -> Outcome<BankOrder> {
    match (difference.firm, difference.order) {
        (Some(firm), Some(order)) => store::lock_order(tx, firm, order),
        _ => find_payee(tx, difference, answered),
    }
}

/// The order whose payment is not given back, if the bank or a clerk has found it.
pub(super) fn find_refused(
    tx: &mut Tx<'_>,
    difference: &Difference,
    answered: &Answered,
) -> Outcome<Option<BankOrder>> {
    match (difference.order, &answered.reference) {
        (None, None) => Ok(None),
        _ => find_paid(tx, difference, answered).map(Some),
    }
}

/// To the wallet of the firm whose order it pays; a deal that waits for it hears as of any payment,
/// and so does the bank's own word that takes it back. Or to the wallet that it had left.
fn assign(
    tx: &mut Tx<'_>,
    difference: &Difference,
    answered: &Answered,
    amount: Money,
) -> Outcome<()> {
    let order = find_assigned(tx, difference, answered)?;
    let (firm, currency) = (order.firm, amount.currency);
    let kept = kept_of(difference.id, currency);
    let is_return = order.direction == Direction::Out;
    name_entry(tx, difference, (if is_return { RETURN } else { PAY }, &order))?;
    if is_return {
        return give_returned(tx, &order, (kept, amount), None);
    }
    post(tx, kept, wallet_of(firm, currency), amount, reason::PAYMENT)?;
    store::add_purse(tx, firm, currency)?;
    if order.state.is_open() {
        store::end_order(tx, &order, OrderState::Booked)?;
    }
    let told = PaymentBooked {
        firm,
        order: order.id,
        agreement: order.agreement,
        currency,
        amount_minor: amount.minor,
        ordered_minor: order.amount.minor,
        ordered_at: order.at,
    };
    tx.tell(order.id, &told)
}

/// What the bank told is of an order from now on, so that what it says of it next finds that.
fn name_entry(
    tx: &mut Tx<'_>,
    difference: &Difference,
    (course, order): (&str, &BankOrder),
) -> Outcome<()> {
    let (account, Some(code)) = (&difference.account, &difference.entry) else { return Ok(()) };
    let entry = store::find_entry(tx, account, code)?;
    let is_whole = |entry: &KeptEntry| entry.course == KEEP && entry.amount == difference.amount;
    if !entry.as_ref().is_some_and(is_whole) {
        return Ok(());
    }
    store::name_entry(tx, account, code, (course, order))?;
    match course {
        PAY => store::add_notice(tx, &code_on(account, code), PAYMENT, order, difference.amount),
        _ => Ok(()),
    }
}

/// The bank has told a clerk that it did not pay: what was held is free. If it pays all the same,
/// that is listed.
fn free_payout(tx: &mut Tx<'_>, difference: &Difference) -> Outcome<()> {
    let (firm, order) = difference.firm.zip(difference.order).ok_or(CustodyRefusal::NotAWay)?;
    let order = store::lock_order(tx, firm, order)?;
    if !order.state.is_open() {
        return Err(CustodyRefusal::DifferenceEnded.into());
    }
    let notice = BankNotice {
        bank_reference: format!("{}/not-paid", order.reference),
        order_reference: order.reference.clone(),
        amount: order.amount,
    };
    reject(tx, &notice)?;
    end_payout(tx, (firm, order.id), PayoutState::Rejected, None)?;
    let payout = store::find_payout(tx, firm, order.id)?;
    payout.and_then(|payout| payout.batch).map_or(Ok(()), |batch| retry_batch(tx, batch))
}

/// Lists a payout whose answer was waited for in vain.
pub(super) fn list_unknown(tx: &mut Tx<'_>, line: &crate::model::PayoutLine) -> Outcome<()> {
    let told = List::plain(DifferenceKind::PayoutUnknown, line.amount, &line.reference);
    let (firm, order) = (Some(line.payout.firm), Some(line.payout.order));
    let party = (Some(line.payout.name.clone()), Some(line.payout.number.clone()));
    list(tx, &List { firm, order, party, lies: Lies::Nowhere, ..told }).map(|_| ())
}
