//! Statements that wait to be sent together; inserts by one text are gathered into one set-based
//! statement.

use super::text::Shape;
use super::wire::held;
use crate::engine::{Expect, Ticket};
use crate::{Param, Value};
use std::sync::Arc;

/// Rows in one set-based statement, so that one message stays far below the protocol's limits.
const MOST_ROWS: usize = 4_096;

/// One thing to send.
#[derive(Debug)]
pub(super) enum Step {
    /// A word about the transaction itself, such as a savepoint.
    Word(&'static str),
    /// A statement that changes rows. More than one set of parameters only for a gathered insert.
    Change { sql: &'static str, shape: Arc<Shape>, sets: Vec<Vec<Value>>, expect: Expect },
    /// A statement whose rows are wanted.
    Question { sql: &'static str, params: Vec<Value> },
}

impl Step {
    pub(super) fn question(sql: &'static str, params: &[Param<'_>]) -> Self {
        Self::Question { sql, params: params.iter().copied().map(held).collect() }
    }

    pub(super) fn sql(&self) -> &'static str {
        match self {
            Self::Word(sql) | Self::Change { sql, .. } | Self::Question { sql, .. } => sql,
        }
    }

    /// Who is told if a constraint says no.
    pub(super) fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Change { expect, .. } => Some(expect.ticket),
            // Deferred foreign keys speak up at COMMIT, for a statement that is no longer known.
            Self::Word(_) => Some(Ticket::MAX),
            Self::Question { .. } => None,
        }
    }

    /// How many rows the step must touch.
    pub(super) fn rows(&self) -> Option<u64> {
        match self {
            Self::Change { sets, expect, .. } if sets.len() == 1 => expect.rows,
            Self::Change { sets, .. } => Some(sets.len() as u64),
            Self::Word(_) | Self::Question { .. } => None,
        }
    }
}

/// Where the savepoint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Nowhere,
    Waiting { at: usize },
    Sent,
}

/// What is left to do to undo everything since the savepoint.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Undo {
    /// Nothing since then was sent.
    Done,
    /// The server must roll back.
    Send,
}

/// Everything deferred and not yet sent.
#[derive(Debug)]
pub(super) struct Pipeline {
    steps: Vec<Step>,
    /// Gathered inserts that may still grow, by their place in `steps`.
    open: Vec<usize>,
    mark: Mark,
    gathers: bool,
}

impl Pipeline {
    pub(super) fn new() -> Self {
        Self { steps: Vec::new(), open: Vec::new(), mark: Mark::Nowhere, gathers: true }
    }

    pub(super) fn change(
        &mut self,
        sql: &'static str,
        shape: &Arc<Shape>,
        params: &[Param<'_>],
        expect: Expect,
    ) {
        let values: Vec<Value> = params.iter().copied().map(held).collect();
        let may_gather = self.gathers && expect.rows == Some(1) && shape.insert.is_some();
        let Some(values) = (if may_gather { self.grow(sql, values) } else { Some(values) }) else {
            return;
        };
        self.close_mentioned(shape);
        if may_gather {
            self.open.push(self.steps.len());
        }
        let shape = Arc::clone(shape);
        self.steps.push(Step::Change { sql, shape, sets: vec![values], expect });
    }

    /// Adds to the open insert by the same text; gives the values back if there is none.
    fn grow(&mut self, text: &'static str, values: Vec<Value>) -> Option<Vec<Value>> {
        for &index in &self.open {
            if let Some(Step::Change { sql, sets, .. }) = self.steps.get_mut(index)
                && std::ptr::eq(*sql, text)
                && sets.len() < MOST_ROWS
            {
                sets.push(values);
                return None;
            }
        }
        Some(values)
    }

    /// An insert stops growing once a later statement may look at its table: a row added then would
    /// come too early.
    fn close_mentioned(&mut self, shape: &Shape) {
        let steps = &self.steps;
        self.open.retain(|&index| match steps.get(index) {
            Some(Step::Change { shape: grown, .. }) => {
                grown.insert.as_ref().is_some_and(|into| !shape.tables.contains(&into.table))
            }
            _ => false,
        });
    }

    pub(super) fn word(&mut self, sql: &'static str) {
        self.open.clear();
        self.steps.push(Step::Word(sql));
    }

    /// Sets a savepoint. From here on each statement goes alone, so that its own ticket is known.
    pub(super) fn mark(&mut self) {
        self.gathers = false;
        self.mark = Mark::Waiting { at: self.steps.len() };
        self.word("SAVEPOINT closure");
    }

    pub(super) fn keep(&mut self) {
        self.mark = Mark::Nowhere;
        self.word("RELEASE SAVEPOINT closure");
    }

    pub(super) fn undo(&mut self) -> Undo {
        self.open.clear();
        let undo = match self.mark {
            Mark::Waiting { at } => {
                self.steps.truncate(at);
                Undo::Done
            }
            Mark::Sent | Mark::Nowhere => {
                self.steps.clear();
                Undo::Send
            }
        };
        self.mark = Mark::Nowhere;
        undo
    }

    /// Hands over everything to be sent now.
    pub(super) fn take(&mut self) -> Vec<Step> {
        self.open.clear();
        if self.mark != Mark::Nowhere {
            self.mark = Mark::Sent;
        }
        std::mem::take(&mut self.steps)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params;

    const INTO_A: &str = "INSERT INTO a (x) VALUES ($1)";
    const INTO_B: &str = "INSERT INTO b (x) VALUES ($1)";
    const CHANGE_A: &str = "UPDATE a SET x = 1 WHERE x = $1";

    fn sent(texts: &[&'static str], pipeline: &mut Pipeline) -> Vec<(&'static str, usize)> {
        for (ticket, sql) in (0..).zip(texts) {
            let shape = Arc::new(Shape::of(sql));
            pipeline.change(sql, &shape, params![1], Expect { rows: Some(1), ticket });
        }
        let size = |step: Step| match step {
            Step::Change { sql, sets, .. } => (sql, sets.len()),
            other => (other.sql(), 0),
        };
        pipeline.take().into_iter().map(size).collect()
    }

    #[test]
    fn inserts_by_one_text_travel_together_even_when_others_lie_between() {
        let steps = sent(&[INTO_A, INTO_B, INTO_A, INTO_B], &mut Pipeline::new());
        assert_eq!(steps, [(INTO_A, 2), (INTO_B, 2)]);
    }

    #[test]
    fn no_insert_passes_a_statement_that_mentions_its_table() {
        let steps = sent(&[INTO_A, INTO_B, CHANGE_A, INTO_A, INTO_B], &mut Pipeline::new());
        assert_eq!(steps, [(INTO_A, 1), (INTO_B, 2), (CHANGE_A, 1), (INTO_A, 1)]);
    }

    #[test]
    fn behind_a_savepoint_each_goes_alone() {
        let mut pipeline = Pipeline::new();
        pipeline.mark();
        let steps = sent(&[INTO_A, INTO_A], &mut pipeline);
        assert_eq!(steps, [("SAVEPOINT closure", 0), (INTO_A, 1), (INTO_A, 1)]);
        assert_eq!(pipeline.undo(), Undo::Send);
    }

    #[test]
    fn what_was_never_sent_is_undone_by_forgetting_it() {
        let mut pipeline = Pipeline::new();
        pipeline.word("BEFORE");
        pipeline.mark();
        pipeline.word("AFTER");
        assert_eq!(pipeline.undo(), Undo::Done);
        assert_eq!(sent(&[], &mut pipeline), [("BEFORE", 0)]);
    }
}
