//! `jishi verify`: recomputes everything that must hold.

use crate::config::Settings;
use crate::output::say_result;
use anyhow::Result;
use serde::Serialize;
use std::process::ExitCode;
use store::Store;

/// What was looked at and what was found.
#[derive(Debug, Serialize)]
pub(crate) struct Findings {
    pub(crate) ok: bool,
    pub(crate) transfers: i64,
    pub(crate) accounts: i64,
    pub(crate) leaves: i64,
    pub(crate) imbalance_minor: i64,
    pub(crate) chain_ok: bool,
    pub(crate) problems: Vec<String>,
}

impl Findings {
    /// How many things are wrong.
    pub(crate) fn violations(&self) -> i64 {
        i64::try_from(self.problems.len()).unwrap_or(i64::MAX)
    }
}

/// Verifies the store that the settings name; exit code 1 if anything is wrong.
pub(crate) async fn run(settings: &Settings) -> Result<ExitCode> {
    let store = super::open(settings)?;
    let findings = verify(&store).await?;
    store.close();
    say_result(settings.says_json, &findings)?;
    Ok(if findings.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Recomputes balances, zero sums, holds and the chain.
pub(crate) async fn verify(store: &Store) -> Result<Findings> {
    let report = ledger::jobs::verify(store).await;
    let report = report.map_err(|stop| anyhow::anyhow!("verifying: {stop:?}"))?;
    let imbalance_minor = report.problems.iter().map(imbalance).sum();
    let is_chain =
        |problem: &ledger::Problem| matches!(problem, ledger::Problem::CheckpointDiffers { .. });
    Ok(Findings {
        ok: report.problems.is_empty(),
        transfers: report.transfers,
        accounts: report.accounts,
        leaves: report.leaves,
        imbalance_minor,
        chain_ok: !report.problems.iter().any(is_chain),
        problems: report.problems.iter().map(|problem| format!("{problem:?}")).collect(),
    })
}

fn imbalance(problem: &ledger::Problem) -> i64 {
    match problem {
        ledger::Problem::CurrencyNotZeroSum { sum_minor, .. } => sum_minor.abs(),
        _ => 0,
    }
}
