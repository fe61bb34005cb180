//! Why firms' money does not go out.

use crate::model::{
    BankAccountKind, BankOrderKind, NewStop, PayoutBatchKind, PayoutStop, StopCause,
};
use ::store::{Row, Tx, params};
use kernel::{Any, Firm, Id, Money, Outcome, Stop};

/// Writes a stop.
pub(crate) fn add_stop(tx: &mut Tx<'_>, stop: &NewStop) -> Outcome<()> {
    let now = tx.now();
    tx.add(
        "INSERT INTO payout_stop (firm, id, cause, bank_order, currency, stays, only_to, ends_deals,
         told, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            stop.firm,
            stop.id,
            stop.cause.word(),
            stop.order,
            stop.stays.map(|stays| stays.currency.code()),
            stop.stays.map(|stays| stays.minor),
            stop.only_to,
            i64::from(stop.ends_deals),
            stop.told.as_deref(),
            now
        ],
        Stop::Bug("a stop stands already"),
    )
}

/// Writes that it stands no more; one that has ended is no matter.
pub(crate) fn end_stop(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<Any>) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "UPDATE payout_stop SET ended_at = $3 WHERE firm = $1 AND id = $2 AND ended_at IS NULL",
        params![firm, id, now],
    )
}

/// Writes that money may go to one account after all.
pub(crate) fn narrow_stop(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<Any>,
    only_to: Id<BankAccountKind>,
) -> Outcome<()> {
    tx.must(
        "UPDATE payout_stop SET only_to = $3, stays = NULL, currency = NULL
         WHERE firm = $1 AND id = $2 AND ended_at IS NULL",
        params![firm, id, only_to],
        1,
        Stop::Absent,
    )
}

/// Orders of a firm that wait to go out.
pub(crate) fn list_waiting_of(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    most: i64,
) -> Outcome<Vec<(Id<BankOrderKind>, String, Money)>> {
    let rows = tx.all(
        "SELECT id, reference, currency, amount FROM bank_order
         WHERE firm = $1 AND direction = 'out' AND state = 'waiting' ORDER BY id LIMIT $2",
        params![firm, most],
    )?;
    let read =
        |row: &Row| Ok((row.id(0)?, row.string(1)?, Money::new(row.int(3)?, row.currency(2)?)));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Forgets where an order's money was to go, since it goes nowhere.
pub(crate) fn remove_waiting_payout(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    order: Id<BankOrderKind>,
) -> Outcome<()> {
    tx.run(
        "DELETE FROM payout WHERE firm = $1 AND bank_order = $2 AND state = 'waiting'",
        params![firm, order],
    )
}

/// What stops a firm's money now.
pub(crate) fn list_stops(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<PayoutStop>> {
    let rows = tx.all(
        "SELECT firm, id, cause, bank_order, currency, stays, only_to, ends_deals, told, at
         FROM payout_stop WHERE firm = $1 AND ended_at IS NULL ORDER BY id LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(stop).collect::<anyhow::Result<_>>()?)
}

/// Whether one of two firms may begin no new deals.
pub(crate) fn ends_deals(tx: &mut Tx<'_>, one: Id<Firm>, other: Id<Firm>) -> Outcome<bool> {
    let row = tx.find(
        "SELECT firm FROM payout_stop
         WHERE firm IN ($1, $2) AND ended_at IS NULL AND ends_deals = 1 LIMIT 1",
        params![one, other],
    )?;
    Ok(row.is_some())
}

/// A payment in a batch that must not leave with it.
pub(crate) struct StoppedLine {
    pub(crate) firm: Id<Firm>,
    pub(crate) order: Id<BankOrderKind>,
    pub(crate) reference: String,
    pub(crate) amount: Money,
    /// An authority has stopped it since it was ordered; else it waits on.
    pub(crate) is_by_order: bool,
}

/// What is stopped in a batch that has not left: whole, or by an order of an authority that came
/// after it was ordered out, whatever that order leaves free since.
pub(crate) fn list_stopped_of(
    tx: &mut Tx<'_>,
    batch: Id<PayoutBatchKind>,
) -> Outcome<Vec<StoppedLine>> {
    let rows = tx.all(
        "SELECT o.firm, o.id, o.reference, o.currency, o.amount,
         MAX(CASE WHEN s.cause = 'order' AND s.at >= o.at THEN s.at ELSE 0 END)
         FROM payout p JOIN bank_order o ON o.firm = p.firm AND o.id = p.bank_order
         JOIN payout_stop s ON s.firm = p.firm AND s.ended_at IS NULL
         AND (s.bank_order IS NULL OR s.bank_order = p.bank_order)
         WHERE p.batch = $1 AND p.state = 'batched' AND ((s.stays IS NULL AND s.only_to IS NULL)
         OR (s.cause = 'order' AND s.at >= o.at))
         GROUP BY o.firm, o.id, o.reference, o.currency, o.amount ORDER BY o.firm, o.id",
        params![batch],
    )?;
    let read = |row: &Row| {
        Ok(StoppedLine {
            firm: row.id(0)?,
            order: row.id(1)?,
            reference: row.string(2)?,
            amount: Money::new(row.int(4)?, row.currency(3)?),
            is_by_order: row.int(5)? > 0,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Lets a payment of a batch that has not left wait again.
pub(crate) fn take_out_of_batch(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    order: Id<BankOrderKind>,
) -> Outcome<()> {
    tx.must(
        "UPDATE bank_order SET state = 'waiting' WHERE firm = $1 AND id = $2 AND state = 'sent'",
        params![firm, order],
        1,
        Stop::Stale,
    )?;
    tx.must(
        "UPDATE payout SET batch = NULL, state = 'waiting'
         WHERE firm = $1 AND bank_order = $2 AND state = 'batched'",
        params![firm, order],
        1,
        Stop::Stale,
    )
}

fn stop(row: &Row) -> anyhow::Result<PayoutStop> {
    let stays = match (row.maybe_string(4)?, row.maybe_int(5)?) {
        (Some(_), Some(minor)) => Some(Money::new(minor, row.currency(4)?)),
        _ => None,
    };
    let new = NewStop {
        id: row.id(1)?,
        firm: row.id(0)?,
        cause: row.word(2, StopCause::from_word)?,
        order: row.maybe_id(3)?,
        stays,
        only_to: row.maybe_id(6)?,
        ends_deals: row.flag(7)?,
        told: row.maybe_string(8)?,
    };
    Ok(PayoutStop { new, at: row.time(9)? })
}
