//! `jishi rates`: takes reference rates of currencies in.

use super::in_words;
use crate::config::{RatesFrom, Settings};
use crate::opening::open_to_write;
use crate::output::say_result;
use anyhow::{Context, Result};
use kernel::{Refusal, Stop};
use rates::RateFile;
use serde::Serialize;
use std::process::ExitCode;
use store::Tx;

/// What was taken.
#[derive(Debug, Serialize)]
struct Figures {
    newest: String,
    days: i64,
    left_out: i64,
}

/// Reads the file and writes its newest days down.
pub(crate) async fn run(settings: &Settings, from: &RatesFrom) -> Result<ExitCode> {
    let bytes = std::fs::read(&from.file).with_context(|| from.file.display().to_string())?;
    let file = RateFile::read(&bytes);
    let file = file.map_err(|refusal| in_words(Stop::Refused(Refusal::from(refusal))))?;
    let store = open_to_write(settings).await?;
    let taken =
        store.write("rates.publish", move |tx: &mut Tx<'_>| rates::publish_by_hand(tx, &file));
    let taken = taken.await;
    store.close();
    let taken = taken.map_err(in_words)?;
    let figures = Figures { newest: taken.newest, days: taken.days, left_out: taken.left_out };
    say_result(settings.says_json, &figures)?;
    Ok(ExitCode::SUCCESS)
}
