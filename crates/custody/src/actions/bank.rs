//! Ordering money in and out.

use super::firm_of;
use crate::events::BankOrdered;
use crate::model::{
    Agreement, BankOrder, BankOrderKind, Direction, OrderState, Purpose, check_amount,
    read_account, reference_of, too_small, wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Cursor, Firm, Id, Limit, Money, Outcome, Page, Stop};
use ledger::HoldKey;

/// Tells a firm how to pay an amount for an agreement by its bank. Asked again while that payment
/// is awaited, the same order is given.
pub fn pay_in_reference(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    agreement: Id<Agreement>,
    amount: Money,
) -> Outcome<BankOrder> {
    check_amount(amount)?;
    match store::find_waiting_in(tx, firm, agreement, amount)? {
        Some(order) => Ok(order),
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
    let (firm, _) = by.trader()?;
    if !by.is_owner_of(firm) {
        return Err(Stop::Forbidden);
    }
    check_amount(amount)?;
    let account = read_account(account)?;
    let hold = HoldKey { owner: firm.cast(), id: tx.id() };
    ledger::hold(tx, hold, wallet_of(firm, amount.currency), amount.minor).map_err(too_small)?;
    let id = tx.id::<BankOrderKind>();
    let order = BankOrder {
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
    };
    write(tx, order)
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
    tx.tell(order.id, &BankOrdered { firm, order: order.id, currency, amount_minor })?;
    Ok(order)
}
