//! Ordering money in and out.

use super::claims::{MOST_CLAIMS, forget_shares};
use super::firm_of;
use super::stops::check_leaving;
use crate::events::BankOrdered;
use crate::model::{
    Agreement, BankAccount, BankAccountKind, BankOrder, BankOrderKind, CustodyRefusal, Direction,
    OrderState, Payout, PayoutState, Purpose, check_amount, read_account, reference_of, too_small,
    wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Cursor, Firm, Id, Limit, Money, Outcome, Page, Stop};
use ledger::HoldKey;

/// Tells a firm how to pay an amount for an agreement by its bank. Asked again while that payment
/// is awaited, the same order is given, as ordered now.
pub fn pay_in_reference(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    agreement: Id<Agreement>,
    amount: Money,
) -> Outcome<BankOrder> {
    check_amount(amount)?;
    match store::find_waiting_in(tx, firm, agreement, amount)? {
        Some(order) => {
            let at = tx.now();
            store::order_again(tx, &order, at)?;
            Ok(BankOrder { at, ..order })
        }
        None => order_in(tx, firm, Some(agreement), amount),
    }
}

/// Tells a firm how to pay an amount into its own wallet by its bank.
pub fn top_up(tx: &mut Tx<'_>, by: &Actor, amount: Money) -> Outcome<BankOrder> {
    let (firm, _) = by.trader()?;
    check_amount(amount)?;
    order_in(tx, firm, None, amount)
}

/// Orders money out of the wallet to a bank account; until the bank has answered it is held. Only
/// an owner may.
pub fn withdraw(tx: &mut Tx<'_>, by: &Actor, amount: Money, account: &str) -> Outcome<BankOrder> {
    let firm = owner_of(by)?;
    check_amount(amount)?;
    check_leaving(tx, firm, amount, None)?;
    order_out(tx, firm, amount, read_account(account)?)
}

/// Orders money out of the wallet to an account that the firm has named and that has waited its
/// time. Only an owner may.
pub fn pay_out(
    tx: &mut Tx<'_>,
    by: &Actor,
    amount: Money,
    account: Id<BankAccountKind>,
) -> Outcome<BankOrder> {
    let firm = owner_of(by)?;
    pay_to(tx, firm, amount, account)
}

/// Orders a firm's money out to one of its accounts, once that has waited its time.
pub(super) fn pay_to(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    amount: Money,
    account: Id<BankAccountKind>,
) -> Outcome<BankOrder> {
    let account = store::find_bank_account(tx, firm, account)?.ok_or(Stop::Absent)?;
    if tx.now() < account.usable_at {
        return Err(CustodyRefusal::AccountWaits { from: account.usable_at }.into());
    }
    check_amount(amount)?;
    check_leaving(tx, firm, amount, Some(account.id))?;
    let BankAccount { holder, number, bank_code, .. } = account;
    order_payout(tx, firm, amount, (holder, number, bank_code))
}

/// Orders money out to a holder's account, by the next file to the bank.
pub(super) fn order_payout(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    amount: Money,
    (name, number, bank_code): (String, String, Option<String>),
) -> Outcome<BankOrder> {
    let shown = bank_code.as_ref().map_or(number.clone(), |code| format!("{number} ({code})"));
    let order = ready_out(tx, firm, amount, shown)?;
    let (batch, state, looks) = (None, PayoutState::Waiting, 0);
    let payout = Payout { firm, order: order.id, batch, name, number, bank_code, state, looks };
    // Before it is told, so that whoever hears of the order sees whom it pays.
    store::add_payout(tx, &payout)?;
    write(tx, order)
}

fn owner_of(by: &Actor) -> Outcome<Id<Firm>> {
    let (firm, _) = by.trader()?;
    if by.is_owner_of(firm) { Ok(firm) } else { Err(Stop::Forbidden) }
}

fn order_out(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    amount: Money,
    account: String,
) -> Outcome<BankOrder> {
    let order = ready_out(tx, firm, amount, account)?;
    write(tx, order)
}

/// An order out whose money is held; nobody has heard of it yet.
fn ready_out(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    amount: Money,
    account: String,
) -> Outcome<BankOrder> {
    check_amount(amount)?;
    leave_what_is_owed(tx, firm, amount)?;
    let hold = HoldKey { owner: firm.cast(), id: tx.id() };
    ledger::hold(tx, hold, wallet_of(firm, amount.currency), amount.minor).map_err(too_small)?;
    forget_shares(tx, firm, amount.currency)?;
    let id = tx.id::<BankOrderKind>();
    Ok(BankOrder {
        id,
        firm,
        direction: Direction::Out,
        purpose: Purpose::Withdrawal,
        agreement: None,
        amount,
        reference: reference_of(id),
        account_text: Some(account),
        hold: Some(hold.id),
        state: OrderState::Waiting,
        at: tx.now(),
    })
}

/// What a firm owes stays in its wallet.
pub(super) fn leave_what_is_owed(tx: &mut Tx<'_>, firm: Id<Firm>, amount: Money) -> Outcome<()> {
    let claims = store::list_open_claims(tx, firm, MOST_CLAIMS)?;
    let of_currency = claims.iter().filter(|claim| claim.amount.currency == amount.currency);
    let owed: i64 = of_currency.map(|claim| claim.left().minor).sum();
    if owed == 0 {
        return Ok(());
    }
    let available = ledger::balance(tx, wallet_of(firm, amount.currency))?.available;
    if available.minor - amount.minor < owed {
        let owed = Money::new(owed, amount.currency);
        return Err(CustodyRefusal::OwedFirst { owed }.into());
    }
    Ok(())
}

/// A page of the firm's orders, newest first.
pub fn orders(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<BankOrder>> {
    let firm = firm_of(by)?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_orders(tx, firm, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |order| order.id.raw()))
}

fn order_in(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    agreement: Option<Id<Agreement>>,
    amount: Money,
) -> Outcome<BankOrder> {
    let id = tx.id::<BankOrderKind>();
    let order = BankOrder {
        id,
        firm,
        direction: Direction::In,
        purpose: if agreement.is_some() { Purpose::Payment } else { Purpose::TopUp },
        agreement,
        amount,
        reference: reference_of(id),
        account_text: None,
        hold: None,
        state: OrderState::Waiting,
        at: tx.now(),
    };
    write(tx, order)
}

fn write(tx: &mut Tx<'_>, order: BankOrder) -> Outcome<BankOrder> {
    store::add_order(tx, &order)?;
    let (firm, currency, amount_minor) = (order.firm, order.amount.currency, order.amount.minor);
    let is_out = order.direction == Direction::Out;
    tx.tell(order.id, &BankOrdered { firm, order: order.id, currency, amount_minor, is_out })?;
    Ok(order)
}
