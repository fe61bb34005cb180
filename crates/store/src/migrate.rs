//! Migrations: each runs once, in order, in one transaction; a store newer than the program is
//! refused.

use crate::engine::{Answer, Engine, EngineError, Expect, Ticket};
use crate::params;
use kernel::Timestamp;
use std::collections::BTreeSet;

/// One step of the schema. Its text uses type words that each database spells its own way.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// `<domain>-<number>`, never changed once released.
    pub name: &'static str,
    /// The text, with `{ID} {I64} {TEXT} {BYTES} {ST} {WR}`.
    pub sql: &'static str,
}

/// Names a migration of a domain.
pub const fn migration(name: &'static str, sql: &'static str) -> Migration {
    Migration { name, sql }
}

/// The store's own tables.
pub(crate) const OWN: &[Migration] = &[
    migration("store-0001", include_str!("../migrations/0001.sql")),
    migration("store-0002", include_str!("../migrations/0002.sql")),
];

/// How a database spells the type words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// STRICT tables; `INTEGER PRIMARY KEY` is the row id.
    Sqlite,
    /// `bigint`, byte-wise text, `bytea`.
    Postgres,
}

impl Dialect {
    /// Spells a migration's text.
    pub fn spell(self, sql: &str) -> String {
        let words = match self {
            Self::Sqlite => [
                ("{ID}", "INTEGER PRIMARY KEY"),
                ("{I64}", "INTEGER"),
                ("{TEXT}", "TEXT"),
                ("{BYTES}", "BLOB"),
                ("{ST}", "STRICT"),
                ("{WR}", "STRICT, WITHOUT ROWID"),
            ],
            Self::Postgres => [
                ("{ID}", "BIGINT PRIMARY KEY"),
                ("{I64}", "BIGINT"),
                ("{TEXT}", "TEXT COLLATE \"C\""),
                ("{BYTES}", "BYTEA"),
                ("{ST}", ""),
                ("{WR}", ""),
            ],
        };
        words.iter().fold(sql.to_owned(), |text, (word, spelt)| text.replace(word, spelt))
    }
}

/// Why a store cannot be opened by this program.
#[derive(Debug)]
pub enum MigrateError {
    /// The store has steps that this program does not know: it was written by a newer one.
    Newer {
        /// The names of the unknown steps.
        unknown: Vec<String>,
    },
    /// Its events and timers lie in another number of buckets: nothing would find them again.
    Buckets(i64),
    /// The database failed.
    Engine(EngineError),
}

impl From<EngineError> for MigrateError {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

/// Brings the store's tables to this program's state; tells which steps ran.
pub(crate) fn migrate(
    engine: &mut dyn Engine,
    dialect: Dialect,
    steps: &[Migration],
    now: Timestamp,
) -> Result<Vec<&'static str>, MigrateError> {
    let create = "CREATE TABLE IF NOT EXISTS migration
                  (name {TEXT} PRIMARY KEY, at {I64} NOT NULL) {WR}";
    engine.run_script(&dialect.spell(create))?;
    let done = done(engine)?;
    let known: BTreeSet<&str> = OWN.iter().chain(steps).map(|step| step.name).collect();
    let unknown: Vec<String> =
        done.iter().filter(|name| !known.contains(name.as_str())).cloned().collect();
    if !unknown.is_empty() {
        return Err(MigrateError::Newer { unknown });
    }
    let mut ran = Vec::new();
    for step in OWN.iter().chain(steps).filter(|step| !done.contains(step.name)) {
        run(engine, dialect, step, now).inspect_err(|_| engine.abandon())?;
        ran.push(step.name);
    }
    match buckets(engine)? {
        crate::BUCKETS => Ok(ran),
        others => Err(MigrateError::Buckets(others)),
    }
}

fn done(engine: &mut dyn Engine) -> Answer<BTreeSet<String>> {
    let rows = engine.query("SELECT name FROM migration ORDER BY name", &[])?;
    rows.iter().map(|row| row.string(0)).collect::<anyhow::Result<_>>().map_err(EngineError::Broken)
}

fn buckets(engine: &mut dyn Engine) -> Answer<i64> {
    let rows = engine.query("SELECT COUNT(*) FROM event_bucket", &[])?;
    rows.first().map_or(Ok(0), |row| row.int(0)).map_err(EngineError::Broken)
}

fn run(engine: &mut dyn Engine, dialect: Dialect, step: &Migration, now: Timestamp) -> Answer<()> {
    let any = Expect { rows: None, ticket: Ticket::MAX };
    engine.run_script("BEGIN")?;
    engine.run_script(&dialect.spell(step.sql))?;
    if step.name == OWN[0].name {
        for bucket in 0..crate::BUCKETS {
            engine.defer(
                "INSERT INTO event_bucket (bucket, position) VALUES ($1, 0)",
                params![bucket],
                any,
            )?;
        }
    }
    engine.defer(
        "INSERT INTO migration (name, at) VALUES ($1, $2)",
        params![step.name, now],
        any,
    )?;
    engine.settle()?;
    engine.run_script("COMMIT")
}
