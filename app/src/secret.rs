//! The market's secret: tokens are derived from it. It lies outside the store.

use anyhow::{Context, Result};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Reads the key file in a folder; makes it, readable by its owner alone, if it is not there.
pub(crate) fn read_or_make(folder: &Path) -> Result<[u8; 32]> {
    let path = folder.join("secret.key");
    if !path.exists() {
        make(&path).with_context(|| format!("making {}", path.display()))?;
    }
    let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    bytes.try_into().ok().with_context(|| {
        format!("{} is damaged: it should hold 32 bytes. Restore it from a backup", path.display())
    })
}

fn make(path: &Path) -> Result<()> {
    let mut key = [0; 32];
    rand::TryRngCore::try_fill_bytes(&mut rand::rngs::OsRng, &mut key)?;
    let fresh = path.with_extension("new");
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
    file.write_all(&key)?;
    file.sync_all()?;
    // A second process that was quicker keeps its key: a link never replaces.
    fs::hard_link(&fresh, path).or_else(|error| if path.exists() { Ok(()) } else { Err(error) })?;
    fs::remove_file(&fresh)?;
    // The name is only there for good once its folder is synced.
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
