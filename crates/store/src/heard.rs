//! Up to where events were heard, and those that come next.

use crate::follower::Told;
use crate::{Tx, params};
use anyhow::Context;
use kernel::Outcome;
use std::collections::BTreeMap;

/// Up to where somebody has heard: the position in each bucket.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard(BTreeMap<i64, i64>);

impl Heard {
    /// All that is told by now.
    pub fn now(tx: &mut Tx<'_>) -> Outcome<Self> {
        let rows = tx.all("SELECT bucket, position FROM event_bucket ORDER BY bucket", &[])?;
        let read = rows.iter().map(|row| Ok((row.int(0)?, row.int(1)?)));
        Ok(Self(read.collect::<anyhow::Result<_>>()?))
    }

    /// Each bucket and the position in it.
    pub(crate) fn positions(&self) -> impl Iterator<Item = (i64, i64)> {
        self.0.iter().map(|(&bucket, &position)| (bucket, position))
    }

    /// What was told since, in order within a bucket, at most so many of each; and up to where it
    /// is then heard. For whoever keeps what it makes of events outside the store, such as the
    /// index of one process.
    pub fn next(&self, tx: &mut Tx<'_>, most: i64) -> Outcome<(Vec<Told>, Self)> {
        let (mut all, mut heard) = (Vec::new(), self.clone());
        for (bucket, position) in Self::now(tx)?.0 {
            let from = heard.0.entry(bucket).or_default();
            if *from < position {
                let told = list_after(tx, bucket, *from, most)?;
                *from = told.last().map_or(*from, |last| last.position);
                all.extend(told);
            }
        }
        Ok((all, heard))
    }
}

impl std::fmt::Display for Heard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let marks = self.0.iter().map(|(bucket, position)| format!("{bucket}:{position}"));
        f.write_str(&marks.collect::<Vec<_>>().join(" "))
    }
}

impl std::str::FromStr for Heard {
    type Err = anyhow::Error;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> anyhow::Result<Self> {
        let read = |mark: &str| {
            let (bucket, position) = mark.split_once(':').context("a mark without a position")?;
            Ok((bucket.parse()?, position.parse()?))
        };
        Ok(Self(text.split_whitespace().map(read).collect::<anyhow::Result<_>>()?))
    }
}

/// The events of a bucket after a position, in order, at most so many.
pub(crate) fn list_after(
    tx: &mut Tx<'_>,
    bucket: i64,
    position: i64,
    most: i64,
) -> Outcome<Vec<Told>> {
    let rows = tx.all(
        "SELECT id, home, name, version, body, at, position FROM event
         WHERE bucket = $1 AND position > $2 ORDER BY position LIMIT $3",
        params![bucket, position, most],
    )?;
    let told = rows.iter().map(|row| {
        Ok(Told {
            id: row.id(0)?,
            home: row.id(1)?,
            name: row.string(2)?,
            version: row.int(3)?,
            body: row.string(4)?,
            at: row.time(5)?,
            position: row.int(6)?,
        })
    });
    Ok(told.collect::<anyhow::Result<_>>()?)
}
