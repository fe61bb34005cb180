//! What the bank's files tell, payment by payment: each is taken once, in whatever order and
//! however often it is told. Called by the rails alone.

use super::claims::take_back;
use super::escrow::post;
use super::listing::{List, list};
use super::notices::{book_payment, book_payout};
use super::recalls::{end_recall_of, take_agreed};
use crate::events::PayoutReturned;
use crate::model::{
    BankNotice, BankOrder, BankOrderKind, Course, CustodyRefusal, DifferenceKind, Direction, Lies,
    Paid, Payout, PayoutState, Teller, bank_of, batch_of, course, kept_of, missed_of, reason,
    wallet_of,
};
use crate::store::{self, KeptEntry};
use ::store::Tx;
use bankfile::StatementKind;
use kernel::rules::Rules;
use kernel::{Firm, Id, Money, Outcome};

const PAY: &str = "pay";
const PAY_OUT: &str = "pay-out";
const RETURN: &str = "return";
const BOUNCE: &str = "bounce";
const KEEP: &str = "keep";

/// What became of one payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It was told before.
    Before,
    /// It is where it belongs.
    Matched,
    /// A clerk must look.
    Listed,
}

/// Takes one payment.
pub(crate) fn take_payment(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid) -> Outcome<Taken> {
    if let Some(before) = store::find_entry(tx, &teller.account, &paid.code)? {
        return again(tx, teller, paid, &before);
    }
    let batch = paid.batch.as_deref().and_then(batch_of).filter(|_| paid.amount.minor < 0);
    if let Some(batch) = batch {
        let lines = store::list_of_batch(tx, batch, Rules::current().bank.payouts_most)?;
        let open: Vec<_> = lines.iter().filter(|line| line.payout.state.is_open()).collect();
        let total: i64 = open.iter().map(|line| line.amount.minor).sum();
        if total != -paid.amount.minor {
            return keep(tx, teller, paid, DifferenceKind::OtherAmount, None);
        }
        for line in open {
            let code = format!("{}/{}", paid.code, line.reference);
            pay_out(tx, teller, &code, (line.amount, &line.reference))?;
        }
        let entry = entry(paid, PAY_OUT, None);
        store::add_entry(tx, teller, &entry)?;
        return Ok(Taken::Matched);
    }
    let order = find_order(tx, paid)?;
    if take_agreed(tx, teller, paid, order.as_ref())? {
        let named = order.map(|order| (order.firm, order.id));
        store::add_entry(tx, teller, &entry(paid, BOUNCE, named))?;
        return Ok(Taken::Matched);
    }
    let is_foreign = is_foreign(tx, paid, order.as_ref())?;
    match (course(paid, order.as_ref(), is_foreign), &order) {
        (Course::Pay(unlike), Some(order)) => pay(tx, teller, paid, order, unlike),
        (Course::PayOut, Some(order)) => {
            pay_out(tx, teller, &paid.code, (order.amount, &order.reference))?;
            write(tx, teller, paid, PAY_OUT, order)
        }
        (Course::Return, Some(order)) => come_back(tx, teller, paid, order),
        (Course::Bounce, Some(order)) => bounce(tx, teller, paid, order),
        (Course::Keep(kind), order) => keep(tx, teller, paid, kind, order.as_ref()),
        (_, None) => keep(tx, teller, paid, DifferenceKind::UnknownReference, None),
    }
}

/// Lists a payment that the books refuse, so that the mirror stays the bank's.
pub(crate) fn keep_refused(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    code: &str,
) -> Outcome<Taken> {
    if store::find_entry(tx, &teller.account, &paid.code)?.is_some() {
        return Ok(Taken::Before);
    }
    let order = find_order(tx, paid)?;
    let told = Paid { words: format!("{code} {}", paid.words), ..paid.clone() };
    keep(tx, teller, &told, DifferenceKind::NotBooked, order.as_ref())
}

fn again(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid, before: &KeptEntry) -> Outcome<Taken> {
    if before.amount == paid.amount {
        if teller.kind == StatementKind::Statement && before.statement.is_none() {
            store::mark_stated(tx, &teller.account, &paid.code, &teller.statement)?;
        }
        return Ok(Taken::Before);
    }
    let short = teller.hash.get(..12).unwrap_or(&teller.hash);
    let code = format!("{}!{short}", paid.code);
    if store::find_entry(tx, &teller.account, &code)?.is_some() {
        return Ok(Taken::Before);
    }
    let nothing = Money::zero(paid.amount.currency);
    let marker = KeptEntry { code, amount: nothing, ..entry(paid, KEEP, None) };
    store::add_entry(tx, teller, &marker)?;
    let expected = Some(before.amount.minor);
    let told = List { expected, ..List::of(DifferenceKind::ToldOtherwise, teller, paid) };
    list(tx, &told)?;
    Ok(Taken::Listed)
}

/// The order that a payment names, in whichever of its fields.
fn find_order(tx: &mut Tx<'_>, paid: &Paid) -> Outcome<Option<BankOrder>> {
    for reference in &paid.references {
        if let Some((firm, order)) = store::find_reference(tx, reference)? {
            return Ok(Some(store::lock_order(tx, firm, order)?));
        }
    }
    Ok(None)
}

/// Whether money for an order comes from an account that is not among those that its firm has
/// named. A firm that has named none may pay from any.
fn is_foreign(tx: &mut Tx<'_>, paid: &Paid, order: Option<&BankOrder>) -> Outcome<bool> {
    let is_coming = |order: &&BankOrder| order.direction == Direction::In;
    let payer = paid.party_account.as_deref().filter(|_| paid.amount.minor > 0);
    let (Some(order), Some(payer)) = (order.filter(is_coming), payer) else { return Ok(false) };
    let most = Rules::current().bank.accounts_most;
    let own = store::list_bank_accounts(tx, order.firm, most)?;
    Ok(!own.is_empty() && own.iter().all(|account| account.number != payer))
}

fn entry(paid: &Paid, course: &str, order: Option<(Id<Firm>, Id<BankOrderKind>)>) -> KeptEntry {
    KeptEntry {
        code: paid.code.clone(),
        amount: paid.amount,
        course: course.to_owned(),
        firm: order.map(|(firm, _)| firm),
        order: order.map(|(_, order)| order),
        statement: None,
    }
}

fn write(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    course: &str,
    order: &BankOrder,
) -> Outcome<Taken> {
    store::add_entry(tx, teller, &entry(paid, course, Some((order.firm, order.id))))?;
    Ok(Taken::Matched)
}

fn code_on(teller: &Teller, code: &str) -> String {
    format!("{}/{code}", teller.account)
}

fn pay(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    order: &BankOrder,
    unlike: Option<DifferenceKind>,
) -> Outcome<Taken> {
    let notice = BankNotice {
        bank_reference: code_on(teller, &paid.code),
        order_reference: order.reference.clone(),
        amount: paid.amount,
    };
    book_payment(tx, &notice)?;
    let taken = write(tx, teller, paid, PAY, order)?;
    let Some(kind) = unlike else { return Ok(taken) };
    let expected = Some(order.amount.minor);
    list(tx, &List { expected, ..List::of(kind, teller, paid).of_order(order) })?;
    Ok(Taken::Listed)
}

fn pay_out(
    tx: &mut Tx<'_>,
    teller: &Teller,
    code: &str,
    (amount, reference): (Money, &str),
) -> Outcome<()> {
    let notice = BankNotice {
        bank_reference: code_on(teller, code),
        order_reference: reference.to_owned(),
        amount,
    };
    let booked = book_payout(tx, &notice)?;
    end_payout_by_bank(tx, (booked.firm, booked.order), PayoutState::Booked, None)
}

/// Writes how a payout ended by the bank's word; a clerk's line about its absence is over.
pub(super) fn end_payout_by_bank(
    tx: &mut Tx<'_>,
    (firm, order): (Id<Firm>, Id<BankOrderKind>),
    state: PayoutState,
    reason: Option<&str>,
) -> Outcome<()> {
    let payout = store::find_payout(tx, firm, order)?;
    if payout.is_some_and(|payout| payout.looks > 0) {
        store::end_unanswered(tx, order)?;
    }
    end_payout(tx, (firm, order), state, reason)
}

/// Writes how a payout ended, if it went by a file.
pub(super) fn end_payout(
    tx: &mut Tx<'_>,
    (firm, order): (Id<Firm>, Id<BankOrderKind>),
    state: PayoutState,
    reason: Option<&str>,
) -> Outcome<()> {
    match store::find_payout(tx, firm, order)? {
        Some(payout) => store::change_payout(tx, &Payout { state, ..payout }, None, reason),
        None => Ok(()),
    }
}

/// A booked payout came back: the money lies in the wallet again.
fn come_back(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid, order: &BankOrder) -> Outcome<Taken> {
    let before = store::list_entries_of(tx, &teller.account, order.id)?;
    if before.iter().any(|entry| entry.course == RETURN) {
        return keep(tx, teller, paid, DifferenceKind::PaidTwice, Some(order));
    }
    let (firm, currency) = (order.firm, paid.amount.currency);
    post(tx, bank_of(currency), wallet_of(firm, currency), paid.amount, reason::RETURN)?;
    store::add_purse(tx, firm, currency)?;
    end_payout(tx, (firm, order.id), PayoutState::Returned, paid.reason.as_deref())?;
    let amount_minor = paid.amount.minor;
    tx.tell(order.id, &PayoutReturned { firm, order: order.id, currency, amount_minor })?;
    write(tx, teller, paid, RETURN, order)
}

/// The bank takes a booked payment back. What has gone on is owed; no wallet goes below nothing.
fn bounce(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid, order: &BankOrder) -> Outcome<Taken> {
    let amount = paid.amount.negated();
    let Some(of) = find_payment_of(tx, &teller.account, order, amount)? else {
        return keep(tx, teller, paid, DifferenceKind::UnknownDebit, Some(order));
    };
    let by = code_on(teller, &paid.code);
    store::mark_bounced(tx, &of, &by)?;
    store::add_notice(tx, &by, BOUNCE, order, amount)?;
    end_recall_of(tx, order, amount)?;
    let is_owed = take_from(tx, teller, paid, order)?;
    write(tx, teller, paid, BOUNCE, order)?;
    Ok(if is_owed { Taken::Listed } else { Taken::Matched })
}

/// What the bank calls a payment of an amount for an order that was not taken back yet.
pub(super) fn find_payment_of(
    tx: &mut Tx<'_>,
    account: &str,
    order: &BankOrder,
    amount: Money,
) -> Outcome<Option<String>> {
    let entries = store::list_entries_of(tx, account, order.id)?;
    let mut found = None;
    for paid in entries.iter().filter(|paid| paid.course == PAY && paid.amount == amount) {
        let code = format!("{account}/{}", paid.code);
        let kept = store::find_notice(tx, &code)?;
        if kept.is_some_and(|kept| kept.bounced_by.is_none()) {
            found = Some(code);
        }
    }
    Ok(found)
}

fn take_from(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid, order: &BankOrder) -> Outcome<bool> {
    let why = paid.reason.as_deref().unwrap_or(reason::BOUNCE);
    let taken = take_back(tx, order, paid.amount.negated(), why)?;
    if taken.claim_minor > 0 {
        let told = List::of(DifferenceKind::Claimed, teller, paid).of_order(order);
        let expected = Some(taken.claim_minor);
        list(tx, &List { firm: Some(taken.debtor), expected, ..told })?;
    }
    Ok(taken.claim_minor > 0)
}

/// Nobody's yet: what came is kept, and what went is missed, in an account of its own.
fn keep(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    kind: DifferenceKind,
    order: Option<&BankOrder>,
) -> Outcome<Taken> {
    let told = List::of(kind, teller, paid);
    let told = order.map_or_else(|| told.clone(), |order| told.clone().of_order(order));
    let lies = if paid.amount.minor > 0 { Lies::Kept } else { Lies::Outside };
    let id = list(tx, &List { lies, ..told })?;
    post_unclear(tx, id, paid.amount)?;
    let named = order.map(|order| (order.firm, order.id));
    store::add_entry(tx, teller, &entry(paid, KEEP, named))?;
    Ok(Taken::Listed)
}

/// Moves money between the bank's mirror and the account of a difference.
pub(super) fn post_unclear(
    tx: &mut Tx<'_>,
    id: Id<crate::model::DifferenceRow>,
    amount: Money,
) -> Outcome<()> {
    let (currency, bank) = (amount.currency, bank_of(amount.currency));
    match amount.minor {
        0 => Err(CustodyRefusal::AmountNotPositive.into()),
        1.. => post(tx, bank, kept_of(id, currency), amount, reason::UNCLEAR),
        _ => post(tx, missed_of(id, currency), bank, amount.negated(), reason::MISSED),
    }
}
