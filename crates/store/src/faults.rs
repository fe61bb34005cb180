//! Engines that fail when told to: for tests, and for walks that must survive it.

use crate::engine::{Answer, Batch, Engine, EngineError, Expect, Question, Recall};
use crate::{Dialect, Engines, Param, Row, Seat};
use kernel::Timestamp;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What goes wrong at the next commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The commit fails and nothing is written.
    FailedCommit,
    /// The commit is durable, but the answer is lost.
    LostAnswer,
    /// The same, and the next connection is refused: nobody can look.
    LostForNow,
    /// The connection breaks before the commit arrives.
    LostBefore,
    /// A deadlock.
    Deadlock,
    /// The disk takes its time.
    SlowDisk,
    /// The disk is full.
    FullDisk,
    /// The connection breaks while a batch asks together what it will ask.
    LostAsking,
    /// Nothing goes wrong.
    None,
}

/// A queue of faults, one for each commit to come, shared with the test.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<VecDeque<Fault>>>);

impl Faults {
    /// Lets these happen, in this order, at the next commits.
    pub fn arrange(&self, faults: impl IntoIterator<Item = Fault>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(faults);
    }

    /// Whether all of them have happened.
    pub fn are_over(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn next(&self) -> Fault {
        self.next_if(|fault| fault != Fault::LostAsking)
    }

    fn next_if(&self, is_wanted: impl Fn(Fault) -> bool) -> Fault {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        faults.pop_front_if(|fault| is_wanted(*fault)).unwrap_or(Fault::None)
    }

    /// Connections like these whose writer fails as arranged.
    pub fn around(&self, real: Arc<dyn Engines>) -> Arc<dyn Engines> {
        Arc::new(FaultyEngines { real, faults: self.clone() })
    }
}

struct FaultyEngines {
    real: Arc<dyn Engines>,
    faults: Faults,
}

impl Engines for FaultyEngines {
    fn writer(&self) -> Answer<Option<Seat>> {
        let Some(Seat { engine: real, node }) = self.real.writer()? else { return Ok(None) };
        let engine = Faulty { real, faults: self.faults.clone(), is_refused: false };
        Ok(Some(Seat { engine: Box::new(engine), node }))
    }

    fn reader(&self) -> Answer<Box<dyn Engine>> {
        self.real.reader()
    }

    fn migrator(&self) -> Answer<Box<dyn Engine>> {
        self.real.migrator()
    }

    fn dialect(&self) -> Dialect {
        self.real.dialect()
    }

    fn writer_address(&self) -> Answer<Option<String>> {
        self.real.writer_address()
    }
}

struct Faulty {
    real: Box<dyn Engine>,
    faults: Faults,
    /// Whether the next connection is.
    is_refused: bool,
}

impl Engine for Faulty {
    fn begin(&mut self) -> Answer<Option<Timestamp>> {
        self.real.begin()
    }

    fn defer(&mut self, sql: &'static str, params: &[Param<'_>], expect: Expect) -> Answer<()> {
        self.real.defer(sql, params, expect)
    }

    fn query(&mut self, sql: &'static str, params: &[Param<'_>]) -> Answer<Vec<Row>> {
        self.real.query(sql, params)
    }

    /// SQLite has no need to, but the writer does then what it does on PostgreSQL.
    fn asks_together(&self) -> bool {
        true
    }

    fn foresee(&mut self, questions: Vec<Question>) -> Answer<()> {
        match self.faults.next_if(|fault| fault == Fault::LostAsking) {
            Fault::LostAsking => Err(EngineError::Lost),
            _ => self.real.foresee(questions),
        }
    }

    fn recall(&mut self, sql: &'static str, params: &[Param<'_>]) -> Recall {
        match self.real.recall(sql, params) {
            Recall::Never if sql.starts_with("SELECT") && !self.real.asks_together() => {
                Recall::Unknown
            }
            known => known,
        }
    }

    fn settle(&mut self) -> Answer<()> {
        self.real.settle()
    }

    fn mark(&mut self) -> Answer<()> {
        self.real.mark()
    }

    fn keep(&mut self) -> Answer<()> {
        self.real.keep()
    }

    fn undo(&mut self) -> Answer<()> {
        self.real.undo()
    }

    #[expect(clippy::disallowed_methods, reason = "this is the disk that takes its time")]
    fn commit(&mut self, batch: &Batch) -> Answer<()> {
        match self.faults.next() {
            Fault::None | Fault::LostAsking => self.real.commit(batch),
            Fault::FailedCommit => Err(EngineError::Broken(anyhow::anyhow!("the commit failed"))),
            Fault::LostBefore => Err(EngineError::Lost),
            Fault::Deadlock => Err(EngineError::Conflict),
            Fault::FullDisk => Err(EngineError::Full),
            Fault::LostAnswer => self.real.commit(batch).and(Err(EngineError::Lost)),
            Fault::LostForNow => {
                self.is_refused = true;
                self.real.commit(batch).and(Err(EngineError::Lost))
            }
            Fault::SlowDisk => {
                std::thread::sleep(Duration::from_millis(200));
                self.real.commit(batch)
            }
        }
    }

    fn abandon(&mut self) {
        self.real.abandon();
    }

    fn reopen(&mut self) -> Answer<()> {
        if std::mem::take(&mut self.is_refused) {
            return Err(EngineError::Broken(anyhow::anyhow!("the connection is refused")));
        }
        self.real.reopen()
    }

    fn last_batch(&mut self) -> Answer<Option<Batch>> {
        self.real.last_batch()
    }

    fn tend(&mut self) -> Answer<()> {
        self.real.tend()
    }

    fn run_script(&mut self, sql: &str) -> Answer<()> {
        self.real.run_script(sql)
    }
}
