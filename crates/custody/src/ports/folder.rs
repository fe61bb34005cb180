//! A bank by a folder: its own program (EBICS, SFTP, a person) fetches from `outbox` and brings to
//! `inbox`.

use super::{Custodian, OrderForm};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Files that are looked at in one go.
const MOST_TOLD: usize = 1_000;
/// A file's longest name.
const NAME_MOST: usize = 255;

/// The folders of a bank.
#[derive(Debug, Clone)]
pub struct FileBank {
    /// What lies ready; nobody else looks here.
    laid: PathBuf,
    /// What the bank fetches.
    outbox: PathBuf,
    /// What the bank brings.
    inbox: PathBuf,
    /// What was taken.
    taken: PathBuf,
    form: OrderForm,
}

impl FileBank {
    /// Opens the folders below one, which are made where they are missing.
    pub fn open(root: &Path, form: OrderForm) -> io::Result<Self> {
        let folder = |name: &str| {
            let path = root.join(name);
            fs::create_dir_all(&path).map(|()| path)
        };
        Ok(Self {
            laid: folder("laid")?,
            outbox: folder("outbox")?,
            inbox: folder("inbox")?,
            taken: folder("taken")?,
            form,
        })
    }

    /// Where the bank fetches from.
    pub fn outbox(&self) -> &Path {
        &self.outbox
    }

    /// Where the bank brings to.
    pub fn inbox(&self) -> &Path {
        &self.inbox
    }
}

impl Custodian for FileBank {
    fn form(&self) -> OrderForm {
        self.form
    }

    fn lay(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let name = plain(name)?;
        let begun = self.laid.join(format!(".{name}"));
        let mut file = File::create(&begun)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&begun, self.laid.join(name))?;
        File::open(&self.laid)?.sync_all()
    }

    fn send(&self, name: &str) -> io::Result<()> {
        let name = plain(name)?;
        match fs::rename(self.laid.join(name), self.outbox.join(name)) {
            Ok(()) => {
                File::open(&self.outbox)?.sync_all()?;
                File::open(&self.laid)?.sync_all()
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn told(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.inbox)? {
            let entry = entry?;
            let name = entry.file_name().into_string().unwrap_or_default();
            // What is still being written has a name that says so; links lead anywhere.
            let is_whole = plain(&name).is_ok() && !name.ends_with(".part");
            if is_whole && entry.file_type()?.is_file() {
                names.push(name);
            }
        }
        names.sort();
        names.truncate(MOST_TOLD);
        Ok(names)
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let file = File::open(self.inbox.join(plain(name)?))?;
        let most = u64::try_from(bankfile::MOST_BYTES).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        // One byte more than may be is enough to be refused.
        file.take(most + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn put_away(&self, name: &str) -> io::Result<()> {
        let name = plain(name)?;
        match fs::rename(self.inbox.join(name), self.taken.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// A name that stays in its folder.
fn plain(name: &str) -> io::Result<&str> {
    let may_stand = |sign: char| !sign.is_control() && !matches!(sign, '/' | '\\');
    let is_plain = !name.is_empty()
        && name.len() <= NAME_MOST
        && !name.starts_with('.')
        && name.chars().all(may_stand);
    if is_plain {
        Ok(name)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "not the name of a file"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        for bad in ["", ".", "..", ".a", "a/b", "../a", "a\\b", "a\nb", &"x".repeat(256)] {
            assert!(plain(bad).is_err(), "{bad:?}");
        }
        assert!(plain("2027-03-01 Auszug.xml").is_ok());
    }
}
