//! How many hits there are, and how many with each tag.

use crate::document::{COUNTED, Tag};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Bound;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// All hits, and how many carry each tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Hits.
    pub total: usize,
    /// Tags with the hits that carry them, the most frequent first: of each sort the most frequent
    /// of every segment.
    pub tags: Vec<(Tag, usize)>,
}

/// Tags of one sort that are told of one segment.
const SHOWN_MOST: usize = 60;

/// Counts hits and tags.
pub(crate) struct Counting;

/// What was counted in one segment.
pub(crate) struct SegmentCounts {
    total: usize,
    column: Option<StrColumn>,
    by_ord: Vec<u32>,
}

impl Collector for Counting {
    type Fruit = Counts;
    type Child = SegmentCounts;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentCounts> {
        let column = segment.fast_fields().str("facet")?;
        let tags = column.as_ref().map_or(0, |column| column.dictionary().num_terms());
        Ok(SegmentCounts { total: 0, column, by_ord: vec![0; tags] })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<(usize, Vec<(Tag, u32)>)>) -> tantivy::Result<Counts> {
        let mut total = 0;
        let mut tags: HashMap<Tag, usize> = HashMap::new();
        for (hits, counted) in fruits {
            total += hits;
            for (tag, count) in counted {
                *tags.entry(tag).or_default() += count as usize;
            }
        }
        let mut tags: Vec<(Tag, usize)> = tags.into_iter().collect();
        tags.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Ok(Counts { total, tags })
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = (usize, Vec<(Tag, u32)>);

    fn collect(&mut self, at: DocId, _: Score) {
        self.total += 1;
        let Some(column) = &self.column else { return };
        for ord in column.term_ords(at) {
            if let Some(count) = usize::try_from(ord).ok().and_then(|ord| self.by_ord.get_mut(ord))
            {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        let Some(column) = &self.column else { return (self.total, Vec::new()) };
        let mut ords: Vec<u64> =
            COUNTED.iter().flat_map(|sort| self.frequent(column, sort)).collect();
        ords.sort_unstable();
        let mut counts = ords.iter().map(|&ord| self.count(ord));
        let mut tags = Vec::with_capacity(ords.len());
        let read = column.dictionary().sorted_ords_to_term_cb(&ords, |word| {
            let tag = str::from_utf8(word).ok().and_then(Tag::read);
            tags.extend(tag.zip(counts.next()));
        });
        // A column that does not read has no tags to show; the hits stay.
        if read.is_err() {
            tags.clear();
        }
        (self.total, tags)
    }
}

impl SegmentCounts {
    fn count(&self, ord: u64) -> u32 {
        let at = usize::try_from(ord).ok();
        at.and_then(|at| self.by_ord.get(at)).copied().unwrap_or_default()
    }

    /// The most frequent tags of a sort, which lie side by side because its letter comes first.
    fn frequent(&self, column: &StrColumn, sort: &str) -> Vec<u64> {
        let end = sort.bytes().map(|letter| char::from(letter + 1)).collect::<String>();
        let (from, to) = (Bound::Included(sort), Bound::Excluded(end.as_str()));
        let Ok((from, to)) = column.dictionary().term_bounds_to_ord(from, to) else {
            return Vec::new();
        };
        let from = match from {
            Bound::Included(ord) => ord,
            Bound::Excluded(ord) => ord + 1,
            Bound::Unbounded => 0,
        };
        let all = self.by_ord.len() as u64;
        let to = match to {
            Bound::Included(ord) => ord.saturating_add(1).min(all),
            Bound::Excluded(ord) => ord.min(all),
            Bound::Unbounded => all,
        };
        let mut ords: Vec<u64> = (from..to).filter(|&ord| self.count(ord) > 0).collect();
        if ords.len() > SHOWN_MOST {
            ords.select_nth_unstable_by_key(SHOWN_MOST, |&ord| Reverse(self.count(ord)));
            ords.truncate(SHOWN_MOST);
        }
        ords
    }
}
