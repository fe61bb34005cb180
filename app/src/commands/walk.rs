//! `jishi walk`: many random acts of firms, officers and the bank at once, while commits fail and
//! answers are lost; after each handful the store is compared with plain arithmetic.

mod act;
mod act_promise;
mod draw;
mod draw_promise;
mod files;
mod look;
mod naive;
mod naive_deal;
mod naive_goods;
mod naive_promise;
mod naive_remedy;
mod naive_shelf;
mod stage;
mod way;

use crate::bench::{engine_name, room::Room};
use crate::config::{Settings, Walk};
use crate::output::say_result;
use anyhow::Result;
use serde::Serialize;
use std::process::ExitCode;
use std::time::Instant;
use way::Way;

/// What happened.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    engine: &'static str,
    seed: u64,
    /// Acts that were tried, repeated ones included.
    actions: u64,
    /// Of them, refused as they should be.
    refused: u64,
    /// Of them, asked a second time under the same key.
    repeated: u64,
    /// Commits that were made to fail, and answers to get lost.
    faults: u64,
    /// Times that the store was shut in the middle and opened anew.
    reopened: u64,
    /// Files of the bank, those told twice included.
    files: u64,
    /// Timers that fired.
    timers: u64,
    deals: usize,
    finished: usize,
    /// Other prices and rests that will not come, as sellers proposed them; parcels that left.
    proposals: i64,
    parcels: i64,
    /// Claims of buyers.
    remedies: i64,
    /// Claims on promises.
    broken_promises: usize,
    /// Payments that the bank took back, and debts that came of it.
    bounced: u64,
    debts: u64,
    /// Whatever was not as it should be.
    violations: usize,
    problems: Vec<String>,
    took_s: u64,
    per_s: u64,
}

/// Walks on a fresh store; exit code 1 if store and arithmetic part.
#[expect(clippy::disallowed_methods, reason = "a walk tells how long it took")]
pub(crate) async fn run(settings: &Settings, how: &Walk) -> Result<ExitCode> {
    let room = Room::beside(&settings.store)?;
    let begun = Instant::now();
    let mut way = Way::begin(&room.address, how).await?;
    way.walk(how.actions).await?;
    let mut report = way.end().await?;
    report.engine = engine_name(&settings.store);
    report.seed = how.seed;
    report.took_s = begun.elapsed().as_secs();
    report.per_s = report.actions / report.took_s.max(1);
    say_result(settings.says_json, &report)?;
    Ok(if report.violations == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
