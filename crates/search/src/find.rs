//! From a question to its hits.

use crate::ask::{Question, Words, words};
use crate::facets::{Counting, Counts};
use crate::index::Index;
use crate::query::Demand;
use anyhow::Result;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Order, Searcher, SegmentReader, Term};

/// Hits that are looked at before what is known of their firms puts them in order.
pub const WINDOW: usize = 240;
/// With fewer hits that have every word, those that have some are shown behind them.
const FEW: usize = 24;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Those that have every word, the best fit first, then those that have some; of these the
    /// places that were asked for.
    pub hits: Vec<Hit>,
    /// Hits in all places, at most the window.
    pub places: usize,
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
    /// Whose it is.
    pub owner: u64,
    /// The least quantity that is sold.
    pub least: u64,
    /// Days from payment to dispatch.
    pub lead_time_d: u64,
    /// What one unit costs at the quantity of the question, at the least one if it has none: the
    /// currency's letters as a number, then millionths. It is not compared across currencies.
    pub price: (u64, u64),
    /// The same for documents whose titles are the same words.
    pub(crate) words: u64,
}

impl Index {
    /// Finds. A question without words finds everything that passes its filters, newest first.
    pub fn find(&self, question: &Question) -> Result<Found> {
        self.find_at(question, 0..WINDOW)
    }

    /// The same, but tells only of the hits in some places.
    pub fn find_at(&self, question: &Question, places: Range<usize>) -> Result<Found> {
        let asked = words(&question.text);
        let found = self.find_words(&asked, question, places.clone())?;
        if found.whole > 0 || asked.wishes.is_empty() {
            return Ok(found);
        }
        let Some((meant, other)) = self.meant(&asked)? else { return Ok(found) };
        let better = self.find_words(&other, question, places)?;
        if better.whole == 0 {
            return Ok(found);
        }
        Ok(Found { meant: Some(meant), ..better })
    }

    fn find_words(
        &self,
        asked: &Words,
        question: &Question,
        places: Range<usize>,
    ) -> Result<Found> {
        let searcher = self.searcher();
        if asked.wishes.is_empty() {
            return self.newest(&searcher, question, places);
        }
        let query = self.query(asked, question, Demand::Every);
        let best = TopDocs::with_limit(WINDOW).order_by_score();
        let (mut scored, mut counts) = searcher.search(&query, &(best, Counting))?;
        let whole = scored.len();
        if whole < FEW && asked.wishes.len() > 1 {
            let query = self.query(asked, question, Demand::Some);
            let best = TopDocs::with_limit(FEW).order_by_score();
            let wider = if whole == 0 {
                let (wider, wide) = searcher.search(&query, &(best, Counting))?;
                counts = wide;
                wider
            } else {
                searcher.search(&query, &best)?
            };
            let known: Vec<DocAddress> = scored.iter().map(|(_, at)| *at).collect();
            scored.extend(behind(&scored, wider, &known));
        }
        let hits = hits(&searcher, &scored, places, question.quantity)?;
        Ok(Found { hits, places: scored.len(), counts, whole, meant: None })
    }

    fn newest(
        &self,
        searcher: &Searcher,
        question: &Question,
        places: Range<usize>,
    ) -> Result<Found> {
        let query = self.query(&Words::default(), question, Demand::Every);
        let newest = TopDocs::with_limit(WINDOW).order_by_fast_field::<u64>("at", Order::Desc);
        let (found, counts) = searcher.search(&query, &(newest, Counting))?;
        let scored: Vec<(f32, DocAddress)> = found.iter().map(|(_, at)| (1.0, *at)).collect();
        let hits = hits(searcher, &scored, places, question.quantity)?;
        Ok(Found { hits, places: scored.len(), whole: scored.len(), counts, meant: None })
    }

    /// Of each hit, the documents with the same words in their titles, itself among them.
    pub fn alike(&self, hits: &[Hit]) -> Result<Vec<u32>> {
        let mut counts = vec![0; hits.len()];
        for segment in self.searcher().segment_readers() {
            let titles = segment.inverted_index(self.fields.alike)?;
            for (hit, count) in hits.iter().zip(&mut counts) {
                *count += titles.doc_freq(&Term::from_field_u64(self.fields.alike, hit.words))?;
            }
        }
        Ok(counts)
    }

    /// The same question as tantivy alone answers it, for comparison: how many hits it shows.
    pub fn find_bare(&self, question: &Question, most: usize) -> Result<usize> {
        let query = self.query(&words(&question.text), question, Demand::Every);
        let best = TopDocs::with_limit(most).order_by_score();
        let (shown, _) = self.searcher().search(&query, &(best, Counting))?;
        Ok(shown.len())
    }
}

/// What is told of the hits in some places.
fn hits(
    searcher: &Searcher,
    scored: &[(f32, DocAddress)],
    places: Range<usize>,
    quantity: Option<u64>,
) -> Result<Vec<Hit>> {
    let best = scored.iter().map(|(score, _)| *score).fold(f32::MIN_POSITIVE, f32::max);
    let mut segments: BTreeMap<u32, Facts> = BTreeMap::new();
    let end = places.end.min(scored.len());
    let mut hits = Vec::new();
    for (score, at) in scored.get(places.start..end).unwrap_or_default() {
        let facts = match segments.entry(at.segment_ord) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Facts::of(searcher.segment_reader(at.segment_ord))?),
        };
        hits.push(facts.hit(at.doc_id, thousandths(score / best), quantity));
    }
    Ok(hits)
}

/// What one segment knows of its documents beside their words.
struct Facts {
    id: Column<u64>,
    owner: Column<u64>,
    quantity: Column<u64>,
    price: Column<u64>,
    currency: Column<u64>,
    lead_time: Column<u64>,
    alike: Column<u64>,
}

impl Facts {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self {
            id: columns.u64("id")?,
            owner: columns.u64("owner")?,
            quantity: columns.u64("quantity")?,
            price: columns.u64("price")?,
            currency: columns.u64("currency")?,
            lead_time: columns.u64("lead_time")?,
            alike: columns.u64("alike")?,
        })
    }

    fn hit(&self, at: DocId, fit: u32, quantity: Option<u64>) -> Hit {
        let first = |column: &Column<u64>| column.first(at).unwrap_or_default();
        let least = first(&self.quantity);
        let wanted = quantity.unwrap_or(least);
        let tiers = self.quantity.values_for_doc(at).zip(self.price.values_for_doc(at));
        let price = tiers.filter(|(from, _)| *from <= wanted).last();
        Hit {
            id: first(&self.id),
            fit,
            owner: first(&self.owner),
            least,
            lead_time_d: first(&self.lead_time),
            price: (first(&self.currency), price.map_or(u64::MAX, |(_, price)| price)),
            words: first(&self.alike),
        }
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
