//! From a question to its hits.

use crate::ask::{Question, Words, words};
use crate::facets::{Counting, Counts};
use crate::index::Index;
use crate::query::Demand;
use anyhow::Result;
use tantivy::collector::TopDocs;
use tantivy::{DocAddress, Order, Searcher, Term};

/// Hits that are looked at before what is known of their firms puts them in order.
pub const WINDOW: usize = 240;
/// With fewer hits that have every word, those that have some are shown behind them.
const FEW: usize = 24;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Those that have every word, the best fit first, then those that have some.
    pub hits: Vec<Hit>,
    /// All that have every word, and their tags; of those that have some if none has every.
    pub counts: Counts,
    /// Hits that have every word, at most the window.
    pub whole: usize,
    /// What was searched instead, if nothing has the words that were typed.
    pub meant: Option<String>,
}

/// One document that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its id in the store.
    pub id: u64,
    /// How well its texts fit, of 1,000 for the best.
    pub fit: u32,
    /// Documents with the same words in their titles, itself among them.
    pub alike: u32,
}

impl Index {
    /// Finds. A question without words finds everything that passes its filters, newest first.
    pub fn find(&self, question: &Question) -> Result<Found> {
        let asked = words(&question.text);
        let found = self.find_words(&asked, question)?;
        if found.whole > 0 || asked.wishes.is_empty() {
            return Ok(found);
        }
        let Some((meant, other)) = self.meant(&asked)? else { return Ok(found) };
        let better = self.find_words(&other, question)?;
        if better.whole == 0 {
            return Ok(found);
        }
        Ok(Found { meant: Some(meant), ..better })
    }

    fn find_words(&self, asked: &Words, question: &Question) -> Result<Found> {
        let searcher = self.searcher();
        if asked.wishes.is_empty() {
            return self.newest(&searcher, question);
        }
        let query = self.query(asked, question, Demand::Every);
        let best = TopDocs::with_limit(WINDOW).order_by_score();
        let (mut scored, mut counts) = searcher.search(&query, &(best, Counting))?;
        let whole = scored.len();
        if whole < FEW && asked.wishes.len() > 1 {
            let query = self.query(asked, question, Demand::Some);
            let best = TopDocs::with_limit(FEW).order_by_score();
            let (wider, wide) = searcher.search(&query, &(best, Counting))?;
            let known: Vec<DocAddress> = scored.iter().map(|(_, at)| *at).collect();
            scored.extend(behind(&scored, wider, &known));
            counts = if whole == 0 { wide } else { counts };
        }
        let hits = self.hits(&searcher, &scored)?;
        Ok(Found { hits, counts, whole, meant: None })
    }

    fn newest(&self, searcher: &Searcher, question: &Question) -> Result<Found> {
        let query = self.query(&Words::default(), question, Demand::Every);
        let newest = TopDocs::with_limit(WINDOW).order_by_fast_field::<u64>("at", Order::Desc);
        let (found, counts) = searcher.search(&query, &(newest, Counting))?;
        let scored: Vec<(f32, DocAddress)> = found.iter().map(|(_, at)| (1.0, *at)).collect();
        let hits = self.hits(searcher, &scored)?;
        Ok(Found { whole: hits.len(), hits, counts, meant: None })
    }

    fn hits(&self, searcher: &Searcher, scored: &[(f32, DocAddress)]) -> Result<Vec<Hit>> {
        let best = scored.iter().map(|(score, _)| *score).fold(f32::MIN_POSITIVE, f32::max);
        let mut columns = Vec::with_capacity(searcher.segment_readers().len());
        for segment in searcher.segment_readers() {
            let columns_of = segment.fast_fields();
            columns.push((columns_of.u64("id")?, columns_of.u64("alike")?));
        }
        let mut hits = Vec::with_capacity(scored.len());
        for (score, at) in scored {
            let Some((ids, alike)) = columns.get(at.segment_ord as usize) else { continue };
            let id = ids.first(at.doc_id).unwrap_or_default();
            let alike = alike.first(at.doc_id).unwrap_or_default();
            let same = searcher.doc_freq(&Term::from_field_u64(self.fields.alike, alike))?;
            let alike = u32::try_from(same).unwrap_or(u32::MAX);
            hits.push(Hit { id, fit: thousandths(score / best), alike });
        }
        Ok(hits)
    }

    /// The same question as tantivy alone answers it, for comparison: how many hits it shows.
    pub fn find_bare(&self, question: &Question, most: usize) -> Result<usize> {
        let query = self.query(&words(&question.text), question, Demand::Every);
        let best = TopDocs::with_limit(most).order_by_score();
        let (shown, _) = self.searcher().search(&query, &(best, Counting))?;
        Ok(shown.len())
    }
}

/// Those that have some words, none twice, scaled so that none is before one that has every word.
fn behind(
    whole: &[(f32, DocAddress)],
    wider: Vec<(f32, DocAddress)>,
    known: &[DocAddress],
) -> Vec<(f32, DocAddress)> {
    let new = wider.into_iter().filter(|(_, at)| !known.contains(at));
    let Some((last, _)) = whole.last() else { return new.collect() };
    let mut scale = None;
    new.map(|(score, at)| {
        let scale = *scale.get_or_insert(last / 2.0 / score.max(f32::MIN_POSITIVE));
        (score * scale, at)
    })
    .collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 1,000")]
fn thousandths(share: f32) -> u32 {
    (share.clamp(0.0, 1.0) * 1_000.0).round() as u32
}
