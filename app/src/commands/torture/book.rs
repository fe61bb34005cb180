//! What was asked and answered, and what was found wrong.

use super::http::{Answer, Ask};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Problems told in words; more are only counted.
const TOLD_MOST: usize = 20;

/// A request that was answered with success.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) ask: Ask,
    pub(super) body: String,
}

/// Kept by the traffic, read by the checks.
#[derive(Debug, Default)]
pub(super) struct Book {
    answered: Mutex<Vec<Arc<Kept>>>,
    problems: Mutex<Vec<String>>,
    lost: AtomicU64,
    doubled: AtomicU64,
    violations: AtomicU64,
    in_doubt: AtomicU64,
    looked_at: AtomicU64,
}

/// The numbers at the end.
pub(super) struct Counts {
    pub(super) lost: u64,
    pub(super) doubled: u64,
    pub(super) violations: u64,
    pub(super) answered: u64,
    pub(super) in_doubt: u64,
    pub(super) looked_at: u64,
    pub(super) problems: Vec<String>,
}

impl Book {
    pub(super) fn keep(&self, ask: Ask, answer: &Answer) {
        let kept = Arc::new(Kept { ask, body: answer.body.clone() });
        self.answered.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
    }

    /// Everything answered so far, oldest first.
    pub(super) fn answered(&self) -> Vec<Arc<Kept>> {
        self.answered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn lost(&self, what: String) {
        self.lost.fetch_add(1, Ordering::Relaxed);
        self.tell(format!("lost: {what}"));
    }

    pub(super) fn doubled(&self, what: String) {
        self.doubled.fetch_add(1, Ordering::Relaxed);
        self.tell(format!("doubled: {what}"));
    }

    pub(super) fn violation(&self, what: String) {
        self.violations.fetch_add(1, Ordering::Relaxed);
        self.tell(what);
    }

    pub(super) fn doubt(&self) {
        self.in_doubt.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn look(&self) {
        self.looked_at.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether nothing was found wrong so far.
    pub(super) fn is_clean(&self) -> bool {
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn tell(&self, what: String) {
        let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        if problems.len() < TOLD_MOST {
            problems.push(what);
        }
    }

    pub(super) fn counts(&self) -> Counts {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Counts {
            lost: of(&self.lost),
            doubled: of(&self.doubled),
            violations: of(&self.violations),
            answered: self.answered().len() as u64,
            in_doubt: of(&self.in_doubt),
            looked_at: of(&self.looked_at),
            problems: self.problems.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }
}
