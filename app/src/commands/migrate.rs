//! `jishi migrate`: brings the store's tables to this program's state.

use crate::config::Settings;
use crate::opening::open;
use crate::output::say;
use anyhow::Result;
use std::process::ExitCode;

/// Opening migrates; then it is closed again.
pub(crate) fn run(settings: &Settings) -> Result<ExitCode> {
    let store = open(settings)?;
    store.close();
    say(&format!("{} is up to date", settings.store));
    Ok(ExitCode::SUCCESS)
}
