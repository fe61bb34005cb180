//! The PostgreSQL engine and the writer's lease, on a real server.

#[path = "support/throwaway_postgres.rs"]
mod throwaway_postgres;

use anyhow::{Context, Result, ensure};
use kernel::{Outcome, Stop, Timestamp};
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::engine::{Batch, Engine, EngineError, Expect, Ticket};
use store::postgres::lease::{Holder, Lease, current_holder};
use store::postgres::{PostgresConfig, PostgresEngine, PostgresEngines};
use store::sqlite::SqliteEngine;
use store::{Dialect, Options, Param, Row, Store, Tx, Value, migration, params};
use throwaway_postgres::Database;

const TABLES: &str = "
    CREATE TABLE thing (id {ID}, name {TEXT} UNIQUE, size {I64}, body {BYTES},
      CHECK (size >= 0)) {ST};
    CREATE TABLE owner (id {ID}) {ST};
    CREATE TABLE part (id {ID}, owner {I64} NOT NULL
      REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED) {ST};";

const ADD: &str = "INSERT INTO thing (id, name, size, body) VALUES ($1, $2, $3, $4)";
const ADD_PART: &str = "INSERT INTO part (id, owner) VALUES ($1, $2)";
const ADD_OWNER: &str = "INSERT INTO owner (id) VALUES ($1)";
const GROW: &str = "UPDATE thing SET size = size + $1 WHERE id = $2";
const LIST: &str = "SELECT id, name, size, body FROM thing ORDER BY id";

/// A migrated database and the names of two processes that share it.
struct Place {
    database: Database,
}

impl Place {
    fn new() -> Result<Self> {
        let place = Self { database: Database::create()? };
        let mut migrator = PostgresEngine::migrator(&place.known_as("migrator"))?;
        let own = include_str!("../migrations/0001.sql");
        migrator.run_script(&Dialect::Postgres.spell(own))?;
        migrator.run_script(&Dialect::Postgres.spell(TABLES))?;
        Ok(place)
    }

    fn known_as(&self, name: &str) -> PostgresConfig {
        let (url, holder) = (self.database.url.clone(), name.to_owned());
        PostgresConfig { url, holder, address: format!("http://{name}.test") }
    }

    fn writer(&self) -> Result<(Lease, PostgresEngine)> {
        let config = self.known_as("first");
        let lease = Lease::acquire(&config)?.context("the lease is not free")?;
        let engine = PostgresEngine::writer(&config, lease)?;
        Ok((lease, engine))
    }
}

fn one(ticket: Ticket) -> Expect {
    Expect { rows: Some(1), ticket }
}

fn batch(id: i64) -> Batch {
    Batch { id, at: Timestamp::from_micros(id * 1_000), last_id: id * 7 }
}

fn add(engine: &mut dyn Engine, id: i64, ticket: Ticket) -> Result<()> {
    let name = format!("thing {id}");
    Ok(engine.defer(ADD, params![id, &name, 1, None::<i64>], one(ticket))?)
}

fn count(engine: &mut dyn Engine) -> Result<i64> {
    let rows = engine.query("SELECT COUNT(*) FROM thing", &[])?;
    rows.first().context("no count")?.int(0)
}

#[test]
fn the_same_statements_give_the_same_rows_as_sqlite() -> Result<()> {
    let place = Place::new()?;
    let folder = tempfile::tempdir()?;
    let mut sqlite = SqliteEngine::writer(&folder.path().join("store.db"))?;
    sqlite.run_script(&Dialect::Sqlite.spell(include_str!("../migrations/0001.sql")))?;
    sqlite.run_script(&Dialect::Sqlite.spell(TABLES))?;
    let (_lease, mut postgres) = place.writer()?;
    assert_eq!(answers(&mut postgres)?, answers(&mut sqlite)?);
    Ok(())
}

fn answers(engine: &mut dyn Engine) -> Result<Vec<Vec<Row>>> {
    engine.begin()?;
    engine.defer(ADD, params![2, "Ä", None::<i64>, &[0, 255]], one(0))?;
    engine.defer(ADD, params![1, "z", 40, None::<i64>], one(1))?;
    engine.defer(ADD, params![3, "Z", i64::MAX, &[0; 0]], one(2))?;
    engine.defer(GROW, params![2, 1], one(3))?;
    let questions: [(&'static str, &[Param<'_>]); 10] = [
        (LIST, &[]),
        ("SELECT name FROM thing ORDER BY name LIMIT $1", params![2]),
        ("SELECT id FROM thing ORDER BY size NULLS FIRST, id", &[]),
        (
            "SELECT COALESCE($1, size), size - $2 FROM thing WHERE id = $3",
            params![None::<i64>, 5, 1],
        ),
        (
            "SELECT COALESCE($1, size), size - $2 FROM thing WHERE id = $3",
            params![9, 5_000_000_000, 1],
        ),
        ("SELECT size > $1, name = $2 FROM thing WHERE id = 1", params![41, "z"]),
        ("SELECT $2, $1, $2", params![1, "two"]),
        ("SELECT CAST(SUM(size) AS BIGINT), COUNT(*) FROM thing WHERE id < $1", params![3]),
        ("SELECT id FROM thing WHERE id = $1 {LOCK}", params![2]),
        ("UPDATE thing SET size = 7 WHERE name = $1 RETURNING id, size", params!["Ä"]),
    ];
    let mut rows = Vec::new();
    for (sql, params) in questions {
        rows.push(engine.query(sql, params).with_context(|| sql)?);
    }
    engine.commit(&batch(1))?;
    engine.begin()?;
    rows.push(engine.query(LIST, &[])?);
    engine.abandon();
    ensure!(engine.last_batch()? == Some(batch(1)), "the batch row");
    Ok(rows)
}

#[test]
fn a_statement_that_touches_too_few_rows_tells_its_ticket() -> Result<()> {
    let place = Place::new()?;
    let (_lease, mut writer) = place.writer()?;
    writer.begin()?;
    add(&mut writer, 1, 10)?;
    writer.defer(GROW, params![1, 1], one(11))?;
    writer.defer(GROW, params![1, 99], one(12))?;
    writer.defer(GROW, params![-9, 1], one(13))?;
    assert!(matches!(writer.settle(), Err(EngineError::Missed(12))));
    writer.abandon();
    writer.begin()?;
    assert_eq!(count(&mut writer)?, 0);
    Ok(())
}

#[test]
fn a_constraint_tells_the_ticket_and_the_savepoint_undoes_only_its_own() -> Result<()> {
    let place = Place::new()?;
    let (_lease, mut writer) = place.writer()?;
    writer.begin()?;
    for (closure, id) in [(0, 1), (1, 2), (2, 1), (3, 4)] {
        writer.mark()?;
        add(&mut writer, id + 100, closure * 10)?;
        add(&mut writer, id, closure * 10 + 1)?;
        add(&mut writer, id + 200, closure * 10 + 2)?;
        match writer.settle() {
            Ok(()) => writer.keep()?,
            Err(error) => {
                assert!(matches!(error, EngineError::Missed(20)), "{error}");
                writer.undo()?;
            }
        }
    }
    writer.mark()?;
    add(&mut writer, 999, 50)?;
    writer.undo()?;
    writer.commit(&batch(1))?;
    writer.begin()?;
    assert_eq!(count(&mut writer)?, 9);
    writer.defer(GROW, params![-9, 1], one(60))?;
    assert!(matches!(writer.commit(&batch(2)), Err(EngineError::Missed(60))));
    writer.abandon();
    assert_eq!(writer.last_batch()?, Some(batch(1)));
    Ok(())
}

#[test]
fn gathered_inserts_leave_the_same_rows_as_single_ones() -> Result<()> {
    let mut lists = Vec::new();
    for is_careful in [false, true] {
        let place = Place::new()?;
        let (_lease, mut writer) = place.writer()?;
        writer.begin()?;
        if is_careful {
            writer.mark()?;
        }
        for id in 0..300_i64 {
            let name = format!("name {id}");
            let size = (id % 3 != 0).then_some(id);
            let body = [0, 1, id.to_le_bytes()[0]];
            let body = if id % 5 == 0 { Param::Null } else { Param::from(&body) };
            writer.defer(ADD, &[id.into(), (&name).into(), size.into(), body], one(0))?;
            writer.defer(ADD_PART, params![id, id / 2], one(1))?;
            if id % 2 == 0 {
                writer.defer(ADD_OWNER, params![id / 2], one(2))?;
            }
            if id % 100 == 99 {
                writer.defer(GROW, params![1_000, id - 1], one(3))?;
            }
        }
        writer.commit(&batch(1))?;
        writer.begin()?;
        lists.push(writer.query(LIST, &[])?);
        lists.push(writer.query("SELECT id, owner FROM part ORDER BY id", &[])?);
    }
    assert_eq!(lists[0], lists[2]);
    assert_eq!(lists[1], lists[3]);
    assert_eq!(lists[0].len(), 300);
    Ok(())
}

#[test]
fn a_gathered_insert_that_fails_tells_the_first_ticket_of_its_group() -> Result<()> {
    let place = Place::new()?;
    let (_lease, mut writer) = place.writer()?;
    writer.begin()?;
    writer.defer(ADD_OWNER, params![1], one(4))?;
    for (id, ticket) in [(1, 5), (2, 6), (1, 7)] {
        add(&mut writer, id, ticket)?;
    }
    assert!(matches!(writer.query(LIST, &[]), Err(EngineError::Missed(5))));
    Ok(())
}

#[test]
fn a_row_without_its_parent_stops_the_commit() -> Result<()> {
    let place = Place::new()?;
    let (_lease, mut writer) = place.writer()?;
    writer.begin()?;
    writer.defer(ADD_PART, params![1, 5], one(1))?;
    assert!(matches!(writer.commit(&batch(1)), Err(EngineError::Missed(Ticket::MAX))));
    writer.abandon();
    assert_eq!(writer.last_batch()?, None);
    Ok(())
}

#[test]
fn after_a_take_over_the_former_holder_is_fenced() -> Result<()> {
    let place = Place::new()?;
    let (_, mut old) = place.writer()?;
    assert!(Lease::acquire(&place.known_as("second"))?.is_none());
    old.begin()?;
    add(&mut old, 1, 0)?;
    // The lease goes over while the old holder's session lives on, as if its end had been missed.
    let mut admin = PostgresEngine::migrator(&place.known_as("admin"))?;
    admin
        .run_script("UPDATE lease SET epoch = epoch + 1, holder = 'second' WHERE partition = 0")?;
    assert!(matches!(old.commit(&batch(1)), Err(EngineError::Fenced)));
    assert!(matches!(old.begin(), Err(EngineError::Fenced)));
    assert!(matches!(old.reopen(), Err(EngineError::Lost)));
    assert!(admin.query(LIST, &[])?.is_empty());
    Ok(())
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a take-over has a limit in real time")]
fn a_paused_holder_with_an_open_transaction_does_not_block_the_take_over() -> Result<()> {
    let place = Place::new()?;
    let (before, mut old) = place.writer()?;
    old.begin()?;
    add(&mut old, 1, 0)?;
    old.query("SELECT epoch FROM lease WHERE partition = 0 FOR KEY SHARE", &[])?;
    // From here on the old process does nothing: its connection moves only when it is used.
    let paused = Instant::now();
    let config = place.known_as("second");
    let lease = Lease::acquire_within(&config, Duration::from_secs(5))?.context("no take-over")?;
    let mut new = PostgresEngine::writer(&config, lease)?;
    new.begin()?;
    add(&mut new, 1, 0)?;
    new.commit(&batch(1))?;
    let took = paused.elapsed();
    assert!(took < Duration::from_secs(5), "the take-over took {took:?}");
    assert!(matches!(old.commit(&batch(1)), Err(EngineError::Lost)));
    assert!(matches!(old.reopen(), Err(EngineError::Lost)));
    assert!(matches!(old.begin(), Err(EngineError::Lost)));
    let again = PostgresEngine::writer(&place.known_as("first"), before);
    assert!(matches!(again, Err(EngineError::Fenced)));
    assert_eq!(new.last_batch()?, Some(batch(1)));
    Ok(())
}

#[test]
fn a_lost_connection_is_told_and_the_last_batch_tells_what_became_of_it() -> Result<()> {
    let place = Place::new()?;
    let (lease, mut writer) = place.writer()?;
    writer.begin()?;
    add(&mut writer, 1, 0)?;
    writer.commit(&batch(1))?;
    writer.begin()?;
    add(&mut writer, 2, 0)?;
    writer.settle()?;
    let mut admin = PostgresEngine::migrator(&place.known_as("admin"))?;
    let name = format!("jishi writer {} of %", lease.epoch());
    let end = "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
               WHERE application_name LIKE $1 AND datname = current_database()";
    assert_eq!(admin.query(end, params![&name])?, [Row(vec![Value::Int(1)])]);
    add(&mut writer, 3, 0)?;
    assert!(matches!(writer.commit(&batch(2)), Err(EngineError::Lost)));
    writer.abandon();
    assert!(matches!(writer.begin(), Err(EngineError::Lost)));
    writer.reopen()?;
    assert_eq!(writer.last_batch()?, Some(batch(1)));
    writer.begin()?;
    add(&mut writer, 2, 0)?;
    writer.commit(&batch(2))?;
    assert_eq!(writer.last_batch()?, Some(batch(2)));
    assert_eq!(admin.query("SELECT COUNT(*) FROM thing", &[])?, [Row(vec![Value::Int(2)])]);
    Ok(())
}

#[test]
fn stores_in_two_schemas_of_a_database_leave_each_other_alone() -> Result<()> {
    let place = Place::new()?;
    let mut admin = PostgresEngine::migrator(&place.known_as("admin"))?;
    admin.run_script("CREATE SCHEMA other")?;
    drop(admin);
    let mut other = place.known_as("other");
    let joint = if other.url.contains('?') { '&' } else { '?' };
    other.url = format!("{}{joint}options=-csearch_path%3Dother", other.url);
    let mut migrator = PostgresEngine::migrator(&other)?;
    migrator.run_script(&Dialect::Postgres.spell(include_str!("../migrations/0001.sql")))?;
    migrator.run_script(&Dialect::Postgres.spell(TABLES))?;
    drop(migrator);
    let (lease, mut writer) = place.writer()?;
    writer.begin()?;
    add(&mut writer, 1, 0)?;
    writer.settle()?;
    let lease_of_other = Lease::acquire(&other)?.context("the lease is not free")?;
    assert_eq!(lease.epoch(), lease_of_other.epoch());
    let mut writer_of_other = PostgresEngine::writer(&other, lease_of_other)?;
    writer.commit(&batch(1))?;
    writer_of_other.begin()?;
    add(&mut writer_of_other, 1, 0)?;
    writer_of_other.commit(&batch(1))?;
    Ok(())
}

#[test]
fn a_lease_is_kept_seen_and_given_back() -> Result<()> {
    let place = Place::new()?;
    let mut reader = PostgresEngine::reader(&place.known_as("second"))?;
    assert_eq!(current_holder(&mut reader)?, None);
    let (lease, mut writer) = place.writer()?;
    assert_eq!((lease.epoch(), lease.node()), (1, 2));
    let second = place.known_as("second");
    // Longer than a lease lasts without renewal.
    for _ in 0..12 {
        assert!(Lease::acquire_within(&second, Duration::from_millis(300))?.is_none());
        writer.tend()?;
    }
    let address = "http://first.test".to_owned();
    let holder = Holder { name: "first".to_owned(), address, epoch: 1 };
    assert_eq!(current_holder(&mut reader)?, Some(holder));
    drop(writer);
    assert_eq!(current_holder(&mut reader)?, None);
    let second = Lease::acquire(&second)?.context("it was not given back")?;
    assert_eq!(second.epoch(), 2);
    Ok(())
}

#[tokio::test]
async fn two_stores_share_a_database_and_one_writes_after_the_other() -> Result<()> {
    let database = Database::create()?;
    let open = |address: &str| {
        let engines = Arc::new(PostgresEngines::new(&database.url, address));
        let own_address = address.to_owned();
        let migrations = vec![migration("thing-0001", TABLES)];
        Store::open_with(engines, Options { own_address, migrations, ..Options::default() })
    };
    let first = open("first:1")?;
    let second = open("second:1")?;
    assert!(first.is_writer() && !second.is_writer());
    assert_eq!(second.writer_address().as_deref(), Some("first:1"));
    let mut writes = tokio::task::JoinSet::new();
    for id in 0..200_i64 {
        let store = first.clone();
        writes.spawn(async move { put(&store, id % 150).await });
    }
    let done = writes.join_all().await.into_iter().filter(Result::is_ok).count();
    assert_eq!(done, 150, "each name once");
    first.close();
    drop(first);
    let take_over = async { while put(&second, 1_000).await.is_err() {} };
    tokio::time::timeout(Duration::from_secs(5), take_over).await.context("no take-over")?;
    let seen = second
        .read("count", |tx| {
            let rows = tx.all("SELECT COUNT(*) FROM thing WHERE id < $1", params![1_000])?;
            Ok(rows[0].int(0)?)
        })
        .await;
    assert_eq!(seen.ok(), Some(150));
    second.close();
    Ok(())
}

async fn put(store: &Store, id: i64) -> Outcome<()> {
    let name = format!("thing {id}");
    let put = move |tx: &mut Tx<'_>| {
        tx.add(ADD, params![id, &name, 1, None::<i64>], Stop::Absent)?;
        tx.run(GROW, params![1, id])
    };
    store.write("put", put).await
}

#[test]
fn a_restarted_holder_takes_its_own_lease_at_once() -> Result<()> {
    let place = Place::new()?;
    let (_before, mut old) = place.writer()?;
    let (after, mut new) = place.writer()?;
    assert_eq!(after.epoch(), 2);
    new.begin()?;
    new.commit(&batch(1))?;
    assert!(matches!(old.begin(), Err(EngineError::Lost | EngineError::Fenced)));
    Ok(())
}

#[test]
fn a_reader_sees_one_snapshot_writes_nothing_and_does_not_read_for_ever() -> Result<()> {
    let place = Place::new()?;
    let (_lease, mut writer) = place.writer()?;
    let mut reader = PostgresEngine::reader(&place.known_as("second"))?;
    let now = reader.begin()?.context("the database tells the time")?;
    assert!(now > Timestamp::from_micros(1_700_000_000_000_000));
    writer.begin()?;
    add(&mut writer, 1, 0)?;
    writer.commit(&batch(1))?;
    assert_eq!(count(&mut reader)?, 0);
    assert!(add(&mut reader, 2, 0).is_err());
    reader.query("SELECT id FROM thing WHERE id = $1 {LOCK}", params![1])?;
    let slow = reader.query("SELECT CAST(pg_sleep(3) AS TEXT)", &[]);
    assert!(matches!(slow, Err(EngineError::TooSlow)));
    reader.abandon();
    reader.begin()?;
    assert_eq!(count(&mut reader)?, 1);
    assert!(matches!(reader.commit(&batch(2)), Err(EngineError::Broken(_))));
    Ok(())
}

#[test]
fn a_session_without_durable_commits_is_refused() -> Result<()> {
    let place = Place::new()?;
    let mut config = place.known_as("first");
    config.url.push_str("?options=-csynchronous_commit%3Doff");
    let refused = Lease::acquire(&config).err().context("it was taken")?;
    assert!(refused.to_string().contains("synchronous_commit"), "{refused}");
    Ok(())
}
