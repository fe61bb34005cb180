//! `jishi sanctions`: takes a list of sanctions in.

use super::in_words;
use crate::config::{Sanctions, Settings};
use crate::opening::open_to_write;
use crate::output::say_result;
use anyhow::{Context, Result};
use screening::{hash_of_file, read_list};
use serde::Serialize;
use std::process::ExitCode;
use store::Tx;

/// What was taken, or what is wrong.
#[derive(Debug, Default, Serialize)]
struct Figures {
    ok: bool,
    made_on: String,
    entries: i64,
    faults: Vec<String>,
}

/// Reads the file and writes it down. A market that is running looks at all firms by it; one that
/// is not does so when it is started.
pub(crate) async fn run(settings: &Settings, how: &Sanctions) -> Result<ExitCode> {
    let Sanctions::Load(from) = how;
    let bytes = std::fs::read(&from.file).with_context(|| from.file.display().to_string())?;
    let hash = hash_of_file(&bytes);
    let new = match read_list(&bytes) {
        Ok(new) => new,
        Err(faults) => {
            let faults = faults.kept.iter().map(ToString::to_string).collect();
            say_result(settings.says_json, &Figures { faults, ..Figures::default() })?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let name = from.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let store = open_to_write(settings).await?;
    let load = move |tx: &mut Tx<'_>| screening::load_by_hand(tx, &new, (&hash, &name));
    let list = store.write("screening.load", load).await;
    store.close();
    let list = list.map_err(in_words)?;
    let (made_on, entries) = (list.made_on, list.entries);
    say_result(settings.says_json, &Figures { ok: true, made_on, entries, faults: Vec::new() })?;
    Ok(ExitCode::SUCCESS)
}
