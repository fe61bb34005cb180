//! Making the day's checkpoint: read in pages, then written as one row.

use crate::model::merkle::{Hash, SALT_BYTES, salted_leaf};
use crate::model::{Checkpoint, Draft, LedgerRefusal, PostingRow};
use crate::store::{self, PostingMark};
use ::store::{LeafMark, Tx, leaves};
use kernel::{Cursor, Limit, Outcome, Page, Timestamp};

/// Rows read in one go: about 10 ms of a reading thread.
const ROWS_AT_A_TIME: i64 = 2_000;

/// A walk over everything between two checkpoints. Each step is a read of its own: what it reads
/// never changes.
#[derive(Debug, Clone)]
pub struct Survey {
    draft: Draft,
    stage: Stage,
}

#[derive(Debug, Clone, Copy)]
enum Stage {
    Postings(PostingMark),
    Events(LeafMark),
    Done,
}

/// Begins where the last checkpoint ended, up to this read's position; `None` if nothing was
/// committed since, or if this civil day has its checkpoint.
pub fn survey(tx: &mut Tx<'_>, zone: &str) -> Outcome<Option<Survey>> {
    let position = tx.position();
    let last = store::find_last_checkpoint(tx, position)?;
    let day = day_of(tx.now(), zone);
    let is_made = last.as_ref().is_some_and(|last| last.day == day || last.to_batch == position);
    if is_made || position == 0 {
        return Ok(None);
    }
    Ok(Some(Survey::over(Draft::after(last.as_ref(), position)?)))
}

impl Survey {
    pub(super) fn over(draft: Draft) -> Self {
        let (from, _) = draft.batches();
        Self { draft, stage: Stage::Postings(PostingMark::after_batch(from)) }
    }

    /// Reads the next rows; tells whether that was the end. All postings come first, then all
    /// events, each ordered by batch and key.
    pub fn step(&mut self, tx: &mut Tx<'_>) -> Outcome<bool> {
        let (from, to) = self.draft.batches();
        self.stage = match self.stage {
            Stage::Postings(mark) => match self.add_postings(tx, mark, to)? {
                Some(mark) => Stage::Postings(mark),
                None => Stage::Events(events_after(from)),
            },
            Stage::Events(mark) => match self.add_events(tx, mark, to)? {
                Some(mark) => Stage::Events(mark),
                None => Stage::Done,
            },
            Stage::Done => Stage::Done,
        };
        Ok(matches!(self.stage, Stage::Done))
    }

    fn add_postings(
        &mut self,
        tx: &mut Tx<'_>,
        after: PostingMark,
        to: i64,
    ) -> Outcome<Option<PostingMark>> {
        let rows = store::list_in_order(tx, after, to, ROWS_AT_A_TIME)?;
        for row in &rows {
            self.draft.add_posting(row)?;
        }
        Ok(rows.last().map(PostingMark::at))
    }

    fn add_events(
        &mut self,
        tx: &mut Tx<'_>,
        after: LeafMark,
        to: i64,
    ) -> Outcome<Option<LeafMark>> {
        let events = leaves(tx, after, to, ROWS_AT_A_TIME)?;
        for (_, leaf) in &events {
            self.draft.add(&leaf.salt, &leaf.row);
        }
        Ok(events.last().map(|(mark, _)| *mark))
    }

    pub(super) fn close(
        &self,
        day: String,
        at: Timestamp,
        salt: [u8; SALT_BYTES],
    ) -> Outcome<Checkpoint> {
        match self.stage {
            Stage::Done => Ok(self.draft.close(day, at, salt)?),
            _ => Err(anyhow::anyhow!("a checkpoint before its survey's end").into()),
        }
    }
}

/// A walk over the leaves of a checkpoint, in the order of its tree, for whoever makes the root
/// again. Leaves tell nothing of the rows that they are made of.
#[derive(Debug, Clone)]
pub struct Leaves {
    from: i64,
    to: i64,
    stage: Stage,
}

impl Leaves {
    /// From the first leaf on.
    pub fn of(checkpoint: &Checkpoint) -> Self {
        let (from, to) = (checkpoint.from_batch, checkpoint.to_batch);
        Self { from, to, stage: Stage::Postings(PostingMark::after_batch(from)) }
    }

    /// The next leaves; none at the end.
    pub fn next(&mut self, tx: &mut Tx<'_>) -> Outcome<Vec<Hash>> {
        if let Stage::Postings(mark) = self.stage {
            let rows = store::list_in_order(tx, mark, self.to, ROWS_AT_A_TIME)?;
            if let Some(last) = rows.last() {
                self.stage = Stage::Postings(PostingMark::at(last));
                return Ok(rows.iter().map(PostingRow::leaf).collect());
            }
            self.stage = Stage::Events(events_after(self.from));
        }
        let Stage::Events(mark) = self.stage else { return Ok(Vec::new()) };
        let events = leaves(tx, mark, self.to, ROWS_AT_A_TIME)?;
        self.stage = match events.last() {
            Some((mark, _)) => Stage::Events(*mark),
            None => Stage::Done,
        };
        Ok(events.iter().map(|(_, leaf)| salted_leaf(&leaf.salt, &leaf.row)).collect())
    }
}

/// Before the first event that came after a batch.
const fn events_after(batch: i64) -> LeafMark {
    LeafMark { batch, bucket: i64::MAX, position: i64::MAX }
}

/// Writes the checkpoint of a finished survey. Refused if the day has one, or if one was made since
/// the survey began.
pub fn close_day(tx: &mut Tx<'_>, survey: &Survey, zone: &str) -> Outcome<Checkpoint> {
    let now = tx.now();
    let salt = tx.random();
    let checkpoint = survey.close(day_of(now, zone), now, salt)?;
    let last = store::find_last_checkpoint(tx, i64::MAX)?;
    let follows = last.map_or(0, |last| last.to_batch) == checkpoint.from_batch;
    if !follows || store::find_checkpoint_of(tx, &checkpoint.day)?.is_some() {
        return Err(LedgerRefusal::CheckpointAlreadyMade.into());
    }
    store::add_checkpoint(tx, &checkpoint)?;
    Ok(checkpoint)
}

/// The checkpoint of a civil day, as `2027-03-01`, if it was made.
pub fn checkpoint_of(tx: &mut Tx<'_>, day: &str) -> Outcome<Option<Checkpoint>> {
    store::find_checkpoint_of(tx, day)
}

/// A page of the checkpoints, newest first.
pub fn checkpoints(
    tx: &mut Tx<'_>,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Checkpoint>> {
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let made = store::list_checkpoints(tx, before, limit.ask())?;
    Ok(Page::cut(made, limit, |made| made.to_batch))
}

fn day_of(at: Timestamp, zone: &str) -> String {
    at.date_in(zone).to_string()
}
