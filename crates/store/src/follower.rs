//! Followers: they hear every event, in order within a bucket, and may be run again from zero.

use crate::queue::Lane;
use crate::{Store, Tx, params};
use anyhow::Context;
use kernel::{Any, Id, Outcome, Stop, Timestamp};
use std::collections::BTreeMap;

/// Events taken in one closure, so that it stays under 5 ms.
const MOST_AT_A_TIME: i64 = 50;
/// Tries before an event is set aside.
const TRIES: i64 = 5;

/// An event as a follower hears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The event's own id.
    pub id: Id<Any>,
    /// What it is about.
    pub home: Id<Any>,
    /// Its name, such as `deal-finished`.
    pub name: String,
    /// The version of its body.
    pub version: i64,
    /// Its body, JSON.
    pub body: String,
    /// When it became true.
    pub at: Timestamp,
    pub(crate) position: i64,
}

/// Somebody who follows events. `take` must be safe to run twice.
#[derive(Clone, Copy)]
pub struct Follower {
    /// Names the cursor; never changed once released.
    pub name: &'static str,
    /// Takes some events, in their order; ignores those it does not care for.
    pub take: fn(&mut Tx<'_>, &[Told]) -> Outcome<()>,
}

/// Somebody who must act on an event in the very transaction that tells it, such as the credit
/// facts of a finished trade. If it stops, the whole act stops.
#[derive(Clone, Copy)]
pub struct Reaction {
    /// The event's name.
    pub event: &'static str,
    /// Takes it.
    pub take: fn(&mut Tx<'_>, &Told) -> Outcome<()>,
}

impl Told {
    /// Reads the body.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Outcome<T> {
        let body = serde_json::from_str(&self.body);
        Ok(body.with_context(|| format!("the body of {} does not read", self.name))?)
    }
}

/// Lets each follower take what is new; tells how many events were taken. Called again and again by
/// the app.
pub async fn run_followers(store: &Store, followers: &[Follower]) -> Outcome<usize> {
    let mut taken = 0;
    for &follower in followers {
        let name = follower.name;
        let behind = store.read("follower.behind", move |tx| list_behind(tx, name)).await?;
        for bucket in behind {
            taken += take_bucket(store, follower, bucket).await?;
        }
    }
    Ok(taken)
}

async fn take_bucket(store: &Store, follower: Follower, bucket: i64) -> Outcome<usize> {
    let all = move |tx: &mut Tx<'_>| take_next(tx, follower, bucket, MOST_AT_A_TIME);
    match store.write_in(Lane::Timers, follower.name, all).await {
        Ok(taken) => Ok(taken),
        Err(Stop::Busy { retry_after_s }) => Err(Stop::Busy { retry_after_s }),
        Err(cause) => {
            tracing::warn!(follower = follower.name, ?cause, "an event could not be taken");
            let one = move |tx: &mut Tx<'_>| take_next(tx, follower, bucket, 1);
            if store.write_in(Lane::Timers, follower.name, one).await.is_err() {
                let told = format!("{cause:?}");
                let aside = move |tx: &mut Tx<'_>| set_aside(tx, follower, bucket, &told);
                store.write_in(Lane::Timers, follower.name, aside).await?;
            }
            Ok(0)
        }
    }
}

fn list_behind(tx: &mut Tx<'_>, name: &str) -> Outcome<Vec<i64>> {
    let rows = tx.all(
        "SELECT b.bucket FROM event_bucket b
         LEFT JOIN follower f ON f.bucket = b.bucket AND f.name = $1
         WHERE b.position > COALESCE(f.position, 0) ORDER BY b.bucket",
        params![name],
    )?;
    Ok(rows.iter().map(|row| row.int(0)).collect::<anyhow::Result<_>>()?)
}

fn cursor(tx: &mut Tx<'_>, follower: Follower, bucket: i64) -> Outcome<(i64, i64)> {
    let row = tx.find(
        "SELECT position, tries FROM follower WHERE bucket = $1 AND name = $2 {LOCK}",
        params![bucket, follower.name],
    )?;
    Ok(match row {
        Some(row) => (row.int(0)?, row.int(1)?),
        None => (0, 0),
    })
}

fn move_cursor(tx: &mut Tx<'_>, follower: Follower, at: (i64, i64, i64)) -> Outcome<()> {
    let (bucket, position, tries) = at;
    tx.run(
        "INSERT INTO follower (bucket, name, position, tries) VALUES ($1, $2, $3, $4)
         ON CONFLICT (bucket, name)
         DO UPDATE SET position = excluded.position, tries = excluded.tries",
        params![bucket, follower.name, position, tries],
    )
}

fn list_after(tx: &mut Tx<'_>, bucket: i64, position: i64, most: i64) -> Outcome<Vec<Told>> {
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

fn take_next(tx: &mut Tx<'_>, follower: Follower, bucket: i64, most: i64) -> Outcome<usize> {
    let (position, _) = cursor(tx, follower, bucket)?;
    let told = list_after(tx, bucket, position, most)?;
    (follower.take)(tx, &told)?;
    if let Some(last) = told.last() {
        move_cursor(tx, follower, (bucket, last.position, 0))?;
    }
    Ok(told.len())
}

/// Counts a failed try at the next event; after five it is set aside and the follower goes on.
fn set_aside(tx: &mut Tx<'_>, follower: Follower, bucket: i64, cause: &str) -> Outcome<()> {
    let (position, tries) = cursor(tx, follower, bucket)?;
    if tries + 1 < TRIES {
        return move_cursor(tx, follower, (bucket, position, tries + 1));
    }
    let next = list_after(tx, bucket, position, 1)?;
    let Some(event) = next.first() else { return Ok(()) };
    tx.add(
        "INSERT INTO poison (bucket, name, position, cause, at) VALUES ($1, $2, $3, $4, $5)",
        params![bucket, follower.name, event.position, cause, tx.now()],
        Stop::Bug("an event set aside twice"),
    )?;
    move_cursor(tx, follower, (bucket, event.position, 0))
}

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

/// Lets a follower begin again from zero; its own tables are emptied by its domain in the same
/// closure.
pub fn rewind(tx: &mut Tx<'_>, name: &'static str) -> Outcome<()> {
    tx.run("DELETE FROM follower WHERE name = $1", params![name])?;
    tx.run("DELETE FROM poison WHERE name = $1", params![name])
}

/// Events that a follower has not taken yet, and those it set aside.
pub fn lag(tx: &mut Tx<'_>, name: &str) -> Outcome<(i64, i64)> {
    let row = tx.get(
        "SELECT CAST(COALESCE(SUM(b.position - COALESCE(f.position, 0)), 0) AS BIGINT)
         FROM event_bucket b LEFT JOIN follower f ON f.bucket = b.bucket AND f.name = $1",
        params![name],
    )?;
    let aside = tx.get("SELECT COUNT(*) FROM poison WHERE name = $1", params![name])?;
    Ok((row.int(0)?, aside.int(0)?))
}
