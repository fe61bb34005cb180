//! Both engines at once: whatever is asked of one is asked of the other, and the answers must be
//! equal. What was asked is written down for the law that every statement was.

use kernel::Timestamp;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::mem::discriminant;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use store::engine::{Answer, Batch, Engine, EngineError, Expect, Recall};
use store::postgres::PostgresEngines;
use store::sqlite::SqliteEngine;
use store::{Dialect, Engines, Param, Row, Seat, Value};

/// Makes pairs of connections: one to a file, one to a PostgreSQL whose tables are there already.
pub(crate) struct TwinEngines {
    path: PathBuf,
    postgres: PostgresEngines,
    gate: Gate,
}

/// Held while both commit, and while a reader takes a snapshot of both.
type Gate = Arc<Mutex<()>>;

impl TwinEngines {
    pub(crate) fn new(path: PathBuf, postgres: PostgresEngines) -> Self {
        Self { path, postgres, gate: Gate::default() }
    }

    fn twin(&self, sqlite: SqliteEngine, postgres: Box<dyn Engine>) -> Twin {
        let gate = Arc::clone(&self.gate);
        Twin { sqlite, postgres, gate, reads_only: false, asked: BTreeSet::new() }
    }
}

impl Engines for TwinEngines {
    fn writer(&self) -> Answer<Option<Seat>> {
        let Some(seat) = self.postgres.writer()? else { return Ok(None) };
        let twin = self.twin(SqliteEngine::writer(&self.path)?, seat.engine);
        Ok(Some(Seat { engine: Box::new(twin), node: seat.node }))
    }

    fn reader(&self) -> Answer<Box<dyn Engine>> {
        let mut twin = self.twin(SqliteEngine::reader(&self.path)?, self.postgres.reader()?);
        twin.reads_only = true;
        Ok(Box::new(twin))
    }

    fn migrator(&self) -> Answer<Box<dyn Engine>> {
        Ok(Box::new(SqliteEngine::writer(&self.path)?))
    }

    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn writer_address(&self) -> Answer<Option<String>> {
        Ok(None)
    }
}

struct Twin {
    sqlite: SqliteEngine,
    postgres: Box<dyn Engine>,
    gate: Gate,
    reads_only: bool,
    asked: BTreeSet<&'static str>,
}

impl Twin {
    /// A batch asks beforehand, many questions by one text as a set, and keeps the answers for as
    /// long as no change may touch them. Here each of the writer's questions is two: so its answer
    /// comes out of a set, or was kept, and must still be the other engine's.
    fn foresee_as_a_batch_does(&mut self, sql: &'static str, params: &[Param<'_>]) -> Answer<()> {
        if !self.postgres.asks_together() {
            return Ok(());
        }
        match self.postgres.recall(sql, params) {
            Recall::Known(_) | Recall::Never => Ok(()),
            Recall::Unknown => {
                let question = (sql, params.iter().copied().map(Value::from).collect());
                self.postgres.foresee(vec![question; 2])
            }
        }
    }
}

/// The first question of a snapshot, which both take with it.
const SNAPSHOT: &str = "SELECT COALESCE(MAX(id), 0) FROM batch";
/// So much of two answers tells them apart.
const SHOWN: usize = 4_000;

/// The answer of both, which must be one.
fn same<T: PartialEq + Debug>(
    asked: impl Debug,
    (sqlite, postgres): (Answer<T>, Answer<T>),
) -> Answer<T> {
    let is_one = match (&sqlite, &postgres) {
        (Ok(one), Ok(other)) => one == other,
        (Err(EngineError::Missed(one)), Err(EngineError::Missed(other))) => one == other,
        (Err(one), Err(other)) => discriminant(one) == discriminant(other),
        _ => false,
    };
    if !is_one {
        let told = format!("{asked:#?}\nSQLite: {sqlite:?}\nPostgreSQL: {postgres:?}");
        let told: String = told.chars().take(SHOWN).collect();
        panic!("the engines differ at {told}");
    }
    postgres
}

/// Where a statement promises no order, none is compared.
fn in_order(sql: &str, rows: Answer<Vec<Row>>) -> Answer<Vec<Row>> {
    rows.map(|mut rows| {
        if !sql.contains("ORDER BY") {
            rows.sort_by_cached_key(|row| format!("{row:?}"));
        }
        rows
    })
}

impl Engine for Twin {
    fn begin(&mut self) -> Answer<Option<Timestamp>> {
        let gate = Arc::clone(&self.gate);
        let _held = gate.lock().unwrap_or_else(PoisonError::into_inner);
        self.sqlite.begin()?;
        let now = self.postgres.begin()?;
        if self.reads_only {
            self.query(SNAPSHOT, &[])?;
        }
        Ok(now)
    }

    /// Waits for both, so that a constraint says no to both at the same place.
    fn defer(&mut self, sql: &'static str, params: &[Param<'_>], expect: Expect) -> Answer<()> {
        self.asked.insert(sql);
        let sqlite = self.sqlite.defer(sql, params, expect);
        let sent = self.postgres.defer(sql, params, expect);
        let postgres = sent.and_then(|()| self.postgres.settle());
        same((sql, params), (sqlite, postgres))
    }

    fn query(&mut self, sql: &'static str, params: &[Param<'_>]) -> Answer<Vec<Row>> {
        self.asked.insert(sql);
        let sqlite = self.sqlite.query(sql, params);
        let foreseen = self.foresee_as_a_batch_does(sql, params);
        let postgres = foreseen.and_then(|()| self.postgres.query(sql, params));
        same((sql, params), (in_order(sql, sqlite), in_order(sql, postgres)))
    }

    fn settle(&mut self) -> Answer<()> {
        self.sqlite.settle().and(self.postgres.settle())
    }

    fn mark(&mut self) -> Answer<()> {
        self.sqlite.mark().and(self.postgres.mark())
    }

    fn keep(&mut self) -> Answer<()> {
        self.sqlite.keep().and(self.postgres.keep())
    }

    fn undo(&mut self) -> Answer<()> {
        self.sqlite.undo().and(self.postgres.undo())
    }

    fn commit(&mut self, batch: &Batch) -> Answer<()> {
        let gate = Arc::clone(&self.gate);
        let _held = gate.lock().unwrap_or_else(PoisonError::into_inner);
        same("COMMIT", (self.sqlite.commit(batch), self.postgres.commit(batch)))
    }

    fn abandon(&mut self) {
        self.sqlite.abandon();
        self.postgres.abandon();
    }

    fn reopen(&mut self) -> Answer<()> {
        self.sqlite.reopen().and(self.postgres.reopen())
    }

    fn last_batch(&mut self) -> Answer<Option<Batch>> {
        same("the newest batch", (self.sqlite.last_batch(), self.postgres.last_batch()))
    }

    fn tend(&mut self) -> Answer<()> {
        self.postgres.tend()
    }

    fn run_script(&mut self, _sql: &str) -> Answer<()> {
        Err(EngineError::Broken(anyhow::anyhow!("each database has tables of its own")))
    }
}

impl Drop for Twin {
    /// Leaves what was asked where `cargo xtask test` wants it, beside what others left: the number
    /// of a process comes again after some thousands.
    fn drop(&mut self) {
        let Some(folder) = std::env::var_os("JISHI_TEST_STATEMENTS").map(PathBuf::from) else {
            return;
        };
        let texts: Vec<&str> = self.asked.iter().copied().collect();
        let name = |nth: u64| folder.join(format!("{}-{nth}", std::process::id()));
        let new = (0..).find_map(|nth| match File::create_new(name(nth)) {
            Err(taken) if taken.kind() == ErrorKind::AlreadyExists => None,
            made => Some(made),
        });
        let made = new
            .expect("a free name")
            .and_then(|mut file| file.write_all(texts.join("\0").as_bytes()));
        made.expect("a folder for statements");
    }
}
