//! The timeline, and who looked in from outside.

use crate::model::{DealKind, Entry, TimelineEntry, Track};
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::{Any, Id, Kind, Outcome, Person, Stop, Timestamp};
use std::collections::BTreeMap;

/// Names an officer's look into a deal.
#[derive(Debug)]
pub(crate) enum AccessKind {}
impl Kind for AccessKind {
    const PREFIX: &'static str = "access";
}

/// Writes a line of the timeline.
pub(crate) fn add_entry(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    entry: &Entry,
    at: Timestamp,
) -> Outcome<()> {
    let id = tx.id::<Any>();
    let facts: BTreeMap<&str, &str> =
        entry.facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let facts = serde_json::to_string(&facts).context("facts that JSON cannot hold")?;
    tx.add(
        "INSERT INTO timeline (deal, id, track, kind, facts, firm, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![deal, id, entry.track.word(), entry.kind, &facts, entry.firm, at],
        Stop::Bug("a line of a timeline twice"),
    )
}

/// A deal's timeline before a line, newest first.
pub(crate) fn list_entries(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    before: i64,
    most: i64,
) -> Outcome<Vec<TimelineEntry>> {
    let rows = tx.all(
        "SELECT id, track, kind, facts, firm, at FROM timeline
         WHERE deal = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        params![deal, before, most],
    )?;
    Ok(rows.iter().map(entry).collect::<anyhow::Result<_>>()?)
}

fn entry(row: &Row) -> anyhow::Result<TimelineEntry> {
    let facts: BTreeMap<String, String> =
        serde_json::from_str(row.text(3)?).context("the facts of a timeline do not read")?;
    Ok(TimelineEntry {
        id: row.id(0)?,
        track: row.word(1, Track::from_word)?,
        kind: row.string(2)?,
        facts: facts.into_iter().collect(),
        firm: row.maybe_id(4)?,
        at: row.time(5)?,
    })
}

/// Writes that an officer looked into a deal, and why.
pub(crate) fn add_access(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    person: Id<Person>,
    why: &str,
) -> Outcome<()> {
    let (id, now) = (tx.id::<AccessKind>(), tx.now());
    tx.add(
        "INSERT INTO access_log (deal, id, person, why, at) VALUES ($1, $2, $3, $4, $5)",
        params![deal, id, person, why, now],
        Stop::Bug("a look into a deal twice"),
    )
}
