//! Saved searches.

use crate::model::{Filter, SavedSearch, SavedSearchKind, Sought};
use ::store::{Row, Tx, params};
use kernel::{Firm, Id, Outcome, Stop, Timestamp};

/// Writes a new saved search.
pub(crate) fn add(tx: &mut Tx<'_>, firm: Id<Firm>, search: &SavedSearch) -> Outcome<()> {
    let SavedSearch { id, sought, filter, seen, next_at, at } = search;
    tx.add(
        "INSERT INTO saved_search (firm, id, kind, words, category, country, query, seen,
         next_at, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            firm,
            *id,
            sought.word(),
            &filter.words,
            &filter.category,
            &filter.country,
            &filter.query,
            *seen,
            *next_at,
            *at
        ],
        Stop::Bug("a saved search twice"),
    )
}

/// The saved searches of a firm, newest first.
pub(crate) fn list(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<SavedSearch>> {
    let rows = tx.all(
        "SELECT firm, id, kind, words, category, country, query, seen, next_at, at FROM saved_search
         WHERE firm = $1 ORDER BY id DESC LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(|row| Ok(search(row)?.1)).collect::<anyhow::Result<_>>()?)
}

/// The searches whose letter may go, the longest waiting first.
pub(crate) fn list_due(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<(Id<Firm>, SavedSearch)>> {
    let rows = tx.all(
        "SELECT firm, id, kind, words, category, country, query, seen, next_at, at FROM saved_search
         WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2",
        params![tx.now(), most],
    )?;
    Ok(rows.iter().map(search).collect::<anyhow::Result<_>>()?)
}

/// Notes how far a search has looked, and when it looks again; tells whether it still stood as it
/// was read.
pub(crate) fn move_on(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    search: &SavedSearch,
    (seen, next_at): (i64, Timestamp),
) -> Outcome<bool> {
    let row = tx.change(
        "UPDATE saved_search SET seen = $3, next_at = $4
         WHERE firm = $1 AND id = $2 AND next_at = $5 RETURNING id",
        params![firm, search.id, seen, next_at, search.next_at],
    )?;
    Ok(row.is_some())
}

/// Forgets a search; one that is gone already is no matter.
pub(crate) fn delete(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<SavedSearchKind>) -> Outcome<()> {
    tx.run("DELETE FROM saved_search WHERE firm = $1 AND id = $2", params![firm, id])
}

fn search(row: &Row) -> anyhow::Result<(Id<Firm>, SavedSearch)> {
    let search = SavedSearch {
        id: row.id(1)?,
        sought: row.word(2, Sought::from_word)?,
        filter: Filter {
            words: row.string(3)?,
            category: row.string(4)?,
            country: row.string(5)?,
            query: row.string(6)?,
        },
        seen: row.int(7)?,
        next_at: row.time(8)?,
        at: row.time(9)?,
    };
    Ok((row.id(0)?, search))
}
