//! One session with the server: how it is opened, and how a pipeline runs through it.

use super::driver::{Driver, in_order};
use super::pipeline::Step;
use super::wire::{Boxed, array, array_word, fits, meaning, row, single, type_of};
use super::{PostgresConfig, text::Shape};
use crate::engine::{Answer, EngineError};
use crate::{Row, Value, params};
use anyhow::{Context, anyhow};
use std::collections::HashMap;
use std::str::FromStr;
use std::time::Duration;
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Config, NoTls, Statement};

/// A connection must be there after this long.
const CONNECT_LIMIT: Duration = Duration::from_secs(2);
/// A silent server is taken for lost after this long; each session's own `statement_timeout` is
/// shorter.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);
/// `pg_terminate_backend` with a waiting time came with this version.
const OLDEST_SERVER: i64 = 140_000;
/// The processes that migrate one store take turns at this advisory lock.
const MIGRATING: &str = "SELECT pg_advisory_lock(7235418660551)";

/// What a session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Commits, as the holder of this epoch.
    Writer { epoch: i64 },
    /// Reads snapshots.
    Reader,
    /// Creates and changes tables.
    Migrator,
    /// Takes and renews the lease.
    Lease,
}

impl Role {
    /// The session's `application_name`, by which a later holder finds and ends it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Writer { epoch } => format!("jishi writer {epoch}"),
            Self::Reader => "jishi reader".to_owned(),
            Self::Migrator => "jishi migrator".to_owned(),
            Self::Lease => "jishi lease".to_owned(),
        }
    }

    fn settings(self) -> &'static str {
        match self {
            Self::Writer { .. } => {
                "-c statement_timeout=4s -c lock_timeout=2s \
                 -c idle_in_transaction_session_timeout=2s"
            }
            Self::Reader => {
                "-c statement_timeout=2s -c idle_in_transaction_session_timeout=5s \
                 -c default_transaction_read_only=on"
            }
            Self::Migrator => "-c lock_timeout=10s -c statement_timeout=0",
            Self::Lease => {
                "-c statement_timeout=2s -c lock_timeout=1s \
                 -c idle_in_transaction_session_timeout=2s"
            }
        }
    }

    /// How long an answer may take.
    fn limit(self) -> Duration {
        const LONGEST_MIGRATION: Duration = Duration::from_secs(24 * 3_600);
        if self == Self::Migrator { LONGEST_MIGRATION } else { ANSWER_LIMIT }
    }
}

/// A text's address and length: static texts are told apart without reading them.
pub(super) type TextKey = (usize, usize);

pub(super) fn key_of(sql: &'static str) -> TextKey {
    (sql.as_ptr().addr(), sql.len())
}

/// A session. Its connection moves only while one of these methods runs.
pub(super) struct Link {
    client: Client,
    prepared: HashMap<TextKey, Statement>,
    prepared_for_many: HashMap<TextKey, Statement>,
    role: Role,
    driver: Driver,
}

/// One step, ready to be sent.
enum Message {
    Word(&'static str),
    Change(Statement, Vec<Boxed>),
    Question(Statement, Vec<Boxed>),
}

/// What came back for one step.
enum Reply {
    Touched(u64),
    Rows(Vec<tokio_postgres::Row>),
}

impl Link {
    /// Opens a session and makes sure that its commits would be durable.
    pub(super) fn open(config: &PostgresConfig, role: Role) -> Answer<Self> {
        let settings = settings(config, role)?;
        let driver = Driver::start()?;
        let (client, connection) = driver
            .wait(ANSWER_LIMIT, settings.connect(NoTls))?
            .map_err(|error| meaning(error, "connecting", None))?;
        driver.spawn(async move {
            // Its error is also every waiting statement's.
            connection.await.ok();
        });
        let (prepared, prepared_for_many) = (HashMap::new(), HashMap::new());
        let mut link = Self { client, prepared, prepared_for_many, role, driver };
        link.check_server()?;
        if role == Role::Migrator {
            link.script(MIGRATING)?;
        }
        Ok(link)
    }

    /// A server started with `-c jishi.throwaway=on` says that nothing in it need last: for tests.
    fn check_server(&mut self) -> Answer<()> {
        let sql = "SELECT current_setting('fsync'), current_setting('synchronous_commit'),
                   CAST(current_setting('server_version_num') AS BIGINT),
                   COALESCE(current_setting('jishi.throwaway', true), '')";
        let rows = self.send(vec![Step::question(sql, &[])])?;
        let check = || -> anyhow::Result<()> {
            let row = rows.first().context("the server tells no settings")?;
            let fsync = if row.text(3)? == "on" { "on" } else { row.text(0)? };
            refuse_unsafe(fsync, row.text(1)?, row.int(2)?)
        };
        check().map_err(EngineError::Broken)
    }

    /// Sends all steps at once and waits for all answers; gives the rows of the last question. The
    /// first failure in the steps' order is told.
    pub(super) fn send(&mut self, steps: Vec<Step>) -> Answer<Vec<Row>> {
        let notes: Vec<_> =
            steps.iter().map(|step| (step.sql(), step.ticket(), step.rows())).collect();
        let mut messages = Vec::with_capacity(steps.len());
        for step in steps {
            messages.push(self.message(step)?);
        }
        let client = &self.client;
        let all = in_order(messages.into_iter().map(|message| deliver(client, message)));
        let replies = self.driver.wait(self.role.limit(), all)?;
        let mut last = Vec::new();
        for ((sql, ticket, expected), reply) in notes.into_iter().zip(replies) {
            match reply.map_err(|error| meaning(error, sql, ticket))? {
                Reply::Rows(rows) => {
                    let rows = rows.iter().map(row).collect::<anyhow::Result<_>>();
                    last = rows.context(sql).map_err(EngineError::Broken)?;
                }
                Reply::Touched(rows) if expected.is_some_and(|expected| expected != rows) => {
                    return Err(EngineError::Missed(ticket.unwrap_or(crate::engine::Ticket::MAX)));
                }
                Reply::Touched(_) => {}
            }
        }
        Ok(last)
    }

    /// Ends all other sessions of a name and waits until they are gone; tells whether they are.
    pub(super) fn end_sessions(&mut self, name: &str) -> Answer<bool> {
        let sql = "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
                   WHERE datname = current_database() AND application_name = $1
                   AND pid <> pg_backend_pid()";
        let ended = self.send(vec![Step::question(sql, params![name])])?;
        Ok(ended.iter().all(|row| row.flag(0).unwrap_or(false)))
    }

    /// Runs any number of statements without parameters.
    pub(super) fn script(&mut self, sql: &str) -> Answer<()> {
        let ran = self.driver.wait(self.role.limit(), self.client.batch_execute(sql))?;
        ran.map_err(|error| meaning(error, sql, None))
    }

    fn message(&mut self, step: Step) -> Answer<Message> {
        let place = |values: Vec<Value>, types: &[Type]| {
            values.into_iter().zip(types).map(|(value, kind)| single(value, kind)).collect()
        };
        match step {
            Step::Word(sql) => Ok(Message::Word(sql)),
            Step::Question { sql, params } => {
                let statement = self.statement(sql, &params)?;
                let params = place(params, statement.params());
                Ok(Message::Question(statement, params))
            }
            Step::Change { sql, shape, mut sets, .. } => {
                let first = sets.first().map_or(&[][..], Vec::as_slice);
                let statement = self.statement(sql, first)?;
                if sets.len() == 1 {
                    let params = place(sets.pop().unwrap_or_default(), statement.params());
                    return Ok(Message::Change(statement, params));
                }
                let many = self.statement_for_many(sql, &shape, &statement)?;
                let params = arrays(sets, statement.params());
                let params = params.context(sql).map_err(EngineError::Broken)?;
                Ok(Message::Change(many, params))
            }
        }
    }

    /// The prepared statement of a text; prepared anew if these values do not fit the types it was
    /// prepared with.
    fn statement(&mut self, sql: &'static str, params: &[Value]) -> Answer<Statement> {
        let before = self.prepared.get(&key_of(sql));
        let before = before.filter(|known| known.params().len() == params.len());
        if let Some(known) = before
            && params.iter().zip(known.params()).all(|(value, kind)| fits(value, kind))
        {
            return Ok(known.clone());
        }
        let worked_out = |nth: usize| before.and_then(|known| known.params().get(nth)).cloned();
        let types: Vec<Type> = (0..)
            .zip(params)
            .map(|(nth, value)| match value {
                Value::Null => worked_out(nth).unwrap_or(Type::UNKNOWN),
                _ => type_of(value),
            })
            .collect();
        let lock = if self.role == Role::Reader { "" } else { "FOR UPDATE" };
        let statement = self.prepare(&sql.replace("{LOCK}", lock), &types)?;
        if statement.params().len() != params.len() {
            let (wants, gets) = (statement.params().len(), params.len());
            return Err(EngineError::Broken(anyhow!("{wants} parameters, not {gets}: {sql}")));
        }
        self.prepared.insert(key_of(sql), statement.clone());
        Ok(statement)
    }

    fn statement_for_many(
        &mut self,
        sql: &'static str,
        shape: &Shape,
        one: &Statement,
    ) -> Answer<Statement> {
        if let Some(known) = self.prepared_for_many.get(&key_of(sql)) {
            return Ok(known.clone());
        }
        let words: Option<Vec<_>> = one.params().iter().map(array_word).collect();
        let text = shape.insert.as_ref().zip(words).map(|(insert, words)| insert.for_many(&words));
        let text = text.with_context(|| format!("cannot travel in a set: {sql}"));
        let statement = self.prepare(&text.map_err(EngineError::Broken)?, &[])?;
        self.prepared_for_many.insert(key_of(sql), statement.clone());
        Ok(statement)
    }

    fn prepare(&self, sql: &str, types: &[Type]) -> Answer<Statement> {
        let prepared = self.client.prepare_typed(sql, types);
        let prepared = self.driver.wait(self.role.limit(), prepared)?;
        prepared.map_err(|error| meaning(error, sql, None))
    }
}

fn settings(config: &PostgresConfig, role: Role) -> Answer<Config> {
    let read = Config::from_str(&config.url).context("the database's address is not understood");
    let mut settings = read.map_err(EngineError::Broken)?;
    let own = settings.get_options().unwrap_or_default();
    let options = format!("{own} {}", role.settings());
    settings.options(options).application_name(role.name()).connect_timeout(CONNECT_LIMIT);
    if role != Role::Reader {
        settings.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
    Ok(settings)
}

/// Every level of `synchronous_commit` but `off` waits until the commit is on the server's own
/// disk.
fn refuse_unsafe(fsync: &str, synchronous_commit: &str, version: i64) -> anyhow::Result<()> {
    let turn_on = "a commit could be lost after it was answered; turn it on";
    anyhow::ensure!(fsync == "on", "PostgreSQL runs with fsync = {fsync}: {turn_on}");
    anyhow::ensure!(
        synchronous_commit != "off",
        "PostgreSQL runs with synchronous_commit = off: {turn_on}"
    );
    anyhow::ensure!(version >= OLDEST_SERVER, "PostgreSQL 14 or newer is needed, not {version}");
    Ok(())
}

/// One array for each parameter.
fn arrays(sets: Vec<Vec<Value>>, types: &[Type]) -> anyhow::Result<Vec<Boxed>> {
    let mut columns: Vec<Vec<Value>> =
        types.iter().map(|_| Vec::with_capacity(sets.len())).collect();
    for set in sets {
        anyhow::ensure!(set.len() == columns.len(), "a row with {} values", set.len());
        for (column, value) in columns.iter_mut().zip(set) {
            column.push(value);
        }
    }
    columns.into_iter().zip(types).map(|(column, kind)| array(column, kind)).collect()
}

async fn deliver(client: &Client, message: Message) -> Result<Reply, tokio_postgres::Error> {
    match message {
        Message::Word(sql) => client.batch_execute(sql).await.map(|()| Reply::Touched(0)),
        Message::Change(statement, params) => {
            client.execute(&statement, &borrowed(&params)).await.map(Reply::Touched)
        }
        Message::Question(statement, params) => {
            client.query(&statement, &borrowed(&params)).await.map(Reply::Rows)
        }
    }
}

fn borrowed(params: &[Boxed]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|param| &**param as &(dyn ToSql + Sync)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_forgets_commits_is_refused() {
        assert!(refuse_unsafe("on", "on", 150_000).is_ok());
        assert!(refuse_unsafe("on", "local", 150_000).is_ok());
        assert!(refuse_unsafe("off", "on", 150_000).is_err());
        assert!(refuse_unsafe("on", "off", 150_000).is_err());
        assert!(refuse_unsafe("on", "on", 130_000).is_err());
    }
}
