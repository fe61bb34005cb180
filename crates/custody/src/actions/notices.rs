//! What the bank tells, in whatever order and however often. Called by the rails alone.

use super::claims::{list_owed, take_back};
use super::escrow::post;
use super::listing::List;
use super::unclear::keep_again;
use crate::events::{PaymentBooked, PayoutBooked, PayoutRejected};
use crate::model::{
    BankNotice, BankOrder, Booked, Bounce, CustodyRefusal, DifferenceKind, Direction, OrderState,
    PLATFORM, bank_of, check_amount, reason, wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::{Outcome, Stop};
use ledger::{HoldKey, Part, Transfer};

pub(super) const PAYMENT: &str = "payment";
const BOUNCE: &str = "bounce";
const PAYOUT: &str = "payout";
const REJECTION: &str = "rejection";

/// Money has come: the whole of it goes to the payer's wallet, whether more or less than ordered.
/// Told again under the same bank reference, nothing moves.
pub fn book_payment(tx: &mut Tx<'_>, notice: &BankNotice) -> Outcome<Booked> {
    if let Some(before) = store::find_notice(tx, &notice.bank_reference)? {
        return Ok(before.compare(PAYMENT, notice.amount)?);
    }
    check_amount(notice.amount)?;
    let order = find_order(tx, &notice.order_reference, Direction::In)?;
    let (firm, amount) = (order.firm, notice.amount);
    let wallet = wallet_of(firm, amount.currency);
    post(tx, bank_of(amount.currency), wallet, amount, reason::PAYMENT)?;
    store::add_purse(tx, firm, amount.currency)?;
    store::add_notice(tx, &notice.bank_reference, PAYMENT, &order, amount)?;
    if order.state.is_open() {
        store::end_order(tx, &order, OrderState::Booked)?;
    }
    let told = PaymentBooked {
        firm,
        order: order.id,
        agreement: order.agreement,
        currency: amount.currency,
        amount_minor: amount.minor,
        ordered_minor: order.amount.minor,
        ordered_at: order.at,
    };
    tx.tell(order.id, &told)?;
    Ok(Booked { firm, order: order.id, is_replay: false })
}

/// The bank takes a booked payment back: from the payer's wallet, or else from what is held for its
/// agreement. What has gone on is owed, and a clerk looks; no wallet goes below nothing.
pub fn bounce(tx: &mut Tx<'_>, bounce: &Bounce) -> Outcome<Booked> {
    let of = store::find_notice(tx, &bounce.of)?.ok_or(CustodyRefusal::UnknownReference)?;
    if let Some(before) = store::find_notice(tx, &bounce.bank_reference)? {
        return Ok(before.compare(BOUNCE, of.amount)?);
    }
    if of.kind != PAYMENT || of.bounced_by.is_some() {
        return Err(CustodyRefusal::NoticeDiffers.into());
    }
    let order = store::lock_order(tx, of.firm, of.order)?;
    store::mark_bounced(tx, &bounce.of, &bounce.bank_reference)?;
    store::add_notice(tx, &bounce.bank_reference, BOUNCE, &order, of.amount)?;
    let taken = take_back(tx, &order, of.amount, reason::BOUNCE)?;
    let amount = of.amount.negated();
    let told = List::plain(DifferenceKind::Claimed, amount, &bounce.bank_reference);
    list_owed(tx, &taken, &told.of_order(&order))?;
    Ok(Booked { firm: order.firm, order: order.id, is_replay: false })
}

/// The bank has paid out: what was held leaves the wallet.
pub fn book_payout(tx: &mut Tx<'_>, notice: &BankNotice) -> Outcome<Booked> {
    if let Some(before) = store::find_notice(tx, &notice.bank_reference)? {
        return Ok(before.compare(PAYOUT, notice.amount)?);
    }
    let order = find_order(tx, &notice.order_reference, Direction::Out)?;
    if order.amount != notice.amount {
        return Err(CustodyRefusal::OtherAmount { ordered: order.amount }.into());
    }
    let (firm, amount) = (order.firm, order.amount);
    let from = wallet_of(firm, amount.currency);
    let to = bank_of(amount.currency);
    let transfer = Transfer::between(tx.id(), from, to, amount.minor, reason::PAYOUT);
    ledger::settle(tx, hold_of(&order)?, &transfer)?;
    store::add_notice(tx, &notice.bank_reference, PAYOUT, &order, amount)?;
    store::end_order(tx, &order, OrderState::Booked)?;
    let (currency, amount_minor) = (amount.currency, amount.minor);
    tx.tell(order.id, &PayoutBooked { firm, order: order.id, currency, amount_minor })?;
    Ok(Booked { firm, order: order.id, is_replay: false })
}

/// The bank says no to an order: what was held for it is free again. A payment that comes all the
/// same is booked when it comes.
pub fn reject(tx: &mut Tx<'_>, notice: &BankNotice) -> Outcome<Booked> {
    if let Some(before) = store::find_notice(tx, &notice.bank_reference)? {
        return Ok(before.compare(REJECTION, notice.amount)?);
    }
    let found = store::find_reference(tx, &notice.order_reference)?;
    let (firm, id) = found.ok_or(CustodyRefusal::UnknownReference)?;
    let order = store::lock_order(tx, firm, id)?;
    if !order.state.is_open() {
        return Err(CustodyRefusal::NotOfThisOrder.into());
    }
    let (currency, amount_minor) = (order.amount.currency, order.amount.minor);
    if order.direction == Direction::Out {
        ledger::void(tx, hold_of(&order)?, Part::Rest)?;
        tx.tell(order.id, &PayoutRejected { firm, order: order.id, currency, amount_minor })?;
    }
    store::add_notice(tx, &notice.bank_reference, REJECTION, &order, notice.amount)?;
    store::end_order(tx, &order, OrderState::Rejected)?;
    if order.firm == PLATFORM.cast() {
        keep_again(tx, &order, order.amount, "")?;
    }
    Ok(Booked { firm, order: order.id, is_replay: false })
}

fn find_order(tx: &mut Tx<'_>, reference: &str, direction: Direction) -> Outcome<BankOrder> {
    let found = store::find_reference(tx, reference)?;
    let (firm, id) = found.ok_or(CustodyRefusal::UnknownReference)?;
    let order = store::lock_order(tx, firm, id)?;
    if order.direction == direction {
        Ok(order)
    } else {
        Err(CustodyRefusal::NotOfThisOrder.into())
    }
}

fn hold_of(order: &BankOrder) -> Outcome<HoldKey> {
    let id = order.hold.ok_or_else(|| Stop::Bug("a payout without a hold"))?;
    Ok(HoldKey { owner: order.firm.cast(), id })
}
