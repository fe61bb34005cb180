//! Files beside the store, each under the hash of its bytes.

use kernel::{Outcome, Stop};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Keeps a file under a name that its bytes determine, durable before this returns: written beside
/// it, synced, then renamed, then the folder synced. Blocks.
pub fn keep_file(folder: &Path, name: &str, bytes: &[u8]) -> Outcome<()> {
    static NTH: AtomicU64 = AtomicU64::new(0);
    let path = folder.join(name);
    if path.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(fault)?;
    let nth = NTH.fetch_add(1, Ordering::Relaxed);
    let beside = folder.join(format!(".{name}.{}.{nth}", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &path)?;
        File::open(folder)?.sync_all()
    });
    written.map_err(|error| {
        // Whether it can be removed or not, the error to tell is the first one.
        fs::remove_file(&beside).ok();
        fault(error)
    })
}

/// The bytes of a kept file; a name from outside must have been checked before. Blocks.
pub fn find_file(folder: &Path, name: &str) -> Outcome<Vec<u8>> {
    fs::read(folder.join(name)).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Stop::Absent,
        _ => fault(error),
    })
}

fn fault(error: std::io::Error) -> Stop {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Stop::StoreDown,
        _ => Stop::Fault(anyhow::Error::new(error).context("the files folder")),
    }
}
