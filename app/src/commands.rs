//! One module a command.

mod backup;
mod clerk;
mod demo;
mod gallery;
mod migrate;
mod rebuild;
mod serve;
mod torture;
mod verify;

pub(crate) use clerk::AtDesk;
pub(crate) use serve::setup;
pub(crate) use verify::verify;

use crate::bench;
use crate::config::{Arguments, Bench, Command, Settings};
use anyhow::{Result, bail};
use std::process::ExitCode;
use std::time::Duration;
use store::Store;

/// Runs the command that was typed.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let settings = Settings::of(&arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match arguments.command {
            Command::Verify => verify::run(&settings).await,
            Command::Demo(how) => demo::run(&settings, &how).await,
            Command::Serve(how) => serve::run(&settings, &how).await,
            Command::Torture(how) => torture::run(&settings, &how).await,
            Command::Migrate => migrate::run(&settings),
            Command::Backup(to) => backup::run(&settings, &to).await,
            Command::Restore(from) => backup::restore(&settings, &from).await,
            Command::Clerk(told) => clerk::run(&settings, &told).await,
            Command::Rebuild => rebuild::run(&settings).await,
            Command::Gallery(how) => gallery::run(&settings, &how).await,
            Command::Bench(Bench::Ledger(how)) => bench::ledger::run(&settings, &how).await,
            Command::Bench(Bench::Trades(how)) => bench::trades::run(&settings, &how).await,
        }
    })
}

/// Opens the store that the settings name.
pub(crate) fn open(settings: &Settings) -> Result<Store> {
    Ok(Store::open(&settings.store, crate::market::options())?)
}

/// How long a lease that nobody renews may last.
const LEASE_ENDS: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(100);

/// The same, to write: waits until a lease that a dead process left behind has run out.
#[expect(clippy::disallowed_methods, reason = "a lease ends in real time")]
async fn open_to_write(settings: &Settings) -> Result<Store> {
    let store = open(settings)?;
    let wait = async {
        while !store.is_writer() {
            tokio::time::sleep(PAUSE).await;
        }
    };
    if tokio::time::timeout(LEASE_ENDS, wait).await.is_err() {
        bail!("another process writes to {}; stop it first", settings.store);
    }
    Ok(store)
}
