//! What a batch will ask, learned beforehand: its closures run without effect until they ask
//! something unknown, all these questions travel together, and the closures run again. On a database
//! behind a network one journey then serves a whole batch instead of one question.

use crate::engine::{Answer, Batch, Engine, EngineError, Expect, Question, Recall};
use crate::queue::Job;
use crate::tx::{Frame, Tx};
use crate::{Param, Row, Value};
use anyhow::anyhow;
use kernel::Timestamp;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whatever a closure asks after this many journeys, it asks alone.
const JOURNEYS: usize = 8;

/// Asks beforehand what these closures will ask. Afterwards each must run for real: what they
/// answered here means nothing.
pub(crate) fn rehearse(
    engine: &mut dyn Engine,
    frame: &Frame,
    jobs: &mut [Box<dyn Job>],
) -> Answer<()> {
    let mut asked = HashSet::new();
    let mut curious: Vec<usize> = (0..jobs.len()).collect();
    for _ in 0..JOURNEYS {
        let mut questions = Vec::new();
        curious.retain(|&index| match wish(engine, frame, &mut *jobs[index]) {
            Some(question) if asked.insert(question.clone()) => {
                questions.push(question);
                true
            }
            Some(question) => questions.contains(&question),
            None => false,
        });
        if questions.is_empty() {
            break;
        }
        engine.foresee(questions)?;
    }
    Ok(())
}

/// The first thing a closure asks that is not known yet.
fn wish(engine: &mut dyn Engine, frame: &Frame, job: &mut dyn Job) -> Option<Question> {
    let mut stage = Stage { engine, wish: None };
    let mut frame = frame.to_rehearse_with();
    let mut tx = Tx::new(&mut stage, &mut frame);
    let ran = catch_unwind(AssertUnwindSafe(|| job.run(&mut tx)));
    drop(tx);
    // A closure that panics does so again when it counts, and is told of there.
    ran.ok().and(stage.wish)
}

/// An engine on which nothing happens.
struct Stage<'a> {
    engine: &'a mut dyn Engine,
    wish: Option<Question>,
}

impl Stage<'_> {
    fn nothing<T>(&self) -> Answer<T> {
        Err(EngineError::Broken(anyhow!("a rehearsal")))
    }
}

impl Engine for Stage<'_> {
    fn begin(&mut self) -> Answer<Option<Timestamp>> {
        self.nothing()
    }

    fn defer(&mut self, _: &'static str, _: &[Param<'_>], _: Expect) -> Answer<()> {
        Ok(())
    }

    fn query(&mut self, sql: &'static str, params: &[Param<'_>]) -> Answer<Vec<Row>> {
        match self.engine.recall(sql, params) {
            Recall::Known(rows) => Ok(rows),
            Recall::Unknown => {
                self.wish = Some((sql, params.iter().copied().map(Value::from).collect()));
                self.nothing()
            }
            Recall::Never => self.nothing(),
        }
    }

    fn settle(&mut self) -> Answer<()> {
        Ok(())
    }

    fn mark(&mut self) -> Answer<()> {
        Ok(())
    }

    fn keep(&mut self) -> Answer<()> {
        Ok(())
    }

    fn undo(&mut self) -> Answer<()> {
        Ok(())
    }

    fn commit(&mut self, _: &Batch) -> Answer<()> {
        self.nothing()
    }

    fn abandon(&mut self) {}

    fn reopen(&mut self) -> Answer<()> {
        self.nothing()
    }

    fn last_batch(&mut self) -> Answer<Option<Batch>> {
        self.nothing()
    }

    fn run_script(&mut self, _: &str) -> Answer<()> {
        self.nothing()
    }
}
