//! Events on their way to addresses, and each try.

use crate::model::{Answer, Attempt, Delivery, DeliveryState, HookKind, PublicEvent};
use ::store::{Row, Tx, params};
use kernel::{Any, Firm, Id, Outcome, Stop, Timestamp};

/// An event sets out for an address.
pub(crate) fn add_delivery(
    tx: &mut Tx<'_>,
    endpoint: Id<HookKind>,
    position: i64,
    event: &PublicEvent,
) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "INSERT INTO hook_delivery (firm, position, endpoint, event, kind, lane, state, tries,
         status, at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, NULL, $7, NULL)
         ON CONFLICT (firm, position, endpoint) DO NOTHING",
        params![event.firm, position, endpoint, event.id, &event.kind, event.lane, now],
    )
}

/// An event sets out again, or for the first time, however it ended before.
pub(crate) fn put_on_way_again(
    tx: &mut Tx<'_>,
    endpoint: Id<HookKind>,
    position: i64,
    event: &PublicEvent,
) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "INSERT INTO hook_delivery (firm, position, endpoint, event, kind, lane, state, tries,
         status, at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, NULL, $7, NULL)
         ON CONFLICT (firm, position, endpoint) DO UPDATE SET state = 'waiting', tries = 0,
         status = NULL, at = excluded.at, ended_at = NULL",
        params![event.firm, position, endpoint, event.id, &event.kind, event.lane, now],
    )
}

/// What came of a try.
pub(crate) fn change_delivery(
    tx: &mut Tx<'_>,
    (firm, endpoint, position): (Id<Firm>, Id<HookKind>, i64),
    state: DeliveryState,
    status: Option<i64>,
) -> Outcome<()> {
    let ended_at = (state != DeliveryState::Waiting).then(|| tx.now());
    tx.run(
        "UPDATE hook_delivery SET state = $4, tries = tries + 1, status = $5, ended_at = $6
         WHERE firm = $1 AND position = $2 AND endpoint = $3",
        params![firm, position, endpoint, state.word(), status, ended_at],
    )
}

/// Deliveries to an address below a place, newest first.
pub(crate) fn list_deliveries(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    before: i64,
    most: i64,
) -> Outcome<Vec<Delivery>> {
    let rows = tx.all(
        "SELECT position, event, kind, state, tries, status, at, ended_at FROM hook_delivery
         WHERE firm = $1 AND endpoint = $2 AND position < $3 ORDER BY position DESC LIMIT $4",
        params![firm, endpoint, before, most],
    )?;
    Ok(rows.iter().map(delivery).collect::<anyhow::Result<_>>()?)
}

/// One delivery.
pub(crate) fn find_delivery(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    position: i64,
) -> Outcome<Option<Delivery>> {
    let row = tx.find(
        "SELECT position, event, kind, state, tries, status, at, ended_at FROM hook_delivery
         WHERE firm = $1 AND position = $2 AND endpoint = $3",
        params![firm, position, endpoint],
    )?;
    Ok(row.as_ref().map(delivery).transpose()?)
}

/// The places within a range whose events need not set out again: they wait, or have arrived.
pub(crate) fn list_settled(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    (first, last): (i64, i64),
) -> Outcome<Vec<i64>> {
    let rows = tx.all(
        "SELECT position FROM hook_delivery WHERE firm = $1 AND endpoint = $2
         AND position BETWEEN $3 AND $4 AND state <> 'given-up' ORDER BY position",
        params![firm, endpoint, first, last],
    )?;
    Ok(rows.iter().map(|row| row.int(0)).collect::<anyhow::Result<_>>()?)
}

fn delivery(row: &Row) -> anyhow::Result<Delivery> {
    Ok(Delivery {
        position: row.int(0)?,
        event: row.id(1)?,
        kind: row.string(2)?,
        state: row.word(3, DeliveryState::from_word)?,
        tries: row.int(4)?,
        status: row.maybe_int(5)?,
        at: row.time(6)?,
        ended_at: row.maybe_time(7)?,
    })
}

/// Writes a try.
pub(crate) fn add_attempt(
    tx: &mut Tx<'_>,
    (firm, endpoint, position): (Id<Firm>, Id<HookKind>, i64),
    answer: &Answer,
    at: Timestamp,
) -> Outcome<()> {
    let id = tx.id::<Any>();
    tx.add(
        "INSERT INTO hook_attempt (firm, position, endpoint, id, at, took_ms, status, failure,
         answer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            firm,
            position,
            endpoint,
            id,
            at,
            answer.took_ms,
            answer.status.map(i64::from),
            answer.failure.map(crate::model::Failure::word),
            &answer.begin
        ],
        Stop::Bug("a try twice"),
    )
}

/// The tries at a delivery, newest first.
pub(crate) fn list_attempts(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    position: i64,
    most: i64,
) -> Outcome<Vec<Attempt>> {
    let rows = tx.all(
        "SELECT at, took_ms, status, failure, answer FROM hook_attempt
         WHERE firm = $1 AND position = $2 AND endpoint = $3 ORDER BY id DESC LIMIT $4",
        params![firm, position, endpoint, most],
    )?;
    let attempt = |row: &Row| {
        Ok(Attempt {
            at: row.time(0)?,
            took_ms: row.int(1)?,
            status: row.maybe_int(2)?,
            failure: row.maybe_string(3)?,
            answer: row.string(4)?,
        })
    };
    Ok(rows.iter().map(attempt).collect::<anyhow::Result<_>>()?)
}
