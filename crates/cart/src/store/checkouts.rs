//! Checkouts, their payments and their contracts.

use crate::model::{CheckedOut, CheckoutKind, Payment, PaymentKind};
use ::store::{Row, Tx, params};
use deal::DealKind;
use kernel::{Firm, Id, Money, Outcome, Stop, Timestamp};

/// Writes a new checkout.
pub(crate) fn add_checkout(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (id, at): (Id<CheckoutKind>, Timestamp),
) -> Outcome<()> {
    tx.add(
        "INSERT INTO checkout (firm, id, at) VALUES ($1, $2, $3)",
        params![firm, id, at],
        Stop::Bug("a checkout twice"),
    )
}

/// Writes a payment of a checkout.
pub(crate) fn add_payment(tx: &mut Tx<'_>, firm: Id<Firm>, payment: &Payment) -> Outcome<()> {
    let Payment { id, checkout, total } = *payment;
    tx.add(
        "INSERT INTO checkout_payment (firm, id, checkout, currency, total)
         VALUES ($1, $2, $3, $4, $5)",
        params![firm, id, checkout, total.currency, total.minor],
        Stop::Bug("a payment of a checkout twice"),
    )
}

/// Writes for which contract a payment is.
pub(crate) fn add_checkout_deal(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    payment: Id<PaymentKind>,
    (deal, amount): (Id<DealKind>, Money),
) -> Outcome<()> {
    tx.add(
        "INSERT INTO checkout_deal (firm, payment, deal, amount) VALUES ($1, $2, $3, $4)",
        params![firm, payment, deal, amount.minor],
        Stop::Bug("a contract twice in a checkout"),
    )
}

/// When a firm's checkout was placed; another firm's is absent.
pub(crate) fn get_checkout(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<CheckoutKind>,
) -> Outcome<CheckedOut> {
    let row =
        tx.get("SELECT id, at FROM checkout WHERE firm = $1 AND id = $2", params![firm, id])?;
    Ok(CheckedOut { id: row.id(0)?, at: row.time(1)? })
}

/// A firm's checkouts before one, newest first.
pub(crate) fn list_checkouts(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<CheckedOut>> {
    let rows = tx.all(
        "SELECT id, at FROM checkout WHERE firm = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    let read = |row: &Row| Ok(CheckedOut { id: row.id(0)?, at: row.time(1)? });
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// A checkout's payments, each with its contracts, in order; no more than the rules allow shops.
pub(crate) fn list_payments(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    checkout: Id<CheckoutKind>,
    most: i64,
) -> Outcome<Vec<(Payment, Id<DealKind>)>> {
    let rows = tx.all(
        "SELECT p.id, p.checkout, p.currency, p.total, d.deal
         FROM checkout_payment p JOIN checkout_deal d ON d.firm = p.firm AND d.payment = p.id
         WHERE p.firm = $1 AND p.checkout = $2 ORDER BY p.id, d.deal LIMIT $3",
        params![firm, checkout, most],
    )?;
    Ok(rows.iter().map(|row| Ok((payment(row)?, row.id(4)?))).collect::<anyhow::Result<_>>()?)
}

/// The contracts that a firm's payment is for, in order; none if there is no such payment.
pub(crate) fn list_deals_of(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    payment: Id<PaymentKind>,
    most: i64,
) -> Outcome<Vec<Id<DealKind>>> {
    let rows = tx.all(
        "SELECT deal FROM checkout_deal WHERE firm = $1 AND payment = $2 ORDER BY deal LIMIT $3",
        params![firm, payment, most],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

fn payment(row: &Row) -> anyhow::Result<Payment> {
    let total = Money::new(row.int(3)?, row.currency(2)?);
    Ok(Payment { id: row.id(0)?, checkout: row.id(1)?, total })
}

/// A payment with what its contracts come to and one contract after another.
pub(crate) struct Summed {
    pub(crate) payment: Id<PaymentKind>,
    pub(crate) total: i64,
    pub(crate) deals: i64,
    pub(crate) sum: i64,
}

/// The payments after one, each with the sum of its contracts.
pub(crate) fn list_summed(
    tx: &mut Tx<'_>,
    after: Id<PaymentKind>,
    most: i64,
) -> Outcome<Vec<Summed>> {
    let rows = tx.all(
        "SELECT p.id, p.total,
         (SELECT COUNT(*) FROM checkout_deal d WHERE d.firm = p.firm AND d.payment = p.id),
         (SELECT CAST(COALESCE(SUM(d.amount), 0) AS BIGINT) FROM checkout_deal d
          WHERE d.firm = p.firm AND d.payment = p.id)
         FROM checkout_payment p WHERE p.id > $1 ORDER BY p.id LIMIT $2",
        params![after, most],
    )?;
    let read = |row: &Row| {
        let (total, deals, sum) = (row.int(1)?, row.int(2)?, row.int(3)?);
        Ok(Summed { payment: row.id(0)?, total, deals, sum })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// The contracts of payments after one up to another, with what each came to.
pub(crate) fn list_deals_between(
    tx: &mut Tx<'_>,
    after: Id<PaymentKind>,
    last: Id<PaymentKind>,
    most: i64,
) -> Outcome<Vec<(Id<DealKind>, i64)>> {
    let rows = tx.all(
        "SELECT deal, amount FROM checkout_deal WHERE payment > $1 AND payment <= $2
         ORDER BY payment, deal LIMIT $3",
        params![after, last, most],
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.int(1)?))).collect::<anyhow::Result<_>>()?)
}
