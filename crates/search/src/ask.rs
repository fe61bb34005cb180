//! What is asked, taken apart: wishes, each in all ways of writing it.

use crate::alike;
use crate::cut::{self, Role};
use crate::document::Tag;
use crate::script::{fold, is_han};

/// Characters of a question that are read; nobody types more to find goods.
pub const TEXT_MOST: usize = 200;
/// Wishes of one question that are read.
const WISHES_MOST: usize = 16;
/// Words that say nothing of what is wanted; they are read only if nothing else is said.
const EMPTY_WORDS: &[&str] = &[
    "a", "an", "and", "by", "for", "from", "i", "in", "is", "looking", "need", "of", "on", "or",
    "the", "to", "want", "we", "with", "的", "了", "和", "与", "及", "或", "在", "我", "我要",
    "想", "想买", "要", "买", "求购", "请问", "有", "吗", "个",
];

/// What somebody looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// In their words; empty for everything.
    pub text: String,
    /// What every hit must have.
    pub tags: Vec<Tag>,
    /// What it may cost at most.
    pub price: Option<PriceAt>,
    /// How many are wanted: a hit's minimum order is not above it.
    pub quantity: Option<u64>,
    /// Days from payment to dispatch at most.
    pub lead_time_d: Option<u64>,
    /// Ids above this one alone, since ids rise with time.
    pub newer_than: Option<u64>,
}

/// A highest price at a quantity, in millionths of its currency for one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceAt {
    /// How many are wanted.
    pub quantity: u64,
    /// ISO 4217; prices in others are not compared.
    pub currency: String,
    /// The highest price of one.
    pub most_millionths: u64,
}

/// One thing that is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    /// As it is written.
    pub(crate) whole: String,
    /// What it may be the plural of.
    pub(crate) stems: Vec<String>,
    /// The parts of a compound, with their places.
    pub(crate) parts: Vec<(usize, String)>,
    /// The pairs of its Chinese characters.
    pub(crate) grams: Vec<String>,
    /// Other words for the same, each a word or several in a row.
    pub(crate) alike: Vec<Vec<String>>,
}

/// A question's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) wishes: Vec<Wish>,
    /// Numbers with the unit behind them.
    pub(crate) measures: Vec<String>,
    /// The pairs of Chinese characters of the whole text.
    pub(crate) grams: Vec<String>,
}

/// Takes a text apart.
pub(crate) fn words(text: &str) -> Words {
    let start: String = text.chars().take(TEXT_MOST).collect();
    let folded = fold(&start);
    let mut words = Words::default();
    for word in cut::words(&folded) {
        match (word.role, words.wishes.last_mut()) {
            (Role::Whole, _) => words.wishes.push(Wish::of(word.text)),
            (Role::Measure, _) => words.measures.push(word.text),
            (Role::Stem, Some(wish)) => wish.stems.push(word.text),
            (Role::Part, Some(wish)) => wish.parts.push((word.place, word.text)),
            (_, None) => {}
        }
    }
    words.grams = cut::grams(&folded).into_iter().map(|gram| gram.text).collect();
    if words.wishes.iter().any(|wish| !wish.is_empty()) {
        words.wishes.retain(|wish| !wish.is_empty());
    }
    words.wishes.truncate(WISHES_MOST);
    words.grams.truncate(WISHES_MOST * 4);
    words
}

impl Wish {
    fn of(whole: String) -> Self {
        let is_chinese = whole.chars().all(is_han);
        let grams = if is_chinese { cut::grams(&whole) } else { Vec::new() };
        let alike = alike::of(&whole);
        Self {
            grams: grams.into_iter().map(|gram| gram.text).collect(),
            alike,
            whole,
            ..Self::default()
        }
    }

    fn is_empty(&self) -> bool {
        EMPTY_WORDS.contains(&self.whole.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wholes(text: &str) -> Vec<String> {
        words(text).wishes.into_iter().map(|wish| wish.whole).collect()
    }

    #[test]
    fn a_question_is_its_words_without_the_empty_ones() {
        assert_eq!(wholes("the socks for a child"), ["socks", "child"]);
        assert_eq!(wholes("求购 袜子"), ["袜子"]);
        assert_eq!(wholes("the"), ["the"]);
        assert!(wholes(" \u{1f44d} -- \"\" ").is_empty());
    }

    #[test]
    fn of_a_long_question_the_beginning_is_read() {
        let long = "sock ".repeat(2_000);
        assert_eq!(words(&long).wishes.len(), WISHES_MOST);
        assert!(words(&"袜子".repeat(5_000)).grams.len() <= WISHES_MOST * 4);
    }
}
