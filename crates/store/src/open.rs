//! The store as its callers hold it: opened once, cloned freely.

use crate::Tx;
use crate::clock::{Clock, ClockWatch, SystemClock};
use crate::engine::{Answer, Engine, EngineError};
use crate::follower::Reaction;
use crate::migrate::{Dialect, MigrateError, Migration, migrate};
use crate::outbox::Positions;
use crate::place::{Address, lock, refuse_network_file_system};
use crate::postgres::PostgresEngines;
use crate::queue::{Act, Lane, Queue};
use crate::reader::{Reader, Readers};
use crate::sqlite::SqliteEngine;
use crate::writer::{Ended, Writer, last_of};
use kernel::{Outcome, Stop};
use rand::SeedableRng;
use rand_chacha::ChaCha12Rng;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a process that is not the writer waits before it asks for the lease again.
const LEASE_PATIENCE: Duration = Duration::from_millis(400);

/// The writer's place, when this process has it.
pub struct Seat {
    /// The connection that writes.
    pub engine: Box<dyn Engine>,
    /// The node number in ids: 0 on SQLite, leased on PostgreSQL.
    pub node: i64,
}

/// Makes connections. The two real kinds are SQLite and PostgreSQL; tests wrap them to inject
/// faults.
pub trait Engines: Send + Sync {
    /// The writer's seat, or `None` while another process has it.
    fn writer(&self) -> Answer<Option<Seat>>;
    /// A connection that only reads.
    fn reader(&self) -> Answer<Box<dyn Engine>>;
    /// A connection for migrations, before anything else runs.
    fn migrator(&self) -> Answer<Box<dyn Engine>>;
    /// How this database spells the type words.
    fn dialect(&self) -> Dialect;
    /// Where the process that writes can be reached, if it is another one.
    fn writer_address(&self) -> Answer<Option<String>>;
}

/// Why a store did not open.
#[derive(Debug)]
pub enum OpenError {
    /// Said in words for whoever typed the command.
    Place(anyhow::Error),
    /// The store was written by a newer program.
    Newer(Vec<String>),
    /// The database failed.
    Engine(EngineError),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Place(cause) => write!(f, "{cause:#}"),
            Self::Newer(steps) => write!(
                f,
                "this store was written by a newer jishi (it has {}). Use that version",
                steps.join(", ")
            ),
            Self::Engine(cause) => write!(f, "the store does not open: {cause}"),
        }
    }
}

impl std::error::Error for OpenError {}

impl From<EngineError> for OpenError {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

impl From<MigrateError> for OpenError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Newer { unknown } => Self::Newer(unknown),
            MigrateError::Buckets(buckets) => Self::Place(anyhow::anyhow!(
                "this store was made by an unreleased jishi: its events and timers lie in \
                 {buckets} buckets, not in {}. Begin a new store, or use the jishi that made it",
                crate::BUCKETS
            )),
            MigrateError::Engine(error) => Self::Engine(error),
        }
    }
}

/// How a store is opened.
pub struct Options {
    /// The tables of every domain, in the domains' order.
    pub migrations: Vec<Migration>,
    /// What must happen in the same transaction as certain events.
    pub reactions: Vec<Reaction>,
    /// A clock set by hand; `None` is the machine's clock, or the database's on PostgreSQL.
    pub clock: Option<Arc<dyn Clock>>,
    /// Reading threads; two a core is right.
    pub readers: usize,
    /// Where other processes on the same PostgreSQL reach this one, as `host:port`.
    pub own_address: String,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            migrations: Vec::new(),
            reactions: Vec::new(),
            clock: None,
            readers: 2 * cores,
            own_address: String::new(),
        }
    }
}

/// Counters of a running store.
#[derive(Debug, Default)]
pub struct Numbers {
    position: AtomicI64,
    commits: AtomicU64,
    pub(crate) closures: AtomicU64,
    pub(crate) reruns: AtomicU64,
}

/// The counters at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snapshot {
    /// The last committed batch.
    pub position: i64,
    /// Commits since the store was opened.
    pub commits: u64,
    /// Closures that were answered after a commit.
    pub closures: u64,
    /// Batches run again after a conflict, a miss or a lost answer.
    pub reruns: u64,
    /// Closures waiting now.
    pub waiting: usize,
    /// Whether timers stand because the clock jumped.
    pub timers_stand: bool,
}

impl Numbers {
    pub(crate) fn position(&self) -> i64 {
        self.position.load(Ordering::Acquire)
    }

    pub(crate) fn opened_at(&self, position: i64) {
        self.position.store(position, Ordering::Release);
    }

    pub(crate) fn committed(&self, position: i64) {
        self.position.store(position, Ordering::Release);
        self.commits.fetch_add(1, Ordering::Relaxed);
    }
}

struct Inner {
    engines: Arc<dyn Engines>,
    queue: Arc<Queue>,
    readers: Arc<Readers>,
    numbers: Arc<Numbers>,
    clock_jumped: Arc<AtomicBool>,
    is_writer: Arc<AtomicBool>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    path: Option<PathBuf>,
    _lock: Option<File>,
}

/// An open store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

impl Store {
    /// Opens a store, creating and migrating it as needed.
    pub fn open(address: &Address, options: Options) -> Result<Self, OpenError> {
        match address {
            Address::Sqlite(path) => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new("."));
                let place = |error: std::io::Error| {
                    OpenError::Place(anyhow::anyhow!("{}: {error}", folder.display()))
                };
                std::fs::create_dir_all(folder).map_err(place)?;
                refuse_network_file_system(folder).map_err(OpenError::Place)?;
                let held = lock(path).map_err(OpenError::Place)?;
                let engines = engines_at(address, &options.own_address);
                Self::start(engines, options, Some(path.clone()), Some(held))
            }
            Address::Postgres(_) => {
                let engines = engines_at(address, &options.own_address);
                Self::start(engines, options, None, None)
            }
        }
    }

    /// Opens a store on connections made elsewhere; for tests that inject faults.
    pub fn open_with(engines: Arc<dyn Engines>, options: Options) -> Result<Self, OpenError> {
        Self::start(engines, options, None, None)
    }

    fn start(
        engines: Arc<dyn Engines>,
        options: Options,
        path: Option<PathBuf>,
        lock: Option<File>,
    ) -> Result<Self, OpenError> {
        let is_real = options.clock.is_none();
        let clock = options.clock.unwrap_or_else(|| Arc::new(SystemClock));
        let mut migrator = engines.migrator()?;
        migrate(&mut *migrator, engines.dialect(), &options.migrations, clock.now())?;
        let last = migrator.last_batch()?;
        drop(migrator);
        let inner = Arc::new(Inner {
            engines,
            queue: Arc::default(),
            readers: Arc::default(),
            numbers: Arc::default(),
            clock_jumped: Arc::default(),
            is_writer: Arc::default(),
            threads: Mutex::default(),
            path,
            _lock: lock,
        });
        inner.start_readers(options.readers.max(1), &clock, is_real)?;
        let first = inner.engines.writer()?;
        if let Some(batch) = last {
            inner.numbers.opened_at(batch.id);
        }
        inner.start_writer(first, options.reactions.into(), clock, is_real)?;
        Ok(Self(inner))
    }

    /// Runs a closure in the writer's next batch and answers once it is durable. The closure may be
    /// run several times and must have no effect outside its `Tx`.
    pub async fn write<T: Send + 'static>(
        &self,
        name: &'static str,
        act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        self.write_in(Lane::People, name, act).await
    }

    /// The same, in a lane.
    pub async fn write_in<T: Send + 'static>(
        &self,
        lane: Lane,
        name: &'static str,
        act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (job, answer) = Act::new(name, act);
        self.0.queue.push(lane, job, false);
        answer.await.unwrap_or(Err(Stop::Unknown))
    }

    /// Runs a closure to see what it would do, and undoes it; nothing is written.
    pub async fn preview<T: Send + 'static>(
        &self,
        name: &'static str,
        act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (job, answer) = Act::new(name, act);
        self.0.queue.push(Lane::People, job, true);
        answer.await.unwrap_or(Err(Stop::Unknown))
    }

    /// Runs a closure on a read-only snapshot, on a thread of its own.
    pub async fn read<T: Send + 'static>(
        &self,
        name: &'static str,
        look: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (job, answer) = Act::new(name, look);
        self.0.readers.push(job);
        answer.await.unwrap_or(Err(Stop::Busy { retry_after_s: 1 }))
    }

    /// The counters now.
    pub fn numbers(&self) -> Snapshot {
        let numbers = &self.0.numbers;
        Snapshot {
            position: numbers.position(),
            commits: numbers.commits.load(Ordering::Relaxed),
            closures: numbers.closures.load(Ordering::Relaxed),
            reruns: numbers.reruns.load(Ordering::Relaxed),
            waiting: self.0.queue.depth(),
            timers_stand: self.0.clock_jumped.load(Ordering::Relaxed),
        }
    }

    /// Whether this process is the one that writes.
    pub fn is_writer(&self) -> bool {
        self.0.is_writer.load(Ordering::Acquire)
    }

    /// Where the process that writes can be reached, if it is another one.
    pub fn writer_address(&self) -> Option<String> {
        if self.is_writer() { None } else { self.0.engines.writer_address().ok().flatten() }
    }

    /// The store's file, on SQLite.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// Takes no more, lets the queue run empty, and ends the threads. Nothing answered is lost.
    pub fn close(&self) {
        self.0.queue.close();
        self.0.readers.close();
        let mut threads = self.0.threads.lock().unwrap_or_else(PoisonError::into_inner);
        for thread in threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread of the store had panicked");
            }
        }
    }
}

impl Inner {
    #[expect(clippy::disallowed_methods, reason = "the store owns its threads")]
    fn spawn(&self, name: &str, run: impl FnOnce() + Send + 'static) -> Result<(), OpenError> {
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(run);
        let thread = thread.map_err(|error| OpenError::Place(error.into()))?;
        self.threads.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
        Ok(())
    }

    fn start_readers(
        &self,
        count: usize,
        clock: &Arc<dyn Clock>,
        is_real: bool,
    ) -> Result<(), OpenError> {
        for _ in 0..count {
            let reader = Reader {
                engine: self.engines.reader()?,
                readers: Arc::clone(&self.readers),
                clock: Arc::clone(clock),
                is_real,
                numbers: Arc::clone(&self.numbers),
            };
            self.spawn("store-reader", move || reader.run())?;
        }
        Ok(())
    }

    fn start_writer(
        &self,
        first: Option<Seat>,
        reactions: Arc<[Reaction]>,
        clock: Arc<dyn Clock>,
        is_real: bool,
    ) -> Result<(), OpenError> {
        let keeper = Keeper {
            engines: Arc::clone(&self.engines),
            queue: Arc::clone(&self.queue),
            numbers: Arc::clone(&self.numbers),
            reactions,
            clock,
            is_real,
            clock_jumped: Arc::clone(&self.clock_jumped),
            is_writer: Arc::clone(&self.is_writer),
        };
        self.is_writer.store(first.is_some(), Ordering::Release);
        self.spawn("store-writer", move || keeper.run(first))
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.queue.close();
        self.readers.close();
    }
}

/// Keeps a writer running while this process has the seat, and asks for the seat while it has not.
struct Keeper {
    engines: Arc<dyn Engines>,
    queue: Arc<Queue>,
    numbers: Arc<Numbers>,
    reactions: Arc<[Reaction]>,
    clock: Arc<dyn Clock>,
    is_real: bool,
    clock_jumped: Arc<AtomicBool>,
    is_writer: Arc<AtomicBool>,
}

impl Keeper {
    fn run(self, mut seat: Option<Seat>) {
        loop {
            if let Some(seat) = seat.take() {
                let ended = self.write_until_ended(seat);
                self.is_writer.store(false, Ordering::Release);
                match ended {
                    Ok(Ended::Closed) => return,
                    Ok(Ended::LostSeat(error)) | Err(error) => {
                        tracing::warn!(%error, "this process is not the writer any more");
                    }
                }
            }
            if !self.queue.refuse_for(LEASE_PATIENCE) {
                return;
            }
            seat = self.engines.writer().unwrap_or_else(|error| {
                tracing::warn!(%error, "asking for the writer's seat");
                None
            });
        }
    }

    fn write_until_ended(&self, seat: Seat) -> Answer<Ended> {
        let mut engine = seat.engine;
        let last = last_of(&mut *engine)?;
        self.numbers.opened_at(last.id);
        self.is_writer.store(true, Ordering::Release);
        let watch = ClockWatch::new(Arc::clone(&self.clock_jumped), self.is_real);
        let writer = Writer {
            engine,
            queue: Arc::clone(&self.queue),
            clock: Arc::clone(&self.clock),
            watch,
            reactions: Arc::clone(&self.reactions),
            numbers: Arc::clone(&self.numbers),
            last,
            is_unsure: false,
            node: seat.node,
            positions: Positions::default(),
            seed: ChaCha12Rng::from_os_rng(),
        };
        Ok(writer.run())
    }
}

/// The connections of a store: what tests and benchmarks wrap. Other processes reach this one at
/// `own_address`.
pub fn engines_at(address: &Address, own_address: &str) -> Arc<dyn Engines> {
    match address {
        Address::Sqlite(path) => Arc::new(SqliteFile(path.clone())),
        Address::Postgres(url) => Arc::new(PostgresEngines::new(url, own_address)),
    }
}

/// Connections to one SQLite file.
struct SqliteFile(PathBuf);

impl Engines for SqliteFile {
    fn writer(&self) -> Answer<Option<Seat>> {
        let engine = SqliteEngine::writer(&self.0)?;
        Ok(Some(Seat { engine: Box::new(engine), node: 0 }))
    }

    fn reader(&self) -> Answer<Box<dyn Engine>> {
        Ok(Box::new(SqliteEngine::reader(&self.0)?))
    }

    fn migrator(&self) -> Answer<Box<dyn Engine>> {
        Ok(Box::new(SqliteEngine::writer(&self.0)?))
    }

    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn writer_address(&self) -> Answer<Option<String>> {
        Ok(None)
    }
}
