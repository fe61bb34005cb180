//! Counting everything again, piece by piece. Each piece is one read and true on its own snapshot.

use super::checkpoint::Survey;
use crate::model::{
    Checkpoint, Draft, Findings, Problem, Tally, compare_accounts, compare_checkpoint,
};
use crate::store;
use ::store::Tx;
use kernel::Outcome;

/// Postings summed in one piece: about 10 ms of a reading thread, however many an owner has.
const POSTINGS_AT_A_TIME: usize = 4_000;
/// Postings of whole batches looked through in one piece, unless one batch has more.
const BATCHED_AT_A_TIME: i64 = 50_000;
/// Batches listed to find that many.
const BATCHES_AT_A_TIME: i64 = 1_000;
/// Torn transfers named in one piece; one is too many already.
const MOST_TORN: i64 = 100;

/// Compares balances with postings and held amounts with open holds, from a mark on; also finds
/// postings that have no account. Begins with `Tally::default()`.
pub fn verify_accounts(tx: &mut Tx<'_>, mark: &Tally) -> Outcome<Findings<Tally>> {
    let most = i64::try_from(POSTINGS_AT_A_TIME).unwrap_or(i64::MAX);
    let rows = store::list_by_owner(tx, mark.place(), mark.last_owner(), most)?;
    let mut tally = mark.clone();
    tally.take(&rows, rows.len() == POSTINGS_AT_A_TIME, tx.position());
    let Some((after, last)) = tally.compared_owners() else {
        return Ok(Findings { checked: 0, problems: Vec::new(), next: Some(tally) });
    };
    if let Some((owner, batch)) = tally.began_before() {
        tally.add(&store::sum_since(tx, owner, batch)?);
    }
    let kept = store::list_accounts(tx, after, last)?;
    let held = store::sum_open_holds(tx, after, last)?;
    let checked = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    let problems = compare_accounts(&kept, &tally.sums(), &held);
    Ok(Findings { checked, problems, next: tally.next() })
}

/// Looks whether the transfers of the batches after one are whole: their legs all there, of one
/// currency, summing to nothing. `checked` counts transfers.
pub fn verify_transfers(tx: &mut Tx<'_>, after_batch: i64) -> Outcome<Findings<i64>> {
    let batches = store::list_batches(tx, after_batch, BATCHES_AT_A_TIME)?;
    let mut postings = 0;
    let last = batches.iter().find_map(|&(batch, count)| {
        postings += count;
        (postings >= BATCHED_AT_A_TIME).then_some(batch)
    });
    let Some(last) = last.or(batches.last().map(|&(batch, _)| batch)) else {
        return Ok(Findings { checked: 0, problems: Vec::new(), next: None });
    };
    let torn = store::list_torn(tx, after_batch, last, MOST_TORN)?;
    let checked = store::count_transfers(tx, after_batch, last)?;
    let problems = torn.into_iter().map(Problem::from).collect();
    Ok(Findings { checked, problems, next: Some(last) })
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
        let again = self.survey.close(self.kept.day.clone(), self.kept.at, self.kept.salt)?;
        let problems = compare_checkpoint(&self.kept, &again);
        Ok(Findings { checked: again.leaves, problems, next: Some(self.kept.to_batch) })
    }
}
