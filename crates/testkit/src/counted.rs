//! A store whose writer keeps a log of its statements: what a budget is measured by.

use crate::fresh::{Engine as On, Fresh, fresh};
use kernel::Timestamp;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use store::engine::{Answer, Batch, Engine, EngineError, Expect};
use store::sqlite::SqliteEngine;
use store::{Address, Dialect, Engines, Migration, Options, Param, Reaction, Row, Seat, Store};

/// The statements of the writer, as they run.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<Mutex<Vec<&'static str>>>);

impl Log {
    fn add(&self, sql: &'static str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(sql);
    }

    /// What ran since the last call.
    pub fn take(&self) -> Vec<&'static str> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A fresh store in a file with these tables and reactions, and the log of its writer.
pub fn fresh_counted(migrations: Vec<Migration>, reactions: Vec<Reaction>) -> (Fresh, Log) {
    let mut fresh = fresh(On::Sqlite, migrations.clone());
    let Address::Sqlite(path) = fresh.address.clone() else { unreachable!("a file") };
    fresh.store.close();
    let log = Log::default();
    let engines = CountedEngines { path, log: log.clone() };
    let options = Options {
        migrations,
        reactions,
        clock: Some(Arc::new(fresh.clock.clone())),
        readers: 2,
        own_address: String::new(),
    };
    fresh.store = Store::open_with(Arc::new(engines), options).expect("it opens");
    (fresh, log)
}

struct Counted {
    real: SqliteEngine,
    log: Log,
}

impl Engine for Counted {
    fn begin(&mut self) -> Answer<Option<Timestamp>> {
        self.real.begin()
    }
    fn defer(&mut self, sql: &'static str, params: &[Param<'_>], expect: Expect) -> Answer<()> {
        self.log.add(sql);
        self.real.defer(sql, params, expect)
    }
    fn query(&mut self, sql: &'static str, params: &[Param<'_>]) -> Answer<Vec<Row>> {
        self.log.add(sql);
        self.real.query(sql, params)
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
    fn commit(&mut self, batch: &Batch) -> Answer<()> {
        self.real.commit(batch)
    }
    fn abandon(&mut self) {
        self.real.abandon();
    }
    fn reopen(&mut self) -> Answer<()> {
        self.real.reopen()
    }
    fn last_batch(&mut self) -> Answer<Option<Batch>> {
        self.real.last_batch()
    }
    fn run_script(&mut self, sql: &str) -> Answer<()> {
        self.real.run_script(sql)
    }
}

struct CountedEngines {
    path: PathBuf,
    log: Log,
}

impl Engines for CountedEngines {
    fn writer(&self) -> Answer<Option<Seat>> {
        let real = SqliteEngine::writer(&self.path)?;
        let engine = Box::new(Counted { real, log: self.log.clone() });
        Ok(Some(Seat { engine, node: 0 }))
    }
    fn reader(&self) -> Answer<Box<dyn Engine>> {
        Ok(Box::new(SqliteEngine::reader(&self.path)?))
    }
    fn migrator(&self) -> Answer<Box<dyn Engine>> {
        Ok(Box::new(SqliteEngine::writer(&self.path)?))
    }
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }
    fn writer_address(&self) -> Result<Option<String>, EngineError> {
        Ok(None)
    }
}
