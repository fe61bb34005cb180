//! The one table.

use crate::model::{AssentRefusal, PendingAct, State, Which};
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::{Any, Currency, Id, Money, Outcome, Person, Stop};

/// Writes what is asked for; one of a kind on one thing at a time.
pub(crate) fn add_act(tx: &mut Tx<'_>, act: &PendingAct) -> Outcome<()> {
    let json = |told: serde_json::Result<String>| told.context("what an act says");
    let facts = json(serde_json::to_string(&act.facts))?;
    let moves = json(serde_json::to_string(&act.moves))?;
    let firms = json(serde_json::to_string(&act.firms))?;
    tx.add(
        "INSERT INTO pending_act (about, id, kind, is_for_officers, currency, amount, facts, moves,
         firms, body, note, path, state, asked_by, timer, at, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        params![
            act.about,
            act.id,
            &act.kind,
            i64::from(act.is_for_officers),
            act.amount.map(|amount| amount.currency.code()),
            act.amount.map(|amount| amount.minor),
            &facts,
            &moves,
            &firms,
            &act.body,
            &act.note,
            &act.path,
            act.state.word(),
            act.asked_by,
            act.timer,
            act.at,
            act.due_at
        ],
        AssentRefusal::WaitsAlready,
    )
}

/// One of them, read for update.
pub(crate) fn lock_act(tx: &mut Tx<'_>, which: Which) -> Outcome<PendingAct> {
    let row = tx.get(
        "SELECT about, id, kind, is_for_officers, currency, amount, facts, moves, firms, body, note,
         path, state, asked_by, ended_by, answer, timer, at, due_at, ended_at
         FROM pending_act WHERE about = $1 AND id = $2 {LOCK}",
        params![which.0, which.1],
    )?;
    Ok(act(&row)?)
}

/// What waits of a kind on a thing, read for update.
pub(crate) fn find_waiting(
    tx: &mut Tx<'_>,
    about: Id<Any>,
    kind: &str,
) -> Outcome<Option<PendingAct>> {
    let row = tx.find(
        "SELECT about, id, kind, is_for_officers, currency, amount, facts, moves, firms, body, note,
         path, state, asked_by, ended_by, answer, timer, at, due_at, ended_at
         FROM pending_act WHERE about = $1 AND kind = $2 AND state = 'waiting' {LOCK}",
        params![about, kind],
    )?;
    Ok(row.as_ref().map(act).transpose()?)
}

/// What waits on a thing with this timer, read for update.
pub(crate) fn find_of_timer(
    tx: &mut Tx<'_>,
    about: Id<Any>,
    timer: Id<Any>,
) -> Outcome<Option<PendingAct>> {
    let row = tx.find(
        "SELECT about, id, kind, is_for_officers, currency, amount, facts, moves, firms, body, note,
         path, state, asked_by, ended_by, answer, timer, at, due_at, ended_at
         FROM pending_act WHERE about = $1 AND timer = $2 AND state = 'waiting' {LOCK}",
        params![about, timer],
    )?;
    Ok(row.as_ref().map(act).transpose()?)
}

/// What waits, the longest waiting first; without those for officers where none asks.
pub(crate) fn list_waiting(
    tx: &mut Tx<'_>,
    is_officer: bool,
    after: i64,
    most: i64,
) -> Outcome<Vec<PendingAct>> {
    let rows = tx.all(
        "SELECT about, id, kind, is_for_officers, currency, amount, facts, moves, firms, body, note,
         path, state, asked_by, ended_by, answer, timer, at, due_at, ended_at
         FROM pending_act WHERE state = 'waiting' AND is_for_officers <= $1 AND id > $2
         ORDER BY id LIMIT $3",
        params![i64::from(is_officer), after, most],
    )?;
    Ok(rows.iter().map(act).collect::<anyhow::Result<_>>()?)
}

/// What has ended, newest first.
pub(crate) fn list_ended(
    tx: &mut Tx<'_>,
    is_officer: bool,
    before: i64,
    most: i64,
) -> Outcome<Vec<PendingAct>> {
    let rows = tx.all(
        "SELECT about, id, kind, is_for_officers, currency, amount, facts, moves, firms, body, note,
         path, state, asked_by, ended_by, answer, timer, at, due_at, ended_at
         FROM pending_act WHERE state <> 'waiting' AND is_for_officers <= $1 AND id < $2
         ORDER BY id DESC LIMIT $3",
        params![i64::from(is_officer), before, most],
    )?;
    Ok(rows.iter().map(act).collect::<anyhow::Result<_>>()?)
}

/// Writes how it ended, once.
pub(crate) fn end_act(
    tx: &mut Tx<'_>,
    which: Which,
    state: State,
    (by, answer): (Option<Id<Person>>, Option<&str>),
) -> Outcome<()> {
    let now = tx.now();
    tx.must(
        "UPDATE pending_act SET state = $3, ended_by = $4, answer = $5, ended_at = $6, timer = NULL
         WHERE about = $1 AND id = $2 AND state = 'waiting'",
        params![which.0, which.1, state.word(), by, answer, now],
        1,
        Stop::Stale,
    )
}

fn act(row: &Row) -> anyhow::Result<PendingAct> {
    let amount = match (row.maybe_string(4)?, row.maybe_int(5)?) {
        (Some(code), Some(minor)) => {
            let currency = Currency::from_code(&code).context("a currency")?;
            Some(Money::new(minor, currency))
        }
        _ => None,
    };
    Ok(PendingAct {
        about: row.id(0)?,
        id: row.id(1)?,
        kind: row.string(2)?,
        is_for_officers: row.flag(3)?,
        amount,
        facts: serde_json::from_str(row.text(6)?)?,
        moves: serde_json::from_str(row.text(7)?)?,
        firms: serde_json::from_str(row.text(8)?)?,
        body: row.string(9)?,
        note: row.string(10)?,
        path: row.string(11)?,
        state: row.word(12, State::from_word)?,
        asked_by: row.id(13)?,
        ended_by: row.maybe_id(14)?,
        answer: row.maybe_string(15)?,
        timer: row.maybe_id(16)?,
        at: row.time(17)?,
        due_at: row.time(18)?,
        ended_at: row.maybe_time(19)?,
    })
}
