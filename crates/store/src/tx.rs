//! What the domains see of the store.

use crate::engine::{Engine, EngineError, Expect, Ticket};
use crate::follower::Reaction;
use crate::ids::IdSource;
use crate::outbox::{Event, PendingEvent};
use crate::{Param, Row};
use anyhow::anyhow;
use kernel::{Any, Id, Kind, Outcome, Stop, Timestamp};
use rand::RngCore;
use rand_chacha::ChaCha12Rng;
use std::sync::Arc;

/// What a batch carries from closure to closure.
pub(crate) struct Frame {
    pub(crate) now: Timestamp,
    pub(crate) batch: i64,
    pub(crate) ids: IdSource,
    pub(crate) rng: ChaCha12Rng,
    pub(crate) events: Vec<PendingEvent>,
    pub(crate) tickets: Vec<Stop>,
    pub(crate) reactions: Arc<[Reaction]>,
    pub(crate) may_write: bool,
    /// Whether it is run to see what it would do, and is undone.
    pub(crate) is_preview: bool,
    /// Closures of this batch that have run get savepoints and are checked one by one.
    pub(crate) is_careful: bool,
}

/// What one closure did to its transaction.
#[derive(Default)]
pub(crate) struct Trail {
    pub(crate) wrote: bool,
    pub(crate) trouble: Option<EngineError>,
}

/// A transaction, as the domains see it: synchronous, with the time, ids and randomness that make a
/// run a pure function of its inputs. Never commits. After an error it is poisoned and every
/// further call fails.
pub struct Tx<'a> {
    engine: &'a mut dyn Engine,
    frame: &'a mut Frame,
    trail: Trail,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(engine: &'a mut dyn Engine, frame: &'a mut Frame) -> Self {
        Self { engine, frame, trail: Trail::default() }
    }

    pub(crate) fn into_trail(self) -> Trail {
        self.trail
    }

    /// The instant of this batch: read once, the same for every closure in it.
    pub fn now(&self) -> Timestamp {
        self.frame.now
    }

    /// The store's position if this batch commits; for a read, the last one seen.
    pub fn position(&self) -> i64 {
        self.frame.batch
    }

    /// Whether all of this is undone at the end. What must leave a trace, such as a try at a code,
    /// is not done then.
    pub fn is_preview(&self) -> bool {
        self.frame.is_preview
    }

    /// A new id: larger than every id given before, on every restart.
    pub fn id<K: Kind>(&mut self) -> Id<K> {
        Id::new(self.frame.ids.next())
    }

    /// Random bytes from the store's generator.
    pub fn random<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.frame.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// Writes one row; `or` says what it means if a constraint says no. On a pipelining engine the
    /// answer comes later: domain code must never branch on it.
    pub fn add(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        or: impl Into<Stop>,
    ) -> Outcome<()> {
        self.must(sql, params, 1, or)
    }

    /// Runs a statement that must touch exactly `rows` rows; `or` says what it means if it does
    /// not.
    pub fn must(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        rows: u64,
        or: impl Into<Stop>,
    ) -> Outcome<()> {
        self.write(sql, params, Some(rows), or.into())
    }

    /// Runs a statement that may touch any number of rows.
    pub fn run(&mut self, sql: &'static str, params: &[Param<'_>]) -> Outcome<()> {
        self.write(sql, params, None, Stop::Bug("a constraint said no"))
    }

    fn write(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        rows: Option<u64>,
        or: Stop,
    ) -> Outcome<()> {
        self.begin_write(params)?;
        let ticket = Ticket::try_from(self.frame.tickets.len()).unwrap_or(Ticket::MAX);
        self.frame.tickets.push(or);
        let answer = self.engine.defer(sql, params, Expect { rows, ticket });
        answer.map_err(|error| self.poison(error))
    }

    /// All rows of a query. Bounded by the statement's own LIMIT.
    pub fn all(&mut self, sql: &'static str, params: &[Param<'_>]) -> Outcome<Vec<Row>> {
        self.check()?;
        let answer = self.engine.query(sql, params);
        answer.map_err(|error| self.poison(error))
    }

    /// The row, if there is one.
    pub fn find(&mut self, sql: &'static str, params: &[Param<'_>]) -> Outcome<Option<Row>> {
        Ok(self.all(sql, params)?.pop())
    }

    /// The row, or `Stop::Absent`.
    pub fn get(&mut self, sql: &'static str, params: &[Param<'_>]) -> Outcome<Row> {
        self.find(sql, params)?.ok_or(Stop::Absent)
    }

    /// Runs a guarded change with RETURNING at once. No row means that the guard said no and
    /// nothing was written, so that the closure may still refuse cheaply.
    pub fn change(&mut self, sql: &'static str, params: &[Param<'_>]) -> Outcome<Option<Row>> {
        let wrote_before = self.trail.wrote;
        self.begin_write(params)?;
        let answer = self.engine.query(sql, params);
        let row = answer.map_err(|error| self.poison(error))?.pop();
        if row.is_none() && !wrote_before {
            if self.frame.is_careful {
                self.engine.keep().map_err(|error| self.poison(error))?;
            }
            self.trail.wrote = false;
        }
        Ok(row)
    }

    /// Tells the world, through the outbox, in this same transaction; reactions to the event run
    /// before this returns. `home` is the id of the thing it is about.
    pub fn tell<K, E: Event>(&mut self, home: Id<K>, event: &E) -> Outcome<()> {
        let id = self.id::<Any>();
        let salt = self.random();
        let pending = PendingEvent::new(id, home.cast(), event, salt)?;
        self.begin_write(&[])?;
        let reactions = Arc::clone(&self.frame.reactions);
        let mut heard_by = reactions.iter().filter(|reaction| reaction.event == E::NAME).peekable();
        let told = heard_by.peek().map(|_| pending.told(self.frame.now));
        self.frame.events.push(pending);
        for reaction in heard_by {
            if let Some(told) = &told {
                (reaction.take)(self, told)?;
            }
        }
        Ok(())
    }

    fn begin_write(&mut self, params: &[Param<'_>]) -> Outcome<()> {
        self.check()?;
        if !self.frame.may_write {
            return Err(self.poison(EngineError::Broken(anyhow!("a write in a read"))));
        }
        if params.iter().any(|param| matches!(param, Param::Text(text) if text.contains('\0'))) {
            return Err(self.poison(EngineError::Broken(anyhow!("U+0000 passed the door"))));
        }
        if !self.trail.wrote && self.frame.is_careful {
            self.engine.mark().map_err(|error| self.poison(error))?;
        }
        self.trail.wrote = true;
        Ok(())
    }

    fn check(&self) -> Outcome<()> {
        match self.trail.trouble {
            Some(_) => Err(Stop::Bug("the transaction is poisoned")),
            None => Ok(()),
        }
    }

    fn poison(&mut self, error: EngineError) -> Stop {
        let stop = self.frame.meaning(&error);
        self.trail.trouble = Some(error);
        stop
    }
}

impl Frame {
    /// The same frame for a run whose every effect is thrown away.
    pub(crate) fn to_rehearse_with(&self) -> Self {
        Self {
            ids: self.ids,
            rng: self.rng.clone(),
            events: Vec::new(),
            tickets: Vec::new(),
            reactions: Arc::clone(&self.reactions),
            is_careful: false,
            ..*self
        }
    }

    /// What an engine's error means to the caller.
    pub(crate) fn meaning(&self, error: &EngineError) -> Stop {
        match error {
            EngineError::Missed(ticket) => usize::try_from(*ticket)
                .ok()
                .and_then(|index| self.tickets.get(index))
                .map_or(Stop::Bug("a constraint said no"), Stop::echo),
            EngineError::Full => Stop::StoreDown,
            EngineError::Conflict | EngineError::TooSlow | EngineError::Fenced => {
                Stop::Busy { retry_after_s: 1 }
            }
            EngineError::Lost => Stop::Unknown,
            EngineError::Broken(cause) => Stop::Fault(anyhow!("{cause:#}")),
        }
    }
}
