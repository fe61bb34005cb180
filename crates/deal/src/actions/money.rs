//! Paying, and giving back.

use super::agreement_of;
use super::proposals::lapse;
use super::step::{tell_end, write};
use crate::events::{DealPaid, DealRefunded};
use crate::model::{
    About, Deal, DealKind, Done, Funded, Milestone, MoneyTrack, Refund, Side, read_reason,
};
use crate::store;
use ::store::Tx;
use custody::{Agreement, BankOrder, HeldCalledBack, PaymentBooked, Source};
use kernel::{Actor, Firm, Id, Money, Outcome, Stop, Timestamp};
use ledger::{Account, Purpose};

/// The buyer pays the next part from the wallet into custody.
pub fn pay(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>, nth: i64) -> Outcome<Done> {
    let (deal, milestones) = store::lock_deal(tx, id)?;
    let buyer = deal.must_be(Side::Buyer, by)?;
    Ok(Done::of(&pay_part(tx, &deal, &milestones, buyer, nth)?))
}

fn pay_part(
    tx: &mut Tx<'_>,
    deal: &Deal,
    milestones: &[Milestone],
    buyer: Id<Firm>,
    nth: i64,
) -> Outcome<Deal> {
    let now = tx.now();
    let (part, step) = deal.pay(milestones, nth, now)?;
    custody::fund(tx, agreement_of(deal.id), buyer, part.amount)?;
    store::change_milestone(tx, deal.id, nth, Some(now))?;
    lapse(tx, deal)?;
    let after = write(tx, deal, step, now)?;
    let told = DealPaid {
        deal: deal.id,
        buyer,
        seller: deal.seller,
        nth,
        currency: part.amount.currency,
        amount_minor: part.amount.minor,
        is_all: after.tracks.money == MoneyTrack::Paid,
    };
    tx.tell(deal.id, &told)?;
    Ok(after)
}

/// Tells the buyer how to pay the next part by bank; when the money comes, the part is paid.
pub fn pay_by_bank(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>, nth: i64) -> Outcome<BankOrder> {
    let (deal, milestones) = store::lock_deal(tx, id)?;
    let buyer = deal.must_be(Side::Buyer, by)?;
    let part = deal.may_pay(&milestones, nth)?;
    custody::pay_in_reference(tx, buyer, agreement_of(id), part.amount)
}

/// A payment for a deal lies in the buyer's wallet: the next part is paid if the wallet has it and
/// nothing stops it there, and it is what was ordered: so much, and no part was paid otherwise
/// since then, so that nothing pays for a later part unasked. Else, or when the deal is over, the
/// money stays in the wallet.
pub(crate) fn pay_what_came(tx: &mut Tx<'_>, booked: &PaymentBooked) -> Outcome<()> {
    let Some(agreement) = booked.agreement else { return Ok(()) };
    let mut due = match due_parts(tx, booked.firm, &[deal_of(agreement)]) {
        // What is agreed elsewhere is paid elsewhere.
        Err(Stop::Absent) => return Ok(()),
        found => found?,
    };
    let is_later = |part: &Milestone| part.paid_at.is_some_and(|at| at > booked.ordered_at);
    due.retain(|(_, parts, next)| {
        booked.ordered_minor >= next.amount.minor && !parts.iter().any(is_later)
    });
    fund_due_with(tx, booked, &due).map(|_| ())
}

/// What the next parts of these deals come to: those that take no payment any more, or are not the
/// buyer's, are left out; nothing if none is left.
pub fn due_of(tx: &mut Tx<'_>, buyer: Id<Firm>, deals: &[Id<DealKind>]) -> Outcome<Option<Money>> {
    total(&due_parts(tx, buyer, deals)?)
}

/// Pays the next part of each of these deals from their buyer's wallet, in this order, all or none.
/// Whoever calls knows that the buyer wants it.
pub fn fund_all(tx: &mut Tx<'_>, buyer: Id<Firm>, deals: &[Id<DealKind>]) -> Outcome<Funded> {
    let due = due_parts(tx, buyer, deals)?;
    fund_due(tx, buyer, &due)
}

/// The same with a payment for them that has just come, which goes back from them if its bank takes
/// it back.
pub fn fund_with(
    tx: &mut Tx<'_>,
    booked: &PaymentBooked,
    deals: &[Id<DealKind>],
) -> Outcome<Funded> {
    let due = due_parts(tx, booked.firm, deals)?;
    fund_due_with(tx, booked, &due)
}

/// Whatever the wallet has to add, now or by the buyer's hand later, the payment came for what is
/// due now. One that comes when nothing is due any more came for nothing.
fn fund_due_with(tx: &mut Tx<'_>, booked: &PaymentBooked, due: &[DuePart]) -> Outcome<Funded> {
    let is_same = |part: &&DuePart| part.2.amount.currency == booked.currency;
    let part = |(deal, _, next): &DuePart| (agreement_of(deal.id), next.nth, next.amount);
    let parts: Vec<_> = due.iter().filter(is_same).map(part).collect();
    let funded = fund_due(tx, booked.firm, due)?;
    let are_paid = matches!(funded, Funded::Paid(_));
    custody::share(tx, (booked.firm, booked.order), &parts, are_paid)?;
    Ok(funded)
}

fn fund_due(tx: &mut Tx<'_>, buyer: Id<Firm>, due: &[DuePart]) -> Outcome<Funded> {
    let Some(total) = total(due)? else { return Ok(Funded::Nothing) };
    let wallet = Account::new(buyer.cast(), Purpose::Wallet, total.currency);
    let available = ledger::balance(tx, wallet)?.available;
    if available.minor < total.minor {
        return Ok(Funded::TooLittle { due: total, available });
    }
    if let Some(why) = custody::what_stops(tx, buyer, total)? {
        return Ok(Funded::Stopped(why));
    }
    for (deal, milestones, next) in due {
        pay_part(tx, deal, milestones, buyer, next.nth)?;
    }
    Ok(Funded::Paid(total))
}

type DuePart = (Deal, Vec<Milestone>, Milestone);

fn due_parts(tx: &mut Tx<'_>, buyer: Id<Firm>, deals: &[Id<DealKind>]) -> Outcome<Vec<DuePart>> {
    let mut due = Vec::with_capacity(deals.len());
    for id in deals {
        let (deal, milestones) = store::lock_deal(tx, *id)?;
        let next = milestones.iter().find(|part| part.paid_at.is_none()).copied();
        let is_due = |next: &Milestone| {
            let is_payable = deal.takes_payment() && next.is_payable(deal.tracks.goods);
            is_payable && deal.buyer == Some(buyer)
        };
        if let Some(next) = next.filter(is_due) {
            due.push((deal, milestones, next));
        }
    }
    Ok(due)
}

fn total(due: &[DuePart]) -> Outcome<Option<Money>> {
    let mut amounts = due.iter().map(|(_, _, next)| next.amount);
    let Some(first) = amounts.next() else { return Ok(None) };
    Ok(Some(amounts.try_fold(first, Money::plus)?))
}

/// A payment is called back that came for a part of a deal which is held: that part is open again.
/// Where that cannot be, what is held stays, and whoever has paid owes it.
pub(crate) fn give_what_is_called_back(tx: &mut Tx<'_>, called: &HeldCalledBack) -> Outcome<()> {
    let (deal, milestones) = store::lock_deal(tx, deal_of(called.agreement))?;
    let (now, amount) = (tx.now(), Money::new(called.amount_minor, called.currency));
    let Some(step) = deal.bounce(&milestones, (called.part, amount), now) else {
        return custody::keep_held(tx, called);
    };
    store::change_milestone(tx, deal.id, called.part, None)?;
    write(tx, &deal, step, now).map(|_| ())
}

const fn deal_of(agreement: Id<Agreement>) -> Id<DealKind> {
    agreement.cast()
}

/// The seller gives an amount back, a part or all of it: from what is held, or from its own wallet
/// once the money was released.
pub fn refund(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
    amount: Money,
    reason: &str,
) -> Outcome<Done> {
    let (deal, _) = store::lock_deal(tx, id)?;
    let seller = deal.must_be(Side::Seller, by)?;
    let reason = read_reason("reason", reason)?;
    deal.may_refund()?;
    let refunded = custody::refund(tx, agreement_of(id), amount)?;
    let now = tx.now();
    let step = deal.refund(&refunded, now);
    let is_end = step.after.tracks.is_over() && !deal.tracks.is_over();
    add_refund(tx, &deal, &refunded, Why { reason: Some(reason), ..Why::by(Some(seller)) })?;
    let after = write(tx, &deal, step, now)?;
    if is_end {
        custody::close(tx, agreement_of(id))?;
        tell_end(tx, &deal, &after, refunded.total.minor)?;
    }
    Ok(Done::of(&after))
}

/// Gives back all that is held for a deal that ends before dispatch.
pub(super) fn give_all_back(tx: &mut Tx<'_>, deal: &Deal, by: Option<Id<Firm>>) -> Outcome<()> {
    let escrow = custody::escrow(tx, agreement_of(deal.id))?;
    let held = escrow.money(escrow.refundable_minor());
    if held.minor == 0 {
        return Ok(());
    }
    let refunded = custody::refund(tx, agreement_of(deal.id), held)?;
    add_refund(tx, deal, &refunded, Why::by(by))
}

/// Why money goes back.
#[derive(Debug, Default)]
pub(super) struct Why {
    /// In words.
    pub(super) reason: Option<String>,
    /// By whose word.
    pub(super) by: Option<Id<Firm>>,
    /// For which goods.
    pub(super) about: About,
    /// How much of it makes good for goods that were sent.
    pub(super) for_sent_minor: i64,
}

impl Why {
    /// By somebody's word; nobody's where it happens by itself.
    pub(super) fn by(by: Option<Id<Firm>>) -> Self {
        Self { by, ..Self::default() }
    }
}

/// Writes a refund down and tells it.
pub(super) fn add_refund(
    tx: &mut Tx<'_>,
    deal: &Deal,
    refunded: &custody::Refunded,
    why: Why,
) -> Outcome<()> {
    let at: Timestamp = tx.now();
    let (amount, source) = (refunded.amount, refunded.source);
    let Why { reason, by, about, for_sent_minor } = why;
    let for_sent = Money::new(for_sent_minor, amount.currency);
    let refund = Refund { id: tx.id(), amount, source, reason, by, about, for_sent, at };
    store::add_refund(tx, deal, &refund)?;
    let told = DealRefunded {
        deal: deal.id,
        buyer: deal.buyer,
        seller: deal.seller,
        currency: amount.currency,
        amount_minor: amount.minor,
        was_released: source == Source::Seller,
        is_first: refunded.total == amount,
    };
    tx.tell(deal.id, &told)
}
