//! `jishi verify`: looks whether all that must hold does.

use crate::config::Settings;
use crate::opening::open;
use crate::output::say_result;
use crate::verify::verify;
use anyhow::Result;
use std::process::ExitCode;

/// Verifies the store that the settings name; exit code 1 if anything is wrong.
pub(crate) async fn run(settings: &Settings) -> Result<ExitCode> {
    let store = open(settings)?;
    let findings = verify(&store).await?;
    store.close();
    say_result(settings.says_json, &findings)?;
    Ok(if findings.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
