//! Letters.

use crate::model::{Contact, Letter, LetterKind, NewLetter};
use ::store::{Row, Tx, bucket_of, params};
use anyhow::Context;
use kernel::{Id, Lang, Outcome, Stop, Timestamp};
use std::collections::BTreeMap;

/// Writes a letter that may go at once.
pub(crate) fn add_letter(
    tx: &mut Tx<'_>,
    id: Id<LetterKind>,
    letter: &NewLetter<'_>,
) -> Outcome<()> {
    let facts: BTreeMap<&str, &str> =
        letter.facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let facts = serde_json::to_string(&facts).context("facts that JSON cannot hold")?;
    tx.add(
        "INSERT INTO letter (bucket, id, channel, address, lang, kind, facts, state, tries,
         due_at, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            bucket_of(id.cast()),
            id,
            letter.to.channel().word(),
            letter.to.value(),
            letter.lang.tag(),
            letter.kind,
            &facts,
            "waiting",
            0,
            tx.now(),
            None::<Timestamp>
        ],
        Stop::Bug("a letter's id twice"),
    )
}

/// Letters that are due, over all buckets, the longest waiting first.
pub(crate) fn list_due(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<Letter>> {
    let rows = tx.all(
        "SELECT id, address, lang, kind, facts, tries FROM letter
         WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT $2",
        params![tx.now(), most],
    )?;
    Ok(rows.iter().map(letter).collect::<anyhow::Result<_>>()?)
}

/// Letters that arrived at an address since then, the newest first, each with its instant.
pub(crate) fn list_arrived(
    tx: &mut Tx<'_>,
    at: &Contact,
    since: Timestamp,
    most: i64,
) -> Outcome<Vec<(Timestamp, Letter)>> {
    let rows = tx.all(
        "SELECT id, address, lang, kind, facts, tries, sent_at FROM letter
         WHERE state = 'sent' AND due_at > $1 AND address = $2
         ORDER BY due_at DESC, id DESC LIMIT $3",
        params![since, at.value(), most],
    )?;
    let dated = |row: &Row| Ok((row.time(6)?, letter(row)?));
    Ok(rows.iter().map(dated).collect::<anyhow::Result<_>>()?)
}

fn letter(row: &Row) -> anyhow::Result<Letter> {
    Ok(Letter {
        id: row.id(0)?,
        to: Contact::kept(row.string(1)?),
        lang: row.word(2, Lang::from_tag)?,
        kind: row.string(3)?,
        facts: serde_json::from_str(row.text(4)?).context("a letter's facts")?,
        tries: row.int(5)?,
    })
}

/// Marks a letter as sent; one that was marked before is no matter.
pub(crate) fn record_sent(tx: &mut Tx<'_>, id: Id<LetterKind>) -> Outcome<()> {
    tx.run(
        "UPDATE letter SET state = 'sent', sent_at = $3
         WHERE bucket = $1 AND id = $2 AND state = 'waiting'",
        params![bucket_of(id.cast()), id, tx.now()],
    )
}

/// Forgets what a letter said.
pub(crate) fn forget_letter(tx: &mut Tx<'_>, id: Id<LetterKind>) -> Outcome<()> {
    tx.run(
        "UPDATE letter SET facts = '{}' WHERE bucket = $1 AND id = $2 AND state <> 'waiting'",
        params![bucket_of(id.cast()), id],
    )
}

/// Counts a failure and waits.
pub(crate) fn put_off(tx: &mut Tx<'_>, id: Id<LetterKind>, until: Timestamp) -> Outcome<()> {
    tx.run(
        "UPDATE letter SET tries = tries + 1, due_at = $3
         WHERE bucket = $1 AND id = $2 AND state = 'waiting'",
        params![bucket_of(id.cast()), id, until],
    )
}

/// Counts the last failure.
pub(crate) fn give_up(tx: &mut Tx<'_>, id: Id<LetterKind>) -> Outcome<()> {
    tx.run(
        "UPDATE letter SET tries = tries + 1, state = 'failed'
         WHERE bucket = $1 AND id = $2 AND state = 'waiting'",
        params![bucket_of(id.cast()), id],
    )
}
