//! Sessions and API keys.

use super::IDS_AT_A_TIME;
use crate::model::{
    Key, KeyKind, Session, desk_from_word, desk_word, role_from_word, role_word, scope_from_word,
    scope_word,
};
use ::store::{Row, Tx, padded, params};
use kernel::{Actor, Firm, Id, Limit, Outcome, Page, Person, Role, Stop, Timestamp};

/// Writes a session or a key.
pub(crate) fn add_session(tx: &mut Tx<'_>, session: &Session) -> Outcome<()> {
    tx.add(
        "INSERT INTO session (hash, id, person, firm, role, scope, desk, name, expires_at, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            &session.hash,
            session.id,
            session.person,
            session.firm.map(|(firm, _)| firm),
            session.firm.map(|(_, role)| role_word(role)),
            scope_word(session.scope),
            session.desk.map(desk_word),
            session.name.as_deref(),
            session.expires_at,
            tx.now()
        ],
        // A token is made from the request's key and body: the same request came again.
        Stop::KeyReused,
    )
}

/// Who acts by this token, in one read by key; nobody if it is unknown or over.
pub(crate) fn find_actor(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Option<Actor>> {
    let row = tx.find(
        "SELECT person, firm, role, scope, desk, expires_at FROM session WHERE hash = $1",
        params![hash],
    )?;
    let now = tx.now();
    Ok(row.map(|row| actor(&row, now)).transpose()?.flatten())
}

fn actor(row: &Row, now: Timestamp) -> anyhow::Result<Option<Actor>> {
    if row.maybe_time(5)?.is_some_and(|end| now >= end) {
        return Ok(None);
    }
    let firm = match row.maybe_id(1)? {
        Some(firm) => Some((firm, row.word(2, role_from_word)?)),
        None => None,
    };
    let desk = match row.maybe_string(4)? {
        Some(_) => Some(row.word(4, desk_from_word)?),
        None => None,
    };
    Ok(Some(Session::actor(row.id(0)?, firm, row.word(3, scope_from_word)?, desk)))
}

/// Ends a session or a key.
pub(crate) fn delete_session(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<()> {
    tx.run("DELETE FROM session WHERE hash = $1", params![hash])
}

/// Signs a person out everywhere; keys stay.
pub(crate) fn delete_of_person(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<()> {
    tx.run("DELETE FROM session WHERE person = $1 AND name IS NULL", params![person])
}

/// Ends a person's sessions and keys in a firm.
pub(crate) fn delete_of_member(tx: &mut Tx<'_>, firm: Id<Firm>, person: Id<Person>) -> Outcome<()> {
    tx.run("DELETE FROM session WHERE person = $1 AND firm = $2", params![person, firm])
}

/// Gives a person's sessions and keys in a firm another role.
pub(crate) fn set_role_of_member(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    person: Id<Person>,
    role: Role,
) -> Outcome<()> {
    tx.run(
        "UPDATE session SET role = $3 WHERE person = $1 AND firm = $2",
        params![person, firm, role_word(role)],
    )
}

/// Which of some firms have a key.
pub(crate) fn list_with_keys(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<Id<Firm>>> {
    let rows = tx.all(
        "SELECT DISTINCT firm FROM session WHERE name IS NOT NULL AND firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) ORDER BY firm NULLS LAST",
        &padded::<_, IDS_AT_A_TIME>(firms),
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// How many keys a firm has.
pub(crate) fn count_keys(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<i64> {
    let row =
        tx.get("SELECT COUNT(*) FROM session WHERE firm = $1 AND name IS NOT NULL", params![firm])?;
    Ok(row.int(0)?)
}

/// The keys of a firm, oldest first.
pub(crate) fn list_keys(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    after: i64,
    limit: Limit,
) -> Outcome<Page<Key>> {
    let rows = tx.all(
        "SELECT id, name, scope, person, at FROM session
         WHERE firm = $1 AND name IS NOT NULL AND id > $2 ORDER BY id LIMIT $3",
        params![firm, after, limit.ask()],
    )?;
    let keys = rows.iter().map(key).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Page::cut(keys, limit, |key| key.id.raw()))
}

fn key(row: &Row) -> anyhow::Result<Key> {
    Ok(Key {
        id: row.id(0)?,
        name: row.string(1)?,
        scope: row.word(2, scope_from_word)?,
        person: row.id(3)?,
        at: row.time(4)?,
    })
}

/// Ends a key of a firm.
pub(crate) fn delete_key(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<KeyKind>) -> Outcome<()> {
    tx.must(
        "DELETE FROM session WHERE firm = $1 AND id = $2 AND name IS NOT NULL",
        params![firm, id],
        1,
        Stop::Absent,
    )
}
