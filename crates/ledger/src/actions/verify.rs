//! Counting everything again, piece by piece. Each piece is one read and true on its own snapshot.

use super::checkpoint::Survey;
use crate::model::{Checkpoint, Draft, Findings, Problem, compare_accounts, compare_checkpoint};
use crate::store;
use ::store::Tx;
use kernel::{Any, Id, Outcome};

/// Account rows compared in one piece; more than one owner can have (five purposes in some 180
/// currencies).
const ACCOUNTS_AT_A_TIME: i64 = 2_000;
/// Batches looked through in one piece.
const BATCHES_AT_A_TIME: i64 = 1_000;
/// Torn transfers named in one piece; one is too many already.
const MOST_TORN: i64 = 100;

/// Compares balances with postings and held amounts with open holds, for the accounts after an
/// owner; also finds postings that have no account.
pub fn verify_accounts(tx: &mut Tx<'_>, after: Id<Any>) -> Outcome<Findings<Id<Any>>> {
    let mut kept = store::list_accounts(tx, after, ACCOUNTS_AT_A_TIME)?;
    let is_full = i64::try_from(kept.len()).unwrap_or(0) == ACCOUNTS_AT_A_TIME;
    let last = match kept.last() {
        // The last owner may go on after the page's end, and is looked at whole in the next piece.
        Some(row) if is_full => Id::new(row.account.owner.raw() - 1),
        _ => Id::new(i64::MAX),
    };
    kept.retain(|row| row.account.owner <= last);
    let posted = store::sum_postings(tx, after, last)?;
    let held = store::sum_open_holds(tx, after, last)?;
    let checked = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    let problems = compare_accounts(&kept, &posted, &held);
    Ok(Findings { checked, problems, next: is_full.then_some(last) })
}

/// Looks whether the transfers of the batches after one are whole: their legs all there, of one
/// currency, summing to nothing. `checked` counts transfers.
pub fn verify_transfers(tx: &mut Tx<'_>, after_batch: i64) -> Outcome<Findings<i64>> {
    let last = after_batch.saturating_add(BATCHES_AT_A_TIME);
    let torn = store::list_torn(tx, after_batch, last, MOST_TORN)?;
    let checked = store::count_transfers(tx, after_batch, last)?;
    let next = store::next_batch(tx, last)?.map(|batch| batch - 1);
    Ok(Findings { checked, problems: torn.into_iter().map(Problem::from).collect(), next })
}

/// A checkpoint being made again from its rows.
#[derive(Debug, Clone)]
pub struct Recount {
    kept: Checkpoint,
    survey: Survey,
}

/// Begins to make again the first checkpoint that ends after a batch; `None` if there is none.
pub fn recount(tx: &mut Tx<'_>, after_batch: i64) -> Outcome<Option<Recount>> {
    let Some(kept) = store::find_next_checkpoint(tx, after_batch)? else { return Ok(None) };
    let before = store::find_last_checkpoint(tx, after_batch)?;
    let survey = Survey::over(Draft::after(before.as_ref(), kept.to_batch)?);
    Ok(Some(Recount { kept, survey }))
}

impl Recount {
    /// Reads the next rows; tells whether that was the end.
    pub fn step(&mut self, tx: &mut Tx<'_>) -> Outcome<bool> {
        self.survey.step(tx)
    }

    /// What differs from the checkpoint that was kept. `checked` counts leaves; `next` is the batch
    /// to go on from.
    pub fn findings(&self) -> Outcome<Findings<i64>> {
        let again = self.survey.close(self.kept.day.clone(), self.kept.at)?;
        let problems = compare_checkpoint(&self.kept, &again);
        Ok(Findings { checked: again.leaves, problems, next: Some(self.kept.to_batch) })
    }
}
