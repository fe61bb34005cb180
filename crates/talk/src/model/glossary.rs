//! Word help: trade words of the other language, put beside those of the original. It is no
//! translation and never shown as one; the original stays whole, so that no number, unit, Incoterm
//! or code can be lost or changed.

use kernel::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// English and Chinese by tabs; where the first is empty, the third is an English word that only
/// explains the Chinese one.
const TERMS: &str = include_str!("glossary/terms.tsv");
/// No term has more words.
const WORDS_MOST: usize = 5;
/// No Chinese term is longer.
const CHARS_MOST: usize = 8;

static TO_CHINESE: LazyLock<BTreeMap<String, &str>> = LazyLock::new(|| {
    let pairs = lines().filter_map(|(english, chinese, _)| Some((english?, chinese)));
    pairs.map(|(english, chinese)| (english.to_lowercase(), chinese)).collect()
});
static TO_ENGLISH: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    for (english, chinese, explained) in lines() {
        if let Some(english) = english.or(explained) {
            words.entry(chinese).or_insert(english);
        }
    }
    words
});

fn lines() -> impl Iterator<Item = (Option<&'static str>, &'static str, Option<&'static str>)> {
    TERMS.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let english = cells.next().filter(|english| !english.is_empty());
        Some((english, cells.next()?, cells.next()))
    })
}

/// A piece of the original, with the other language's word for it where one is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The original, unchanged; all pieces together are the whole text.
    pub text: String,
    /// The word beside it.
    pub word: Option<&'static str>,
}

/// The original in pieces with the words that a reader of this language may lack; nothing where no
/// word is known or the text is in the reader's own script already.
pub fn annotate(text: &str, reader: Lang) -> Vec<Piece> {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    // A Chinese sentence with FOB in it is Chinese: a sign says about as much as three letters.
    let pieces = match reader {
        Lang::En if han > 0 => chinese(text),
        Lang::ZhCn if latin > 3 * han => english(text),
        _ => Vec::new(),
    };
    if pieces.iter().any(|piece| piece.word.is_some()) { pieces } else { Vec::new() }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Pieces as they are found: what has no word is gathered until a word comes.
#[derive(Default)]
struct Gathered {
    pieces: Vec<Piece>,
    plain: String,
}

impl Gathered {
    fn known(&mut self, text: &str, word: &'static str) {
        self.flush();
        self.pieces.push(Piece { text: text.to_owned(), word: Some(word) });
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let text = std::mem::take(&mut self.plain);
            self.pieces.push(Piece { text, word: None });
        }
    }

    fn end(mut self) -> Vec<Piece> {
        self.flush();
        self.pieces
    }
}

/// The longest known term at each place.
fn chinese(text: &str) -> Vec<Piece> {
    let mut gathered = Gathered::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(CHARS_MOST);
        let known = ends.filter_map(|end| Some((end, *TO_ENGLISH.get(&rest[..end])?))).last();
        let taken = match known {
            Some((end, word)) => {
                gathered.known(&rest[..end], word);
                end
            }
            None => {
                gathered.plain.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    gathered.end()
}

/// The longest run of words that is a term; words in capitals and words with figures are codes and
/// stay alone.
fn english(text: &str) -> Vec<Piece> {
    let words = words(text);
    let mut gathered = Gathered::default();
    let (mut nth, mut done) = (0, 0);
    while let Some(&(from, to)) = words.get(nth) {
        let reach = |count: usize| words.get(nth + count - 1).map(|(_, end)| (count, *end));
        let known = (1..=WORDS_MOST).filter_map(reach).filter_map(|(count, end)| {
            let term = &text[from..end];
            if is_code(term) { None } else { Some((count, end, term_of(term)?)) }
        });
        gathered.plain.push_str(&text[done..from]);
        match known.max_by_key(|(count, ..)| *count) {
            Some((count, end, word)) => {
                gathered.known(&text[from..end], word);
                (nth, done) = (nth + count, end);
            }
            None => {
                gathered.plain.push_str(&text[from..to]);
                (nth, done) = (nth + 1, to);
            }
        }
    }
    gathered.plain.push_str(&text[done..]);
    gathered.end()
}

fn term_of(term: &str) -> Option<&'static str> {
    TO_CHINESE.get(&term.to_lowercase()).copied()
}

fn is_code(term: &str) -> bool {
    let has_figure = term.chars().any(|c| c.is_ascii_digit());
    has_figure || (term.len() > 1 && term.chars().all(|c| c.is_ascii_uppercase()))
}

/// Where each word begins and ends, in bytes.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric() || c == '-', from) {
            (true, None) => from = Some(at),
            (false, Some(began)) => {
                words.push((began, at));
                from = None;
            }
            _ => {}
        }
    }
    words.extend(from.map(|began| (began, text.len())));
    words
}

#[cfg(test)]
mod tests;
