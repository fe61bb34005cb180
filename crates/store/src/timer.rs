//! Timers: rows that come due. What they cause happens once, with the timer's own due time.

use crate::queue::Lane;
use crate::{Store, Tx, bucket_of, params};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use kernel::{Any, Id, Kind, Outcome, Stop, Timestamp};

/// Names timers.
#[derive(Debug)]
pub enum Timer {}
impl Kind for Timer {
    const PREFIX: &'static str = "timer";
}

/// Timers fired in one go; each goes through the writer on its own.
const MOST_AT_A_TIME: i64 = 64;
/// Timers that wait for the writer beside each other, so that their closures share commits.
const FIRED_AT_ONCE: usize = 16;

/// A timer that came due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The timer.
    pub id: Id<Timer>,
    /// What it is about.
    pub home: Id<Any>,
    /// What to do, such as `deal-pay`.
    pub kind: String,
    /// When it was due; amounts and states follow this instant, however late it runs.
    pub due_at: Timestamp,
}

impl Tx<'_> {
    /// Sets a timer for a thing.
    pub fn set_timer<K>(
        &mut self,
        home: Id<K>,
        kind: &'static str,
        due_at: Timestamp,
    ) -> Outcome<Id<Timer>> {
        let id = self.id::<Timer>();
        self.add(
            "INSERT INTO timer (bucket, id, home, kind, due_at, remaining_us, tries)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![bucket_of(home.cast()), id, home, kind, due_at, None::<i64>, 0],
            Stop::Bug("a timer id twice"),
        )?;
        Ok(id)
    }

    /// Takes a timer away; one that has fired or was taken away already is no matter.
    pub fn cancel_timer<K>(&mut self, home: Id<K>, id: Id<Timer>) -> Outcome<()> {
        self.run(
            "DELETE FROM timer WHERE bucket = $1 AND id = $2",
            params![bucket_of(home.cast()), id],
        )
    }

    /// Stops a timer's clock and keeps what remained.
    pub fn pause_timer<K>(&mut self, home: Id<K>, id: Id<Timer>) -> Outcome<()> {
        self.run(
            "UPDATE timer SET remaining_us = due_at - $1, due_at = NULL
             WHERE bucket = $2 AND id = $3 AND due_at IS NOT NULL",
            params![self.now(), bucket_of(home.cast()), id],
        )
    }

    /// Lets a paused timer run on with what remained.
    pub fn resume_timer<K>(&mut self, home: Id<K>, id: Id<Timer>) -> Outcome<()> {
        self.run(
            "UPDATE timer SET due_at = $1 + remaining_us, remaining_us = NULL, meant_at = NULL
             WHERE bucket = $2 AND id = $3 AND due_at IS NULL",
            params![self.now(), bucket_of(home.cast()), id],
        )
    }

    /// The timers set for a thing at or after an id, for previews: kind and due time.
    pub fn timers_since(
        &mut self,
        home: Id<Any>,
        since: Id<Timer>,
    ) -> Outcome<Vec<(String, Timestamp)>> {
        let rows = self.all(
            "SELECT kind, due_at FROM timer WHERE bucket = $1 AND id >= $2 AND home = $3
             AND due_at IS NOT NULL ORDER BY due_at, id LIMIT 16",
            params![bucket_of(home), since, home],
        )?;
        Ok(rows
            .iter()
            .map(|row| Ok((row.string(0)?, row.time(1)?)))
            .collect::<anyhow::Result<_>>()?)
    }
}

/// What to do when a timer of a kind comes due. Refusals end the timer; faults put it off.
pub type OnDue = fn(&mut Tx<'_>, &Due) -> Outcome<()>;

/// Fires what is due, earliest first, each in a closure of its own; tells how many. They reach the
/// writer in their order, several before the first is durable. Called again and again by the app.
pub async fn run_timers(store: &Store, on_due: OnDue) -> Outcome<usize> {
    if store.numbers().timers_stand {
        return Ok(0);
    }
    let due = store.read("timer.due", list_due).await?;
    let count = due.len();
    let fired = stream::iter(due).map(|due| fire(store, on_due, due)).buffered(FIRED_AT_ONCE);
    fired.try_collect::<()>().await?;
    Ok(count)
}

async fn fire(store: &Store, on_due: OnDue, due: Due) -> Outcome<()> {
    let timer = due.clone();
    let act = move |tx: &mut Tx<'_>| {
        if take(tx, &timer)? { on_due(tx, &timer) } else { Ok(()) }
    };
    let stop = match store.write_in(Lane::Timers, "timer.fire", act).await {
        Ok(()) => return Ok(()),
        Err(Stop::Busy { retry_after_s }) => return Err(Stop::Busy { retry_after_s }),
        Err(stop) => stop,
    };
    let is_over = matches!(stop, Stop::Refused(_) | Stop::Absent);
    tracing::warn!(kind = due.kind, home = due.home.raw(), ?stop, "a timer's act stopped");
    let after = move |tx: &mut Tx<'_>| {
        if is_over { take(tx, &due).map(|_| ()) } else { put_off(tx, &due) }
    };
    store.write_in(Lane::Timers, "timer.after", after).await
}

/// The timers that are due, earliest first.
pub(crate) fn list_due(tx: &mut Tx<'_>) -> Outcome<Vec<Due>> {
    let rows = tx.all(
        "SELECT id, home, kind, COALESCE(meant_at, due_at) FROM timer WHERE due_at <= $1
         ORDER BY due_at, id LIMIT $2",
        params![tx.now(), MOST_AT_A_TIME],
    )?;
    let due = rows.iter().map(|row| {
        Ok(Due { id: row.id(0)?, home: row.id(1)?, kind: row.string(2)?, due_at: row.time(3)? })
    });
    Ok(due.collect::<anyhow::Result<_>>()?)
}

/// Takes a due timer to fire it; `false` if it is gone, paused or not due any more.
pub(crate) fn take(tx: &mut Tx<'_>, due: &Due) -> Outcome<bool> {
    let row = tx.change(
        "DELETE FROM timer WHERE bucket = $1 AND id = $2 AND due_at <= $3 RETURNING id",
        params![bucket_of(due.home), due.id, tx.now()],
    )?;
    Ok(row.is_some())
}

/// Puts a timer off after its act failed: one minute, then two, three and so on, an hour from the
/// seventh try on. What it causes still follows the instant that was meant.
pub(crate) fn put_off(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    tx.run(
        "UPDATE timer SET tries = tries + 1, meant_at = COALESCE(meant_at, due_at),
         due_at = $1 + CASE WHEN tries < 6 THEN 60000000 * (tries + 1) ELSE 3600000000 END
         WHERE bucket = $2 AND id = $3",
        params![tx.now(), bucket_of(due.home), due.id],
    )
}

/// Whether an act that was due failed, and its timer waits to be tried again.
pub fn any_timer_put_off(tx: &mut Tx<'_>) -> Outcome<bool> {
    let row = tx.find(
        "SELECT id FROM timer WHERE meant_at IS NOT NULL AND due_at IS NOT NULL LIMIT 1",
        params![],
    )?;
    Ok(row.is_some())
}
