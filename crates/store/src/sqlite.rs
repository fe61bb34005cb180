//! SQLite: embedded, one file, WAL, `synchronous=FULL`.

use crate::checkpointer::Checkpointer;
use crate::engine::{Answer, Batch, Engine, EngineError, Expect};
use crate::held::Held;
use crate::{Param, Row, Value};
use anyhow::{Context, anyhow, ensure};
use kernel::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// So long a lock of another connection is waited for.
pub(crate) const BUSY: Duration = Duration::from_secs(2);
/// A read may take this long; then it is interrupted.
const READ_LIMIT: Duration = Duration::from_secs(2);
/// Virtual-machine steps between two looks at the clock.
const STEPS_BETWEEN_LOOKS: i32 = 4_000;
/// So much of the file readers look at without copying it: all of it. What lies further back is
/// read page by page, again after each commit. As high as `.cargo/config.toml` lets SQLite go.
const READ_IN_PLACE_BYTES: i64 = 1 << 40;
/// What the writer keeps of the file, beside what the kernel keeps; one batch fits. A commit that
/// split pages looks through all of it, as long as the file has less than 1 GiB (decision 0021).
const WRITER_CACHE_KIB: i64 = 16_384;
/// Statements kept prepared; the product has fewer.
const STATEMENTS: usize = 1_024;

/// One connection to the store's file.
pub struct SqliteEngine {
    path: PathBuf,
    /// Of the connection that writes; ends before it.
    checkpointer: Option<Checkpointer>,
    connection: Connection,
    texts: HashMap<(usize, usize), Arc<str>>,
    deadline: Deadline,
    /// Let go after the connection.
    _held: Held,
}

/// Milliseconds after `since` at which the running read is stopped; 0 for none.
#[derive(Clone)]
struct Deadline {
    since: Instant,
    at_ms: Arc<AtomicU64>,
}

impl SqliteEngine {
    /// The connection that writes; creates the file.
    pub fn writer(path: &Path) -> Answer<Self> {
        Self::open(path, false)
    }

    /// A connection that only reads.
    pub fn reader(path: &Path) -> Answer<Self> {
        Self::open(path, true)
    }

    #[expect(clippy::disallowed_methods, reason = "the store measures how long a read takes")]
    fn open(path: &Path, reads_only: bool) -> Answer<Self> {
        let deadline = Deadline { since: Instant::now(), at_ms: Arc::new(AtomicU64::new(0)) };
        let held = Held::open(path, reads_only).with_context(|| format!("{}", path.display()));
        let held = held.map_err(EngineError::Broken)?;
        let connection = connect(path, reads_only).map_err(meaning)?;
        let checkpointer = (!reads_only).then(|| Checkpointer::start(path)).transpose();
        let checkpointer = checkpointer.map_err(|error| EngineError::Broken(error.into()))?;
        let (path, texts) = (path.to_owned(), HashMap::new());
        let mut engine = Self { path, checkpointer, connection, texts, deadline, _held: held };
        engine.watch().map_err(meaning)?;
        Ok(engine)
    }

    /// The writer's log is watched, a reader's time.
    fn watch(&mut self) -> rusqlite::Result<()> {
        if let Some(checkpointer) = &self.checkpointer {
            return checkpointer.watch(&mut self.connection);
        }
        let deadline = self.deadline.clone();
        let is_over = move || {
            let at_ms = deadline.at_ms.load(Ordering::Relaxed);
            at_ms != 0 && deadline.since.elapsed().as_millis() > u128::from(at_ms)
        };
        self.connection.progress_handler(STEPS_BETWEEN_LOOKS, Some(is_over))
    }

    fn reads_only(&self) -> bool {
        self.checkpointer.is_none()
    }

    /// SQLite numbers `$1` by first appearance; `?1` means what it says. Done once per text.
    fn text(&mut self, sql: &'static str) -> Arc<str> {
        let key = (sql.as_ptr().addr(), sql.len());
        let translate = || sql.replace('$', "?").replace(" {LOCK}", "").into();
        Arc::clone(self.texts.entry(key).or_insert_with(translate))
    }

    fn execute(&mut self, sql: &'static str, params: &[Param<'_>]) -> rusqlite::Result<usize> {
        let text = self.text(sql);
        let mut statement = self.connection.prepare_cached(&text)?;
        bind(&mut statement, params)?;
        statement.raw_execute()
    }

    fn rows(&mut self, sql: &'static str, params: &[Param<'_>]) -> rusqlite::Result<Vec<Row>> {
        let text = self.text(sql);
        let mut statement = self.connection.prepare_cached(&text)?;
        bind(&mut statement, params)?;
        let columns = statement.column_count();
        let mut answer = statement.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = answer.next()? {
            let mut values = Vec::with_capacity(columns);
            for column in 0..columns {
                values.push(value(row.get_ref(column)?)?);
            }
            rows.push(Row(values));
        }
        Ok(rows)
    }

    fn plain(&mut self, sql: &'static str) -> Answer<()> {
        self.execute(sql, &[]).map(|_| ()).map_err(meaning)
    }
}

impl Engine for SqliteEngine {
    fn begin(&mut self) -> Answer<Option<Timestamp>> {
        if self.reads_only() {
            let limit = self.deadline.since.elapsed() + READ_LIMIT;
            let at_ms = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
            self.deadline.at_ms.store(at_ms, Ordering::Relaxed);
            self.plain("BEGIN")?;
        } else {
            self.plain("BEGIN IMMEDIATE")?;
        }
        Ok(None)
    }

    fn defer(&mut self, sql: &'static str, params: &[Param<'_>], expect: Expect) -> Answer<()> {
        match self.execute(sql, params) {
            Ok(touched) => match expect.rows {
                Some(rows) if rows != touched as u64 => Err(EngineError::Missed(expect.ticket)),
                _ => Ok(()),
            },
            Err(error) if is_constraint(&error) => {
                tracing::debug!(%error, sql, "constraint");
                Err(EngineError::Missed(expect.ticket))
            }
            Err(error) => Err(meaning_of(error, sql)),
        }
    }

    fn query(&mut self, sql: &'static str, params: &[Param<'_>]) -> Answer<Vec<Row>> {
        self.rows(sql, params).map_err(|error| meaning_of(error, sql))
    }

    fn settle(&mut self) -> Answer<()> {
        Ok(())
    }

    fn mark(&mut self) -> Answer<()> {
        self.plain("SAVEPOINT closure")
    }

    fn keep(&mut self) -> Answer<()> {
        self.plain("RELEASE closure")
    }

    fn undo(&mut self) -> Answer<()> {
        self.plain("ROLLBACK TO closure")?;
        self.plain("RELEASE closure")
    }

    fn commit(&mut self, batch: &Batch) -> Answer<()> {
        self.execute(
            "INSERT INTO batch (id, at, last_id) VALUES ($1, $2, $3)",
            crate::params![batch.id, batch.at, batch.last_id],
        )
        .map_err(meaning)?;
        self.plain("COMMIT")
    }

    fn abandon(&mut self) {
        self.deadline.at_ms.store(0, Ordering::Relaxed);
        if !self.connection.is_autocommit() && self.plain("ROLLBACK").is_err() {
            tracing::warn!("a rollback failed; the connection is made anew");
            self.reopen().ok();
        }
    }

    fn reopen(&mut self) -> Answer<()> {
        self.connection = connect(&self.path, self.reads_only()).map_err(meaning)?;
        self.watch().map_err(meaning)
    }

    fn last_batch(&mut self) -> Answer<Option<Batch>> {
        let rows = self.query("SELECT id, at, last_id FROM batch ORDER BY id DESC LIMIT 1", &[])?;
        rows.first().map(batch_of).transpose().map_err(EngineError::Broken)
    }

    fn tend(&mut self) -> Answer<()> {
        if let Some(checkpointer) = &mut self.checkpointer {
            checkpointer.tend(&self.connection);
        }
        Ok(())
    }

    fn run_script(&mut self, sql: &str) -> Answer<()> {
        self.connection.execute_batch(sql).map_err(meaning)
    }
}

/// Reads a batch row in column order id, at, last_id.
pub(crate) fn batch_of(row: &Row) -> anyhow::Result<Batch> {
    Ok(Batch { id: row.int(0)?, at: row.time(1)?, last_id: row.int(2)? })
}

fn bind(statement: &mut rusqlite::Statement<'_>, params: &[Param<'_>]) -> rusqlite::Result<()> {
    for (nth, param) in params.iter().enumerate() {
        statement.raw_bind_parameter(nth + 1, Bound(param))?;
    }
    Ok(())
}

pub(crate) fn connect(path: &Path, reads_only: bool) -> rusqlite::Result<Connection> {
    let access = if reads_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    };
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(BUSY)?;
    // A plan never looks at the values: otherwise each execution of a join is prepared anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if reads_only {
        // Pages of the file are looked at where the kernel keeps them, once for all readers.
        connection.pragma_update(None, "mmap_size", READ_IN_PLACE_BYTES)?;
    } else {
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", "on")?;
        // The checkpointer brings in the log.
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    }
    Ok(connection)
}

struct Bound<'a>(&'a Param<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self.0 {
            Param::Null => ValueRef::Null,
            Param::Int(value) => ValueRef::Integer(value),
            Param::Text(value) => ValueRef::Text(value.as_bytes()),
            Param::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

fn value(read: ValueRef<'_>) -> rusqlite::Result<Value> {
    Ok(match read {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Int(value),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Err(rusqlite::Error::InvalidQuery),
    })
}

fn is_constraint(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}

fn meaning_of(error: rusqlite::Error, sql: &'static str) -> EngineError {
    match meaning(error) {
        EngineError::Broken(cause) => EngineError::Broken(cause.context(sql)),
        other => other,
    }
}

fn meaning(error: rusqlite::Error) -> EngineError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => EngineError::Full,
        Some(ErrorCode::SystemIoFailure) => EngineError::Lost,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => EngineError::Conflict,
        Some(ErrorCode::OperationInterrupted) => EngineError::TooSlow,
        _ => EngineError::Broken(anyhow!(error)),
    }
}

/// Copies the store into a new file from one read snapshot, defragmented. The file must not exist.
pub fn backup(from: &Path, to: &Path) -> anyhow::Result<()> {
    let connection = connect(from, true)?;
    let to = to.to_str().context("the backup's path is not UTF-8")?;
    connection.execute("VACUUM INTO ?1", [to]).context("copying the store")?;
    Ok(())
}

/// What SQLite itself finds wrong in a store's file: pages, indexes and rows that point nowhere;
/// the first hundred of each.
pub fn damage(path: &Path) -> anyhow::Result<Vec<String>> {
    let connection = connect(path, true)?;
    let mut check = connection.prepare("PRAGMA integrity_check(100)")?;
    let found = check.query_map([], |row| row.get::<_, String>(0))?;
    let mut damage: Vec<String> = found.collect::<Result<_, _>>()?;
    damage.retain(|line| line != "ok");
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    let orphans = check.query_map([], |row| {
        let (table, row, parent): (String, Option<i64>, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("row {row:?} of {table} has no {parent}"))
    })?;
    for orphan in orphans.take(MOST_ORPHANS) {
        damage.push(orphan?);
    }
    Ok(damage)
}

/// Rows without their parent that `damage` names.
const MOST_ORPHANS: usize = 100;

/// Brings what stands in SQLite's log into a resting store's file and syncs it, so that the file
/// alone is the store; what lay beside it is taken away. Fails while a connection uses it.
pub fn gather(path: &Path) -> anyhow::Result<()> {
    let connection = connect(path, false)?;
    let is_busy =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))?;
    ensure!(is_busy == 0, "{} is still in use", path.display());
    drop(connection);
    std::fs::File::open(path)?.sync_all()?;
    take_away(path, &BESIDE)
}

/// Takes a resting store away, with all that lies beside it. A path without a store is right, too.
pub fn remove(path: &Path) -> anyhow::Result<()> {
    take_away(path, &[""])?;
    take_away(path, &BESIDE)
}

/// What a store's files beside its own are named after: the log, its index, and the lock.
const BESIDE: [&str; 3] = ["-wal", "-shm", ".lock"];

/// The files that a store lies in, whether they are there or not; the lock, which says nothing of
/// what is in the store, is none of them.
pub fn files_of(path: &Path) -> Vec<PathBuf> {
    ["", "-wal", "-shm"].map(|ending| beside(path, ending)).into()
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn take_away(path: &Path, endings: &[&str]) -> anyhow::Result<()> {
    for ending in endings {
        let file = beside(path, ending);
        if file.exists() {
            std::fs::remove_file(&file).with_context(|| file.display().to_string())?;
        }
    }
    Ok(())
}
