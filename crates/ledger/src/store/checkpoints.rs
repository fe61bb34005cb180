//! Checkpoints: one row a day, each carrying on the last.

use crate::model::merkle::Hash;
use crate::model::{Checkpoint, LedgerRefusal, totals_text};
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::Outcome;

/// The last checkpoint that ends at or before a batch.
pub(crate) fn find_last_checkpoint(
    tx: &mut Tx<'_>,
    up_to_batch: i64,
) -> Outcome<Option<Checkpoint>> {
    let row = tx.find(
        "SELECT day, root, leaves, from_batch, to_batch, totals, salt, previous, hash, at
         FROM checkpoint WHERE to_batch <= $1 ORDER BY to_batch DESC LIMIT 1",
        params![up_to_batch],
    )?;
    Ok(row.as_ref().map(checkpoint).transpose()?)
}

/// The first checkpoint that ends after a batch.
pub(crate) fn find_next_checkpoint(
    tx: &mut Tx<'_>,
    after_batch: i64,
) -> Outcome<Option<Checkpoint>> {
    let row = tx.find(
        "SELECT day, root, leaves, from_batch, to_batch, totals, salt, previous, hash, at
         FROM checkpoint WHERE to_batch > $1 ORDER BY to_batch LIMIT 1",
        params![after_batch],
    )?;
    Ok(row.as_ref().map(checkpoint).transpose()?)
}

/// Checkpoints that end before a batch, newest first.
pub(crate) fn list_checkpoints(
    tx: &mut Tx<'_>,
    before_batch: i64,
    most: i64,
) -> Outcome<Vec<Checkpoint>> {
    let rows = tx.all(
        "SELECT day, root, leaves, from_batch, to_batch, totals, salt, previous, hash, at
         FROM checkpoint WHERE to_batch < $1 ORDER BY to_batch DESC LIMIT $2",
        params![before_batch, most],
    )?;
    Ok(rows.iter().map(checkpoint).collect::<anyhow::Result<_>>()?)
}

/// The checkpoint of a day.
pub(crate) fn find_checkpoint_of(tx: &mut Tx<'_>, day: &str) -> Outcome<Option<Checkpoint>> {
    let row = tx.find(
        "SELECT day, root, leaves, from_batch, to_batch, totals, salt, previous, hash, at
         FROM checkpoint WHERE day = $1",
        params![day],
    )?;
    Ok(row.as_ref().map(checkpoint).transpose()?)
}

/// Writes a checkpoint; one of the same day, or from the same batch, is there already if it cannot.
pub(crate) fn add_checkpoint(tx: &mut Tx<'_>, made: &Checkpoint) -> Outcome<()> {
    let totals = totals_text(&made.totals)?;
    tx.add(
        "INSERT INTO checkpoint (day, root, leaves, from_batch, to_batch, totals, salt, previous,
         hash, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            &made.day,
            &made.root,
            made.leaves,
            made.from_batch,
            made.to_batch,
            &totals,
            &made.salt,
            &made.previous,
            &made.hash,
            made.at
        ],
        LedgerRefusal::CheckpointAlreadyMade,
    )
}

fn checkpoint(row: &Row) -> anyhow::Result<Checkpoint> {
    Ok(Checkpoint {
        day: row.string(0)?,
        root: hash(row, 1)?,
        leaves: row.int(2)?,
        from_batch: row.int(3)?,
        to_batch: row.int(4)?,
        totals: serde_json::from_str(row.text(5)?).context("the totals do not read")?,
        salt: row.bytes(6)?.try_into().context("a salt of another length")?,
        previous: hash(row, 7)?,
        hash: hash(row, 8)?,
        at: row.time(9)?,
    })
}

fn hash(row: &Row, column: usize) -> anyhow::Result<Hash> {
    Hash::try_from(row.bytes(column)?).context("a hash of another length")
}
