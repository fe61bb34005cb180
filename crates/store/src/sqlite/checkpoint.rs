//! Brings what stands in the log into the store's file, beside the writer: it only waits for the
//! last part, between two batches.

use super::connect;
use rusqlite::Connection;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Between two looks at a log that grows.
const PAUSE: Duration = Duration::from_millis(200);
/// Pages in the log from which the writer brings in the last part itself, so that the log begins
/// anew: 32 MiB.
const LONG_LOG: i64 = 8_000;

/// A thread with a connection of its own. It ends when this is dropped.
pub(super) struct Checkpoints {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    news: Mutex<News>,
    told: Condvar,
    is_long: AtomicBool,
}

#[derive(Default)]
struct News {
    has_grown: bool,
    is_over: bool,
}

impl Checkpoints {
    /// Without a thread the log is brought in by the writer alone.
    #[expect(clippy::disallowed_methods, reason = "the store owns this thread")]
    pub(super) fn beside(path: &Path) -> Self {
        let shared = Arc::new(Shared::default());
        let (its, path) = (Arc::clone(&shared), path.to_owned());
        let name = "store-checkpoints".to_owned();
        let thread = std::thread::Builder::new().name(name).spawn(move || its.run(&path));
        if let Err(cause) = &thread {
            tracing::warn!(%cause, "checkpoints are made by the writer");
        }
        Self { shared, thread: thread.ok() }
    }

    /// A commit has made the log longer.
    pub(super) fn note_commit(&self) {
        let mut news = self.shared.lock();
        if !std::mem::replace(&mut news.has_grown, true) {
            self.shared.told.notify_one();
        }
    }

    /// Between two batches: brings in the last part of a long log, which lets it begin anew.
    pub(super) fn finish(&self, writer: &Connection) {
        if self.shared.is_long.swap(false, Ordering::Relaxed) {
            checkpoint(writer);
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.shared.lock().is_over = true;
        self.shared.told.notify_one();
        if let Some(thread) = self.thread.take() {
            // It cannot have panicked, and there is nothing to do if it has.
            thread.join().ok();
        }
    }
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, path: &Path) {
        let Ok(connection) = connect(path, false) else { return };
        while self.wait_for_growth() {
            if checkpoint(&connection) > LONG_LOG {
                self.is_long.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Waits until the log has grown and a while longer, so that a page that changes often is
    /// written once; `false` at the end.
    fn wait_for_growth(&self) -> bool {
        let idle = |news: &mut News| !news.has_grown && !news.is_over;
        let news = self.told.wait_while(self.lock(), idle);
        let news = news.unwrap_or_else(PoisonError::into_inner);
        let waited = self.told.wait_timeout_while(news, PAUSE, |news| !news.is_over);
        let (mut news, _) = waited.unwrap_or_else(PoisonError::into_inner);
        news.has_grown = false;
        !news.is_over
    }
}

/// As much as can be done without anyone waiting; gives the pages that the log has.
fn checkpoint(connection: &Connection) -> i64 {
    let pages = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1));
    match pages {
        Ok(pages) => pages,
        Err(cause) => {
            tracing::warn!(%cause, "a checkpoint failed; the log grows until one succeeds");
            0
        }
    }
}
