//! What the operator says: by flags, by environment, by one TOML file; the first that speaks wins.

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use store::Address;

/// An open, self-hosted trade platform for small firms.
#[derive(Debug, Parser)]
#[command(name = "jishi", version, about, propagate_version = true)]
pub(crate) struct Arguments {
    /// Where the store lies: sqlite:PATH or postgres://user@host:port/name.
    #[arg(long, global = true, env = "JISHI_STORE", value_name = "STORE")]
    pub(crate) store: Option<Address>,
    /// A TOML file with the same settings.
    #[arg(long, global = true, env = "JISHI_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// What is logged, such as info or store=debug.
    #[arg(long, global = true, env = "JISHI_LOG", default_value = "warn,jishi=info")]
    pub(crate) log: String,
    /// Answer as one JSON object where a machine may read it.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Recompute balances, zero sums, holds and the chain of checkpoints; exit 1 if anything differs.
    Verify,
    /// Bring the store's tables to this program's state.
    Migrate,
    /// Measure this machine.
    #[command(subcommand)]
    Bench(Bench),
}

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Transfers through the ledger's batch entry point and one by one.
    Ledger(LedgerBench),
}

/// How the ledger is measured.
#[derive(Debug, Clone, Args)]
pub(crate) struct LedgerBench {
    /// Seconds of each part.
    #[arg(long, default_value_t = 5)]
    pub(crate) seconds: u64,
    /// Wallets that the money moves between.
    #[arg(long, default_value_t = 10_000)]
    pub(crate) wallets: i64,
    /// Callers at once in the part that goes one by one.
    #[arg(long, default_value_t = 64)]
    pub(crate) clients: usize,
}

/// The TOML file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    store: Option<String>,
}

/// Where a store lies when nobody says.
const DEFAULT_STORE: &str = "sqlite:jishi-data/jishi.db";
/// The settings that hold.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) store: Address,
    pub(crate) says_json: bool,
}

impl Settings {
    /// Puts flags, environment and file together.
    pub(crate) fn of(arguments: &Arguments) -> Result<Self> {
        let file = arguments.config.as_deref().map(read).transpose()?.unwrap_or_default();
        let store = match (&arguments.store, &file.store) {
            (Some(address), _) => address.clone(),
            (None, Some(text)) => text.parse()?,
            (None, None) => DEFAULT_STORE.parse()?,
        };
        Ok(Self { store, says_json: arguments.json })
    }
}

fn read(path: &Path) -> Result<File> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    toml::from_str(&text).with_context(|| format!("{} is not right", path.display()))
}
