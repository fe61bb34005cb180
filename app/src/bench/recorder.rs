//! An engine that writes down what it is asked, so that the floor can do exactly the same.

use kernel::Timestamp;
use std::sync::{Arc, Mutex, PoisonError};
use store::engine::{Answer, Batch, Engine, EngineError, Expect, Question, Recall};
use store::{Address, Dialect, Engines, Param, Row, Seat, Value, engines_at};

/// One thing the engine was asked.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// A statement with its parameters.
    Statement(&'static str, Vec<Value>),
    /// A commit with its batch row.
    Commit([i64; 3]),
}

/// What was recorded, in order; undone closures are left out.
pub(crate) type Recording = Arc<Mutex<Vec<Step>>>;

/// Connections to one store whose writer is recorded.
pub(crate) struct Recorded {
    real: Arc<dyn Engines>,
    recording: Recording,
}

impl Recorded {
    pub(crate) fn at(address: &Address, recording: Recording) -> Self {
        Self { real: engines_at(address, ""), recording }
    }
}

impl Engines for Recorded {
    fn writer(&self) -> Answer<Option<Seat>> {
        let Some(Seat { engine: real, node }) = self.real.writer()? else { return Ok(None) };
        let recording = Arc::clone(&self.recording);
        let engine = Recorder { real, recording, batch: Vec::new(), mark: 0 };
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

struct Recorder {
    real: Box<dyn Engine>,
    recording: Recording,
    batch: Vec<Step>,
    mark: usize,
}

impl Recorder {
    fn note(&mut self, sql: &'static str, params: &[Param<'_>]) {
        let owned = params.iter().copied().map(Value::from);
        self.batch.push(Step::Statement(sql, owned.collect()));
    }
}

impl Engine for Recorder {
    fn begin(&mut self) -> Answer<Option<Timestamp>> {
        self.batch.clear();
        self.real.begin()
    }

    fn defer(&mut self, sql: &'static str, params: &[Param<'_>], expect: Expect) -> Answer<()> {
        self.note(sql, params);
        self.real.defer(sql, params, expect)
    }

    fn query(&mut self, sql: &'static str, params: &[Param<'_>]) -> Answer<Vec<Row>> {
        self.note(sql, params);
        self.real.query(sql, params)
    }

    fn asks_together(&self) -> bool {
        self.real.asks_together()
    }

    fn foresee(&mut self, questions: Vec<Question>) -> Answer<()> {
        self.real.foresee(questions)
    }

    fn recall(&mut self, sql: &'static str, params: &[Param<'_>]) -> Recall {
        self.real.recall(sql, params)
    }

    fn tend(&mut self) -> Answer<()> {
        self.real.tend()
    }

    fn settle(&mut self) -> Answer<()> {
        self.real.settle()
    }

    fn mark(&mut self) -> Answer<()> {
        self.mark = self.batch.len();
        self.real.mark()
    }

    fn keep(&mut self) -> Answer<()> {
        self.real.keep()
    }

    fn undo(&mut self) -> Answer<()> {
        self.batch.truncate(self.mark);
        self.real.undo()
    }

    fn commit(&mut self, batch: &Batch) -> Answer<()> {
        self.real.commit(batch)?;
        let mut recording = self.recording.lock().unwrap_or_else(PoisonError::into_inner);
        recording.append(&mut self.batch);
        recording.push(Step::Commit([batch.id, batch.at.micros(), batch.last_id]));
        Ok(())
    }

    fn abandon(&mut self) {
        self.batch.clear();
        self.real.abandon();
    }

    fn reopen(&mut self) -> Result<(), EngineError> {
        self.real.reopen()
    }

    fn last_batch(&mut self) -> Answer<Option<Batch>> {
        self.real.last_batch()
    }

    fn run_script(&mut self, sql: &str) -> Answer<()> {
        self.real.run_script(sql)
    }
}
