//! PostgreSQL: writes are deferred and pipelined, inserts gathered into sets, and one process at a
//! time is the writer.

mod connection;
mod driver;
mod engines;
pub mod lease;
mod memo;
mod pins;
mod pipeline;
mod set;
mod text;
mod tokens;
mod wire;

use crate::engine::{Answer, Batch, Engine, EngineError, Expect, Question, Recall};
use crate::{Param, Row, Value, params};
use anyhow::{Context, anyhow};
pub use connection::arrays;
use connection::{Link, Role, TextKey, key_of};
pub use driver::in_order;
pub use engines::PostgresEngines;
use kernel::Timestamp;
use lease::{LASTS_US, Lease, RELEASE, RENEW, RENEWED_EVERY};
use memo::Memo;
use pipeline::{Pipeline, Step, Undo};
pub use set::said_as_set;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use text::Shape;
pub use wire::{Boxed, array_word};

/// Parameters, a set for each time that a statement is said.
type Sets = Vec<Vec<Value>>;

/// `reopen` tries for this long; a server that fails over takes longer, and the callers are told.
const REOPEN_WITHIN: Duration = Duration::from_secs(5);
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(100);

const CLOCK: &str = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
const CLOCK_AND_EPOCH: &str =
    "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT),
                               epoch FROM lease WHERE partition = 0";
/// The lock lasts until the commit, so that a take-over waits for it or comes first; renewals pass
/// it.
const WRITE_BATCH: &str = "INSERT INTO batch (id, at, last_id)
                           SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT)
                           FROM lease WHERE partition = 0 AND epoch = $4 FOR KEY SHARE
                           RETURNING id";
/// One statement, hence one snapshot: if the epoch is still ours, nobody else has written a batch.
const LAST_BATCH: &str = "SELECT batch.id, batch.at, batch.last_id, lease.epoch
                          FROM lease LEFT JOIN batch ON batch.id = (SELECT MAX(id) FROM batch)
                          WHERE lease.partition = 0";

/// Where the database is, and who this process is to the others.
#[derive(Clone)]
pub struct PostgresConfig {
    /// `postgres://user:password@host:port/database`, also with several hosts.
    pub url: String,
    /// This process's name, unlike every other process's: whoever comes back by it takes its own
    /// lease at once.
    pub holder: String,
    /// Where other processes reach this one, to pass changing requests on.
    pub address: String,
}

/// One session with PostgreSQL. It drives its own connection: use it on a thread of its own, never
/// in async code.
pub struct PostgresEngine {
    config: PostgresConfig,
    role: Role,
    link: Option<Link>,
    pipeline: Pipeline,
    memo: Memo,
    shapes: HashMap<TextKey, Arc<Shape>>,
    may_be_open: bool,
    renewed: Instant,
    /// Another process was seen to have the lease: the next look after it ends this writer.
    is_fenced: bool,
}

impl PostgresEngine {
    /// The session that writes, and that renews its lease while it is tended; `Fenced` if another
    /// process has taken the lease. Dropping it gives the lease back.
    pub fn writer(config: &PostgresConfig, lease: Lease) -> Answer<Self> {
        Self::open(config, Role::Writer { epoch: lease.epoch() })
    }

    /// A session that reads snapshots, each statement for at most two seconds.
    pub fn reader(config: &PostgresConfig) -> Answer<Self> {
        Self::open(config, Role::Reader)
    }

    /// The session that migrates, before there is a lease. It waits for its turn, and its commits
    /// leave no batch row.
    pub fn migrator(config: &PostgresConfig) -> Answer<Self> {
        Self::open(config, Role::Migrator)
    }

    #[expect(clippy::disallowed_methods, reason = "a lease is renewed in real time")]
    fn open(config: &PostgresConfig, role: Role) -> Answer<Self> {
        Ok(Self {
            config: config.clone(),
            role,
            link: Some(attach(config, role)?),
            pipeline: Pipeline::new(),
            memo: Memo::default(),
            shapes: HashMap::new(),
            may_be_open: false,
            renewed: Instant::now(),
            is_fenced: false,
        })
    }

    fn shape(&mut self, sql: &'static str) -> Arc<Shape> {
        let known = self.shapes.entry(key_of(sql));
        Arc::clone(known.or_insert_with(|| Arc::new(Shape::of(sql))))
    }

    /// Questions by one text, gathered where the text can be asked many times at once.
    fn by_text(&mut self, questions: Vec<Question>) -> Vec<(&'static str, Arc<Shape>, Sets)> {
        let mut groups: Vec<(&'static str, Arc<Shape>, Sets)> = Vec::new();
        for (sql, params) in questions {
            let known = groups
                .iter_mut()
                .find(|(text, shape, _)| std::ptr::eq(*text, sql) && shape.set.is_some());
            match known {
                Some((_, _, sets)) => sets.push(params),
                None => groups.push((sql, self.shape(sql), vec![params])),
            }
        }
        groups
    }

    /// Sends everything deferred and then these steps, together.
    fn send(&mut self, steps: Vec<Step>) -> Answer<Vec<Row>> {
        let mut all = self.pipeline.take();
        all.extend(steps);
        self.through(|link| link.send(all))
    }

    /// A connection whose answer was lost is not used again.
    fn through<T>(&mut self, talk: impl FnOnce(&mut Link) -> Answer<T>) -> Answer<T> {
        let answer = self.link.as_mut().map_or(Err(EngineError::Lost), talk);
        if matches!(answer, Err(EngineError::Lost)) {
            self.link = None;
        }
        answer
    }

    fn begin_as_writer(&mut self, epoch: i64) -> Answer<Timestamp> {
        let steps = vec![Step::Word("BEGIN"), Step::question(CLOCK_AND_EPOCH, &[])];
        let rows = self.send(steps)?;
        let row = rows.first().ok_or(EngineError::Fenced)?;
        if row.int(1).map_err(EngineError::Broken)? == epoch {
            return row.time(0).map_err(EngineError::Broken);
        }
        self.abandon();
        Err(self.fenced())
    }

    fn fenced(&mut self) -> EngineError {
        self.is_fenced = true;
        EngineError::Fenced
    }

    fn renew(&mut self, epoch: i64) -> Answer<()> {
        if self.link.is_none() {
            self.reopen()?;
        }
        match self.send(vec![Step::question(RENEW, params![LASTS_US, epoch])]) {
            Ok(rows) if rows.is_empty() => Err(EngineError::Fenced),
            // A take-over is under way, or one that failed: the next try will tell.
            Ok(_) | Err(EngineError::Conflict | EngineError::TooSlow) => Ok(()),
            // The next batch connects anew.
            Err(EngineError::Lost) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn write_batch(&mut self, batch: &Batch, epoch: i64) -> Answer<()> {
        let values = params![batch.id, batch.at, batch.last_id, epoch];
        let rows = self.send(vec![Step::question(WRITE_BATCH, values)])?;
        if rows.is_empty() {
            self.abandon();
            return Err(self.fenced());
        }
        Ok(())
    }
}

impl Engine for PostgresEngine {
    fn begin(&mut self) -> Answer<Option<Timestamp>> {
        self.pipeline = Pipeline::new();
        self.memo = Memo::default();
        self.may_be_open = true;
        let begin = match self.role {
            Role::Writer { epoch } => return self.begin_as_writer(epoch).map(Some),
            Role::Reader => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Role::Migrator | Role::Lease => "BEGIN",
        };
        let rows = self.send(vec![Step::Word(begin), Step::question(CLOCK, &[])])?;
        rows.first().map(|row| row.time(0)).transpose().map_err(EngineError::Broken)
    }

    fn defer(&mut self, sql: &'static str, params: &[Param<'_>], expect: Expect) -> Answer<()> {
        if self.role == Role::Reader {
            return Err(EngineError::Broken(anyhow!("a write in a read: {sql}")));
        }
        let shape = self.shape(sql);
        let values: Vec<Value> = params.iter().copied().map(Value::from).collect();
        self.memo.note_change(&shape, &values);
        self.pipeline.change(sql, &shape, values, expect);
        Ok(())
    }

    fn query(&mut self, sql: &'static str, params: &[Param<'_>]) -> Answer<Vec<Row>> {
        if !self.memo.is_empty() {
            let values = params.iter().copied().map(Value::from).collect::<Vec<_>>();
            let shape = self.shape(sql);
            if !shape.is_question {
                self.memo.note_change(&shape, &values);
            } else if let Some(rows) = self.memo.recall(sql, values) {
                return Ok(rows.to_vec());
            }
        }
        self.send(vec![Step::question(sql, params)])
    }

    fn asks_together(&self) -> bool {
        matches!(self.role, Role::Writer { .. })
    }

    fn foresee(&mut self, questions: Vec<Question>) -> Answer<()> {
        let groups = self.by_text(questions);
        let mut steps = self.pipeline.take();
        steps.extend(groups.iter().map(|(sql, shape, sets)| {
            let (shape, sets) = (Arc::clone(shape), sets.clone());
            Step::Question { sql, shape, sets }
        }));
        let mut answers = self.through(|link| link.send_all(steps))?.into_iter();
        for (sql, shape, sets) in groups {
            for (params, rows) in sets.into_iter().zip(&mut answers) {
                self.memo.keep(sql, Arc::clone(&shape), params, rows);
            }
        }
        Ok(())
    }

    fn recall(&mut self, sql: &'static str, params: &[Param<'_>]) -> Recall {
        if !self.shape(sql).is_question {
            return Recall::Never;
        }
        let values = params.iter().copied().map(Value::from).collect();
        let known = self.memo.recall(sql, values);
        known.map_or(Recall::Unknown, |rows| Recall::Known(rows.to_vec()))
    }

    fn settle(&mut self) -> Answer<()> {
        if self.pipeline.is_empty() {
            return Ok(());
        }
        self.send(Vec::new()).map(|_| ())
    }

    fn mark(&mut self) -> Answer<()> {
        self.pipeline.mark();
        Ok(())
    }

    fn keep(&mut self) -> Answer<()> {
        self.pipeline.keep();
        Ok(())
    }

    fn undo(&mut self) -> Answer<()> {
        match self.pipeline.undo() {
            Undo::Done => Ok(()),
            Undo::Send => {
                let back = Step::Word("ROLLBACK TO SAVEPOINT closure");
                let forget = Step::Word("RELEASE SAVEPOINT closure");
                self.send(vec![back, forget]).map(|_| ())
            }
        }
    }

    fn commit(&mut self, batch: &Batch) -> Answer<()> {
        self.memo = Memo::default();
        match self.role {
            Role::Writer { epoch } => self.write_batch(batch, epoch)?,
            Role::Migrator => self.settle()?,
            Role::Reader | Role::Lease => {
                return Err(EngineError::Broken(anyhow!("a commit in a read")));
            }
        }
        self.send(vec![Step::Word("COMMIT")]).map_err(|error| match error {
            // Whatever is not understood may have been said after the commit.
            EngineError::Broken(cause) => {
                tracing::error!(%cause, "the answer to COMMIT was not understood");
                self.link = None;
                EngineError::Lost
            }
            other => other,
        })?;
        self.may_be_open = false;
        Ok(())
    }

    fn abandon(&mut self) {
        self.pipeline = Pipeline::new();
        self.memo = Memo::default();
        let is_open = std::mem::take(&mut self.may_be_open);
        if is_open && self.through(|link| link.script("ROLLBACK")).is_err() {
            self.link = None;
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a server that comes up tells nobody: it is asked"
    )]
    fn reopen(&mut self) -> Answer<()> {
        self.link = None;
        self.pipeline = Pipeline::new();
        self.memo = Memo::default();
        self.may_be_open = false;
        let until = Instant::now() + REOPEN_WITHIN;
        loop {
            match attach(&self.config, self.role) {
                Ok(link) => {
                    self.link = Some(link);
                    return Ok(());
                }
                // The next holder may have written batches of its own: what became of ours cannot
                // be learned from them.
                Err(EngineError::Fenced) => {
                    self.is_fenced = true;
                    return Err(EngineError::Lost);
                }
                Err(EngineError::Broken(cause)) => return Err(EngineError::Broken(cause)),
                Err(error) if Instant::now() >= until => {
                    tracing::error!(%error, "PostgreSQL cannot be reached");
                    return Err(EngineError::Lost);
                }
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
    }

    fn last_batch(&mut self) -> Answer<Option<Batch>> {
        let rows = self.query(LAST_BATCH, &[])?;
        let read = || -> anyhow::Result<(Option<Batch>, i64)> {
            let row = rows.first().context("there is no lease row")?;
            let batch = match row.maybe_int(0)? {
                None => None,
                Some(id) => Some(Batch { id, at: row.time(1)?, last_id: row.int(2)? }),
            };
            Ok((batch, row.int(3)?))
        };
        let (batch, now_held) = read().map_err(EngineError::Broken)?;
        match self.role {
            Role::Writer { epoch } if epoch != now_held => {
                self.is_fenced = true;
                Err(EngineError::Lost)
            }
            _ => Ok(batch),
        }
    }

    #[expect(clippy::disallowed_methods, reason = "a lease is renewed in real time")]
    fn tend(&mut self) -> Answer<()> {
        match self.role {
            _ if self.is_fenced => Err(EngineError::Fenced),
            Role::Writer { epoch } if self.renewed.elapsed() >= RENEWED_EVERY => {
                self.renewed = Instant::now();
                self.renew(epoch)
            }
            _ => Ok(()),
        }
    }

    fn run_script(&mut self, sql: &str) -> Answer<()> {
        self.settle()?;
        self.may_be_open = true;
        self.through(|link| link.script(sql))
    }
}

impl Drop for PostgresEngine {
    /// The next holder need not wait for a lease to run out that nobody needs.
    fn drop(&mut self) {
        self.abandon();
        if let Role::Writer { epoch } = self.role {
            self.send(vec![Step::question(RELEASE, params![epoch])]).ok();
        }
    }
}

/// Opens a session. A writer first ends what is left of its own earlier session, so that the fate
/// of a commit that was under way is settled before anyone looks.
fn attach(config: &PostgresConfig, role: Role) -> Answer<Link> {
    let mut link = Link::open(config, role)?;
    if let Role::Writer { epoch } = role {
        if !link.end_sessions(role)? {
            return Err(EngineError::Conflict);
        }
        let rows = link.send(vec![Step::question(CLOCK_AND_EPOCH, &[])])?;
        let held = rows.first().and_then(|row| row.int(1).ok());
        if held != Some(epoch) {
            return Err(EngineError::Fenced);
        }
    }
    Ok(link)
}
