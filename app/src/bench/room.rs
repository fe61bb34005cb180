//! A store of its own for a benchmark, thrown away afterwards.

use anyhow::{Result, bail};
use std::path::PathBuf;
use store::Address;

/// A folder that vanishes with the benchmark; on PostgreSQL the database must be empty and is left
/// as it is.
pub(crate) struct Room {
    /// Where the store lies.
    pub(crate) address: Address,
    folder: Option<PathBuf>,
}

impl Room {
    /// Beside the store that was named, so that the same disk is measured.
    pub(crate) fn beside(store: &Address) -> Result<Self> {
        let Address::Sqlite(path) = store else {
            return Ok(Self { address: store.clone(), folder: None });
        };
        let folder = path.with_extension(format!("bench-{}", std::process::id()));
        if folder.exists() {
            bail!("{} is in the way; remove it", folder.display());
        }
        std::fs::create_dir_all(&folder)?;
        let address = Address::Sqlite(folder.join("jishi.db"));
        Ok(Self { address, folder: Some(folder) })
    }

    /// A file of this name in the room; `None` on PostgreSQL.
    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(name))
    }

    /// A folder for what lies beside a store.
    pub(crate) fn files(&self) -> Result<PathBuf> {
        let folder = self.path("beside").unwrap_or_else(|| {
            std::env::temp_dir().join(format!("jishi-bench-{}", std::process::id()))
        });
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// A copy of the store's file for the floor; `None` on PostgreSQL. The store must be closed.
    pub(crate) fn copy(&self, name: &str) -> Result<Option<PathBuf>> {
        let (Some(folder), Address::Sqlite(path)) = (&self.folder, &self.address) else {
            return Ok(None);
        };
        let copy = folder.join(name);
        std::fs::copy(path, &copy)?;
        Ok(Some(copy))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // What cannot be removed is left for the operator to see.
            std::fs::remove_dir_all(folder).ok();
        }
    }
}
