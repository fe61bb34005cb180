//! Statements that wait to be sent together; those by one text are gathered into one set-based
//! statement.

use super::set::Deed;
use super::text::{Shape, may_clash};
use crate::engine::{Expect, Ticket};
use crate::{Param, Value};
use std::sync::Arc;

/// Rows in one set-based statement, so that one message stays far below the protocol's limits.
const MOST_ROWS: usize = 4_096;
/// Rows in a set that must be told apart from each other, and statements looked back at.
const MOST_APART: usize = 128;

/// One thing to send.
#[derive(Debug)]
pub(super) enum Step {
    /// A word about the transaction itself, such as a savepoint.
    Word(&'static str),
    /// A statement that changes rows, with a set of parameters for each time it was given.
    Change {
        sql: &'static str,
        shape: Arc<Shape>,
        sets: Vec<Vec<Value>>,
        /// How many rows each must touch.
        rows: Option<u64>,
        /// Who is told, for each.
        tickets: Vec<Ticket>,
    },
    /// A statement whose rows are wanted, with a set of parameters for each time it is asked.
    Question { sql: &'static str, shape: Arc<Shape>, sets: Vec<Vec<Value>> },
}

impl Step {
    pub(super) fn question(sql: &'static str, params: &[Param<'_>]) -> Self {
        let sets = vec![params.iter().copied().map(Value::from).collect()];
        Self::Question { sql, shape: Arc::default(), sets }
    }

    pub(super) fn sql(&self) -> &'static str {
        match self {
            Self::Word(sql) | Self::Change { sql, .. } | Self::Question { sql, .. } => sql,
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
    mark: Mark,
    gathers: bool,
}

impl Pipeline {
    pub(super) fn new() -> Self {
        Self { steps: Vec::new(), mark: Mark::Nowhere, gathers: true }
    }

    pub(super) fn change(
        &mut self,
        sql: &'static str,
        shape: &Arc<Shape>,
        values: Vec<Value>,
        expect: Expect,
    ) {
        match self.place_for(sql, shape, &values, expect) {
            Some(Step::Change { sets, tickets, .. }) => {
                sets.push(values);
                tickets.push(expect.ticket);
            }
            _ => {
                let shape = Arc::clone(shape);
                let (sets, tickets) = (vec![values], vec![expect.ticket]);
                self.steps.push(Step::Change { sql, shape, sets, rows: expect.rows, tickets });
            }
        }
    }

    /// The waiting statement by the same text that this one may join: it passes all that wait
    /// behind that one, and touches no row that they may touch.
    fn place_for(
        &mut self,
        text: &'static str,
        shape: &Arc<Shape>,
        values: &[Value],
        wanted: Expect,
    ) -> Option<&mut Step> {
        let deed = shape.set.as_ref().map(|set| set.deed)?;
        let is_counted = matches!(wanted.rows, None | Some(1));
        if !self.gathers || !is_counted || deed == Deed::Question {
            return None;
        }
        let waiting = self.steps.iter().enumerate().rev().take(MOST_APART);
        let mut found = None;
        for (index, step) in waiting {
            let Step::Change { sql, shape: others, sets, rows, .. } = step else { break };
            let is_same = std::ptr::eq(*sql, text) && *rows == wanted.rows;
            // A plain insert that meets its like is refused by the table itself; sums add up.
            let goes_along = is_same && matches!(deed, Deed::Insert | Deed::Sum);
            let clashes = |set: &Vec<Value>| may_clash((shape, values), (others, set));
            let is_distant = shape.tables.is_disjoint(&others.tables);
            if !goes_along && !is_distant && sets.iter().any(clashes) {
                break;
            }
            let most = if goes_along { MOST_ROWS } else { MOST_APART };
            if is_same && sets.len() < most {
                found = Some(index);
                break;
            }
        }
        found.and_then(|index| self.steps.get_mut(index))
    }

    pub(super) fn word(&mut self, sql: &'static str) {
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

    const INTO_A: &str = "INSERT INTO a (x) VALUES ($1)";
    const INTO_B: &str = "INSERT INTO b (x) VALUES ($1)";
    const CHANGE_A: &str = "UPDATE a SET x = 1 WHERE y = $1";
    const MOVE_A: &str = "UPDATE a SET y = 1 WHERE x = $1";

    fn sent(given: &[(&'static str, i64)], pipeline: &mut Pipeline) -> Vec<(&'static str, usize)> {
        for (ticket, (sql, value)) in (0..).zip(given) {
            let shape = Arc::new(Shape::of(sql));
            let expect = Expect { rows: Some(1), ticket };
            pipeline.change(sql, &shape, vec![Value::Int(*value)], expect);
        }
        let size = |step: Step| match step {
            Step::Change { sql, sets, .. } => (sql, sets.len()),
            other => (other.sql(), 0),
        };
        pipeline.take().into_iter().map(size).collect()
    }

    #[test]
    fn statements_by_one_text_travel_together_even_when_others_lie_between() {
        let given = [(INTO_A, 1), (INTO_B, 1), (INTO_A, 2), (INTO_B, 2), (MOVE_A, 3), (MOVE_A, 4)];
        let steps = sent(&given, &mut Pipeline::new());
        assert_eq!(steps, [(INTO_A, 2), (INTO_B, 2), (MOVE_A, 2)]);
    }

    #[test]
    fn none_passes_another_that_may_touch_its_rows() {
        let given = [(INTO_A, 1), (INTO_B, 1), (CHANGE_A, 1), (INTO_A, 2), (INTO_B, 2)];
        let steps = sent(&given, &mut Pipeline::new());
        assert_eq!(steps, [(INTO_A, 1), (INTO_B, 2), (CHANGE_A, 1), (INTO_A, 1)]);
        let given = [(INTO_A, 1), (MOVE_A, 2), (INTO_A, 3), (MOVE_A, 3), (INTO_A, 2)];
        let steps = sent(&given, &mut Pipeline::new());
        assert_eq!(steps, [(INTO_A, 2), (MOVE_A, 2), (INTO_A, 1)]);
    }

    #[test]
    fn a_row_is_changed_once_by_one_statement() {
        let steps = sent(&[(MOVE_A, 1), (MOVE_A, 2), (MOVE_A, 1)], &mut Pipeline::new());
        assert_eq!(steps, [(MOVE_A, 2), (MOVE_A, 1)]);
    }

    #[test]
    fn behind_a_savepoint_each_goes_alone() {
        let mut pipeline = Pipeline::new();
        pipeline.mark();
        let steps = sent(&[(INTO_A, 1), (INTO_A, 2)], &mut pipeline);
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
