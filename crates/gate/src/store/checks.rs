//! What verifies a buyer.

use crate::model::{
    BuyerCheck, CheckKind, CheckRequest, CheckRequestKind, CheckState, GateRefusal,
};
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::{Any, Firm, Id, Outcome, Person, Stop, Timestamp};

/// Checks of one firm that are shown: one a year and kind, for many years.
const CHECKS_MOST: i64 = 50;

/// Writes a fact.
pub(crate) fn add(tx: &mut Tx<'_>, check: &BuyerCheck, by: Option<Id<Person>>) -> Outcome<()> {
    let id = tx.id::<Any>();
    tx.add(
        "INSERT INTO buyer_check (firm, id, kind, source, evidence, by_person, at, valid_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            check.firm,
            id,
            check.kind.word(),
            &check.source,
            &check.evidence,
            by,
            check.at,
            check.valid_until
        ],
        Stop::Bug("a check's id twice"),
    )
}

/// A firm's facts, newest first.
pub(crate) fn list(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<BuyerCheck>> {
    let rows = tx.all(
        "SELECT firm, kind, source, evidence, at, valid_until FROM buyer_check WHERE firm = $1
         ORDER BY id DESC LIMIT $2",
        params![firm, CHECKS_MOST],
    )?;
    let read = |row: &Row| {
        Ok(BuyerCheck {
            firm: row.id(0)?,
            kind: row.word(1, CheckKind::from_word)?,
            source: row.string(2)?,
            evidence: row.bytes(3)?.try_into().context("a hash of another length")?,
            at: row.time(4)?,
            valid_until: row.time(5)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Until when a firm is verified by what is known; the beginning of time if by nothing.
pub(crate) fn valid_until(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Timestamp> {
    let row = tx.get(
        "SELECT COALESCE(MAX(valid_until), 0) FROM buyer_check WHERE firm = $1",
        params![firm],
    )?;
    Ok(row.time(0)?)
}

/// Which firm a domain verifies.
pub(crate) fn find_domain(tx: &mut Tx<'_>, domain: &str) -> Outcome<Option<Id<Firm>>> {
    let row = tx.find("SELECT firm FROM work_domain WHERE domain = $1", params![domain])?;
    Ok(row.map(|row| row.id(0)).transpose()?)
}

/// Lets a domain verify a firm.
pub(crate) fn add_domain(tx: &mut Tx<'_>, domain: &str, firm: Id<Firm>) -> Outcome<()> {
    tx.add(
        "INSERT INTO work_domain (domain, firm, at) VALUES ($1, $2, $3)",
        params![domain, firm, tx.now()],
        GateRefusal::DomainTaken { domain: domain.to_owned() },
    )
}

/// Sends a registry number in.
pub(crate) fn add_request(tx: &mut Tx<'_>, request: &CheckRequest) -> Outcome<()> {
    tx.add(
        "INSERT INTO check_request (firm, id, number, state, note, by_person, at, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            request.firm,
            request.id,
            &request.number,
            request.state.word(),
            &request.note,
            None::<Id<Person>>,
            request.at,
            None::<Timestamp>
        ],
        GateRefusal::NumberWaiting,
    )
}

/// A firm's newest request.
pub(crate) fn find_last_request(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Option<CheckRequest>> {
    let row = tx.find(
        "SELECT id, firm, number, state, note, at FROM check_request WHERE firm = $1
         ORDER BY id DESC LIMIT 1",
        params![firm],
    )?;
    Ok(row.as_ref().map(request).transpose()?)
}

/// Requests that wait after one of them, the oldest first.
pub(crate) fn list_waiting(tx: &mut Tx<'_>, after: i64, most: i64) -> Outcome<Vec<CheckRequest>> {
    let rows = tx.all(
        "SELECT id, firm, number, state, note, at FROM check_request
         WHERE state = 'waiting' AND id > $1 ORDER BY id LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(request).collect::<anyhow::Result<_>>()?)
}

/// Answers a request that waits; nobody may have come before.
pub(crate) fn answer_request(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<CheckRequestKind>,
    state: CheckState,
    note: &str,
    by: Option<Id<Person>>,
) -> Outcome<()> {
    tx.must(
        "UPDATE check_request SET state = $3, note = $4, by_person = $5, answered_at = $6
         WHERE firm = $1 AND id = $2 AND state = 'waiting'",
        params![firm, id, state.word(), note, by, tx.now()],
        1,
        GateRefusal::CheckAnswered,
    )
}

/// A request of a firm.
pub(crate) fn find_request(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<CheckRequestKind>,
) -> Outcome<Option<CheckRequest>> {
    let row = tx.find(
        "SELECT id, firm, number, state, note, at FROM check_request WHERE firm = $1 AND id = $2",
        params![firm, id],
    )?;
    Ok(row.as_ref().map(request).transpose()?)
}

fn request(row: &Row) -> anyhow::Result<CheckRequest> {
    Ok(CheckRequest {
        id: row.id(0)?,
        firm: row.id(1)?,
        number: row.string(2)?,
        state: row.word(3, CheckState::from_word)?,
        note: row.string(4)?,
        at: row.time(5)?,
    })
}
