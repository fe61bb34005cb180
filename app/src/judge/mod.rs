//! Judging: the product's own search measured on files with human judgements, with a floor beside
//! it; real tenders through the checks of a request.
#![expect(clippy::float_arithmetic, reason = "measures of relevance, never money")]

mod log;
mod measure;
mod pairs;
mod products;
mod table;
mod tenders;
mod titles;

use crate::config::{Judge, Settings};
use anyhow::Result;
use std::process::ExitCode;

/// Runs what was asked.
pub(crate) fn run(settings: &Settings, judge: &Judge) -> Result<ExitCode> {
    match judge {
        Judge::Search(files) => products::run(settings, files)?,
        Judge::Titles(files) => titles::run(settings, files)?,
        Judge::Pairs(files) => pairs::run(settings, files)?,
        Judge::Log(files) => log::run(settings, files)?,
        Judge::Tenders(files) => tenders::run(settings, files)?,
    }
    Ok(ExitCode::SUCCESS)
}
