//! How many statements a trade takes: the hot path keeps to its budget.

use super::{Market, migrations, open};
use kernel::Timestamp;
use std::sync::{Arc, Mutex};
use store::engine::{Answer, Batch, Engine, EngineError, Expect};
use store::sqlite::SqliteEngine;
use store::{Dialect, Engines, Options, Param, Row, Seat, Store};
use testkit::{Fresh, fresh};

/// The statements of the writer, as they run.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<&'static str>>>);

impl Log {
    fn add(&self, sql: &'static str) {
        self.0.lock().expect("the log").push(sql);
    }

    /// What ran since the last call: questions, changes that answer, other writes.
    fn take(&self) -> [usize; 3] {
        let mut all = std::mem::take(&mut *self.0.lock().expect("the log"));
        // A writer asks once for each bucket of events that it has not seen.
        all.retain(|sql| !sql.starts_with("SELECT position FROM event_bucket"));
        let count = |wanted: fn(&str) -> bool| all.iter().filter(|sql| wanted(sql)).count();
        let reads = count(|sql| sql.starts_with("SELECT"));
        let changes = count(|sql| sql.contains("RETURNING"));
        [reads, changes, all.len() - reads - changes]
    }
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
    path: std::path::PathBuf,
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

/// A market whose writer keeps a log.
async fn counted() -> (Market, Log) {
    let mut fresh: Fresh = fresh(testkit::Engine::Sqlite, migrations());
    let store::Address::Sqlite(path) = fresh.address.clone() else { panic!("a file") };
    fresh.store.close();
    let log = Log::default();
    let engines = CountedEngines { path, log: log.clone() };
    let options = Options {
        migrations: migrations(),
        reactions: deal::jobs::REACTIONS.to_vec(),
        clock: Some(Arc::new(fresh.clock.clone())),
        readers: 2,
        own_address: String::new(),
    };
    fresh.store = Store::open_with(Arc::new(engines), options).expect("it opens");
    (open(fresh).await, log)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hot_path_keeps_to_its_budget() {
    let (market, log) = counted().await;
    market.top_up(market.buyer, 10_000).await;
    log.take();
    let id = market.place(100).await.expect("placed").deal;
    let place = log.take();
    market.pay(id, 1).await.expect("paid");
    let pay = log.take();
    market.ship(id).await.expect("shipped");
    let ship = log.take();
    market.confirm(id).await.expect("confirmed");
    let confirm = log.take();
    // Questions, changes that answer, other writes; among these each commit's event and counter.
    // Who pays is asked for, the deal, and whether anything stops the money.
    let seen = [place, pay, ship, confirm];
    assert_eq!(seen, [[2, 0, 15], [3, 0, 12], [1, 0, 7], [3, 0, 16]], "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_of_a_stock_cost_two_statements_to_keep_and_three_to_send() {
    let (market, log) = counted().await;
    market.top_up(market.buyer, 10_000).await;
    let (by, id) = (market.seller, market.socks);
    let count = move |tx: &mut store::Tx<'_>| catalog::set_stock(tx, &by, (id, 0), Some(100));
    market.act(count).await.expect("counted");
    log.take();
    let id = market.place(100).await.expect("placed").deal;
    let place = log.take();
    market.pay(id, 1).await.expect("paid");
    let pay = log.take();
    market.ship(id).await.expect("shipped");
    let seen = [place, pay, log.take()];
    assert_eq!(seen, [[2, 1, 16], [3, 0, 12], [2, 1, 8]], "{seen:?}");
}
