//! What was meant by words that nothing has: typing mistakes, Latin letters for Chinese words, a
//! character of the same sound.

use crate::ask::{Wish, Words, words};
use crate::index::Index;
use crate::script::is_han;
use crate::sound;
use anyhow::Result;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// Letters from which on one mistake is looked for, and from which on two.
const MISTAKES: [(usize, u8); 2] = [(8, 2), (4, 1)];
/// Terms of the dictionary that one mistaken word is compared with.
const TERMS_MOST: usize = 2_000;

impl Index {
    /// The question as it was meant, if a word of it is not known; with its words.
    pub(crate) fn meant(&self, asked: &Words) -> Result<Option<(String, Words)>> {
        let searcher = self.searcher();
        let mut said: Vec<String> = Vec::new();
        let mut is_other = false;
        for run in runs(&asked.wishes) {
            let other = match self.is_known(&searcher, run)? {
                true => None,
                false => self.instead(&searcher, run)?,
            };
            is_other |= other.is_some();
            let typed = || run.iter().map(|wish| wish.whole.clone()).collect::<Vec<_>>();
            said.extend(other.map_or_else(typed, |other| vec![other]));
        }
        let text = said.join(" ");
        Ok(is_other.then(|| (text.clone(), words(&text))))
    }

    fn is_known(&self, searcher: &Searcher, run: &[Wish]) -> Result<bool> {
        for wish in run {
            let mut found = 0;
            for field in [self.fields.head, self.fields.kind, self.fields.body] {
                found += searcher.doc_freq(&Term::from_field_text(field, &wish.whole))?;
            }
            // A single character that only stands inside words is no word of its own.
            let is_lone = wish.whole.chars().count() == 1 && run.len() > 1;
            if found == 0 || is_lone {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What may stand instead of a run of words: the same sound, or a word of nearly the same
    /// letters.
    fn instead(&self, searcher: &Searcher, run: &[Wish]) -> Result<Option<String>> {
        let typed: String = run.iter().map(|wish| wish.whole.as_str()).collect();
        let is_chinese = typed.chars().all(is_han);
        let heard = if is_chinese { sound::of(&typed) } else { Some(typed.clone()) };
        if let Some(heard) = heard.filter(|heard| heard.is_ascii())
            && let Some(word) = self.word_of_sound(searcher, &heard)?
        {
            return Ok(Some(word));
        }
        match run {
            [wish] if !is_chinese => self.nearly(searcher, &wish.whole),
            _ => Ok(None),
        }
    }

    fn word_of_sound(&self, searcher: &Searcher, heard: &str) -> Result<Option<String>> {
        let prefix = format!("{heard}{}", sound::BETWEEN);
        let found = terms_after(searcher, self.fields.sound, &prefix, TERMS_MOST)?;
        let best = found.into_iter().max_by_key(|(_, count)| *count);
        Ok(best.and_then(|(term, _)| term.strip_prefix(&prefix).map(str::to_owned)))
    }

    /// The most frequent of the words with the fewest mistakes.
    fn nearly(&self, searcher: &Searcher, word: &str) -> Result<Option<String>> {
        let letters = word.chars().count();
        let allowed = MISTAKES.iter().find(|(least, _)| letters >= *least);
        let Some(&(_, most)) = allowed.filter(|_| !word.chars().any(char::is_numeric)) else {
            return Ok(None);
        };
        for distance in 1..=most {
            let term = Term::from_field_text(self.fields.head, word);
            let automaton = FuzzyTermQuery::new(term, distance, true);
            let mut best: Option<(u64, String)> = None;
            for segment in searcher.segment_readers() {
                let index = segment.inverted_index(self.fields.head)?;
                let mut stream = index.terms().search(automaton.automaton()?).into_stream()?;
                while let Some((term, found)) = stream.next() {
                    let Ok(text) = str::from_utf8(term) else { continue };
                    let count = u64::from(found.doc_freq);
                    if best.as_ref().is_none_or(|(most, _)| count > *most) {
                        best = Some((count, text.to_owned()));
                    }
                }
            }
            if let Some((_, found)) = best {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

/// Neighbouring wishes that are written alike belong together: characters that were cut apart, or
/// syllables typed with spaces between.
fn runs(wishes: &[Wish]) -> Vec<&[Wish]> {
    let is_lone = |wish: &Wish| wish.whole.chars().all(is_han) && wish.whole.chars().count() == 1;
    let is_cut = |one: &Wish, other: &Wish| {
        (is_lone(one) || is_lone(other))
            && one.whole.chars().all(is_han)
            && other.whole.chars().all(is_han)
    };
    wishes.chunk_by(is_cut).collect()
}

/// Terms that begin with a prefix, with the documents that have them, over all segments.
pub(crate) fn terms_after(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
    most: usize,
) -> Result<Vec<(String, u64)>> {
    let mut found: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut stream = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
        let mut seen = 0;
        while let Some((term, info)) = stream.next() {
            if !term.starts_with(prefix.as_bytes()) || seen >= most {
                break;
            }
            seen += 1;
            if let Ok(text) = str::from_utf8(term) {
                *found.entry(text.to_owned()).or_default() += u64::from(info.doc_freq);
            }
        }
    }
    Ok(found.into_iter().collect())
}
