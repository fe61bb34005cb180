//! The file of a store on SQLite, held open beside SQLite so that it can be synced while the
//! writer goes on: SQLite itself syncs it only in the call that brings in the last of the log.
//!
//! A process that closes any of its openings of a file loses all its locks on it (POSIX, `fcntl`),
//! those of SQLite's other connections too. So a process opens the file once, before its first
//! connection, and closes it after its last one.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, canonicalize};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What this process has open, by the file's own path.
static OPEN: Mutex<BTreeMap<PathBuf, Opening>> = Mutex::new(BTreeMap::new());

struct Opening {
    file: Arc<File>,
    holders: usize,
}

/// Keeps a store's file open; whoever has a connection to it holds one, and lets it go afterwards.
pub(crate) struct Held {
    path: PathBuf,
}

impl Held {
    /// Opens the file, or shares the opening; one that writes creates it.
    pub(crate) fn open(path: &Path, reads_only: bool) -> io::Result<Self> {
        let mut open = openings();
        if !reads_only && !path.exists() {
            OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        }
        let path = canonicalize(path)?;
        if let Some(opening) = open.get_mut(&path) {
            opening.holders += 1;
        } else {
            let file = Arc::new(File::open(&path)?);
            open.insert(path.clone(), Opening { file, holders: 1 });
        }
        Ok(Self { path })
    }

    /// Waits until what was written to the file is on the disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        let file = openings().get(&self.path).map(|opening| Arc::clone(&opening.file));
        file.map_or(Ok(()), |file| file.sync_data())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut open = openings();
        if let Some(opening) = open.get_mut(&self.path) {
            opening.holders -= 1;
            if opening.holders == 0 {
                open.remove(&self.path);
            }
        }
    }
}

/// A panic while it was locked has left it whole: each change is one call.
fn openings() -> MutexGuard<'static, BTreeMap<PathBuf, Opening>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn holders(path: &Path) -> usize {
        let path = canonicalize(path).expect("a path");
        openings().get(&path).map_or(0, |opening| opening.holders)
    }

    #[test]
    fn a_file_is_opened_once_and_closed_by_the_last_who_holds_it() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("a.db");
        assert!(Held::open(&path, true).is_err(), "a reader creates nothing");
        let one = Held::open(&path, false).expect("opened");
        let other = Held::open(&folder.path().join("./a.db"), true).expect("shared");
        assert_eq!(holders(&path), 2);
        drop(one);
        other.sync().expect("synced");
        assert_eq!(holders(&path), 1);
        drop(other);
        assert_eq!(holders(&path), 0);
    }
}
