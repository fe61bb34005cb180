//! What the app runs by itself: the daily checkpoint, the daily sweep, and `verify`. All are safe
//! to run twice.

use crate::actions::{
    Survey, close_day, recount, survey, sweep_fees, verify_accounts, verify_transfers,
};
use crate::model::{Checkpoint, Findings, LedgerRefusal, Problem, Tally};
use ::store::{Lane, Store};
use kernel::rules::Rules;
use kernel::{Any, Id, Outcome, Reason};

/// Problems named in one report; whoever has more needs a person, not a longer list.
const MOST_PROBLEMS: usize = 1_000;

/// Makes the civil day's checkpoint if there is none and anything was committed. The walk reads on
/// the reading threads, page by page; the writer sees one small closure.
pub async fn make_checkpoint(store: &Store) -> Outcome<Option<Checkpoint>> {
    let zone = Rules::current().market.time_zone.as_str();
    let begun = store.read("ledger.survey", move |tx| survey(tx, zone)).await?;
    let Some(mut walk) = begun else { return Ok(None) };
    let mut is_done = false;
    while !is_done {
        (walk, is_done) = walk_on(store, walk).await?;
    }
    let close = move |tx: &mut ::store::Tx<'_>| close_day(tx, &walk, zone);
    match store.write_in(Lane::Bulk, "ledger.close-day", close).await {
        Err(stop) if stop.code() == Some(LedgerRefusal::CheckpointAlreadyMade.code()) => Ok(None),
        made => made.map(Some),
    }
}

async fn walk_on(store: &Store, walk: Survey) -> Outcome<(Survey, bool)> {
    let step = move |tx: &mut ::store::Tx<'_>| {
        let mut next = walk.clone();
        let is_done = next.step(tx)?;
        Ok((next, is_done))
    };
    store.read("ledger.survey-step", step).await
}

/// Moves all fees to the platform, piece by piece; tells how many accounts were swept.
pub async fn sweep_all_fees(store: &Store, platform: Id<Any>) -> Outcome<usize> {
    let mut swept = 0;
    loop {
        let sweep = move |tx: &mut ::store::Tx<'_>| sweep_fees(tx, platform);
        match store.write_in(Lane::Bulk, "ledger.sweep-fees", sweep).await?.len() {
            0 => return Ok(swept),
            some => swept += some,
        }
    }
}

/// What `verify` looked at and what it found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Accounts compared with their postings and holds.
    pub accounts: i64,
    /// Transfers whose legs were summed.
    pub transfers: i64,
    /// Leaves hashed again for all checkpoints.
    pub leaves: i64,
    /// What is wrong; at most a thousand.
    pub problems: Vec<Problem>,
}

impl Report {
    fn take<Mark>(&mut self, findings: Findings<Mark>) -> (i64, Option<Mark>) {
        let room = MOST_PROBLEMS.saturating_sub(self.problems.len());
        self.problems.extend(findings.problems.into_iter().take(room));
        (findings.checked, findings.next)
    }
}

/// Counts the whole ledger again.
pub async fn verify(store: &Store) -> Outcome<Report> {
    let mut report = Report::default();
    let mut after = Some(Tally::default());
    while let Some(mark) = after {
        let piece = move |tx: &mut ::store::Tx<'_>| verify_accounts(tx, &mark);
        let (checked, next) = report.take(store.read("ledger.verify-accounts", piece).await?);
        report.accounts += checked;
        after = next;
    }
    let mut after = Some(0);
    while let Some(mark) = after {
        let piece = move |tx: &mut ::store::Tx<'_>| verify_transfers(tx, mark);
        let (checked, next) = report.take(store.read("ledger.verify-transfers", piece).await?);
        report.transfers += checked;
        after = next;
    }
    verify_checkpoints(store, &mut report).await?;
    Ok(report)
}

async fn verify_checkpoints(store: &Store, report: &mut Report) -> Outcome<()> {
    let mut after = 0;
    while let Some(mut walk) = store.read("ledger.recount", move |tx| recount(tx, after)).await? {
        let mut is_done = false;
        while !is_done {
            let step = move |tx: &mut ::store::Tx<'_>| {
                let mut next = walk.clone();
                let is_done = next.step(tx)?;
                Ok((next, is_done))
            };
            (walk, is_done) = store.read("ledger.recount-step", step).await?;
        }
        let (checked, next) = report.take(walk.findings()?);
        report.leaves += checked;
        let Some(next) = next else { break };
        after = next;
    }
    Ok(())
}
