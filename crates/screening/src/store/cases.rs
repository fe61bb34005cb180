//! Cases, and who looked into them.

use crate::model::{Act, Case, CaseKind, CaseState, Subject, SubjectKind};
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::{Any, Firm, Id, Outcome, Person, Stop, Timestamp};

/// Cases of one firm that are looked at.
const OF_FIRM_MOST: i64 = 500;

/// Writes a case.
pub(crate) fn add_case(tx: &mut Tx<'_>, case: &Case) -> Outcome<()> {
    let arithmetic = serde_json::to_string(&case.arithmetic).context("a score")?;
    tx.add(
        "INSERT INTO screening_case (firm, id, list, code, entry_hash, subject, name, name_key,
         listed_name, reference, bank_order, score, arithmetic, state, at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        params![
            case.firm,
            case.id,
            case.list,
            &case.code,
            &case.entry_hash,
            case.subject.kind.word(),
            &case.subject.name,
            &case.name_key,
            &case.listed_name,
            &case.reference,
            case.order,
            case.arithmetic.score,
            &arithmetic,
            case.state.word(),
            case.at,
            case.version
        ],
        Stop::Bug("a case stands already"),
    )
}

/// A case, read for update.
pub(crate) fn lock_case(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<CaseKind>) -> Outcome<Case> {
    let row = tx.get(
        "SELECT firm, id, list, code, entry_hash, subject, name, name_key, listed_name, reference,
         bank_order, arithmetic, state, officer, decided_by, reasons, at, ended_at, version
         FROM screening_case WHERE firm = $1 AND id = $2 {LOCK}",
        params![firm, id],
    )?;
    Ok(case(&row)?)
}

/// The cases of a firm.
pub(crate) fn list_of_firm(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Case>> {
    let rows = tx.all(
        "SELECT firm, id, list, code, entry_hash, subject, name, name_key, listed_name, reference,
         bank_order, arithmetic, state, officer, decided_by, reasons, at, ended_at, version
         FROM screening_case WHERE firm = $1 ORDER BY id DESC LIMIT $2",
        params![firm, OF_FIRM_MOST],
    )?;
    Ok(rows.iter().map(case).collect::<anyhow::Result<_>>()?)
}

/// What waits for an officer, the longest waiting first.
pub(crate) fn list_waiting(tx: &mut Tx<'_>, after: i64, most: i64) -> Outcome<Vec<Case>> {
    let rows = tx.all(
        "SELECT firm, id, list, code, entry_hash, subject, name, name_key, listed_name, reference,
         bank_order, arithmetic, state, officer, decided_by, reasons, at, ended_at, version
         FROM screening_case WHERE (state = 'open' OR state = 'asked') AND id > $1
         ORDER BY id LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(case).collect::<anyhow::Result<_>>()?)
}

/// What was decided, newest first.
pub(crate) fn list_decided(tx: &mut Tx<'_>, before: i64, most: i64) -> Outcome<Vec<Case>> {
    let rows = tx.all(
        "SELECT firm, id, list, code, entry_hash, subject, name, name_key, listed_name, reference,
         bank_order, arithmetic, state, officer, decided_by, reasons, at, ended_at, version
         FROM screening_case WHERE (state = 'upheld' OR state = 'cleared') AND id < $1
         ORDER BY id DESC LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(case).collect::<anyhow::Result<_>>()?)
}

/// Writes what became of it, if it is as it was read.
pub(crate) fn change_case(tx: &mut Tx<'_>, case: &Case) -> Outcome<()> {
    tx.must(
        "UPDATE screening_case SET state = $4, officer = $5, decided_by = $6, reasons = $7,
         ended_at = $8, version = version + 1 WHERE firm = $1 AND id = $2 AND version = $3",
        params![
            case.firm,
            case.id,
            case.version,
            case.state.word(),
            case.officer,
            case.decided_by,
            case.reasons.as_deref(),
            case.ended_at
        ],
        1,
        Stop::Stale,
    )
}

/// Writes who looked into a case, and what they did.
pub(crate) fn add_access(
    tx: &mut Tx<'_>,
    case: &Case,
    person: Id<Person>,
    act: Act,
) -> Outcome<()> {
    let (id, now) = (tx.id::<Any>(), tx.now());
    tx.add(
        "INSERT INTO screening_access (firm, id, screening_case, person, act, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![case.firm, id, case.id, person, act.word(), now],
        Stop::Bug("an access twice"),
    )
}

/// Whether somebody said before that they look into it.
pub(crate) fn has_access(tx: &mut Tx<'_>, case: &Case, person: Id<Person>) -> Outcome<bool> {
    let row = tx.find(
        "SELECT id FROM screening_access
         WHERE firm = $1 AND screening_case = $2 AND person = $3 ORDER BY id LIMIT 1",
        params![case.firm, case.id, person],
    )?;
    Ok(row.is_some())
}

/// When somebody did something about it last.
pub(crate) fn find_last_access(
    tx: &mut Tx<'_>,
    case: &Case,
    person: Id<Person>,
) -> Outcome<Option<Timestamp>> {
    let row = tx.find(
        "SELECT at FROM screening_access
         WHERE firm = $1 AND screening_case = $2 AND person = $3 ORDER BY id DESC LIMIT 1",
        params![case.firm, case.id, person],
    )?;
    Ok(row.map(|row| row.time(0)).transpose()?)
}

fn case(row: &Row) -> anyhow::Result<Case> {
    Ok(Case {
        firm: row.id(0)?,
        id: row.id(1)?,
        list: row.id(2)?,
        code: row.string(3)?,
        entry_hash: row.string(4)?,
        subject: Subject { kind: row.word(5, SubjectKind::from_word)?, name: row.string(6)? },
        name_key: row.string(7)?,
        listed_name: row.string(8)?,
        reference: row.string(9)?,
        order: row.maybe_id(10)?,
        arithmetic: serde_json::from_str(row.text(11)?)?,
        state: row.word(12, CaseState::from_word)?,
        officer: row.maybe_id(13)?,
        decided_by: row.maybe_id(14)?,
        reasons: row.maybe_string(15)?,
        at: row.time(16)?,
        ended_at: row.maybe_time(17)?,
        version: row.int(18)?,
    })
}
