//! Mandates: one row on each side.

use crate::model::{Mandate, MandateKind, MandateSide, MandateState};
use ::store::{Row, Tx, params};
use kernel::{Firm, Id, Outcome, Stop, Timestamp};

/// Writes both rows of a new mandate.
pub(crate) fn add(tx: &mut Tx<'_>, mandate: &Mandate) -> Outcome<()> {
    add_row(tx, mandate, mandate.firm, mandate.other_firm, mandate.side)?;
    add_row(tx, mandate, mandate.other_firm, mandate.firm, mandate.side.other())
}

fn add_row(
    tx: &mut Tx<'_>,
    mandate: &Mandate,
    firm: Id<Firm>,
    other: Id<Firm>,
    side: MandateSide,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO mandate (firm, id, other_firm, side, state, scope, offered_by, is_shown, at,
         ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            firm,
            mandate.id,
            other,
            side.word(),
            mandate.state.word(),
            &mandate.scope,
            mandate.offered_by.word(),
            mandate.is_shown,
            mandate.at,
            mandate.ends_at
        ],
        Stop::Bug("a mandate's id twice"),
    )
}

/// A mandate as one of its firms sees it.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<MandateKind>,
) -> Outcome<Option<Mandate>> {
    let row = tx.find(
        "SELECT id, firm, other_firm, side, state, scope, offered_by, is_shown, at, agreed_at,
         ends_at, ended_at FROM mandate WHERE firm = $1 AND id = $2",
        params![firm, id],
    )?;
    Ok(row.as_ref().map(mandate).transpose()?)
}

/// A firm's mandates before one of them, newest first.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Mandate>> {
    let rows = tx.all(
        "SELECT id, firm, other_firm, side, state, scope, offered_by, is_shown, at, agreed_at,
         ends_at, ended_at FROM mandate WHERE firm = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(mandate).collect::<anyhow::Result<_>>()?)
}

/// A firm's mandates in force as a middleman, newest first.
pub(crate) fn list_in_force(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    now: Timestamp,
    most: i64,
) -> Outcome<Vec<Mandate>> {
    let rows = tx.all(
        "SELECT id, firm, other_firm, side, state, scope, offered_by, is_shown, at, agreed_at,
         ends_at, ended_at FROM mandate WHERE firm = $1 AND side = 'middleman'
         AND state = 'agreed' AND ends_at > $2 ORDER BY id DESC LIMIT $3",
        params![firm, now, most],
    )?;
    Ok(rows.iter().map(mandate).collect::<anyhow::Result<_>>()?)
}

fn mandate(row: &Row) -> anyhow::Result<Mandate> {
    Ok(Mandate {
        id: row.id(0)?,
        firm: row.id(1)?,
        other_firm: row.id(2)?,
        side: row.word(3, MandateSide::from_word)?,
        state: row.word(4, MandateState::from_word)?,
        scope: row.string(5)?,
        offered_by: row.word(6, MandateSide::from_word)?,
        is_shown: row.flag(7)?,
        at: row.time(8)?,
        agreed_at: row.maybe_time(9)?,
        ends_at: row.time(10)?,
        ended_at: row.maybe_time(11)?,
    })
}

/// Moves both rows of a mandate; nobody may have come before.
pub(crate) fn change(tx: &mut Tx<'_>, before: &Mandate, after: &Mandate) -> Outcome<()> {
    for firm in [before.firm, before.other_firm] {
        tx.must(
            "UPDATE mandate SET state = $4, agreed_at = $5, ends_at = $6, ended_at = $7
             WHERE firm = $1 AND id = $2 AND state = $3",
            params![
                firm,
                before.id,
                before.state.word(),
                after.state.word(),
                after.agreed_at,
                after.ends_at,
                after.ended_at
            ],
            1,
            Stop::Stale,
        )?;
    }
    Ok(())
}
