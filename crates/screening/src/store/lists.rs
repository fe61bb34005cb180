//! Versions of the list, who is on them, and how far all firms were looked at.

use crate::model::{Entry, KeptList, ListKind, ListedKind, hash_of};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Firm, Id, Outcome, Stop};

/// Entries read at once; a list has no more.
const ENTRIES_MOST: i64 = 50_000;

/// Writes a version.
pub(crate) fn add_list(tx: &mut Tx<'_>, list: &KeptList) -> Outcome<()> {
    tx.add(
        "INSERT INTO sanctions_list (id, hash, file, made_on, entries, person, at, after_firm,
         firms, hits, after_order) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            list.id,
            &list.hash,
            &list.file,
            &list.made_on,
            list.entries,
            list.person,
            list.at,
            list.after_firm,
            list.firms,
            list.hits,
            list.after_order
        ],
        Stop::Bug("a list stands already"),
    )
}

/// Writes who is on it.
pub(crate) fn add_entry(tx: &mut Tx<'_>, list: Id<ListKind>, entry: &Entry) -> Outcome<()> {
    let json = |told: serde_json::Result<String>| told.context("an entry");
    let names = json(serde_json::to_string(&entry.names))?;
    let countries = json(serde_json::to_string(&entry.countries))?;
    let births = json(serde_json::to_string(&entry.births))?;
    tx.add(
        "INSERT INTO listed (list, code, kind, reference, names, countries, births, listed_on,
         updated_on, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            list,
            &entry.code,
            entry.kind.word(),
            &entry.reference,
            &names,
            &countries,
            &births,
            &entry.listed_on,
            &entry.updated_on,
            &hash_of(entry)
        ],
        Stop::Bug("an entry stands already"),
    )
}

/// The version that counts: the newest one.
pub(crate) fn find_current(tx: &mut Tx<'_>) -> Outcome<Option<KeptList>> {
    let row = tx.find(
        "SELECT id, hash, file, made_on, entries, person, at, after_firm, firms, hits, ended_at,
         after_order FROM sanctions_list ORDER BY id DESC LIMIT 1",
        params![],
    )?;
    Ok(row.as_ref().map(list).transpose()?)
}

/// Versions, newest first.
pub(crate) fn list_lists(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<KeptList>> {
    let rows = tx.all(
        "SELECT id, hash, file, made_on, entries, person, at, after_firm, firms, hits, ended_at,
         after_order FROM sanctions_list ORDER BY id DESC LIMIT $1",
        params![most],
    )?;
    Ok(rows.iter().map(list).collect::<anyhow::Result<_>>()?)
}

/// Who is on a version.
pub(crate) fn list_entries(tx: &mut Tx<'_>, list: Id<ListKind>) -> Outcome<Vec<Entry>> {
    let rows = tx.all(
        "SELECT code, kind, reference, names, countries, births, listed_on, updated_on
         FROM listed WHERE list = $1 ORDER BY code LIMIT $2",
        params![list, ENTRIES_MOST],
    )?;
    Ok(rows.iter().map(entry).collect::<anyhow::Result<_>>()?)
}

/// One entry of a version.
pub(crate) fn find_entry(
    tx: &mut Tx<'_>,
    list: Id<ListKind>,
    code: &str,
) -> Outcome<Option<Entry>> {
    let row = tx.find(
        "SELECT code, kind, reference, names, countries, births, listed_on, updated_on
         FROM listed WHERE list = $1 AND code = $2",
        params![list, code],
    )?;
    Ok(row.as_ref().map(entry).transpose()?)
}

/// Writes how far all firms were looked at by a version.
pub(crate) fn note_progress(tx: &mut Tx<'_>, list: &KeptList) -> Outcome<()> {
    tx.must(
        "UPDATE sanctions_list SET after_firm = $2, firms = $3, hits = $4, ended_at = $5,
         after_order = $6 WHERE id = $1",
        params![list.id, list.after_firm, list.firms, list.hits, list.ended_at, list.after_order],
        1,
        Stop::Stale,
    )
}

/// Firms looked at together.
pub(crate) const FIRMS_AT_A_TIME: usize = 50;

/// A firm, the list by which it was looked at, and the hash of its names then.
pub(crate) type Screened = (Id<Firm>, Id<ListKind>, String);

/// By which list and under which names at most `FIRMS_AT_A_TIME` firms were looked at last.
pub(crate) fn list_screened(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<Screened>> {
    let rows = tx.all(
        "SELECT firm, list, names_hash FROM screened_firm WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
        &padded::<_, FIRMS_AT_A_TIME>(firms),
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.id(1)?, row.string(2)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Writes that a firm was looked at.
pub(crate) fn put_screened(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (list, names_hash): (Id<ListKind>, &str),
) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "INSERT INTO screened_firm (firm, list, names_hash, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (firm) DO UPDATE SET list = $2, names_hash = $3, at = $4",
        params![firm, list, names_hash, now],
    )
}

/// A firm is looked at again, also where nothing is new.
pub(crate) fn forget_screened(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    tx.run("DELETE FROM screened_firm WHERE firm = $1", params![firm])
}

fn list(row: &Row) -> anyhow::Result<KeptList> {
    Ok(KeptList {
        id: row.id(0)?,
        hash: row.string(1)?,
        file: row.string(2)?,
        made_on: row.string(3)?,
        entries: row.int(4)?,
        person: row.maybe_id(5)?,
        at: row.time(6)?,
        after_firm: row.int(7)?,
        firms: row.int(8)?,
        hits: row.int(9)?,
        ended_at: row.maybe_time(10)?,
        after_order: row.maybe_int(11)?,
    })
}

fn entry(row: &Row) -> anyhow::Result<Entry> {
    Ok(Entry {
        code: row.string(0)?,
        kind: row.word(1, ListedKind::from_word)?,
        reference: row.string(2)?,
        names: serde_json::from_str(row.text(3)?)?,
        countries: serde_json::from_str(row.text(4)?)?,
        births: serde_json::from_str(row.text(5)?)?,
        listed_on: row.string(6)?,
        updated_on: row.string(7)?,
    })
}
