//! What billing does by itself: it hears of fees, and issues when a month is due.

use crate::actions::{
    FIRST_DAY, begin_day, charged, close_day, issue_by_timer, judge_day, next_day, returned,
    walk_day,
};
use crate::model::{BillingRefusal, DayWalk};
use ::store::{Due, Event, Follower, Lane, Store, Told, Tx};
use custody::FeeReturned;
use deal::DealFinished;
use kernel::{Outcome, Reason};

/// Writes a line for each fee and each refund of one.
pub const FEES: Follower = Follower {
    name: "billing-fees",
    hears: |name| [DealFinished::NAME, FeeReturned::NAME].contains(&name),
    take: take_all,
};

fn take_all(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    told.iter().try_for_each(|told| take(tx, told))
}

fn take(tx: &mut Tx<'_>, told: &Told) -> Outcome<()> {
    match told.name.as_str() {
        DealFinished::NAME => charged(tx, told, &told.read()?),
        FeeReturned::NAME => returned(tx, told, &told.read()?),
        _ => Ok(()),
    }
}

/// What a due timer of billing does. Other timers are not billing's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    match due.kind.as_str() {
        crate::actions::DUE => issue_by_timer(tx, due.home.cast()),
        _ => Ok(()),
    }
}

/// Closes the books of every day that is over; tells how many. The postings are read on the reading
/// threads, page by page; the writer sees one small closure a day. Killed in between, a day is
/// walked again.
pub async fn close_books(store: &Store) -> Outcome<usize> {
    let mut closed = 0;
    while let Some(walk) = store.read("billing.begin-day", begin_day).await? {
        let walk = walk_to_end(store, walk, i64::MAX).await?;
        let close = move |tx: &mut Tx<'_>| close_day(tx, &walk).map(|_| ());
        match store.write_in(Lane::Bulk, "billing.close-day", close).await {
            // Somebody else closes the books just now.
            Err(stop) if stop.code() == Some(BillingRefusal::DayClosed.code()) => break,
            done => done?,
        }
        closed += 1;
    }
    Ok(closed)
}

async fn walk_to_end(store: &Store, begun: DayWalk, up_to: i64) -> Outcome<DayWalk> {
    let (mut walk, mut is_done) = (begun, false);
    while !is_done {
        let step = move |tx: &mut Tx<'_>| {
            let mut next = walk.clone();
            let is_done = walk_day(tx, &mut next, up_to)?;
            Ok((next, is_done))
        };
        (walk, is_done) = store.read("billing.walk-day", step).await?;
    }
    Ok(walk)
}

/// Counts the books of every day again from the ledger's postings.
pub async fn verify_books(store: &Store) -> Outcome<Vec<String>> {
    let (mut problems, mut after) = (Vec::new(), FIRST_DAY.to_owned());
    loop {
        let mark = after.clone();
        let next = store.read("billing.next-day", move |tx| next_day(tx, &mark)).await?;
        let Some((day, before)) = next else { return Ok(problems) };
        let begun = DayWalk::begin(day.day.clone(), day.from_batch);
        let walk = walk_to_end(store, begun, day.to_batch).await?;
        after.clone_from(&day.day);
        let judge = move |tx: &mut Tx<'_>| judge_day(tx, (&day, &before), &walk);
        problems.extend(store.read("billing.judge-day", judge).await?);
    }
}
