//! The officers' queue, and what everybody may read.

use crate::model::{PublishedDecision, QueueRow, Want};
use ::store::{Row, Tx, params};
use deal::{DealKind, RemedyKind};
use kernel::{Cursor, Id, Limit, Money, Outcome, Page, Stop};

/// Cases that wait for a decision, the most urgent first.
pub(crate) fn list_queue(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<QueueRow>> {
    let rows = tx.all(
        "SELECT deal, id, want, currency, amount, level, officer, due_at FROM remedy
         WHERE state = 'deciding' ORDER BY due_at NULLS LAST, deal LIMIT $1",
        params![most],
    )?;
    let read = |row: &Row| {
        Ok(QueueRow {
            deal: row.id(0)?,
            remedy: row.id(1)?,
            want: row.word(2, Want::from_word)?,
            amount: Money::new(row.int(4)?, row.currency(3)?),
            level: row.int(5)?,
            officer: row.maybe_id(6)?,
            due_at: row.time(7)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// What is open after a deal, in order.
pub(crate) fn list_open(
    tx: &mut Tx<'_>,
    after: Id<DealKind>,
    most: i64,
) -> Outcome<Vec<(Id<DealKind>, Id<RemedyKind>)>> {
    let rows = tx.all(
        "SELECT deal, id FROM remedy WHERE deal > $1 AND ended_at IS NULL ORDER BY deal LIMIT $2",
        params![after, most],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.id(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Publishes a decision.
pub(crate) fn add_published(tx: &mut Tx<'_>, told: &PublishedDecision) -> Outcome<()> {
    tx.add(
        "INSERT INTO published_decision (id, month, want, was_shipped, currency, magnitude,
         to_buyer_bps, needs_return, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            told.id,
            &told.month,
            told.want.word(),
            told.was_shipped,
            told.currency,
            told.magnitude,
            told.to_buyer_bps,
            told.needs_return,
            &told.text
        ],
        Stop::Bug("a decision published twice"),
    )
}

/// A page of published decisions, newest first.
pub(crate) fn list_published(
    tx: &mut Tx<'_>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<PublishedDecision>> {
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = tx.all(
        "SELECT id, month, want, was_shipped, currency, magnitude, to_buyer_bps, needs_return, body
         FROM published_decision WHERE id < $1 ORDER BY id DESC LIMIT $2",
        params![before, limit.ask()],
    )?;
    let read = |row: &Row| {
        Ok(PublishedDecision {
            id: row.id(0)?,
            month: row.string(1)?,
            want: row.word(2, Want::from_word)?,
            was_shipped: row.flag(3)?,
            currency: row.currency(4)?,
            magnitude: row.int(5)?,
            to_buyer_bps: row.int(6)?,
            needs_return: row.flag(7)?,
            text: row.string(8)?,
        })
    };
    let rows = rows.iter().map(read).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Page::cut(rows, limit, |told| told.id.raw()))
}
