//! What happened, as firms may know it.

use super::endpoints::FIRMS_AT_A_TIME;
use crate::model::{EventKind, PublicEvent};
use ::store::{Param, Row, Tx, padded, params};
use kernel::{Any, Firm, Id, Outcome, Timestamp};

/// Facts looked up in one statement.
pub(crate) const FACTS_AT_A_TIME: usize = 50;

/// Writes an event at its place in the firm's list.
pub(crate) fn add_event(tx: &mut Tx<'_>, position: i64, event: &PublicEvent) -> Outcome<()> {
    tx.run(
        "INSERT INTO hook_event (firm, position, id, kind, deal, lane, body, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (firm, id) DO NOTHING",
        params![
            event.firm,
            position,
            event.id,
            &event.kind,
            event.deal,
            event.lane,
            &event.body,
            event.at
        ],
    )
}

/// Which of these facts these firms know already.
pub(crate) fn list_known(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
    facts: &[Id<EventKind>],
) -> Outcome<Vec<(Id<Firm>, Id<EventKind>)>> {
    let firms: [Param<'static>; FIRMS_AT_A_TIME] = padded(firms);
    let facts: [Param<'static>; FACTS_AT_A_TIME] = padded(facts);
    let asked: Vec<Param<'static>> = firms.into_iter().chain(facts).collect();
    let rows = tx.all(
        "SELECT firm, id FROM hook_event WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) AND id IN (
         $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68,
         $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86,
         $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100)
         ORDER BY firm, id",
        &asked,
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect::<anyhow::Result<_>>()?)
}

/// One event of a firm, with its place.
pub(crate) fn find_event(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<EventKind>,
) -> Outcome<Option<(i64, PublicEvent)>> {
    let row = tx.find(
        "SELECT firm, position, id, kind, deal, lane, body, at FROM hook_event
         WHERE firm = $1 AND id = $2",
        params![firm, id],
    )?;
    Ok(row.as_ref().map(event).transpose()?)
}

/// The events of a firm after a place in its list, oldest first; of one type or about one deal.
pub(crate) fn list_events(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (kind, deal): (Option<&str>, Option<Id<Any>>),
    after: i64,
    most: i64,
) -> Outcome<Vec<(i64, PublicEvent)>> {
    let rows = match (kind, deal) {
        (None, None) => tx.all(
            "SELECT firm, position, id, kind, deal, lane, body, at FROM hook_event
             WHERE firm = $1 AND position > $2 ORDER BY position LIMIT $3",
            params![firm, after, most],
        ),
        (Some(kind), None) => tx.all(
            "SELECT firm, position, id, kind, deal, lane, body, at FROM hook_event
             WHERE firm = $1 AND kind = $4 AND position > $2 ORDER BY position LIMIT $3",
            params![firm, after, most, kind],
        ),
        (None, Some(deal)) => tx.all(
            "SELECT firm, position, id, kind, deal, lane, body, at FROM hook_event
             WHERE firm = $1 AND deal = $4 AND position > $2 ORDER BY position LIMIT $3",
            params![firm, after, most, deal],
        ),
        (Some(kind), Some(deal)) => tx.all(
            "SELECT firm, position, id, kind, deal, lane, body, at FROM hook_event
             WHERE firm = $1 AND deal = $4 AND kind = $5 AND position > $2
             ORDER BY position LIMIT $3",
            params![firm, after, most, deal, kind],
        ),
    };
    Ok(rows?.iter().map(event).collect::<anyhow::Result<_>>()?)
}

/// The events of a firm since an instant, oldest first.
pub(crate) fn list_since(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    since: Timestamp,
    most: i64,
) -> Outcome<Vec<(i64, PublicEvent)>> {
    let rows = tx.all(
        "SELECT firm, position, id, kind, deal, lane, body, at FROM hook_event
         WHERE firm = $1 AND at >= $2 ORDER BY at, position LIMIT $3",
        params![firm, since, most],
    )?;
    Ok(rows.iter().map(event).collect::<anyhow::Result<_>>()?)
}

fn event(row: &Row) -> anyhow::Result<(i64, PublicEvent)> {
    let event = PublicEvent {
        firm: row.id(0)?,
        id: row.id(2)?,
        kind: row.string(3)?,
        deal: row.maybe_id(4)?,
        lane: row.id(5)?,
        body: row.string(6)?,
        at: row.time(7)?,
    };
    Ok((row.int(1)?, event))
}

/// The oldest events of all firms from before an instant.
pub(crate) fn list_old(
    tx: &mut Tx<'_>,
    before: Timestamp,
    most: i64,
) -> Outcome<Vec<(Id<Firm>, i64)>> {
    let rows = tx.all(
        "SELECT firm, position FROM hook_event WHERE at < $1 ORDER BY at, firm, position LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.int(1)?))).collect::<anyhow::Result<_>>()?)
}

/// An event vanishes, with all that was tried to tell it.
pub(crate) fn forget_event(tx: &mut Tx<'_>, firm: Id<Firm>, position: i64) -> Outcome<()> {
    tx.run("DELETE FROM hook_attempt WHERE firm = $1 AND position = $2", params![firm, position])?;
    tx.run("DELETE FROM hook_delivery WHERE firm = $1 AND position = $2", params![firm, position])?;
    tx.run("DELETE FROM hook_event WHERE firm = $1 AND position = $2", params![firm, position])
}
