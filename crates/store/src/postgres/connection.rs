//! One session with the server: how it is opened, and how a pipeline runs through it.

use super::PostgresConfig;
use super::driver::{Driver, in_order};
use super::pipeline::Step;
use super::set::Deed;
use super::text::Shape;
use super::wire::{Boxed, array, array_word, fits, meaning, row, single, type_of};
use crate::engine::{Answer, EngineError, Ticket};
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
    fn name(self) -> String {
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
                // The writer asks by key: a plan made while the tables were small must not read
                // them through once they have grown.
                "-c statement_timeout=4s -c lock_timeout=2s \
                 -c idle_in_transaction_session_timeout=2s \
                 -c plan_cache_mode=force_generic_plan -c jit=off -c enable_seqscan=off \
                 -c enable_hashjoin=off -c enable_mergejoin=off"
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
    prepared_for_many: HashMap<(TextKey, bool), Statement>,
    role: Role,
    /// The number of the schema in which the store lies: a database may hold several.
    schema: String,
    driver: Driver,
}

/// One step, ready to be sent.
enum Message {
    Word(&'static str),
    Change(Statement, Vec<Boxed>),
    Question(Statement, Vec<Boxed>),
}

/// How the answer to a step is read.
struct Note {
    sql: &'static str,
    /// Who is told if a constraint says no, or too few rows are touched: for each time it is said.
    tickets: Vec<Ticket>,
    /// Rows that each must touch.
    rows: Option<u64>,
    /// How often a question is asked.
    asked: usize,
}

impl Note {
    fn of(step: &Step) -> Self {
        let (tickets, rows, asked) = match step {
            Step::Word(_) => (vec![Ticket::MAX], None, 0),
            Step::Change { tickets, rows, shape, sets, .. } => {
                let is_sum = shape.set.as_ref().is_some_and(|set| set.deed == Deed::Sum);
                // Sums touch one row for each key, whatever it was.
                let rows = rows.filter(|_| !is_sum || sets.len() == 1);
                (tickets.clone(), rows, 0)
            }
            Step::Question { sets, .. } => (Vec::new(), None, sets.len()),
        };
        Self { sql: step.sql(), tickets, rows, asked }
    }

    /// Whether all together touched as many rows as they must.
    fn check_sum(&self, touched: u64) -> Answer<()> {
        let said = self.tickets.len() as u64;
        match self.rows {
            Some(rows) if rows * said != touched => Err(self.missed(0)),
            _ => Ok(()),
        }
    }

    /// Whether each touched one row: the rows tell the number, from 1, of the one that did.
    fn check_each(&self, rows: &[Row]) -> Answer<()> {
        let numbers: anyhow::Result<Vec<i64>> = rows.iter().map(|row| row.int(0)).collect();
        let numbers = numbers.map_err(EngineError::Broken)?;
        let times = |number: i64| numbers.iter().filter(|other| **other == number).count();
        let missed = (1..).zip(&self.tickets).position(|(number, _)| times(number) != 1);
        missed.map_or(Ok(()), |nth| Err(self.missed(nth)))
    }

    fn missed(&self, nth: usize) -> EngineError {
        EngineError::Missed(self.tickets.get(nth).copied().unwrap_or(Ticket::MAX))
    }
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
        let schema = String::new();
        let mut link = Self { client, prepared, prepared_for_many, role, schema, driver };
        link.check_server()?;
        let named = "SELECT set_config('application_name', $1, false)";
        link.send(vec![Step::question(named, params![&link.name_of(role)])])?;
        if role == Role::Migrator {
            link.script(MIGRATING)?;
        }
        Ok(link)
    }

    /// A server started with `-c jishi.throwaway=on` says that nothing in it need last: for tests.
    fn check_server(&mut self) -> Answer<()> {
        let sql = "SELECT current_setting('fsync'), current_setting('synchronous_commit'),
                   CAST(current_setting('server_version_num') AS BIGINT),
                   COALESCE(current_setting('jishi.throwaway', true), ''),
                   COALESCE(CAST(CAST(to_regnamespace(CAST(current_schema() AS TEXT)) AS OID)
                     AS TEXT), '')";
        let rows = self.send(vec![Step::question(sql, &[])])?;
        let check = || -> anyhow::Result<String> {
            let row = rows.first().context("the server tells no settings")?;
            let fsync = if row.text(3)? == "on" { "on" } else { row.text(0)? };
            refuse_unsafe(fsync, row.text(1)?, row.int(2)?)?;
            Ok(row.text(4)?.to_owned())
        };
        self.schema = check().map_err(EngineError::Broken)?;
        Ok(())
    }

    /// A session's `application_name`, by which a later holder finds and ends it.
    fn name_of(&self, role: Role) -> String {
        format!("{} of {}", role.name(), self.schema)
    }

    /// Sends all steps at once and waits for all answers; gives the rows of each question. The
    /// first failure in the steps' order is told.
    pub(super) fn send_all(&mut self, steps: Vec<Step>) -> Answer<Vec<Vec<Row>>> {
        let notes: Vec<_> = steps.iter().map(Note::of).collect();
        let mut messages = Vec::with_capacity(steps.len());
        for step in steps {
            messages.push(self.message(step)?);
        }
        let client = &self.client;
        let all = in_order(messages.into_iter().map(|message| deliver(client, message)));
        let replies = self.driver.wait(self.role.limit(), all)?;
        let mut answers = Vec::new();
        for (note, reply) in notes.into_iter().zip(replies) {
            let reply =
                reply.map_err(|error| meaning(error, note.sql, note.tickets.first().copied()))?;
            match reply {
                Reply::Touched(rows) => note.check_sum(rows)?,
                Reply::Rows(rows) => {
                    let rows: anyhow::Result<Vec<Row>> = rows.iter().map(row).collect();
                    let rows = rows.context(note.sql).map_err(EngineError::Broken)?;
                    match note.asked {
                        0 => note.check_each(&rows)?,
                        1 => answers.push(rows),
                        asked => answers.append(&mut dealt_out(rows, asked)?),
                    }
                }
            }
        }
        Ok(answers)
    }

    /// Sends all steps at once; gives the rows of the last question.
    pub(super) fn send(&mut self, steps: Vec<Step>) -> Answer<Vec<Row>> {
        Ok(self.send_all(steps)?.pop().unwrap_or_default())
    }

    /// Ends all other sessions of this store that do the same, and waits until they are gone;
    /// tells whether they are.
    pub(super) fn end_sessions(&mut self, role: Role) -> Answer<bool> {
        let sql = "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
                   WHERE datname = current_database() AND application_name = $1
                   AND pid <> pg_backend_pid()";
        let ended = self.send(vec![Step::question(sql, params![&self.name_of(role)])])?;
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
            Step::Question { sql, shape, mut sets } => {
                let first = sets.first().map_or(&[][..], Vec::as_slice);
                let statement = self.statement(sql, first)?;
                if sets.len() == 1 {
                    let params = place(sets.pop().unwrap_or_default(), statement.params());
                    return Ok(Message::Question(statement, params));
                }
                let many = self.statement_for_many(sql, &shape, &statement, false)?;
                Ok(Message::Question(many, arrays(sets, statement.params(), sql)?))
            }
            Step::Change { sql, shape, mut sets, rows, .. } => {
                let first = sets.first().map_or(&[][..], Vec::as_slice);
                let statement = self.statement(sql, first)?;
                if sets.len() == 1 {
                    let params = place(sets.pop().unwrap_or_default(), statement.params());
                    return Ok(Message::Change(statement, params));
                }
                let is_change = shape.set.as_ref().is_some_and(|set| set.deed == Deed::Change);
                let counts = is_change && rows.is_some();
                let many = self.statement_for_many(sql, &shape, &statement, counts)?;
                let params = arrays(sets, statement.params(), sql)?;
                let message = if counts { Message::Question } else { Message::Change };
                Ok(message(many, params))
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
        let statement = self.prepare(sql, &types)?;
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
        counts: bool,
    ) -> Answer<Statement> {
        if let Some(known) = self.prepared_for_many.get(&(key_of(sql), counts)) {
            return Ok(known.clone());
        }
        let words: Option<Vec<_>> = one.params().iter().map(array_word).collect();
        let text = shape.set.as_ref().zip(words).map(|(set, words)| set.text(&words, counts));
        let text = text.with_context(|| format!("cannot travel in a set: {sql}"));
        let statement = self.prepare(&text.map_err(EngineError::Broken)?, &[])?;
        self.prepared_for_many.insert((key_of(sql), counts), statement.clone());
        Ok(statement)
    }

    fn prepare(&self, sql: &str, types: &[Type]) -> Answer<Statement> {
        let lock = if self.role == Role::Reader { "" } else { "FOR UPDATE" };
        let text = sql.replace("{LOCK}", lock);
        let prepared = self.client.prepare_typed(&text, types);
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

/// One array for each parameter of a statement that is said many times.
pub fn arrays(sets: Vec<Vec<Value>>, types: &[Type], sql: &str) -> Answer<Vec<Boxed>> {
    let mut columns: Vec<Vec<Value>> =
        types.iter().map(|_| Vec::with_capacity(sets.len())).collect();
    for set in sets {
        if set.len() != columns.len() {
            return Err(EngineError::Broken(anyhow!("a set with {} values: {sql}", set.len())));
        }
        for (column, value) in columns.iter_mut().zip(set) {
            column.push(value);
        }
    }
    let arrays = columns.into_iter().zip(types).map(|(column, kind)| array(column, kind));
    let arrays: anyhow::Result<Vec<Boxed>> = arrays.collect();
    arrays.with_context(|| sql.to_owned()).map_err(EngineError::Broken)
}

/// Rows that begin with the number of their question, given to each question.
fn dealt_out(rows: Vec<Row>, asked: usize) -> Answer<Vec<Vec<Row>>> {
    let mut answers = vec![Vec::new(); asked];
    for Row(mut values) in rows {
        let number = match (!values.is_empty()).then(|| values.remove(0)) {
            Some(Value::Int(number)) => usize::try_from(number - 1).ok(),
            _ => None,
        };
        let answer = number.and_then(|number| answers.get_mut(number));
        let answer = answer.context("an answer to no question").map_err(EngineError::Broken)?;
        answer.push(Row(values));
    }
    Ok(answers)
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
