//! SQLite's log is brought into the file by a thread of its own, so that the writer neither copies
//! pages nor waits for the file's sync.
//!
//! The log begins anew only when all of it has been brought in, and the writer goes on meanwhile.
//! So the thread goes round until little is left, and the writer brings in that little rest,
//! between two batches, after the callers have their answers. It also waits until nobody reads
//! from the log: while somebody does, it does not begin anew, and with many readers there is
//! always one.
//!
//! SQLite syncs the file in the call that brings in the last page, which is the writer's. So the
//! thread syncs what it has brought before, and leaves the writer little of that, too.

use crate::held::Held;
use crate::sqlite::{BUSY, connect};
use rusqlite::hooks::Wal;
use rusqlite::wal::CheckpointMode as Mode;
use rusqlite::{Connection, ErrorCode, MAIN_DB};
use std::ffi::c_int;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Pages (4 KiB) of the log after which it is brought in. A page that many commits change is then
/// brought in once for all of them; the figures are in decision 0019.
const LOG_PAGES: u64 = 64_000;
/// The log grows by this part before it is tried again, where a reader kept it from beginning anew.
const AGAIN_PART: u64 = 8;
/// So few pages are left to the writer, to bring in and to sync.
const REST_PAGES: u64 = 500;
/// Rounds of the thread, after which the writer takes what is left, however much.
const ROUNDS: usize = 16;
/// The writer waits so long for those who read from the log, so that it can begin anew; most read
/// for less than a millisecond.
const LONGEST_WAIT: Duration = Duration::from_millis(20);

/// What the writer tells and hears.
#[derive(Default)]
struct Log {
    /// Pages in it after the last commit.
    pages: AtomicU64,
    /// The thread has done what it can.
    is_brought: AtomicBool,
}

/// Brings the log of one store into its file, for as long as it lives.
pub(crate) struct Checkpointer {
    log: Arc<Log>,
    orders: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    is_out: bool,
    long_at: u64,
    next_at: u64,
}

impl Checkpointer {
    /// Starts the thread for the store at `path`.
    pub(crate) fn start(path: &Path) -> std::io::Result<Self> {
        Self::start_with(path, LOG_PAGES)
    }

    /// The same, for a log that is long at other pages.
    #[expect(clippy::disallowed_methods, reason = "the store owns its threads")]
    fn start_with(path: &Path, long_at: u64) -> std::io::Result<Self> {
        let log = Arc::new(Log::default());
        let (orders, ordered) = sync_channel(1);
        let (path, told, held) = (path.to_owned(), Arc::clone(&log), Held::open(path, false)?);
        let thread = std::thread::Builder::new()
            .name("store-log".to_owned())
            .spawn(move || work((&path, &held), &told, &ordered))?;
        Ok(Self {
            log,
            orders: Some(orders),
            thread: Some(thread),
            is_out: false,
            long_at,
            next_at: long_at,
        })
    }

    /// Counts the log's pages after each commit of the connection that writes.
    pub(crate) fn watch(&self, writer: &mut Connection) -> rusqlite::Result<()> {
        let log = Arc::clone(&self.log);
        writer.wal_hook(Some(move |_: &mut Wal, pages: c_int| {
            log.pages.store(u64::try_from(pages).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))
    }

    /// Sends the thread out when the log is long, and brings in what it left; between two batches.
    pub(crate) fn tend(&mut self, writer: &Connection) {
        let pages = self.log.pages.load(Ordering::Relaxed);
        if self.log.is_brought.swap(false, Ordering::Acquire) {
            self.is_out = false;
            self.bring_rest(writer, pages);
        } else if !self.is_out && pages >= self.next_at {
            self.is_out = self.orders.as_ref().is_some_and(|orders| orders.try_send(()).is_ok());
            if !self.is_out {
                self.bring_rest(writer, pages);
            }
        }
    }

    fn bring_rest(&mut self, writer: &Connection, pages: u64) {
        let began = writer.busy_timeout(LONGEST_WAIT).map(|()| bring(writer, Mode::RESTART));
        if let Ok(Some(_)) = began {
            self.log.pages.store(0, Ordering::Relaxed);
            self.next_at = self.long_at;
        } else {
            self.next_at = pages + self.long_at / AGAIN_PART;
        }
        if let Err(error) = writer.busy_timeout(BUSY) {
            tracing::warn!(%error, "the writer waits for locks as long as for readers");
        }
    }
}

impl Drop for Checkpointer {
    /// Waits for the thread: afterwards the file rests.
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // It has nothing to tell; a panic of it was logged by the process.
            thread.join().ok();
        }
    }
}

fn work((path, held): (&Path, &Held), log: &Log, orders: &Receiver<()>) {
    let mut connection = None;
    while orders.recv().is_ok() {
        match connection.take().map_or_else(|| connect(path, false), Ok) {
            Ok(own) => {
                bring_most((&own, held), log);
                connection = Some(own);
            }
            Err(error) => tracing::warn!(%error, "the log cannot be brought into the store's file"),
        }
        log.is_brought.store(true, Ordering::Release);
    }
}

/// Goes round until the writer has added little meanwhile, then syncs; while that took long enough
/// for more to come in, again.
fn bring_most((connection, held): (&Connection, &Held), log: &Log) {
    let mut synced = 0;
    for _ in 0..ROUNDS {
        let Some(brought) = bring(connection, Mode::PASSIVE) else { return };
        if log.pages.load(Ordering::Relaxed).saturating_sub(brought) >= REST_PAGES {
            continue;
        }
        if brought.saturating_sub(synced) < REST_PAGES {
            return;
        }
        if let Err(error) = held.sync() {
            tracing::warn!(%error, "the store's file could not be synced");
            return;
        }
        synced = brought;
    }
}

/// Brings in what nobody reads from the log any more; tells how many of its pages are in the file.
/// A failure is for the next time: what is committed stands in the log.
fn bring(connection: &Connection, mode: Mode) -> Option<u64> {
    match connection.wal_checkpoint_v2(Some(MAIN_DB), mode) {
        Ok((_, brought)) => Some(u64::try_from(brought).unwrap_or(0)),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => None,
        Err(error) => {
            tracing::warn!(%error, "the log could not be brought into the store's file");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    const LONG: u64 = 200;
    /// So many commits the thread may take to come round, before a test gives up.
    const MOST_COMMITS: usize = 50_000;

    struct Room {
        folder: TempDir,
        writer: Connection,
        checkpointer: Checkpointer,
        rows: i64,
    }

    impl Room {
        fn new() -> Self {
            Self::with_long_at(LONG)
        }

        fn with_long_at(long_at: u64) -> Self {
            let folder = TempDir::new().expect("a folder");
            let path = folder.path().join("a.db");
            let mut writer = connect(&path, false).expect("a store");
            writer.execute_batch("CREATE TABLE a (b BLOB NOT NULL) STRICT").expect("a table");
            let checkpointer = Checkpointer::start_with(&path, long_at).expect("a thread");
            checkpointer.watch(&mut writer).expect("watched");
            Self { folder, writer, checkpointer, rows: 0 }
        }

        fn path(&self) -> std::path::PathBuf {
            self.folder.path().join("a.db")
        }

        /// One commit and what follows it; tells how long SQLite says the log is with it.
        fn commit(&mut self) -> u64 {
            self.writer.execute("INSERT INTO a (b) VALUES (zeroblob(5000))", []).expect("a row");
            self.rows += 1;
            let pages = self.checkpointer.log.pages.load(Ordering::Relaxed);
            self.checkpointer.tend(&self.writer);
            pages
        }

        /// Commits until the log has begun anew; tells how long it was at most.
        fn until_anew(&mut self) -> u64 {
            let mut longest = 0;
            for _ in 0..MOST_COMMITS {
                let pages = self.commit();
                if pages < longest {
                    return longest;
                }
                longest = pages;
            }
            panic!("the log has never begun anew; it has {longest} pages");
        }
    }

    fn count(connection: &Connection) -> i64 {
        connection.query_row("SELECT COUNT(*) FROM a", [], |row| row.get(0)).expect("a count")
    }

    #[test]
    fn a_log_begins_anew_again_and_again_while_the_writer_goes_on() {
        let mut room = Room::new();
        for _ in 0..3 {
            assert!(room.until_anew() >= LONG, "not before it is long");
        }
        assert_eq!(count(&room.writer), room.rows);
    }

    #[test]
    fn a_log_that_is_worth_a_sync_of_its_own_begins_anew_too() {
        let mut room = Room::with_long_at(3 * REST_PAGES);
        assert!(room.until_anew() >= 3 * REST_PAGES);
        assert_eq!(count(&room.writer), room.rows);
    }

    #[test]
    fn a_reader_keeps_what_it_sees_and_holds_up_nobody() {
        let mut room = Room::new();
        room.commit();
        let reader = connect(&room.path(), true).expect("a reader");
        reader.execute_batch("BEGIN").expect("begun");
        assert_eq!(count(&reader), 1);
        while room.commit() < LONG * 3 {}
        assert_eq!(count(&reader), 1, "the reader still sees its own moment");
        reader.execute_batch("COMMIT").expect("ended");
        room.until_anew();
        assert_eq!(count(&reader), room.rows);
    }

    #[test]
    fn afterwards_the_file_alone_is_the_store() {
        let mut room = Room::new();
        room.until_anew();
        let (path, rows) = (room.path(), room.rows);
        let Room { folder, writer, checkpointer, .. } = room;
        drop(checkpointer);
        drop(writer);
        assert!(!folder.path().join("a.db-wal").exists(), "nobody uses the log any more");
        assert_eq!(count(&connect(&path, true).expect("a reader")), rows);
    }
}
