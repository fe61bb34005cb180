//! The writer: one thread, one transaction for a whole queue, one commit, then all the answers.

use crate::Numbers;
use crate::clock::{Clock, ClockWatch};
use crate::engine::{Answer, Batch, Engine, EngineError};
use crate::follower::Reaction;
use crate::ids::IdSource;
use crate::outbox::Positions;
use crate::queue::{Job, Next, Queue};
use crate::rehearsal::rehearse;
use crate::tx::{Frame, Trail, Tx};
use anyhow::anyhow;
use kernel::{Stop, Timestamp};
use rand::SeedableRng;
use rand_chacha::ChaCha12Rng;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// A batch ends after this long, however many wait.
const BATCH_LONGEST: Duration = Duration::from_millis(5);
/// A closure that runs longer is logged by name.
const SLOW_CLOSURE: Duration = Duration::from_millis(20);
/// How often the lease is looked after while nothing comes.
const IDLE: Duration = Duration::from_millis(250);
/// A batch is tried so often after conflicts and lost answers before its callers hear of it.
const TRIES: u32 = 6;

/// How one attempt at a batch ended.
enum Attempt {
    /// Everything that came through is durable.
    Done,
    /// The batch must run again, each closure in a savepoint.
    Carefully,
    /// The engine failed.
    Failed(EngineError),
}

/// Why a writer ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// The store was closed.
    Closed,
    /// Another process has the lease, or the database cannot be reached.
    LostSeat(EngineError),
}

/// The writer's own state, kept between batches.
pub(crate) struct Writer {
    pub(crate) engine: Box<dyn Engine>,
    pub(crate) queue: Arc<Queue>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) watch: ClockWatch,
    pub(crate) reactions: Arc<[Reaction]>,
    pub(crate) numbers: Arc<Numbers>,
    pub(crate) last: Batch,
    /// Whether a batch after the last one may be there: its fate could not be learnt.
    pub(crate) is_unsure: bool,
    pub(crate) node: i64,
    pub(crate) positions: Positions,
    pub(crate) seed: ChaCha12Rng,
}

impl Writer {
    /// Runs until the queue is closed and empty, or until another process has taken the lease.
    pub(crate) fn run(mut self) -> Ended {
        loop {
            match self.queue.next(IDLE) {
                Next::Batch(jobs) => self.batch(jobs, true),
                Next::Preview(job) => self.preview(job),
                Next::Idle => {}
                Next::Closed => return Ended::Closed,
            }
            if let Err(error) = self.engine.tend() {
                return Ended::LostSeat(error);
            }
        }
    }

    /// Runs jobs together. Of a batch that fails, the halves take no others in, so that the one
    /// that fails comes to stand alone.
    fn batch(&mut self, mut jobs: Vec<Box<dyn Job>>, may_grow: bool) {
        let verdict = self.settle_fate(&mut jobs, may_grow);
        match verdict {
            Ok(()) => {}
            Err(EngineError::Broken(cause)) if jobs.len() > 1 => {
                tracing::warn!(%cause, size = jobs.len(), "a batch fails; it is split");
                let later = jobs.split_off(jobs.len() / 2);
                self.batch(jobs, false);
                return self.batch(later, false);
            }
            Err(error) => fail_all(&mut jobs, &error),
        }
        self.numbers.closures.fetch_add(jobs.len() as u64, Ordering::Relaxed);
        for job in jobs {
            job.answer();
        }
    }

    /// Runs a batch until its fate is known: durable, or not there at all.
    fn settle_fate(&mut self, jobs: &mut Vec<Box<dyn Job>>, may_grow: bool) -> Answer<()> {
        self.be_sure()?;
        let mut is_careful = false;
        let mut last_error = EngineError::Conflict;
        for attempt in 0..TRIES {
            let id = self.last.id + 1;
            match self.attempt(jobs, is_careful, may_grow && attempt == 0) {
                Attempt::Done => return Ok(()),
                Attempt::Carefully => is_careful = true,
                Attempt::Failed(EngineError::Lost) => {
                    if self.learn_fate(id)? {
                        return Ok(());
                    }
                    last_error = EngineError::Lost;
                }
                Attempt::Failed(EngineError::Conflict) => last_error = EngineError::Conflict,
                Attempt::Failed(error) => return Err(error),
            }
            self.numbers.reruns.fetch_add(1, Ordering::Relaxed);
        }
        Err(last_error)
    }

    /// After a lost answer: connects anew and looks whether the batch is there. Whatever stands in
    /// the way of that, nobody knows then what became of it, and nobody runs it again.
    fn learn_fate(&mut self, id: i64) -> Answer<bool> {
        self.is_unsure = true;
        self.look_anew().map_err(|cause| {
            tracing::error!(%cause, batch = id, "a batch's fate cannot be learnt");
            EngineError::Lost
        })?;
        Ok(self.last.id >= id)
    }

    /// Before anything is run after a batch whose fate is unknown: learns what was the last one.
    fn be_sure(&mut self) -> Answer<()> {
        if self.is_unsure {
            // Nothing was run, so whoever waits here may ask again.
            self.look_anew().map_err(|_| EngineError::Conflict)?;
        }
        Ok(())
    }

    fn look_anew(&mut self) -> Answer<()> {
        self.positions.forget();
        self.engine.reopen()?;
        if let Some(last) = self.engine.last_batch()? {
            self.last = last;
        }
        self.is_unsure = false;
        Ok(())
    }

    fn attempt(
        &mut self,
        jobs: &mut Vec<Box<dyn Job>>,
        is_careful: bool,
        may_grow: bool,
    ) -> Attempt {
        let attempt = self.try_batch(jobs, is_careful, may_grow);
        if !matches!(attempt, Attempt::Done) {
            self.engine.abandon();
            self.positions.forget();
        }
        attempt
    }

    #[expect(clippy::disallowed_methods, reason = "a batch ends after 5 ms")]
    fn try_batch(
        &mut self,
        jobs: &mut Vec<Box<dyn Job>>,
        is_careful: bool,
        may_grow: bool,
    ) -> Attempt {
        let began = Instant::now();
        let mut frame = match self.begin(is_careful) {
            Ok(frame) => frame,
            Err(error) => return Attempt::Failed(error),
        };
        let asks_together = self.engine.asks_together();
        let (mut next, mut others, mut wrote, mut rehearsed) = (0, 0, false, 0);
        while next < jobs.len() {
            if asks_together && next == rehearsed {
                while may_grow && let Some(job) = self.queue.more(jobs.len(), &mut others) {
                    jobs.push(job);
                }
                match self.rehearse(&frame, &mut jobs[next..]) {
                    Ok(()) => {}
                    Err(EngineError::Missed(_)) if !is_careful => return Attempt::Carefully,
                    Err(error) => return Attempt::Failed(error),
                }
                rehearsed = jobs.len();
            }
            match run_job(&mut *self.engine, &mut frame, &mut *jobs[next]) {
                Ok(did_write) => wrote |= did_write,
                Err(attempt) => return attempt,
            }
            next += 1;
            let has_time = may_grow && began.elapsed() < BATCH_LONGEST;
            if has_time && let Some(job) = self.queue.more(jobs.len(), &mut others) {
                jobs.push(job);
            }
        }
        if !wrote {
            self.engine.abandon();
            return Attempt::Done;
        }
        match self.commit(&mut frame) {
            Ok(()) => Attempt::Done,
            Err(EngineError::Missed(_)) if !is_careful => Attempt::Carefully,
            Err(EngineError::Missed(_)) => {
                Attempt::Failed(EngineError::Broken(anyhow!("a constraint said no at the end")))
            }
            Err(error) => Attempt::Failed(error),
        }
    }

    /// One closure alone would make the same journeys twice.
    fn rehearse(&mut self, frame: &Frame, jobs: &mut [Box<dyn Job>]) -> Answer<()> {
        if jobs.len() < 2 {
            return Ok(());
        }
        rehearse(&mut *self.engine, frame, jobs)
    }

    fn begin(&mut self, is_careful: bool) -> Answer<Frame> {
        let database_time = self.engine.begin()?;
        let told = database_time.unwrap_or_else(|| self.clock.now());
        let told = if self.watch.is_real() { told } else { self.clock.now() };
        let now = self.watch.accept(told, self.last.at);
        let mut ids = IdSource::after(self.last.last_id, self.node);
        ids.advance(now);
        let rng = ChaCha12Rng::from_rng(&mut self.seed);
        Ok(Frame {
            now,
            batch: self.last.id + 1,
            ids,
            rng,
            events: Vec::new(),
            tickets: Vec::new(),
            reactions: Arc::clone(&self.reactions),
            may_write: true,
            is_preview: false,
            is_careful,
        })
    }

    fn commit(&mut self, frame: &mut Frame) -> Answer<()> {
        self.positions.write(&mut *self.engine, &frame.events, (frame.batch, frame.now))?;
        let batch = Batch { id: frame.batch, at: frame.now, last_id: frame.ids.last() };
        self.engine.commit(&batch)?;
        self.last = batch;
        self.numbers.committed(batch.id);
        Ok(())
    }

    /// Runs a closure to see what it would do, and undoes it.
    fn preview(&mut self, mut job: Box<dyn Job>) {
        let seen = self.be_sure().and_then(|()| self.begin(false)).and_then(|mut frame| {
            frame.is_preview = true;
            let ran = run_job(&mut *self.engine, &mut frame, &mut *job);
            if let Err(Attempt::Failed(error)) = ran {
                return Err(error);
            }
            self.engine.settle().or_else(|error| match error {
                EngineError::Missed(_) => {
                    job.fail(frame.meaning(&error));
                    Ok(())
                }
                other => Err(other),
            })
        });
        self.engine.abandon();
        if let Err(error) = seen {
            fail_all(std::slice::from_mut(&mut job), &error);
        }
        job.answer();
    }
}

/// Runs one closure inside the batch; tells whether it wrote and came through.
#[expect(clippy::disallowed_methods, reason = "slow closures are logged by name")]
fn run_job(engine: &mut dyn Engine, frame: &mut Frame, job: &mut dyn Job) -> Result<bool, Attempt> {
    let began = Instant::now();
    let events_before = frame.events.len();
    let mut tx = Tx::new(engine, frame);
    let is_whole = catch_unwind(AssertUnwindSafe(|| job.run(&mut tx))).is_ok();
    let trail = tx.into_trail();
    if !is_whole {
        tracing::error!(closure = job.name(), "a closure panicked");
        job.fail(Stop::Fault(anyhow!("{} panicked", job.name())));
    }
    if began.elapsed() > SLOW_CLOSURE {
        let took_ms = began.elapsed().as_millis();
        tracing::warn!(closure = job.name(), took_ms, "a slow closure");
    }
    let kept = close_job(engine, frame, job, trail);
    if !matches!(kept, Ok(true)) {
        frame.events.truncate(events_before);
    }
    kept
}

/// Keeps or undoes what a closure wrote.
fn close_job(
    engine: &mut dyn Engine,
    frame: &Frame,
    job: &mut dyn Job,
    trail: Trail,
) -> Result<bool, Attempt> {
    let stops_batch =
        |error: &EngineError| !matches!(error, EngineError::Missed(_) | EngineError::Broken(_));
    if let Some(error) = trail.trouble.as_ref().filter(|_| job.is_well()) {
        job.fail(frame.meaning(error));
    }
    let is_clean = job.is_well();
    match trail.trouble {
        Some(error) if stops_batch(&error) => return Err(Attempt::Failed(error)),
        // Where writes are deferred, it may be an earlier closure's.
        Some(EngineError::Missed(_)) if !frame.is_careful => return Err(Attempt::Carefully),
        Some(EngineError::Broken(cause)) if !trail.wrote => {
            return Err(Attempt::Failed(EngineError::Broken(cause)));
        }
        Some(_) | None => {}
    }
    if !trail.wrote {
        return Ok(false);
    }
    if !frame.is_careful {
        return if is_clean { Ok(true) } else { Err(Attempt::Carefully) };
    }
    if is_clean {
        match engine.settle() {
            Ok(()) => return engine.keep().map(|()| true).map_err(Attempt::Failed),
            Err(error) if stops_batch(&error) => return Err(Attempt::Failed(error)),
            Err(error) => job.fail(frame.meaning(&error)),
        }
    }
    engine.undo().map_err(Attempt::Failed)?;
    Ok(false)
}

/// Nobody is answered what a closure said in a batch that is not there, not even "no": it may have
/// seen what is not there either, or have only rehearsed.
fn fail_all(jobs: &mut [Box<dyn Job>], error: &EngineError) {
    tracing::error!(%error, size = jobs.len(), "a batch failed");
    for job in jobs {
        job.fail(match error {
            EngineError::Full => Stop::StoreDown,
            EngineError::Lost => Stop::Unknown,
            EngineError::Broken(cause) => Stop::Fault(anyhow!("{cause:#}")),
            _ => Stop::Busy { retry_after_s: 1 },
        });
    }
}

/// The state to go on from when a store is opened.
pub(crate) fn last_of(engine: &mut dyn Engine) -> Answer<Batch> {
    let none = Batch { id: 0, at: Timestamp::from_micros(0), last_id: 0 };
    Ok(engine.last_batch()?.unwrap_or(none))
}
