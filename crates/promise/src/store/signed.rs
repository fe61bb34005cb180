//! What firms have signed, and how they stand by it.

use crate::model::{Cover, Promise, Protection, Signed, SignedKind};
use ::store::{Row, Tx, params};
use kernel::{Currency, Firm, Id, Money, Outcome, Stop, Timestamp};

/// Writes a protection as it begins.
pub(crate) fn add_protection(tx: &mut Tx<'_>, new: &Protection) -> Outcome<()> {
    tx.add(
        "INSERT INTO protection (firm, currency, state, required, rules_version, timer, due_at,
         since, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.firm,
            new.currency,
            new.state.word(),
            new.required.minor,
            &new.rules_version,
            new.timer,
            new.due_at,
            new.since,
            new.version
        ],
        Stop::Stale,
    )
}

/// Writes a change, if it is still as it was read.
pub(crate) fn change_protection(
    tx: &mut Tx<'_>,
    before: &Protection,
    after: &Protection,
) -> Outcome<()> {
    tx.must(
        "UPDATE protection SET state = $4, required = $5, rules_version = $6, timer = $7,
         due_at = $8, since = $9, version = $10
         WHERE firm = $1 AND currency = $2 AND version = $3",
        params![
            before.firm,
            before.currency,
            before.version,
            after.state.word(),
            after.required.minor,
            &after.rules_version,
            after.timer,
            after.due_at,
            after.since,
            after.version
        ],
        1,
        Stop::Stale,
    )
}

/// A firm's protection in a currency, read for update.
pub(crate) fn find_protection(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
) -> Outcome<Option<Protection>> {
    let row = tx.find(
        "SELECT firm, currency, state, required, rules_version, timer, due_at, since, version
         FROM protection WHERE firm = $1 AND currency = $2 {LOCK}",
        params![firm, currency],
    )?;
    Ok(row.as_ref().map(protection).transpose()?)
}

/// All of a firm's, by currency.
pub(crate) fn list_protections(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    most: i64,
) -> Outcome<Vec<Protection>> {
    let rows = tx.all(
        "SELECT firm, currency, state, required, rules_version, timer, due_at, since, version
         FROM protection WHERE firm = $1 ORDER BY currency LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(protection).collect::<anyhow::Result<_>>()?)
}

/// Firms with a protection, after one, in order; each as often as it has currencies.
pub(crate) fn list_protected_after(
    tx: &mut Tx<'_>,
    after: Id<Firm>,
    most: i64,
) -> Outcome<Vec<Id<Firm>>> {
    let rows = tx.all(
        "SELECT firm FROM protection WHERE firm > $1 ORDER BY firm LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

fn protection(row: &Row) -> anyhow::Result<Protection> {
    let currency = row.currency(1)?;
    Ok(Protection {
        firm: row.id(0)?,
        currency,
        state: row.word(2, Cover::from_word)?,
        required: Money::new(row.int(3)?, currency),
        rules_version: row.string(4)?,
        timer: row.maybe_id(5)?,
        due_at: row.maybe_time(6)?,
        since: row.time(7)?,
        version: row.int(8)?,
    })
}

/// Writes what was signed.
pub(crate) fn add_signed(tx: &mut Tx<'_>, new: &Signed) -> Outcome<()> {
    tx.add(
        "INSERT INTO promise (firm, id, currency, kind, text_version, text_hash, person, from_at,
         until_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.firm,
            new.id,
            new.currency,
            new.promise.word(),
            &new.text_version,
            &new.text_hash,
            new.person,
            new.from_at,
            new.until_at
        ],
        Stop::Stale,
    )
}

/// From an instant on a promise does not hold for new trades.
pub(crate) fn end_signed(tx: &mut Tx<'_>, signed: &Signed, until: Timestamp) -> Outcome<()> {
    tx.must(
        "UPDATE promise SET until_at = $3 WHERE firm = $1 AND id = $2 AND until_at IS NULL",
        params![signed.firm, signed.id, until],
        1,
        Stop::Stale,
    )
}

/// What a firm stands by now, in every currency; six promises in each.
pub(crate) fn list_open_signed(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<Signed>> {
    let rows = tx.all(
        "SELECT firm, id, currency, kind, text_version, text_hash, person, from_at, until_at
         FROM promise WHERE firm = $1 AND until_at IS NULL ORDER BY currency, kind LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(signed).collect::<anyhow::Result<_>>()?)
}

/// All that a firm ever signed, newest first.
pub(crate) fn list_signed(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<Signed>> {
    let rows = tx.all(
        "SELECT firm, id, currency, kind, text_version, text_hash, person, from_at, until_at
         FROM promise WHERE firm = $1 ORDER BY id DESC LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(signed).collect::<anyhow::Result<_>>()?)
}

/// One of them.
pub(crate) fn get_signed(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<SignedKind>) -> Outcome<Signed> {
    let row = tx.get(
        "SELECT firm, id, currency, kind, text_version, text_hash, person, from_at, until_at
         FROM promise WHERE firm = $1 AND id = $2",
        params![firm, id],
    )?;
    Ok(signed(&row)?)
}

/// The promises that held in a currency at an instant, one for each kind.
pub(crate) fn list_held_at(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
    at: Timestamp,
) -> Outcome<Vec<Signed>> {
    let rows = tx.all(
        "SELECT firm, id, currency, kind, text_version, text_hash, person, from_at, until_at
         FROM promise WHERE firm = $1 AND currency = $2 AND from_at <= $3
         AND (until_at IS NULL OR until_at > $3) ORDER BY kind, id LIMIT 20",
        params![firm, currency, at],
    )?;
    Ok(rows.iter().map(signed).collect::<anyhow::Result<_>>()?)
}

fn signed(row: &Row) -> anyhow::Result<Signed> {
    Ok(Signed {
        firm: row.id(0)?,
        id: row.id(1)?,
        currency: row.currency(2)?,
        promise: row.word(3, Promise::from_word)?,
        text_version: row.string(4)?,
        text_hash: row.string(5)?,
        person: row.id(6)?,
        from_at: row.time(7)?,
        until_at: row.maybe_time(8)?,
    })
}
