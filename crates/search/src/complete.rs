//! What somebody may be about to type.

use crate::ask::{Question, words};
use crate::index::Index;
use crate::meant::terms_after;
use crate::query::Demand;
use crate::script::fold;
use crate::sound;
use anyhow::Result;
use std::cmp::Reverse;
use tantivy::collector::Count;

/// Terms that are looked at for one beginning.
const TERMS_MOST: usize = 2_000;
/// Of those, the most frequent ones whose hits are counted.
const COUNTED_MOST: usize = 24;

impl Index {
    /// How many have every word of a question and pass its filters.
    pub fn how_many(&self, question: &Question) -> Result<usize> {
        let query = self.query(&words(&question.text), question, Demand::Every);
        Ok(self.searcher().search(&query, &Count)?)
    }

    /// Questions that begin like this one and find something, the most hits first. What is typed
    /// in Latin letters is completed to the Chinese words that sound so, too.
    pub fn complete(&self, typed: &str, most: usize) -> Result<Vec<String>> {
        let folded = fold(typed.chars().take(crate::ask::TEXT_MOST).collect::<String>().as_str());
        let (before, last) = split(folded.trim_start());
        if last.is_empty() {
            return Ok(Vec::new());
        }
        let searcher = self.searcher();
        let mut ends = terms_after(&searcher, self.fields.head, last, TERMS_MOST)?;
        if last.is_ascii() {
            let heard = terms_after(&searcher, self.fields.sound, last, TERMS_MOST)?;
            ends.extend(heard.into_iter().filter_map(|(term, count)| {
                Some((term.split_once(sound::BETWEEN)?.1.to_owned(), count))
            }));
        }
        ends.sort_by_key(|(_, count)| Reverse(*count));
        ends.truncate(COUNTED_MOST);
        let mut found = Vec::new();
        for (end, _) in ends {
            let text = format!("{before}{end}");
            let query = self.query(&words(&text), &Question::default(), Demand::Every);
            let hits = searcher.search(&query, &Count)?;
            if hits > 0 && !found.iter().any(|(_, known)| *known == text) {
                found.push((hits, text));
            }
        }
        found.sort_by_key(|(hits, _)| Reverse(*hits));
        Ok(found.into_iter().take(most).map(|(_, text)| text).collect())
    }
}

/// The words that are finished, and the one that is being typed.
fn split(folded: &str) -> (&str, &str) {
    let last = folded.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    folded.split_at(last)
}
