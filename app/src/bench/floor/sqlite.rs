//! The floor on SQLite: the same statements with the same parameters, one after another, with the
//! same commits.

use crate::bench::recorder::Step;
use anyhow::Result;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::ToSqlOutput;
use std::path::Path;
use std::time::{Duration, Instant};
use store::Value;

struct Bound<'a>(&'a Value);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        use rusqlite::types::ValueRef;
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(value) => ValueRef::Integer(*value),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Runs the recording on a copy of the store; tells how long it took.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(crate) fn run(copy: &Path, steps: &[Step]) -> Result<Duration> {
    let connection = Connection::open(copy)?;
    connection.set_prepared_statement_cache_capacity(1_024);
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", "on")?;
    connection.pragma_update(None, "wal_autocheckpoint", 8_000)?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let texts: Vec<String> = steps.iter().map(text).collect();
    let began = Instant::now();
    let mut is_open = false;
    for (step, text) in steps.iter().zip(&texts) {
        if !is_open {
            connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
            is_open = true;
        }
        match step {
            Step::Statement(_, params) => {
                let mut statement = connection.prepare_cached(text)?;
                let mut rows =
                    statement.query(rusqlite::params_from_iter(params.iter().map(Bound)))?;
                while rows.next()?.is_some() {}
            }
            Step::Commit(batch) => {
                connection.prepare_cached(text)?.execute(*batch)?;
                connection.prepare_cached("COMMIT")?.execute([])?;
                is_open = false;
            }
        }
    }
    Ok(began.elapsed())
}

fn text(step: &Step) -> String {
    match step {
        Step::Statement(sql, _) => sql.replace('$', "?").replace(" {LOCK}", ""),
        Step::Commit(_) => "INSERT INTO batch (id, at, last_id) VALUES (?1, ?2, ?3)".to_owned(),
    }
}
