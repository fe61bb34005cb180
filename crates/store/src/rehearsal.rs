//! What a batch will ask, learned beforehand: its closures run without effect, what they ask
//! travels together, and they run again with the answers until they ask nothing new. On a database
//! behind a network one journey then serves a whole batch instead of one question.

use crate::engine::{Answer, Batch, Engine, EngineError, Expect, Question, Recall};
use crate::queue::Job;
use crate::tx::{Frame, Tx};
use crate::{Param, Row, Value};
use kernel::Timestamp;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whatever a closure asks after this many journeys, it asks alone.
const JOURNEYS: usize = 8;
/// Questions that one closure adds to one journey.
const QUESTIONS: usize = 4;

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
        curious.retain(|&index| {
            let wishes = wishes(engine, frame, &mut *jobs[index]);
            let is_curious = !wishes.is_empty();
            let new = wishes.into_iter().filter(|question| asked.insert(question.clone()));
            questions.extend(new);
            is_curious
        });
        if questions.is_empty() {
            break;
        }
        engine.foresee(questions)?;
    }
    Ok(())
}

/// What a closure asks that is not known yet. It is told that there are no rows and goes on, since
/// what it asks next seldom depends on them: a key was not used before, a person is not blocked.
fn wishes(engine: &mut dyn Engine, frame: &Frame, job: &mut dyn Job) -> Vec<Question> {
    let mut stage = Stage { engine, wishes: Vec::new() };
    let mut frame = frame.to_rehearse_with();
    let mut tx = Tx::new(&mut stage, &mut frame);
    let ran = catch_unwind(AssertUnwindSafe(|| job.run(&mut tx)));
    drop(tx);
    // A closure that panics may do so over rows that are not there.
    ran.ok();
    stage.wishes
}

/// An engine on which nothing happens.
struct Stage<'a> {
    engine: &'a mut dyn Engine,
    wishes: Vec<Question>,
}

impl Stage<'_> {
    /// Ends the closure. Nobody reads the error, so it must not cost anything.
    fn nothing<T>(&self) -> Answer<T> {
        Err(EngineError::Conflict)
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
            Recall::Unknown if self.wishes.len() < QUESTIONS => {
                self.wishes.push((sql, params.iter().copied().map(Value::from).collect()));
                Ok(Vec::new())
            }
            Recall::Unknown | Recall::Never => self.nothing(),
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
