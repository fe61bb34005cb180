//! Reading: threads of their own, read-only snapshots, two seconds at most.

use crate::Numbers;
use crate::clock::Clock;
use crate::engine::{Answer, Engine, EngineError};
use crate::ids::IdSource;
use crate::queue::Job;
use crate::tx::{Frame, Tx};
use anyhow::anyhow;
use kernel::Stop;
use rand::SeedableRng;
use rand_chacha::ChaCha12Rng;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Reads waiting for a thread; more are answered "busy" at once.
const MOST_WAITING: usize = 1_024;

/// The queue that the reading threads share.
#[derive(Default)]
pub(crate) struct Readers {
    waiting: Mutex<(VecDeque<Box<dyn Job>>, bool)>,
    filled: Condvar,
}

impl Readers {
    pub(crate) fn push(&self, mut job: Box<dyn Job>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.1 || waiting.0.len() >= MOST_WAITING {
            drop(waiting);
            job.fail(Stop::Busy { retry_after_s: 1 });
            return job.answer();
        }
        waiting.0.push_back(job);
        drop(waiting);
        self.filled.notify_one();
    }

    pub(crate) fn close(&self) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
        self.filled.notify_all();
    }

    fn next(&self) -> Option<Box<dyn Job>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(job) = waiting.0.pop_front() {
                return Some(job);
            }
            if waiting.1 {
                return None;
            }
            waiting = self.filled.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// One reading thread's state.
pub(crate) struct Reader {
    pub(crate) engine: Box<dyn Engine>,
    pub(crate) readers: Arc<Readers>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) is_real: bool,
    pub(crate) numbers: Arc<Numbers>,
}

impl Reader {
    pub(crate) fn run(mut self) {
        while let Some(mut job) = self.readers.next() {
            if !job.is_wanted() {
                continue;
            }
            for _ in 0..2 {
                let outcome = self.read(&mut *job);
                self.engine.abandon();
                match outcome {
                    Ok(()) => break,
                    Err(EngineError::Lost) if self.engine.reopen().is_ok() => {
                        job.fail(Stop::Busy { retry_after_s: 1 });
                    }
                    Err(error) => {
                        tracing::error!(%error, closure = job.name(), "a read failed");
                        job.fail(read_failure(&error));
                        break;
                    }
                }
            }
            job.answer();
        }
    }

    fn read(&mut self, job: &mut dyn Job) -> Answer<()> {
        // Before the snapshot: what the snapshot sees is never older than this.
        let position = self.numbers.position();
        let database_time = self.engine.begin()?.filter(|_| self.is_real);
        let mut frame = Frame {
            now: database_time.unwrap_or_else(|| self.clock.now()),
            batch: position,
            ids: IdSource::after(0, 0),
            rng: ChaCha12Rng::from_seed([0; 32]),
            events: Vec::new(),
            tickets: Vec::new(),
            reactions: Arc::new([]),
            may_write: false,
            is_preview: false,
            is_careful: false,
        };
        let mut tx = Tx::new(&mut *self.engine, &mut frame);
        let is_whole = catch_unwind(AssertUnwindSafe(|| job.run(&mut tx))).is_ok();
        let trail = tx.into_trail();
        if !is_whole {
            job.fail(Stop::Fault(anyhow!("{} panicked", job.name())));
        }
        match trail.trouble {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

fn read_failure(error: &EngineError) -> Stop {
    match error {
        EngineError::Broken(cause) => Stop::Fault(anyhow!("{cause:#}")),
        _ => Stop::Busy { retry_after_s: 1 },
    }
}
