//! What waits for an address, by what it is about; and who is sending the first of it.

use crate::model::{EventKind, HookKind};
use ::store::{Row, Tx, params};
use kernel::{Any, Firm, Id, Outcome, Timestamp};

/// Something waits in a lane; one that is under way already keeps its time.
pub(crate) fn add_lane(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    lane: Id<Any>,
) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "INSERT INTO hook_lane (firm, endpoint, lane, due_at, tries, lease)
         VALUES ($1, $2, $3, $4, 0, NULL) ON CONFLICT (firm, endpoint, lane) DO NOTHING",
        params![firm, endpoint, lane, now],
    )
}

/// A lane is due at once, whenever it was to be tried again; unless somebody is sending of it.
pub(crate) fn wake_lane(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    lane: Id<Any>,
) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "INSERT INTO hook_lane (firm, endpoint, lane, due_at, tries, lease)
         VALUES ($1, $2, $3, $4, 0, NULL) ON CONFLICT (firm, endpoint, lane)
         DO UPDATE SET due_at = excluded.due_at, tries = 0 WHERE hook_lane.lease IS NULL",
        params![firm, endpoint, lane, now],
    )
}

/// The same for all lanes of an address.
pub(crate) fn wake_lanes(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "UPDATE hook_lane SET due_at = $3, tries = 0
         WHERE firm = $1 AND endpoint = $2 AND lease IS NULL",
        params![firm, endpoint, now],
    )
}

/// A lane that is due, with the first that waits in it: its place, its event, its bytes.
#[derive(Debug, Clone)]
pub(crate) struct DueLane {
    pub(crate) lane: Id<Any>,
    pub(crate) first: Option<(i64, Id<EventKind>, String)>,
}

/// The lanes of an address that are due, the longest waiting first.
pub(crate) fn list_due_lanes(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    most: i64,
) -> Outcome<Vec<DueLane>> {
    let now = tx.now();
    let rows = tx.all(
        "SELECT l.lane, e.position, e.id, e.body FROM hook_lane l
         LEFT JOIN hook_event e ON e.firm = l.firm AND e.position = (
           SELECT MIN(d.position) FROM hook_delivery d WHERE d.firm = l.firm
           AND d.endpoint = l.endpoint AND d.lane = l.lane AND d.state = 'waiting')
         WHERE l.firm = $1 AND l.endpoint = $2 AND l.due_at <= $3
         ORDER BY l.due_at, l.lane LIMIT $4",
        params![firm, endpoint, now, most],
    )?;
    let due = |row: &Row| {
        let first = match row.maybe_int(1)? {
            Some(position) => Some((position, row.id(2)?, row.string(3)?)),
            None => None,
        };
        Ok(DueLane { lane: row.id(0)?, first })
    };
    Ok(rows.iter().map(due).collect::<anyhow::Result<_>>()?)
}

/// How many lanes somebody sends just now, of each address of a firm.
pub(crate) fn list_leased(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<(Id<HookKind>, i64)>> {
    let now = tx.now();
    let rows = tx.all(
        "SELECT endpoint, COUNT(*) FROM hook_lane WHERE firm = $1 AND due_at > $2
         AND lease IS NOT NULL GROUP BY endpoint ORDER BY endpoint",
        params![firm, now],
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.int(1)?))).collect::<anyhow::Result<_>>()?)
}

/// Takes a lane until an instant. Nobody else sends of it before; whoever comes too late finds
/// another lease.
pub(crate) fn lease_lane(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    (lane, lease): (Id<Any>, i64),
    until: Timestamp,
) -> Outcome<()> {
    tx.run(
        "UPDATE hook_lane SET due_at = $4, lease = $5
         WHERE firm = $1 AND endpoint = $2 AND lane = $3",
        params![firm, endpoint, lane, until, lease],
    )
}

/// The tries of a lane's first, if this lease still holds it; and whether anything but that first
/// waits behind it.
pub(crate) fn find_lease(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    (lane, lease): (Id<Any>, i64),
    first: i64,
) -> Outcome<Option<(i64, bool)>> {
    let row = tx.find(
        "SELECT l.tries, (SELECT MIN(d.position) FROM hook_delivery d WHERE d.firm = l.firm
         AND d.endpoint = l.endpoint AND d.lane = l.lane AND d.state = 'waiting'
         AND d.position <> $5) FROM hook_lane l
         WHERE l.firm = $1 AND l.endpoint = $2 AND l.lane = $3 AND l.lease = $4",
        params![firm, endpoint, lane, lease, first],
    )?;
    let read = |row: &Row| anyhow::Ok((row.int(0)?, row.maybe_int(1)?.is_some()));
    Ok(row.as_ref().map(read).transpose()?)
}

/// Gives a lane back: when its first is due, and how often that was tried.
pub(crate) fn put_lane(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    lane: Id<Any>,
    (due_at, tries): (Timestamp, i64),
) -> Outcome<()> {
    tx.run(
        "UPDATE hook_lane SET due_at = $4, tries = $5, lease = NULL
         WHERE firm = $1 AND endpoint = $2 AND lane = $3",
        params![firm, endpoint, lane, due_at, tries],
    )
}

/// Nothing waits in a lane any more.
pub(crate) fn end_lane(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    lane: Id<Any>,
) -> Outcome<()> {
    tx.run(
        "DELETE FROM hook_lane WHERE firm = $1 AND endpoint = $2 AND lane = $3",
        params![firm, endpoint, lane],
    )
}

/// When the next lane of an address is due, of those that are not due yet.
pub(crate) fn next_due(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
) -> Outcome<Option<Timestamp>> {
    let now = tx.now();
    let row = tx.find(
        "SELECT due_at FROM hook_lane WHERE firm = $1 AND endpoint = $2 AND due_at > $3
         ORDER BY due_at LIMIT 1",
        params![firm, endpoint, now],
    )?;
    Ok(row.map(|row| row.time(0)).transpose()?)
}

/// Nothing waits for an address any more.
pub(crate) fn remove_lanes(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
) -> Outcome<()> {
    tx.run("DELETE FROM hook_lane WHERE firm = $1 AND endpoint = $2", params![firm, endpoint])
}
