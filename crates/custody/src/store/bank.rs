//! Orders to and from the bank, their references, and the bank's notices.

use crate::model::{
    Agreement, BankOrder, BankOrderKind, CustodyRefusal, Direction, Kept, OrderState, Purpose,
};
use ::store::{Row, Tx, params};
use kernel::{Firm, Id, Money, Outcome, Stop, Timestamp};

/// Writes a new order and the claim of its reference.
pub(crate) fn add_order(tx: &mut Tx<'_>, order: &BankOrder) -> Outcome<()> {
    let again = || Stop::Bug("an order stands already");
    tx.add(
        "INSERT INTO bank_order (firm, id, direction, agreement, purpose, currency, amount,
         reference, account_text, hold, state, at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            order.firm,
            order.id,
            order.direction.word(),
            order.agreement,
            order.purpose.word(),
            order.amount.currency,
            order.amount.minor,
            &order.reference,
            order.account_text.as_deref(),
            order.hold,
            order.state.word(),
            order.at,
            None::<i64>
        ],
        again(),
    )?;
    tx.add(
        "INSERT INTO bank_reference (code, firm, bank_order) VALUES ($1, $2, $3)",
        params![&order.reference, order.firm, order.id],
        again(),
    )
}

/// Where the order of a reference lies.
pub(crate) fn find_reference(
    tx: &mut Tx<'_>,
    reference: &str,
) -> Outcome<Option<(Id<Firm>, Id<BankOrderKind>)>> {
    let row =
        tx.find("SELECT firm, bank_order FROM bank_reference WHERE code = $1", params![reference])?;
    Ok(row.map(|row| anyhow::Ok((row.id(0)?, row.id(1)?))).transpose()?)
}

/// The order, read for update.
pub(crate) fn lock_order(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<BankOrderKind>,
) -> Outcome<BankOrder> {
    let row = tx.get(
        "SELECT firm, id, direction, agreement, purpose, currency, amount, reference,
         account_text, hold, state, at
         FROM bank_order WHERE firm = $1 AND id = $2 {LOCK}",
        params![firm, id],
    )?;
    Ok(order(&row)?)
}

/// The order by which a firm is already asked to pay an amount for an agreement.
pub(crate) fn find_waiting_in(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    agreement: Id<Agreement>,
    amount: Money,
) -> Outcome<Option<BankOrder>> {
    let row = tx.find(
        "SELECT firm, id, direction, agreement, purpose, currency, amount, reference,
         account_text, hold, state, at
         FROM bank_order WHERE firm = $1 AND agreement = $2 AND direction = 'in'
         AND state = 'waiting' AND currency = $3 AND amount = $4 ORDER BY id LIMIT 1",
        params![firm, agreement, amount.currency, amount.minor],
    )?;
    Ok(row.as_ref().map(order).transpose()?)
}

/// Writes that an awaited payment was asked for again.
pub(crate) fn order_again(tx: &mut Tx<'_>, order: &BankOrder, at: Timestamp) -> Outcome<()> {
    tx.must(
        "UPDATE bank_order SET at = $3 WHERE firm = $1 AND id = $2 AND state = 'waiting'",
        params![order.firm, order.id, at],
        1,
        Stop::Stale,
    )
}

/// A firm's orders before one, newest first.
pub(crate) fn list_orders(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<BankOrder>> {
    let rows = tx.all(
        "SELECT firm, id, direction, agreement, purpose, currency, amount, reference,
         account_text, hold, state, at
         FROM bank_order WHERE firm = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(order).collect::<anyhow::Result<_>>()?)
}

/// Writes how an order ended, if it has not ended yet.
pub(crate) fn end_order(tx: &mut Tx<'_>, order: &BankOrder, state: OrderState) -> Outcome<()> {
    let now = tx.now();
    tx.must(
        "UPDATE bank_order SET state = $3, ended_at = $4
         WHERE firm = $1 AND id = $2 AND state IN ('waiting', 'sent')",
        params![order.firm, order.id, state.word(), now],
        1,
        Stop::Stale,
    )
}

/// What the bank told under a reference.
pub(crate) fn find_notice(tx: &mut Tx<'_>, reference: &str) -> Outcome<Option<Kept>> {
    let row = tx.find(
        "SELECT kind, firm, bank_order, currency, amount, bounced_by
         FROM bank_notice WHERE code = $1 {LOCK}",
        params![reference],
    )?;
    Ok(row.as_ref().map(notice).transpose()?)
}

fn notice(row: &Row) -> anyhow::Result<Kept> {
    Ok(Kept {
        kind: row.string(0)?,
        firm: row.id(1)?,
        order: row.id(2)?,
        amount: Money::new(row.int(4)?, row.currency(3)?),
        bounced_by: row.maybe_string(5)?,
    })
}

/// Keeps a notice.
pub(crate) fn add_notice(
    tx: &mut Tx<'_>,
    reference: &str,
    kind: &str,
    order: &BankOrder,
    amount: Money,
) -> Outcome<()> {
    let now = tx.now();
    tx.add(
        "INSERT INTO bank_notice (code, kind, firm, bank_order, currency, amount, bounced_by,
         at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            reference,
            kind,
            order.firm,
            order.id,
            amount.currency,
            amount.minor,
            None::<&str>,
            now
        ],
        CustodyRefusal::NoticeDiffers,
    )
}

/// Marks a booked payment as bounced, once.
pub(crate) fn mark_bounced(tx: &mut Tx<'_>, reference: &str, by: &str) -> Outcome<()> {
    tx.must(
        "UPDATE bank_notice SET bounced_by = $2
         WHERE code = $1 AND kind = 'payment' AND bounced_by IS NULL",
        params![reference, by],
        1,
        CustodyRefusal::NoticeDiffers,
    )
}

fn order(row: &Row) -> anyhow::Result<BankOrder> {
    Ok(BankOrder {
        firm: row.id(0)?,
        id: row.id(1)?,
        direction: row.word(2, Direction::from_word)?,
        agreement: row.maybe_id(3)?,
        purpose: row.word(4, Purpose::from_word)?,
        amount: Money::new(row.int(6)?, row.currency(5)?),
        reference: row.string(7)?,
        account_text: row.maybe_string(8)?,
        hold: row.maybe_id(9)?,
        state: row.word(10, OrderState::from_word)?,
        at: row.time(11)?,
    })
}
