//! Recomputes everything that must hold.

use anyhow::{Result, anyhow};
use kernel::{Id, Stop};
use serde::Serialize;
use store::Store;

/// What was looked at and what was found.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Findings {
    pub(crate) ok: bool,
    pub(crate) deals: i64,
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

fn stopped(stop: Stop) -> anyhow::Error {
    anyhow!("verifying: {stop:?}")
}

/// Looks the file over, where there is one; then recomputes balances, zero sums, holds, the chain,
/// every deal and its two credit facts, all stock, all checkouts.
pub(crate) async fn verify(store: &Store) -> Result<Findings> {
    let damage = store.path().map(store::sqlite::damage).transpose()?.unwrap_or_default();
    if !damage.is_empty() {
        return Ok(Findings { problems: damage, ..Findings::default() });
    }
    let report = ledger::jobs::verify(store).await.map_err(stopped)?;
    let imbalance_minor = report.problems.iter().map(imbalance).sum();
    let chain_ok = !report
        .problems
        .iter()
        .any(|problem| matches!(problem, ledger::Problem::CheckpointDiffers { .. }));
    let mut problems: Vec<String> =
        report.problems.iter().map(|problem| format!("{problem:?}")).collect();
    let deals = verify_deals(store, &mut problems).await?;
    verify_facts(store, &mut problems).await?;
    verify_escrows(store, &mut problems).await?;
    verify_remedies(store, &mut problems).await?;
    verify_stock(store, &mut problems).await?;
    verify_checkouts(store, &mut problems).await?;
    verify_funds(store, &mut problems).await?;
    verify_unclaimed(store, &mut problems).await?;
    verify_promises(store, &mut problems).await?;
    verify_bills(store, &mut problems).await?;
    verify_books(store, &mut problems).await?;
    Ok(Findings {
        ok: problems.is_empty(),
        deals,
        transfers: report.transfers,
        accounts: report.accounts,
        leaves: report.leaves,
        imbalance_minor,
        chain_ok,
        problems,
    })
}

fn imbalance(problem: &ledger::Problem) -> i64 {
    match problem {
        ledger::Problem::CurrencyNotZeroSum { sum_minor, .. } => sum_minor.abs(),
        _ => 0,
    }
}

async fn verify_deals(store: &Store, problems: &mut Vec<String>) -> Result<i64> {
    let (mut after, mut deals) = (Some(Id::new(0)), 0);
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| deal::verify(tx, mark);
        let found = store.read("deal.verify", piece).await.map_err(stopped)?;
        problems.extend(found.problems.iter().map(|problem| format!("{problem:?}")));
        deals += found.checked;
        after = found.next;
    }
    Ok(deals)
}

async fn verify_facts(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    let mut after = Some(Id::new(0));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| credit::verify(tx, mark);
        let found = store.read("credit.verify", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        after = found.next;
    }
    Ok(())
}

async fn verify_bills(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    let mut after = Some((Id::new(i64::MIN), String::new(), String::new()));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| billing::verify(tx, &mark);
        let (found, next) = store.read("billing.verify", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        after = next;
    }
    let mut after = Some(Id::new(0));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| billing::verify_fees(tx, mark);
        let (found, next) = store.read("billing.verify-fees", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        after = next;
    }
    Ok(())
}

async fn verify_books(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    problems.extend(billing::jobs::verify_books(store).await.map_err(stopped)?);
    Ok(())
}

async fn verify_remedies(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    let mut after = Some(Id::new(0));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| remedy::verify(tx, mark);
        let found = store.read("remedy.verify", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        after = found.next;
    }
    Ok(())
}

async fn verify_stock(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    let mut after = Some(Id::new(0));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| catalog::verify_stock(tx, mark);
        let found = store.read("catalog.verify-stock", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        after = found.next;
    }
    Ok(())
}

async fn verify_unclaimed(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    let found = store.read("custody.verify-unclaimed", custody::verify_unclaimed).await;
    problems.extend(found.map_err(stopped)?);
    Ok(())
}

async fn verify_funds(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    let mut mark = Some(custody::FundMark::default());
    while let Some(at) = mark {
        let piece = move |tx: &mut store::Tx<'_>| custody::verify_fund(tx, at);
        let found = store.read("custody.verify-fund", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        mark = found.next;
    }
    let mut after = Some(Id::new(0));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| custody::verify_deposits(tx, mark);
        let found = store.read("custody.verify-deposits", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        after = found.next;
    }
    Ok(())
}

async fn verify_checkouts(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    let mut after = Some(Id::new(0));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| cart::verify(tx, mark);
        let found = store.read("cart.verify", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        after = found.next;
    }
    Ok(())
}

async fn verify_promises(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    let mut after = Some((Id::new(0), Id::new(0)));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| promise::verify(tx, mark);
        let found = store.read("promise.verify", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        after = found.next;
    }
    let mut after = Some(Id::new(0));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| promise::verify_protections(tx, mark);
        let found = store.read("promise.verify-protections", piece).await.map_err(stopped)?;
        problems.extend(found.problems);
        after = found.next;
    }
    Ok(())
}

async fn verify_escrows(store: &Store, problems: &mut Vec<String>) -> Result<()> {
    let mut after = Some(Id::new(0));
    while let Some(mark) = after {
        let piece = move |tx: &mut store::Tx<'_>| custody::verify(tx, mark);
        let found = store.read("custody.verify", piece).await.map_err(stopped)?;
        problems.extend(found.problems.iter().map(|problem| format!("{problem:?}")));
        after = found.next;
    }
    Ok(())
}
