//! Events: facts in the past tense, told in the transaction that made them true.

use crate::bucket_of;
use crate::engine::{Answer, Engine, EngineError, Expect, Ticket};
use crate::params;
use crate::{Row, Told, Tx};
use anyhow::{Context, anyhow};
use kernel::{Any, Id, Outcome, Stop, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;

/// A fact that other domains may follow. Its body is ids and amounts, never names or texts.
pub trait Event: Serialize {
    /// The name followers match on, such as `deal-finished`.
    const NAME: &'static str;
    /// Raised when the body's shape changes.
    const VERSION: i64 = 1;
}

/// An event that waits for the end of its batch to get a position.
pub(crate) struct PendingEvent {
    id: Id<Any>,
    home: Id<Any>,
    name: &'static str,
    version: i64,
    body: String,
    salt: [u8; 16],
}

impl PendingEvent {
    pub(crate) fn new<E: Event>(
        id: Id<Any>,
        home: Id<Any>,
        event: &E,
        salt: [u8; 16],
    ) -> Result<Self, Stop> {
        let body = serde_json::to_string(event).context("an event that JSON cannot hold")?;
        Ok(Self { id, home, name: E::NAME, version: E::VERSION, body, salt })
    }

    /// The event as those hear it who react within the transaction; it has no position yet.
    pub(crate) fn told(&self, at: Timestamp) -> Told {
        Told {
            id: self.id,
            home: self.home,
            name: self.name.to_owned(),
            version: self.version,
            body: self.body.clone(),
            at,
            position: 0,
        }
    }
}

/// The positions of the buckets that this writer has touched; forgotten when a batch fails.
#[derive(Default)]
pub(crate) struct Positions(BTreeMap<i64, i64>);

impl Positions {
    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }

    fn of(&mut self, engine: &mut dyn Engine, bucket: i64) -> Answer<i64> {
        if let Some(position) = self.0.get(&bucket) {
            return Ok(*position);
        }
        let rows =
            engine.query("SELECT position FROM event_bucket WHERE bucket = $1", params![bucket])?;
        let row = rows.first().ok_or_else(|| EngineError::Broken(anyhow!("no bucket {bucket}")))?;
        let position = row.int(0).map_err(EngineError::Broken)?;
        self.0.insert(bucket, position);
        Ok(position)
    }

    /// Gives the batch's events their positions and raises the counters as its last statements.
    pub(crate) fn write(
        &mut self,
        engine: &mut dyn Engine,
        events: &[PendingEvent],
        (batch, at): (i64, Timestamp),
    ) -> Answer<()> {
        let expect = Expect { rows: Some(1), ticket: Ticket::MAX };
        let mut raised: BTreeMap<i64, i64> = BTreeMap::new();
        for event in events {
            let bucket = bucket_of(event.home);
            let before = match raised.get(&bucket) {
                Some(position) => *position,
                None => self.of(engine, bucket)?,
            };
            let position = before + 1;
            raised.insert(bucket, position);
            engine.defer(
                "INSERT INTO event
                 (bucket, position, id, home, name, version, body, at, batch, salt)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                params![
                    bucket,
                    position,
                    event.id,
                    event.home,
                    event.name,
                    event.version,
                    &event.body,
                    at,
                    batch,
                    &event.salt
                ],
                expect,
            )?;
        }
        for (&bucket, &position) in &raised {
            let before = self.of(engine, bucket)?;
            engine.defer(
                "UPDATE event_bucket SET position = $1 WHERE bucket = $2 AND position = $3",
                params![position, bucket, before],
                expect,
            )?;
            self.0.insert(bucket, position);
        }
        Ok(())
    }
}

/// A row of the daily tree: its salt and the canonical text that the salt hides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The batch that wrote the row; leaves are ordered by it.
    pub batch: i64,
    /// Kept beside the row; destroyed on erasure, which empties it.
    pub salt: Vec<u8>,
    /// The row, as `verify` and an auditor write it down again.
    pub row: String,
}

/// Where a walk over the leaves goes on: after this batch, bucket and position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeafMark {
    /// The batch.
    pub batch: i64,
    /// The bucket.
    pub bucket: i64,
    /// The position in the bucket.
    pub position: i64,
}

/// A page of the events of batches up to `last`, in the order of the tree, after a mark; with the
/// mark to go on from.
pub fn leaves(
    tx: &mut Tx<'_>,
    after: LeafMark,
    last: i64,
    most: i64,
) -> Outcome<Vec<(LeafMark, Leaf)>> {
    let rows = tx.all(
        "SELECT batch, bucket, position, id, home, name, version, body, at, salt FROM event
         WHERE (batch, bucket, position) > ($1, $2, $3) AND batch <= $4
         ORDER BY batch, bucket, position LIMIT $5",
        params![after.batch, after.bucket, after.position, last, most],
    )?;
    Ok(rows.iter().map(leaf).collect::<anyhow::Result<_>>()?)
}

fn leaf(row: &Row) -> anyhow::Result<(LeafMark, Leaf)> {
    let mark = LeafMark { batch: row.int(0)?, bucket: row.int(1)?, position: row.int(2)? };
    let text = format!(
        "event|{}|{}|{}|{}|{}|{}|{}|{}|{}",
        mark.batch,
        mark.bucket,
        mark.position,
        row.int(3)?,
        row.int(4)?,
        row.text(5)?,
        row.int(6)?,
        row.text(7)?,
        row.int(8)?
    );
    Ok((mark, Leaf { batch: mark.batch, salt: row.bytes(9)?.to_vec(), row: text }))
}

/// The newest batch that a reader sees; for readiness.
pub fn last_batch_of(tx: &mut Tx<'_>) -> Outcome<i64> {
    Ok(tx.get("SELECT COALESCE(MAX(id), 0) FROM batch", &[])?.int(0)?)
}
