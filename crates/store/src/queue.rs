//! The bounded queue in front of the writer, with its three lanes.

use crate::Tx;
use kernel::{Outcome, Stop};
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// Closures waiting, in all lanes; more are answered "busy" at once.
const MOST_WAITING: usize = 4_096;
/// A closure that waited this long is answered "busy", so that nobody waits for an answer they no
/// longer want.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// Closures in one batch.
pub(crate) const BATCH_MOST: usize = 64;
/// Of these, at most so many from the lanes behind people, while people wait.
const OTHERS_MOST: usize = 8;
/// However many people wait, one from the lanes behind them goes first once in this time: a crowd
/// that never ends must not hold up deadlines.
const OTHERS_EVERY: Duration = Duration::from_millis(20);

/// Who goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// People and money.
    People,
    /// Timers and followers.
    Timers,
    /// Imports, rebuilds, sweeps: in pieces of at most 5 ms.
    Bulk,
}

/// A closure on its way through the writer.
pub(crate) trait Job: Send {
    fn name(&self) -> &'static str;
    /// Whether its caller still waits.
    fn is_wanted(&self) -> bool;
    /// Runs it; tells whether it came through.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Whether it came through when it ran last.
    fn is_well(&self) -> bool;
    /// Sets the answer to a failure.
    fn fail(&mut self, stop: Stop);
    /// Gives the caller the answer.
    fn answer(self: Box<Self>);
}

/// A job that holds its closure and its caller.
pub(crate) struct Act<F, T> {
    pub(crate) name: &'static str,
    pub(crate) act: F,
    pub(crate) outcome: Outcome<T>,
    pub(crate) caller: oneshot::Sender<Outcome<T>>,
}

impl<F, T> Act<F, T> {
    pub(crate) fn new(name: &'static str, act: F) -> (Box<Self>, oneshot::Receiver<Outcome<T>>) {
        let (caller, answer) = oneshot::channel();
        let outcome = Err(Stop::Busy { retry_after_s: 1 });
        (Box::new(Self { name, act, outcome, caller }), answer)
    }
}

impl<T: Send, F: FnMut(&mut Tx<'_>) -> Outcome<T> + Send> Job for Act<F, T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn is_wanted(&self) -> bool {
        !self.caller.is_closed()
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        self.outcome = (self.act)(tx);
        self.outcome.is_ok()
    }

    fn is_well(&self) -> bool {
        self.outcome.is_ok()
    }

    fn fail(&mut self, stop: Stop) {
        self.outcome = Err(stop);
    }

    fn answer(self: Box<Self>) {
        // A caller who has gone needs no answer.
        self.caller.send(self.outcome).ok();
    }
}

struct Waiting {
    job: Box<dyn Job>,
    since: Instant,
    is_preview: bool,
}

/// What the writer does next.
pub(crate) enum Next {
    /// Run these in one transaction.
    Batch(Vec<Box<dyn Job>>),
    /// Run this one and undo it.
    Preview(Box<dyn Job>),
    /// Nothing came for a while: look after the lease.
    Idle,
    /// The store is closing and the queue is empty.
    Closed,
}

#[derive(Default)]
struct Lanes {
    lanes: [VecDeque<Waiting>; 3],
    /// When one from the lanes behind people was taken last.
    others_at: Option<Instant>,
    is_closed: bool,
}

/// The queue; shared by callers and the writer.
#[derive(Default)]
pub(crate) struct Queue {
    lanes: Mutex<Lanes>,
    filled: Condvar,
}

impl Queue {
    fn lock(&self) -> std::sync::MutexGuard<'_, Lanes> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues a job, or fails it at once when the queue is full or closed.
    #[expect(clippy::disallowed_methods, reason = "the queue measures how long a job waits")]
    pub(crate) fn push(&self, lane: Lane, mut job: Box<dyn Job>, is_preview: bool) {
        let mut lanes = self.lock();
        let waiting: usize = lanes.lanes.iter().map(VecDeque::len).sum();
        if lanes.is_closed || waiting >= MOST_WAITING {
            drop(lanes);
            job.fail(Stop::Busy { retry_after_s: 1 });
            return job.answer();
        }
        lanes.lanes[lane as usize].push_back(Waiting { job, since: Instant::now(), is_preview });
        drop(lanes);
        self.filled.notify_one();
    }

    /// How many wait.
    pub(crate) fn depth(&self) -> usize {
        self.lock().lanes.iter().map(VecDeque::len).sum()
    }

    /// Lets the queue run empty and takes no more.
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.filled.notify_all();
    }

    /// Answers "busy" to whoever comes, for a while; `false` once the store is closing.
    #[expect(clippy::disallowed_methods, reason = "the seat is asked for again after a while")]
    pub(crate) fn refuse_for(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        loop {
            let mut lanes = self.lock();
            while let Some(mut waiting) = lanes.pop() {
                waiting.job.fail(Stop::Busy { retry_after_s: 1 });
                waiting.job.answer();
            }
            let left = until.saturating_duration_since(Instant::now());
            if lanes.is_closed || left.is_zero() {
                return !lanes.is_closed;
            }
            let waited = self.filled.wait_timeout(lanes, left);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Waits for work, at most `patience`.
    pub(crate) fn next(&self, patience: Duration) -> Next {
        let mut lanes = self.lock();
        if lanes.is_empty() && !lanes.is_closed {
            let waited = self.filled.wait_timeout(lanes, patience);
            lanes = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        match lanes.pop() {
            Some(first) if first.is_preview => Next::Preview(first.job),
            Some(first) => Next::Batch(vec![first.job]),
            None if lanes.is_closed => Next::Closed,
            None => Next::Idle,
        }
    }

    /// One more job for a batch that is running, if one waits and the batch has room for its lane.
    pub(crate) fn more(&self, size: usize, others: &mut usize) -> Option<Box<dyn Job>> {
        if size >= BATCH_MOST {
            return None;
        }
        let mut lanes = self.lock();
        let people_only = *others >= OTHERS_MOST;
        let (lane, waiting) = lanes.pop_ordinary(people_only)?;
        *others += usize::from(lane != 0);
        Some(waiting.job)
    }
}

impl Lanes {
    fn is_empty(&self) -> bool {
        self.lanes.iter().all(VecDeque::is_empty)
    }

    fn pop(&mut self) -> Option<Waiting> {
        loop {
            let lane = self.turn(false)?;
            if let Some(fresh) = self.take(lane) {
                return Some(fresh);
            }
        }
    }

    /// Whose turn it is: people's, or else the next lane's; but now and then those behind them.
    fn turn(&self, people_only: bool) -> Option<usize> {
        let is_late = |since: Instant| since.elapsed() > OTHERS_EVERY;
        let waits = |lane: &usize| !self.lanes[*lane].is_empty();
        let has_waited =
            |lane: &usize| self.lanes[*lane].front().is_some_and(|waiting| is_late(waiting.since));
        let lanes = if people_only { 0..1 } else { 0..self.lanes.len() };
        let others = lanes.clone().skip(1).filter(|_| self.others_at.is_none_or(is_late));
        others.into_iter().find(has_waited).or_else(|| lanes.into_iter().find(waits))
    }

    #[expect(clippy::disallowed_methods, reason = "the queue measures how long a job waits")]
    fn take(&mut self, lane: usize) -> Option<Waiting> {
        let next = self.lanes[lane].pop_front()?;
        if lane != Lane::People as usize {
            self.others_at = Some(Instant::now());
        }
        fresh(next)
    }

    /// The next job that is no preview; a preview ends the batch so that it keeps its place.
    fn pop_ordinary(&mut self, people_only: bool) -> Option<(usize, Waiting)> {
        loop {
            let lane = self.turn(people_only)?;
            if self.lanes[lane].front().is_some_and(|waiting| waiting.is_preview) {
                return None;
            }
            if let Some(fresh) = self.take(lane) {
                return Some((lane, fresh));
            }
        }
    }
}

/// Drops a job whose caller has gone, and answers one that waited too long.
fn fresh(mut waiting: Waiting) -> Option<Waiting> {
    if !waiting.job.is_wanted() {
        return None;
    }
    if waiting.since.elapsed() > LONGEST_WAIT {
        waiting.job.fail(Stop::Busy { retry_after_s: 1 });
        waiting.job.answer();
        return None;
    }
    Some(waiting)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(queue: &Queue, lane: Lane, name: &'static str) {
        let (job, _answer) = Act::new(name, |_: &mut Tx<'_>| Ok(()));
        // Somebody waits for it as long as the test runs.
        std::mem::forget(_answer);
        queue.push(lane, job, false);
    }

    /// Some time goes by.
    fn age(queue: &Queue) {
        let mut lanes = queue.lock();
        for waiting in lanes.lanes.iter_mut().flatten() {
            waiting.since -= OTHERS_EVERY * 2;
        }
        if let Some(others_at) = &mut lanes.others_at {
            *others_at -= OTHERS_EVERY * 2;
        }
    }

    fn batch(queue: &Queue) -> Vec<&'static str> {
        let Next::Batch(first) = queue.next(Duration::ZERO) else { return Vec::new() };
        let (mut names, mut others) = (vec![first[0].name()], 0);
        while let Some(job) = queue.more(names.len(), &mut others) {
            names.push(job.name());
        }
        names
    }

    #[test]
    fn people_go_first_but_never_hold_up_the_others_for_good() {
        let queue = Queue::default();
        waits(&queue, Lane::Timers, "timer");
        waits(&queue, Lane::Bulk, "bulk");
        for _ in 0..2 * BATCH_MOST {
            waits(&queue, Lane::People, "people");
        }
        assert_eq!(batch(&queue), vec!["people"; BATCH_MOST], "who has just come waits");
        age(&queue);
        let next = batch(&queue);
        assert_eq!((next[0], &next[1..]), ("timer", &vec!["people"; BATCH_MOST - 1][..]));
        age(&queue);
        assert_eq!(batch(&queue), ["bulk", "people"], "what is left");
    }
}
