//! Addresses, and what was done to them.

use crate::model::{Deed, Endpoint, EndpointState, HookKind, Off, Wish};
use ::store::{Row, Tx, padded, params};
use kernel::{Firm, Id, Outcome, Person, Stop, Timestamp};

/// Firms looked up in one statement.
pub(crate) const FIRMS_AT_A_TIME: usize = 50;

/// Writes a new address.
pub(crate) fn add_endpoint(tx: &mut Tx<'_>, new: &Endpoint) -> Outcome<()> {
    let types = new.wish.text();
    tx.add(
        "INSERT INTO hook_endpoint (firm, id, url, about, types, state, reason, salt, old_salt,
         old_until, failing_since, is_told, look_at, at, version)
         VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, NULL, NULL, NULL, 0, NULL, $8, $9)",
        params![
            new.firm,
            new.id,
            &new.url,
            &new.about,
            &types,
            new.state.word(),
            new.salt.as_slice(),
            new.at,
            new.version
        ],
        Stop::Bug("a webhook stands already"),
    )
}

/// The addresses of a firm, oldest first.
pub(crate) fn list_endpoints(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<Endpoint>> {
    let rows = tx.all(
        "SELECT firm, id, url, about, types, state, reason, salt, old_salt, old_until,
         failing_since, is_told, at, version FROM hook_endpoint
         WHERE firm = $1 ORDER BY id LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(endpoint).collect::<anyhow::Result<_>>()?)
}

/// One address of a firm.
pub(crate) fn get_endpoint(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<HookKind>) -> Outcome<Endpoint> {
    let row = tx.get(
        "SELECT firm, id, url, about, types, state, reason, salt, old_salt, old_until,
         failing_since, is_told, at, version FROM hook_endpoint WHERE firm = $1 AND id = $2",
        params![firm, id],
    )?;
    Ok(endpoint(&row)?)
}

/// The same, read for update.
pub(crate) fn lock_endpoint(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<HookKind>,
) -> Outcome<Option<Endpoint>> {
    let row = tx.find(
        "SELECT firm, id, url, about, types, state, reason, salt, old_salt, old_until,
         failing_since, is_told, at, version FROM hook_endpoint
         WHERE firm = $1 AND id = $2 {LOCK}",
        params![firm, id],
    )?;
    Ok(row.as_ref().map(endpoint).transpose()?)
}

fn endpoint(row: &Row) -> anyhow::Result<Endpoint> {
    let old_salt = row.maybe_time(9)?.map(|_| row.bytes(8).map(<[u8]>::to_vec)).transpose()?;
    Ok(Endpoint {
        firm: row.id(0)?,
        id: row.id(1)?,
        url: row.string(2)?,
        about: row.string(3)?,
        wish: Wish::kept(row.text(4)?),
        state: row.word(5, EndpointState::from_word)?,
        reason: row.maybe_string(6)?,
        salt: row.bytes(7)?.to_vec(),
        old_salt,
        old_until: row.maybe_time(9)?,
        failing_since: row.maybe_time(10)?,
        is_told: row.flag(11)?,
        at: row.time(12)?,
        version: row.int(13)?,
    })
}

/// The addresses of these firms, however they stand.
pub(crate) fn list_listeners(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<Endpoint>> {
    let rows = tx.all(
        "SELECT firm, id, url, about, types, state, reason, salt, old_salt, old_until,
         failing_since, is_told, at, version FROM hook_endpoint WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) ORDER BY firm, id",
        &padded::<_, FIRMS_AT_A_TIME>(firms),
    )?;
    Ok(rows.iter().map(endpoint).collect::<anyhow::Result<_>>()?)
}

/// Writes what a person changed, over the version that they read.
pub(crate) fn put_endpoint(tx: &mut Tx<'_>, after: &Endpoint) -> Outcome<()> {
    let types = after.wish.text();
    tx.must(
        "UPDATE hook_endpoint SET url = $3, about = $4, types = $5, version = version + 1
         WHERE firm = $1 AND id = $2 AND version = $6",
        params![after.firm, after.id, &after.url, &after.about, &types, after.version],
        1,
        Stop::Stale,
    )
}

/// Writes whether messages are sent, and when its work is looked at.
pub(crate) fn change_state(
    tx: &mut Tx<'_>,
    (firm, id): (Id<Firm>, Id<HookKind>),
    state: EndpointState,
    off: Option<Off>,
    look_at: Option<Timestamp>,
) -> Outcome<()> {
    tx.must(
        "UPDATE hook_endpoint SET state = $3, reason = $4, look_at = $5, failing_since = NULL,
         is_told = 0, version = version + 1 WHERE firm = $1 AND id = $2",
        params![firm, id, state.word(), off.map(Off::word), look_at],
        1,
        Stop::Absent,
    )
}

/// Another secret; the present one counts for a while.
pub(crate) fn put_salt(
    tx: &mut Tx<'_>,
    endpoint: &Endpoint,
    salt: &[u8],
    old_until: Timestamp,
) -> Outcome<()> {
    tx.must(
        "UPDATE hook_endpoint SET salt = $3, old_salt = $4, old_until = $5, version = version + 1
         WHERE firm = $1 AND id = $2",
        params![endpoint.firm, endpoint.id, salt, endpoint.salt.as_slice(), old_until],
        1,
        Stop::Absent,
    )
}

/// Since when nothing has arrived, and whether the owners know.
pub(crate) fn change_health(
    tx: &mut Tx<'_>,
    (firm, id): (Id<Firm>, Id<HookKind>),
    failing_since: Option<Timestamp>,
    is_told: bool,
) -> Outcome<()> {
    tx.run(
        "UPDATE hook_endpoint SET failing_since = $3, is_told = $4 WHERE firm = $1 AND id = $2",
        params![firm, id, failing_since, i64::from(is_told)],
    )
}

/// The address vanishes; what was on its way to it is forgotten with its events.
pub(crate) fn remove_endpoint(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<HookKind>) -> Outcome<()> {
    tx.must(
        "DELETE FROM hook_endpoint WHERE firm = $1 AND id = $2",
        params![firm, id],
        1,
        Stop::Absent,
    )
}

/// Something waits for an active address from this instant on.
pub(crate) fn hear_of_work(
    tx: &mut Tx<'_>,
    (firm, id): (Id<Firm>, Id<HookKind>),
    at: Timestamp,
) -> Outcome<()> {
    tx.run(
        "UPDATE hook_endpoint SET look_at = $3 WHERE firm = $1 AND id = $2 AND state = 'active'
         AND (look_at IS NULL OR look_at > $3)",
        params![firm, id, at],
    )
}

/// When the work of an active address is looked at next.
pub(crate) fn change_look(
    tx: &mut Tx<'_>,
    (firm, id): (Id<Firm>, Id<HookKind>),
    look_at: Option<Timestamp>,
) -> Outcome<()> {
    tx.run(
        "UPDATE hook_endpoint SET look_at = $3
         WHERE firm = $1 AND id = $2 AND state = 'active'",
        params![firm, id, look_at],
    )
}

/// Addresses whose work is to be looked at, the longest waiting first: whoever was served goes to
/// the end.
pub(crate) fn list_due_endpoints(
    tx: &mut Tx<'_>,
    most: i64,
) -> Outcome<Vec<(Id<Firm>, Id<HookKind>)>> {
    let now = tx.now();
    let rows = tx.all(
        "SELECT firm, id FROM hook_endpoint WHERE look_at <= $1
         ORDER BY look_at NULLS LAST, id LIMIT $2",
        params![now, most],
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect::<anyhow::Result<_>>()?)
}

/// Writes who did what.
pub(crate) fn add_deed(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    person: Option<Id<Person>>,
    what: &str,
) -> Outcome<()> {
    let (id, now) = (tx.id::<kernel::Any>(), tx.now());
    tx.add(
        "INSERT INTO hook_deed (firm, endpoint, id, person, what, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![firm, endpoint, id, person, what, now],
        Stop::Bug("a deed twice"),
    )
}

/// Who did what, newest first.
pub(crate) fn list_deeds(
    tx: &mut Tx<'_>,
    (firm, endpoint): (Id<Firm>, Id<HookKind>),
    most: i64,
) -> Outcome<Vec<Deed>> {
    let rows = tx.all(
        "SELECT person, what, at FROM hook_deed WHERE firm = $1 AND endpoint = $2
         ORDER BY id DESC LIMIT $3",
        params![firm, endpoint, most],
    )?;
    let deed =
        |row: &Row| Ok(Deed { person: row.maybe_id(0)?, what: row.string(1)?, at: row.time(2)? });
    Ok(rows.iter().map(deed).collect::<anyhow::Result<_>>()?)
}
