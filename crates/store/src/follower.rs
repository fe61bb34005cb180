//! Followers: they hear every event, in order within a bucket, and may be run again from zero.

use crate::heard::{Heard, list_after};
use crate::queue::Lane;
use crate::{Store, Tx, params};
use anyhow::Context;
use futures_util::stream::{self, StreamExt};
use kernel::{Any, Id, Outcome, Stop, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Events taken in one closure, so that it stays under 5 ms.
const MOST_AT_A_TIME: usize = 50;
/// Events read at once, before the writer hears of them.
const READ_AT_A_TIME: i64 = 400;
/// Stretches of events that are taken beside each other, and followers within each, so that their
/// closures share commits. Few enough that people and timers hardly wait for them.
const STRETCHES_AT_ONCE: usize = 2;
const TAKING_AT_ONCE: usize = 3;
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
    /// Whether it hears events of this name; others go by without reaching the writer.
    pub hears: fn(&str) -> bool,
    /// Takes some of the events it hears, in their order.
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

/// Lets each follower take what is new; tells how many events have gone by a follower. Called again
/// and again by the app. Events are read and sorted out on the reading threads; the writer sees
/// those that are heard, and one closure that moves the cursors of all who heard nothing. Where one
/// cannot go on, the others do, and the first failure is told in the end.
pub async fn run_followers(store: &Store, followers: &[Follower]) -> Outcome<usize> {
    let all: Vec<Follower> = followers.to_vec();
    let behind = store.read("follower.behind", move |tx| list_behind(tx, &all)).await?;
    let taken = behind.into_iter().map(|stretch| take_stretch(store, stretch));
    let taken = stream::iter(taken).buffer_unordered(STRETCHES_AT_ONCE);
    taken.collect::<Vec<_>>().await.into_iter().sum()
}

/// What comes next in a bucket, and all followers that stand at the same place in it.
#[derive(Clone)]
struct Stretch {
    bucket: i64,
    from: i64,
    followers: Vec<Follower>,
}

/// Some events that one follower hears, and where its cursor stands before and after them.
struct Portion {
    bucket: i64,
    from: i64,
    until: i64,
    told: Vec<Told>,
}

async fn take_stretch(store: &Store, stretch: Stretch) -> Outcome<usize> {
    let Stretch { bucket, from, followers } = stretch;
    let next = move |tx: &mut Tx<'_>| list_after(tx, bucket, from, READ_AT_A_TIME);
    let told = store.read("follower.next", next).await?;
    let Some(until) = told.last().map(|last| last.position) else { return Ok(0) };
    let hears_any = |follower: &Follower| told.iter().any(|told| (follower.hears)(&told.name));
    let (hearing, deaf): (Vec<Follower>, Vec<Follower>) =
        followers.into_iter().partition(hears_any);
    let went_by = told.len() * deaf.len();
    let names: BTreeSet<&'static str> = deaf.iter().map(|follower| follower.name).collect();
    let pass = move |tx: &mut Tx<'_>| go_by(tx, &names, (bucket, from, until));
    let pass = async {
        match went_by {
            0 => Ok(()),
            _ => store.write_in(Lane::Timers, "follower.pass", pass).await,
        }
    };
    let takes = hearing.into_iter().map(|follower| take_all(store, follower, bucket, from, &told));
    let takes = stream::iter(takes).buffer_unordered(TAKING_AT_ONCE).collect::<Vec<_>>();
    let (passed, taken) = tokio::join!(pass, takes);
    let taken: Outcome<usize> = taken.into_iter().sum();
    passed.and(taken).map(|taken| went_by + taken)
}

/// One follower takes a stretch, portion by portion; it ends where one cannot be taken.
async fn take_all(
    store: &Store,
    follower: Follower,
    bucket: i64,
    from: i64,
    told: &[Told],
) -> Outcome<usize> {
    let mut taken = 0;
    for portion in portions(follower, bucket, from, told) {
        let count = portion.told.len();
        if !take_portion(store, follower, portion).await? {
            break;
        }
        taken += count;
    }
    Ok(taken)
}

/// The last portion reaches to the end of the stretch.
fn portions(follower: Follower, bucket: i64, from: i64, told: &[Told]) -> Vec<Portion> {
    let heard: Vec<&Told> = told.iter().filter(|told| (follower.hears)(&told.name)).collect();
    let mut portions: Vec<Portion> = Vec::new();
    for heard in heard.chunks(MOST_AT_A_TIME) {
        let from = portions.last().map_or(from, |before| before.until);
        let until = heard.last().map_or(from, |last| last.position);
        let told = heard.iter().map(|&told| told.clone()).collect();
        portions.push(Portion { bucket, from, until, told });
    }
    if let (Some(portion), Some(last)) = (portions.last_mut(), told.last()) {
        portion.until = last.position;
    }
    portions
}

/// Tells whether it is taken. If not, its first event is tried alone; after five tries that is set
/// aside.
async fn take_portion(store: &Store, follower: Follower, portion: Portion) -> Outcome<bool> {
    let Portion { bucket, from, until, told } = portion;
    let (first, count) = (told.first().cloned(), told.len());
    let all = move |tx: &mut Tx<'_>| take(tx, follower, &told, (bucket, from, until));
    let cause = match store.write_in(Lane::Timers, follower.name, all).await {
        Ok(()) => return Ok(true),
        Err(stop) if is_the_stores(&stop) => return Err(stop),
        Err(cause) => cause,
    };
    tracing::warn!(follower = follower.name, ?cause, count, "an event could not be taken");
    let Some(first) = first else { return Ok(false) };
    let until = first.position;
    let one = [first];
    let alone = move |tx: &mut Tx<'_>| take(tx, follower, &one, (bucket, from, until));
    match store.write_in(Lane::Timers, follower.name, alone).await {
        Ok(()) => Ok(false),
        Err(stop) if is_the_stores(&stop) => Err(stop),
        Err(cause) => {
            let cause = format!("{cause:?}");
            let at = (bucket, from, until);
            let aside = move |tx: &mut Tx<'_>| set_aside(tx, follower, at, &cause);
            store.write_in(Lane::Timers, follower.name, aside).await.map(|()| false)
        }
    }
}

/// Whether the store could not take it: no fault of the event's.
const fn is_the_stores(stop: &Stop) -> bool {
    matches!(stop, Stop::Busy { .. } | Stop::Unknown | Stop::StoreDown)
}

/// Followers that are behind, by the bucket and by where they stand in it.
fn list_behind(tx: &mut Tx<'_>, followers: &[Follower]) -> Outcome<Vec<Stretch>> {
    let ends = Heard::now(tx)?;
    let mut cursors: BTreeMap<(i64, String), i64> = BTreeMap::new();
    for row in tx.all("SELECT bucket, name, position FROM follower ORDER BY bucket, name", &[])? {
        cursors.insert((row.int(0)?, row.string(1)?), row.int(2)?);
    }
    let mut behind: BTreeMap<(i64, i64), Vec<Follower>> = BTreeMap::new();
    for (bucket, end) in ends.positions() {
        for &follower in followers {
            let at = cursors.get(&(bucket, follower.name.to_owned())).copied().unwrap_or(0);
            if at < end {
                behind.entry((bucket, at)).or_default().push(follower);
            }
        }
    }
    let stretches = behind.into_iter();
    Ok(stretches.map(|((bucket, from), followers)| Stretch { bucket, from, followers }).collect())
}

/// Where a follower stands in a bucket, and how often it tried what comes next.
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

fn move_cursor(tx: &mut Tx<'_>, name: &str, at: (i64, i64, i64)) -> Outcome<()> {
    let (bucket, position, tries) = at;
    tx.run(
        "INSERT INTO follower (bucket, name, position, tries) VALUES ($1, $2, $3, $4)
         ON CONFLICT (bucket, name)
         DO UPDATE SET position = excluded.position, tries = excluded.tries",
        params![bucket, name, position, tries],
    )
}

/// Takes events and moves the cursor over them, unless it was moved or rewound meanwhile.
fn take(
    tx: &mut Tx<'_>,
    follower: Follower,
    told: &[Told],
    (bucket, from, until): (i64, i64, i64),
) -> Outcome<()> {
    if cursor(tx, follower, bucket)?.0 != from {
        return Ok(());
    }
    (follower.take)(tx, told)?;
    move_cursor(tx, follower.name, (bucket, until, 0))
}

/// Moves the cursors of those who heard nothing, but for those moved or rewound meanwhile.
fn go_by(
    tx: &mut Tx<'_>,
    names: &BTreeSet<&'static str>,
    (bucket, from, until): (i64, i64, i64),
) -> Outcome<()> {
    let rows = tx.all(
        "SELECT name, position FROM follower WHERE bucket = $1 ORDER BY name {LOCK}",
        params![bucket],
    )?;
    let mut stand: BTreeMap<String, i64> = BTreeMap::new();
    for row in rows {
        stand.insert(row.string(0)?, row.int(1)?);
    }
    let still = names.iter().filter(|&&name| stand.get(name).copied().unwrap_or(0) == from);
    still.into_iter().try_for_each(|name| move_cursor(tx, name, (bucket, until, 0)))
}

/// Counts a failed try at an event; after five it is set aside and the follower goes on.
fn set_aside(
    tx: &mut Tx<'_>,
    follower: Follower,
    (bucket, from, until): (i64, i64, i64),
    cause: &str,
) -> Outcome<()> {
    let (position, tries) = cursor(tx, follower, bucket)?;
    if position != from {
        return Ok(());
    }
    if tries + 1 < TRIES {
        return move_cursor(tx, follower.name, (bucket, from, tries + 1));
    }
    tx.add(
        "INSERT INTO poison (bucket, name, position, cause, at) VALUES ($1, $2, $3, $4, $5)",
        params![bucket, follower.name, until, cause, tx.now()],
        Stop::Bug("an event set aside twice"),
    )?;
    move_cursor(tx, follower.name, (bucket, until, 0))
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
