//! The clock: injected, watched, never running back.

use kernel::{MICROS_PER_DAY, MICROS_PER_SECOND, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// Where the time comes from when the database does not tell it.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where the time comes in")]
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().into()
    }
}

/// A clock that stands until it is set: for tests, replays and benchmarks.
#[derive(Debug, Clone)]
pub struct SetClock(Arc<AtomicI64>);

impl SetClock {
    /// A clock standing at an instant.
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(now.micros())))
    }

    /// Sets the instant.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.micros(), Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// A clock that runs faster than the machine's and goes ahead of it, to see deadlines pass. It
/// follows the machine's alone, so that processes and restarts agree.
#[derive(Debug, Clone, Copy)]
pub struct QuickClock {
    /// From when on it runs faster.
    pub since: Timestamp,
    /// So many seconds pass in one.
    pub times: i64,
    /// So many seconds it is ahead besides.
    pub ahead_s: i64,
}

impl Clock for QuickClock {
    fn now(&self) -> Timestamp {
        let now = SystemClock.now();
        let gained = now.micros_since(self.since).max(0).saturating_mul(self.times - 1);
        Timestamp::from_micros(now.micros().saturating_add(gained)).plus_seconds(self.ahead_s)
    }
}

/// A jump back of more than this stops the timers.
const JUMP_BACK: i64 = 60 * MICROS_PER_SECOND;
/// A jump forward of more than this between two batches of one run stops the timers.
const JUMP_FORWARD: i64 = MICROS_PER_DAY;

/// Watches the clock: time never runs back, and a jump stops the timers until the operator
/// restarts.
#[derive(Debug)]
pub(crate) struct ClockWatch {
    seen: Option<Timestamp>,
    jumped: Arc<AtomicBool>,
    is_real: bool,
}

impl ClockWatch {
    /// `is_real` is false for a clock that is set by hand and may jump as it likes.
    pub(crate) fn new(jumped: Arc<AtomicBool>, is_real: bool) -> Self {
        Self { seen: None, jumped, is_real }
    }

    /// Whether the clock is the machine's or the database's own.
    pub(crate) fn is_real(&self) -> bool {
        self.is_real
    }

    /// The instant for a batch: what the clock tells, never less than the last committed batch's.
    pub(crate) fn accept(&mut self, told: Timestamp, last: Timestamp) -> Timestamp {
        let before = self.seen.unwrap_or(last);
        let jump = told.micros_since(before);
        let ran_ahead = self.seen.is_some() && jump > JUMP_FORWARD;
        if self.is_real && (jump < -JUMP_BACK || ran_ahead) {
            tracing::error!(jump_us = jump, "the clock jumped; timers stand until a restart");
            self.jumped.store(true, Ordering::SeqCst);
        }
        self.seen = Some(told);
        told.max(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch() -> (ClockWatch, Arc<AtomicBool>) {
        let jumped = Arc::new(AtomicBool::new(false));
        (ClockWatch::new(Arc::clone(&jumped), true), jumped)
    }

    #[test]
    fn time_never_runs_back_and_a_jump_back_stops_the_timers() {
        let (mut watch, jumped) = watch();
        let noon = Timestamp::from_micros(0).plus_days(20_000);
        assert_eq!(watch.accept(noon.plus_seconds(-30), noon), noon);
        assert!(!jumped.load(Ordering::SeqCst));
        assert_eq!(watch.accept(noon.plus_seconds(-200), noon), noon);
        assert!(jumped.load(Ordering::SeqCst));
    }

    #[test]
    fn a_quick_clock_gains_and_one_that_is_only_ahead_does_not() {
        let hour = 3_600;
        let since = SystemClock.now().plus_seconds(-hour);
        let quick = QuickClock { since, times: 3, ahead_s: 0 }.now();
        let gained_s = quick.micros_since(SystemClock.now()) / MICROS_PER_SECOND;
        assert!((2 * hour - 1..=2 * hour + 1).contains(&gained_s), "{gained_s}");
        let ahead = QuickClock { since, times: 1, ahead_s: hour }.now();
        let ahead_s = ahead.micros_since(SystemClock.now()) / MICROS_PER_SECOND;
        assert!((hour - 1..=hour).contains(&ahead_s), "{ahead_s}");
    }

    #[test]
    fn a_long_stop_is_no_jump_but_a_leap_within_one_run_is() {
        let (mut watch, jumped) = watch();
        let noon = Timestamp::from_micros(0).plus_days(20_000);
        watch.accept(noon.plus_days(5), noon);
        assert!(!jumped.load(Ordering::SeqCst));
        watch.accept(noon.plus_days(7), noon.plus_days(5));
        assert!(jumped.load(Ordering::SeqCst));
    }
}
