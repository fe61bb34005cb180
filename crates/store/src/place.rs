//! Where a store lies, and whether it may lie there.

use anyhow::{Context, Result, bail};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where a store lies: `sqlite:PATH` or `postgres://user@host:port/name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// One file.
    Sqlite(PathBuf),
    /// A PostgreSQL database, as a connection URL.
    Postgres(String),
}

impl FromStr for Address {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        if let Some(path) = text.strip_prefix("sqlite:").filter(|path| !path.is_empty()) {
            return Ok(Self::Sqlite(path.into()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        bail!("a store is sqlite:PATH or postgres://user@host:port/name, not {text:?}")
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            // A password in the URL is nobody's business.
            Self::Postgres(url) => match url.rsplit_once('@') {
                Some((_, place)) => write!(f, "postgres://…@{place}"),
                None => f.write_str(url),
            },
        }
    }
}

/// File systems on which locks or syncs cannot be trusted.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "ceph",
    "glusterfs",
    "afs",
    "lustre",
    "beegfs",
    "fuse.sshfs",
    "fuse.glusterfs",
    "fuse.s3fs",
    "fuse.rclone",
    "ocfs2",
    "gfs2",
];

/// Refuses a folder on a network file system: locks and syncs there lose data.
pub fn refuse_network_file_system(folder: &Path) -> Result<()> {
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let folder = folder.canonicalize().with_context(|| format!("{}", folder.display()))?;
    refuse_network_mount(&folder, &mounts)
}

fn refuse_network_mount(folder: &Path, mounts: &str) -> Result<()> {
    let mount = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            Some((words.next()?.replace("\\040", " "), words.next()?))
        })
        .filter(|(point, _)| folder.starts_with(point))
        .max_by_key(|(point, _)| point.len());
    match mount {
        Some((point, kind)) if NETWORK.contains(&kind) => bail!(
            "{} lies on {point}, a network file system ({kind}), where a store would lose data. \
             Put it on a local disk, or use PostgreSQL (--store postgres://…)",
            folder.display()
        ),
        _ => Ok(()),
    }
}

/// Held for as long as the store is open; a second process on the same file is refused.
pub(crate) fn lock(path: &Path) -> Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&name)
        .with_context(|| format!("opening {}", Path::new(&name).display()))?;
    if file.try_lock().is_err() {
        bail!(
            "another process has {} open. Stop it first, or run several on PostgreSQL \
             (--store postgres://…)",
            path.display()
        );
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_mount_decides() {
        let mounts = "/dev/vda / ext4 rw 0 0\nsrv:/x /mnt/far nfs4 rw 0 0\n\
                      /dev/vdb /mnt/far/near ext4 rw 0 0\n";
        assert!(refuse_network_mount(Path::new("/mnt/far/shop"), mounts).is_err());
        assert!(refuse_network_mount(Path::new("/mnt/far/near/shop"), mounts).is_ok());
        assert!(refuse_network_mount(Path::new("/home"), mounts).is_ok());
    }

    #[test]
    fn an_address_says_what_it_is() {
        assert!("sqlite:./x.db".parse::<Address>().is_ok());
        let postgres = "postgres://me:secret@db/jishi".parse::<Address>();
        assert!(postgres.is_ok_and(|address| !address.to_string().contains("secret")));
        for bad in ["", "x.db", "sqlite:", "mysql://x"] {
            assert!(bad.parse::<Address>().is_err(), "{bad}");
        }
    }
}
