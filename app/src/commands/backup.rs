//! `jishi backup` and `jishi restore`: one read snapshot with its files and key, opened and
//! verified.

use crate::config::{Place, Settings};
use crate::market::{folder_of, options};
use crate::output::{say_error, say_result};
use crate::verify::{Findings, verify};
use anyhow::{Context, Result, anyhow, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{Address, Store};

/// The store's file in a backup's folder.
const STORE: &str = "jishi.db";
/// What lies beside a store and goes with it.
const BESIDE: [&str; 2] = ["files", "secret.key"];

/// Copies a running or resting market into a folder that must not exist. The folder gets its name
/// once the copy is whole, verified and synced.
pub(crate) async fn run(settings: &Settings, to: &Place) -> Result<ExitCode> {
    let from = path_of(settings)?;
    ensure!(from.exists(), "there is no store at {}", from.display());
    ensure!(!to.folder.exists(), "{} exists; name a new folder", to.folder.display());
    let fresh = partial(&to.folder);
    if fresh.exists() {
        fs::remove_dir_all(&fresh).with_context(|| fresh.display().to_string())?;
    }
    fs::create_dir_all(&fresh).with_context(|| fresh.display().to_string())?;
    // The rows first: a file is there before the row that names it.
    store::sqlite::backup(&from, &fresh.join(STORE))?;
    copy_beside(&folder_of(&settings.store), &fresh)?;
    let findings = look_over(&fresh.join(STORE)).await?;
    if findings.ok {
        sync(&fresh)?;
        fs::rename(&fresh, &to.folder)?;
        sync(parent_of(&to.folder))?;
    } else {
        say_error(&anyhow!("the copy does not verify; it stays at {}", fresh.display()));
    }
    finish(settings, &findings)
}

/// Puts a backup where the settings name a store; nothing may be there yet, and nothing is put
/// there that does not verify.
pub(crate) async fn restore(settings: &Settings, from: &Place) -> Result<ExitCode> {
    let to = path_of(settings)?;
    let kept = from.folder.join(STORE);
    ensure!(kept.exists(), "{} holds no {STORE}", from.folder.display());
    for left in store::sqlite::files_of(&to) {
        // A log beside a store is read into it, whichever store it was of.
        ensure!(!left.exists(), "{} exists; move it away first", left.display());
    }
    let folder = folder_of(&settings.store);
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let fresh = partial(&to);
    store::sqlite::remove(&fresh)?;
    fs::copy(&kept, &fresh).with_context(|| kept.display().to_string())?;
    let findings = look_over(&fresh).await?;
    if findings.ok {
        copy_beside(&from.folder, &folder)?;
        fs::rename(&fresh, &to)?;
        sync(&folder)?;
    } else {
        store::sqlite::remove(&fresh)?;
        say_error(&anyhow!("the backup does not verify; nothing was put in place"));
    }
    finish(settings, &findings)
}

fn finish(settings: &Settings, findings: &Findings) -> Result<ExitCode> {
    say_result(settings.says_json, findings)?;
    Ok(if findings.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn path_of(settings: &Settings) -> Result<PathBuf> {
    match &settings.store {
        Address::Sqlite(path) => Ok(path.clone()),
        Address::Postgres(_) => bail!(
            "a PostgreSQL store is backed up by PostgreSQL's own tools (pg_dump, or base backups \
             and WAL); jishi verify then looks the copy over. Copy the folder {} as well",
            folder_of(&settings.store).display()
        ),
    }
}

/// The name of what is not whole yet.
fn partial(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

/// Opens the copy and verifies it; afterwards its file alone is the store.
async fn look_over(path: &Path) -> Result<Findings> {
    let store = Store::open(&Address::Sqlite(path.to_owned()), options())?;
    let findings = verify(&store).await;
    store.close();
    drop(store);
    store::sqlite::gather(path)?;
    findings
}

fn copy_beside(from: &Path, to: &Path) -> Result<()> {
    for name in BESIDE {
        let source = from.join(name);
        if source.exists() {
            copy_all(&source, &to.join(name)).with_context(|| source.display().to_string())?;
        }
    }
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            copy_all(&entry.path(), &to.join(entry.file_name()))?;
        }
    } else {
        fs::copy(from, to)?;
    }
    sync(to)
}

/// Makes a file's bytes, or the names in a folder, outlast a power cut.
fn sync(path: &Path) -> Result<()> {
    Ok(fs::File::open(path)?.sync_all()?)
}

fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
