//! What a database must do for the writer. Two real ones exist (SQLite, PostgreSQL); tests wrap
//! them to inject faults.

use crate::{Param, Row, Value};
use kernel::Timestamp;
use std::fmt;

/// A number that says whose expectation a deferred statement carries; `Tx` keeps the refusal behind
/// it.
pub type Ticket = u32;

/// How many rows a deferred statement must touch, and who is told if it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expect {
    /// The exact number of rows; `None` if any number is right.
    pub rows: Option<u64>,
    /// Handed back in `EngineError::Missed` if the number differs or a constraint says no.
    pub ticket: Ticket,
}

/// The row that each commit leaves behind, by which the fate of a commit is learned after a lost
/// answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// Rises by one with each commit; the store's position.
    pub id: i64,
    /// The instant that all closures of the batch saw.
    pub at: Timestamp,
    /// The last id given out, so that ids never repeat after a restart.
    pub last_id: i64,
}

/// Why a statement or a commit failed.
#[derive(Debug)]
pub enum EngineError {
    /// A row count was not as expected, or a unique, check or foreign key constraint said no.
    Missed(Ticket),
    /// A deadlock or a serialization failure: the batch may be run again.
    Conflict,
    /// The connection is gone, or a sync failed: nothing is known until `reopen`.
    Lost,
    /// The disk is full; the transaction is undone.
    Full,
    /// A read took longer than it may.
    TooSlow,
    /// Another process holds the writer's lease now.
    Fenced,
    /// A bug or a broken database.
    Broken(anyhow::Error),
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missed(ticket) => write!(f, "expectation {ticket} was not met"),
            Self::Conflict => f.write_str("conflict with another transaction"),
            Self::Lost => f.write_str("the database's answer was lost"),
            Self::Full => f.write_str("the disk is full"),
            Self::TooSlow => f.write_str("the read took too long"),
            Self::Fenced => f.write_str("another process is the writer"),
            Self::Broken(cause) => write!(f, "{cause:#}"),
        }
    }
}

impl std::error::Error for EngineError {}

/// What a statement or commit gives back.
pub type Answer<T> = Result<T, EngineError>;

/// A statement that only asks, with its parameters.
pub type Question = (&'static str, Vec<Value>);

/// What an engine knows of an answer before it is asked.
#[derive(Debug)]
pub enum Recall {
    /// The rows that the database would give now.
    Known(Vec<Row>),
    /// Not asked yet: `foresee` may.
    Unknown,
    /// The text cannot be asked beforehand: it changes rows, or the engine keeps no answers.
    Never,
}

/// One connection that writes, or one that reads. Used by one thread at a time.
pub trait Engine: Send {
    /// Opens a transaction. A database with a clock of its own tells its time.
    fn begin(&mut self) -> Answer<Option<Timestamp>>;

    /// Runs a statement now or, on a pipelining engine, together with later ones; errors may
    /// surface at the next `query`, `settle` or `commit`.
    fn defer(&mut self, sql: &'static str, params: &[Param<'_>], expect: Expect) -> Answer<()>;

    /// Runs a statement and gives its rows; everything deferred before it has run.
    fn query(&mut self, sql: &'static str, params: &[Param<'_>]) -> Answer<Vec<Row>>;

    /// Whether many questions asked together take less time than one after another, so that
    /// `foresee` is worth its while.
    fn asks_together(&self) -> bool {
        false
    }

    /// Asks all of these at once. Until a change may have made an answer untrue, or the transaction
    /// ends, `query` gives it without a journey.
    fn foresee(&mut self, _: Vec<Question>) -> Answer<()> {
        Ok(())
    }

    /// What is known of a question's answer.
    fn recall(&mut self, _: &'static str, _: &[Param<'_>]) -> Recall {
        Recall::Never
    }

    /// Waits until everything deferred has run.
    fn settle(&mut self) -> Answer<()>;

    /// Sets a savepoint.
    fn mark(&mut self) -> Answer<()>;

    /// Forgets the savepoint and keeps what came after it.
    fn keep(&mut self) -> Answer<()>;

    /// Undoes everything since the savepoint and forgets it; the transaction goes on.
    fn undo(&mut self) -> Answer<()>;

    /// Writes the batch row and commits durably. `Lost` means that the fate is unknown.
    fn commit(&mut self, batch: &Batch) -> Answer<()>;

    /// Ends the transaction without a trace. Never fails: what cannot be rolled back is dropped
    /// with its connection.
    fn abandon(&mut self);

    /// Connects anew after `Lost`; keeps trying for as long as the engine thinks right.
    fn reopen(&mut self) -> Answer<()>;

    /// The newest batch row that is durably there.
    fn last_batch(&mut self) -> Answer<Option<Batch>>;

    /// Called between batches and while nothing comes: renews the writer's lease where there is
    /// one. `Fenced` ends the writer.
    fn tend(&mut self) -> Answer<()> {
        Ok(())
    }

    /// Runs statements that create or change tables; only while migrating.
    fn run_script(&mut self, sql: &str) -> Answer<()>;
}
