//! What the bank's files tell, payment by payment: each is taken once, in whatever order and
//! however often it is told. Called by the rails alone.

use super::claims::{list_owed, take_back};
use super::escrow::post;
use super::listing::{List, list};
use super::notices::{book_payment, book_payout};
use super::recalls::{end_recall_of, take_agreed};
use super::told::{Heard, Known, told_before};
use super::unclear::{clear, end_by_bank, keep, keep_again, list_unclear, post_clear};
use crate::events::PayoutReturned;
use crate::model::{
    Answered, BankNotice, BankOrder, BankOrderKind, Course, CustodyRefusal, Difference,
    DifferenceKind, Direction, OrderState, PLATFORM, Paid, Payout, PayoutBatchKind, PayoutLine,
    PayoutState, Teller, bank_of, bank_reference_in, batch_name, batch_of, charge_beside, codes_of,
    course, kept_of, reason, wallet_of,
};
use crate::store::{self, KeptEntry};
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Firm, Id, Money, Outcome};
use ledger::Account;

pub(super) const PAY: &str = "pay";
pub(super) const PAY_OUT: &str = "pay-out";
pub(super) const RETURN: &str = "return";
const BOUNCE: &str = "bounce";

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

/// Takes one payment; `heard` goes from each to the next of a file.
pub(crate) fn take_payment(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    heard: &mut Option<Heard>,
) -> Outcome<Taken> {
    match told_before(tx, teller, paid, heard)? {
        Known::Before(taken) => Ok(taken),
        Known::New(teller, paid) => take_new(tx, &teller, &paid),
    }
}

fn take_new(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid) -> Outcome<Taken> {
    let batch = paid.batch.as_deref().and_then(batch_of).filter(|_| paid.amount.minor < 0);
    if let Some(batch) = batch {
        return take_batch(tx, teller, paid, batch);
    }
    let order = find_order(tx, teller, paid)?;
    if take_agreed(tx, teller, paid, order.as_ref())?
        || take_kept(tx, teller, paid, order.as_ref())?
    {
        let named = order.map(|order| (order.firm, order.id));
        store::add_entry(tx, teller, &entry(paid, BOUNCE, named))?;
        return Ok(Taken::Matched);
    }
    let is_foreign = is_foreign(tx, paid, order.as_ref())?;
    match (course(paid, order.as_ref(), is_foreign), &order) {
        (Course::Pay(unlike), Some(order)) => pay(tx, teller, paid, order, unlike),
        (Course::PayOut(charge_minor), Some(order)) => {
            pay_out(tx, &code_on(&teller.account, &paid.code), (order.amount, &order.reference))?;
            let taken = write(tx, teller, paid, PAY_OUT, order)?;
            Ok(charge(tx, teller, paid, charge_minor)?.unwrap_or(taken))
        }
        (Course::Return, Some(order)) => come_back(tx, teller, paid, order),
        (Course::Bounce, Some(order)) => bounce(tx, teller, paid, order),
        (Course::Keep(kind), order) => keep(tx, teller, paid, kind, order.as_ref()),
        (_, None) => keep(tx, teller, paid, DifferenceKind::UnknownReference, None),
    }
}

/// A batch of ours is booked in one sum: it pays out what of it is still open, no more, no less.
/// Else it waits with the batch's name, since an answer of the bank may explain it.
fn take_batch(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    batch: Id<PayoutBatchKind>,
) -> Outcome<Taken> {
    let open = list_open_lines(tx, batch)?;
    let Some(charge_minor) = charge_beside(paid, sum(&open)) else {
        let words = format!("{} {}", batch_name(batch), paid.words);
        let told = Paid { words, ..paid.clone() };
        return keep(tx, teller, &told, DifferenceKind::OtherAmount, None);
    };
    pay_out_all(tx, &code_on(&teller.account, &paid.code), &open)?;
    store::add_entry(tx, teller, &entry(paid, PAY_OUT, None))?;
    Ok(charge(tx, teller, paid, charge_minor)?.unwrap_or(Taken::Matched))
}

fn list_open_lines(tx: &mut Tx<'_>, batch: Id<PayoutBatchKind>) -> Outcome<Vec<PayoutLine>> {
    let mut lines = store::list_of_batch(tx, batch, Rules::current().bank.payouts_most)?;
    lines.retain(|line| line.payout.state.is_open());
    Ok(lines)
}

fn sum(lines: &[PayoutLine]) -> i64 {
    lines.iter().map(|line| line.amount.minor).sum()
}

fn pay_out_all(tx: &mut Tx<'_>, code: &str, lines: &[PayoutLine]) -> Outcome<()> {
    lines.iter().try_for_each(|line| {
        pay_out(tx, &format!("{code}/{}", line.reference), (line.amount, &line.reference))
    })
}

/// Fewer payments of a batch are open than before: if it was booked in one sum that did not fit, it
/// may fit now.
pub(super) fn retry_batch(tx: &mut Tx<'_>, batch: Id<PayoutBatchKind>) -> Outcome<()> {
    let Some(own) = store::find_batch(tx, batch)? else { return Ok(()) };
    let waiting = store::list_open_of(tx, DifferenceKind::OtherAmount, &own.account)?;
    if waiting.is_empty() {
        return Ok(());
    }
    let open = list_open_lines(tx, batch)?;
    let (name, total) = (batch_name(batch), sum(&open));
    let is_whole = |line: &Difference| {
        let is_of_batch = line.words.split(' ').next() == Some(name.as_str());
        is_of_batch && line.order.is_none() && line.amount.minor == -total
    };
    let Some(line) = waiting.into_iter().find(is_whole) else { return Ok(()) };
    clear(tx, &line)?;
    let entry = line.entry.as_deref().unwrap_or_default();
    pay_out_all(tx, &format!("{}/{entry}", line.account), &open)
}

/// What went out with a debit.
pub(super) enum Debited {
    Order(Box<BankOrder>),
    Batch(Id<PayoutBatchKind>),
}

impl Debited {
    /// Whose money it was, if one firm's.
    pub(super) fn firm(&self) -> Option<Id<Firm>> {
        match self {
            Self::Order(order) => Some(order.firm),
            Self::Batch(_) => None,
        }
    }
}

/// What went out with a debit: the payout that the bank has named, or else what a clerk names. A
/// debit of another amount than the batch that it tells is that batch, unless a clerk says which
/// payout of it.
pub(super) fn named_debit(
    tx: &mut Tx<'_>,
    line: &Difference,
    answered: &Answered,
) -> Outcome<Debited> {
    if let Some((firm, order)) = line.firm.zip(line.order) {
        return Ok(Debited::Order(Box::new(store::lock_order(tx, firm, order)?)));
    }
    let typed = answered.plain_reference();
    let tells_batch = line.kind == DifferenceKind::OtherAmount;
    let named = match line.words.split(' ').next() {
        Some(told) if tells_batch && typed.is_empty() => told,
        _ => typed.as_str(),
    };
    if let Some(batch) = batch_of(named) {
        return Ok(Debited::Batch(batch));
    }
    let found = store::find_reference(tx, named)?.ok_or(CustodyRefusal::UnknownOrder)?;
    Ok(Debited::Order(Box::new(store::lock_order(tx, found.0, found.1)?)))
}

/// A clerk says that a debit was its payout, or its batch, though the amount is another or it named
/// nothing: what was ordered is paid, and what is more or less is a line of its own. Refused where
/// nothing of it is open, and where a batch was debited with less than all of it: then not all of
/// it was paid.
pub(super) fn pay_out_all_the_same(
    tx: &mut Tx<'_>,
    line: &Difference,
    answered: &Answered,
) -> Outcome<()> {
    let debited = named_debit(tx, line, answered)?;
    let open: Vec<(Money, String)> = match &debited {
        Debited::Order(order) => {
            let is_open = order.state.is_open() && order.direction == Direction::Out;
            let own = (order.amount, order.reference.clone());
            is_open.then_some(own).into_iter().collect()
        }
        Debited::Batch(batch) => {
            let lines = list_open_lines(tx, *batch)?;
            lines.into_iter().map(|line| (line.amount, line.reference)).collect()
        }
    };
    let ordered: i64 = open.iter().map(|(amount, _)| amount.minor).sum();
    let beside = Money::new(line.amount.minor + ordered, line.amount.currency);
    let is_less = matches!(debited, Debited::Batch(_)) && beside.minor > 0;
    let is_other = open.iter().any(|(amount, _)| amount.currency != line.amount.currency);
    if open.is_empty() || is_other {
        return Err(CustodyRefusal::NotAWay.into());
    }
    if is_less {
        return Err(CustodyRefusal::LessThanBatch.into());
    }
    post_clear(tx, line)?;
    let entry = line.entry.as_deref().unwrap_or_default();
    for (amount, reference) in &open {
        pay_out(tx, &format!("{}/{entry}/{reference}", line.account), (*amount, reference))?;
    }
    if beside.minor == 0 {
        return Ok(());
    }
    let (kind, account, entry) =
        (DifferenceKind::BankCharge, line.account.clone(), line.entry.clone());
    let kind = if beside.minor > 0 { DifferenceKind::OtherAmount } else { kind };
    let told = List::plain(kind, beside, &line.words);
    let told = List { account, entry, hash: line.hash.clone(), ..told };
    let (firm, order) = match &debited {
        Debited::Order(order) => (Some(order.firm), Some(order.id)),
        Debited::Batch(_) => (None, None),
    };
    list_unclear(tx, &List { firm, order, ..told })
}

/// What the bank took beside an order, for a clerk.
fn charge(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    charge_minor: i64,
) -> Outcome<Option<Taken>> {
    if charge_minor == 0 {
        return Ok(None);
    }
    let amount = Money::new(charge_minor, paid.amount.currency);
    list_unclear(tx, &List { amount, ..List::of(DifferenceKind::BankCharge, teller, paid) })?;
    Ok(Some(Taken::Listed))
}

/// Lists a payment that the books refuse, so that the mirror stays the bank's.
pub(crate) fn keep_refused(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    heard: &mut Option<Heard>,
    code: &str,
) -> Outcome<Taken> {
    let (teller, paid) = match told_before(tx, teller, paid, heard)? {
        Known::Before(taken) => return Ok(taken),
        Known::New(teller, paid) => (teller, paid),
    };
    let order = find_order(tx, &teller, &paid)?;
    let told = Paid { words: format!("{code} {}", paid.words), ..*paid };
    keep(tx, &teller, &told, DifferenceKind::NotBooked, order.as_ref())
}

/// The order that a payment names, in whichever of its fields; a reversal under the reference of
/// what it reverses is of the same order.
pub(super) fn find_order(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
) -> Outcome<Option<BankOrder>> {
    for reference in &paid.references {
        if let Some((firm, order)) = store::find_reference(tx, reference)? {
            return Ok(Some(store::lock_order(tx, firm, order)?));
        }
    }
    let reversed = find_reversed(tx, teller, paid)?;
    match reversed.and_then(|came| came.firm.zip(came.order)) {
        Some((firm, order)) => Ok(Some(store::lock_order(tx, firm, order)?)),
        None => Ok(None),
    }
}

/// What came under the same reference, if this takes it back: the entry, or the part of one, that
/// has this amount. Where several have it, on whatever days, nobody knows which.
fn find_reversed(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid) -> Outcome<Option<KeptEntry>> {
    let own = bank_reference_in(&paid.code).filter(|_| paid.is_back);
    let Some(own) = own else { return Ok(None) };
    let (codes, amount) = (codes_of(own), paid.amount.negated());
    let mut came = store::list_under_reference(tx, &teller.account, &codes, amount)?;
    Ok(came.pop().filter(|_| came.is_empty()))
}

/// The bank takes back what still lies apart, such as a payment that came twice: it leaves from
/// there, and nobody's money is touched.
fn take_kept(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    order: Option<&BankOrder>,
) -> Outcome<bool> {
    if paid.amount.minor >= 0 || !paid.is_back {
        return Ok(false);
    }
    let amount = paid.amount.negated();
    let line = match order {
        Some(order) => store::find_kept_for(tx, order.id, amount)?,
        None => match find_reversed(tx, teller, paid)? {
            Some(first) => store::find_unclear(tx, &teller.account, &first.code)?,
            None => None,
        },
    };
    let Some(line) = line.filter(|line| line.amount == amount) else { return Ok(false) };
    clear(tx, &line)?;
    if let Some(order) = order {
        end_recall_of(tx, order, amount)?;
    }
    Ok(true)
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

pub(super) fn entry(
    paid: &Paid,
    course: &str,
    order: Option<(Id<Firm>, Id<BankOrderKind>)>,
) -> KeptEntry {
    KeptEntry {
        code: paid.code.clone(),
        amount: paid.amount,
        course: course.to_owned(),
        firm: order.map(|(firm, _)| firm),
        order: order.map(|(_, order)| order),
        statement: None,
        day: paid.day.clone(),
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

pub(super) fn code_on(account: &str, code: &str) -> String {
    format!("{account}/{code}")
}

fn pay(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    order: &BankOrder,
    unlike: Option<DifferenceKind>,
) -> Outcome<Taken> {
    let notice = BankNotice {
        bank_reference: code_on(&teller.account, &paid.code),
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

fn pay_out(tx: &mut Tx<'_>, code: &str, (amount, reference): (Money, &str)) -> Outcome<()> {
    let notice = BankNotice {
        bank_reference: code.to_owned(),
        order_reference: reference.to_owned(),
        amount,
    };
    let booked = book_payout(tx, &notice)?;
    end_payout_by_bank(tx, (booked.firm, booked.order), PayoutState::Booked, None)?;
    let Some(back) = store::find_kept_for(tx, booked.order, amount)? else { return Ok(()) };
    // It came back before the bank told that it had gone.
    let order = store::lock_order(tx, booked.firm, booked.order)?;
    if let Some(code) = back.entry.as_deref() {
        store::name_entry(tx, &back.account, code, (RETURN, &order))?;
    }
    give_returned(tx, &order, (kept_of(back.id, amount.currency), amount), None)?;
    end_by_bank(tx, &back)
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
        for line in store::list_unanswered(tx, order)? {
            end_by_bank(tx, &line)?;
        }
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

/// A booked payout came back: the money lies in the wallet again. What banks on the way have kept
/// of it is the firm's, and listed.
fn come_back(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid, order: &BankOrder) -> Outcome<Taken> {
    let before = store::list_entries_of(tx, &teller.account, order.id)?;
    if before.iter().any(|entry| entry.course == RETURN) {
        return keep(tx, teller, paid, DifferenceKind::PaidTwice, Some(order));
    }
    let (bank, why) = (bank_of(paid.amount.currency), paid.reason.as_deref());
    give_returned(tx, order, (bank, paid.amount), why)?;
    let taken = write(tx, teller, paid, RETURN, order)?;
    if order.firm == PLATFORM.cast() {
        return Ok(Taken::Listed);
    }
    if paid.amount == order.amount {
        return Ok(taken);
    }
    list(tx, &List::of(DifferenceKind::UnderPaid, teller, paid).of_order(order))?;
    Ok(Taken::Listed)
}

/// What came back of a payout lies in the wallet that it had left; what the market had sent back is
/// on the work list again.
pub(super) fn give_returned(
    tx: &mut Tx<'_>,
    order: &BankOrder,
    (from, amount): (Account, Money),
    why: Option<&str>,
) -> Outcome<()> {
    let (firm, currency) = (order.firm, amount.currency);
    post(tx, from, wallet_of(firm, currency), amount, reason::RETURN)?;
    store::add_purse(tx, firm, currency)?;
    if order.state == OrderState::Booked {
        end_payout(tx, (firm, order.id), PayoutState::Returned, why)?;
    }
    let amount_minor = amount.minor;
    tx.tell(order.id, &PayoutReturned { firm, order: order.id, currency, amount_minor })?;
    if firm == PLATFORM.cast() {
        keep_again(tx, order, amount, why.unwrap_or_default())?;
    }
    Ok(())
}

/// The bank takes a booked payment back. What has gone on is owed; no wallet goes below nothing.
fn bounce(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid, order: &BankOrder) -> Outcome<Taken> {
    let amount = paid.amount.negated();
    let Some(of) = find_payment_of(tx, &teller.account, order, amount)? else {
        return keep(tx, teller, paid, DifferenceKind::UnknownDebit, Some(order));
    };
    let by = code_on(&teller.account, &paid.code);
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
    list_owed(tx, &taken, &List::of(DifferenceKind::Claimed, teller, paid).of_order(order))?;
    Ok(!taken.owed.is_empty())
}
