//! Photos and papers, each under a name that its bytes determine: in a folder beside the store, or
//! wherever the binary keeps them.

use axum::body::{Body, Bytes};
use kernel::{Outcome, Stop};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::AsyncReadExt;

/// Bytes of a file in memory while it is sent.
const PIECE: usize = 64 * 1024;

/// Where photos and papers lie. Both verbs block.
pub trait Files: Send + Sync {
    /// Keeps a file under a name that its bytes determine; it is durable before this returns.
    fn keep(&self, name: &str, bytes: &[u8]) -> Outcome<()>;
    /// The bytes of a kept file; a name from outside must have been checked before.
    fn find(&self, name: &str) -> Outcome<Vec<u8>>;
}

/// A folder of files.
#[derive(Debug, Clone)]
pub struct Folder(pub PathBuf);

impl Files for Folder {
    fn keep(&self, name: &str, bytes: &[u8]) -> Outcome<()> {
        keep_file(&self.0, name, bytes)
    }

    fn find(&self, name: &str) -> Outcome<Vec<u8>> {
        fs::read(self.0.join(name)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Stop::Absent,
            _ => fault(error),
        })
    }
}

/// Keeps a file under a name that its bytes determine, durable before this returns: written beside
/// it, synced, then renamed, then the folder synced. Blocks.
fn keep_file(folder: &Path, name: &str, bytes: &[u8]) -> Outcome<()> {
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

/// A file as a body that is read as it is sent, so that it takes no memory.
pub async fn send_file(path: &Path) -> Outcome<Body> {
    let file = tokio::fs::File::open(path).await.map_err(|error| match error.kind() {
        ErrorKind::NotFound => Stop::Absent,
        _ => fault(error),
    })?;
    let pieces = futures_util::stream::unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        match file.read(&mut piece).await {
            Ok(0) => None,
            Ok(count) => {
                piece.truncate(count);
                Some((Ok(Bytes::from(piece)), file))
            }
            Err(error) => Some((Err(error), file)),
        }
    });
    Ok(Body::from_stream(pieces))
}

fn fault(error: std::io::Error) -> Stop {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Stop::StoreDown,
        _ => Stop::Fault(anyhow::Error::new(error).context("the files folder")),
    }
}
