//! Texts cut into words: Chinese by a dictionary, all else by letters and digits; numbers with
//! their units and model numbers in every way they are written.

use crate::script::is_han;
use jieba_rs::{Jieba, TokenizeMode};
use std::sync::LazyLock;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Letters of the longest word that is kept; what is longer is no word that anybody types.
const WORD_MOST: usize = 60;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    /// Bytes in the folded text.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Where it stands: a Chinese character and a part of a compound count as one each.
    pub(crate) place: usize,
    pub(crate) role: Role,
}

/// What a word is to the piece of text that it was cut from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The piece as it is written.
    Whole,
    /// A piece of it, such as the `2110` of `tn2110` or the `衬衫` of `男士衬衫`.
    Part,
    /// Its singular.
    Stem,
    /// The number together with the unit behind it.
    Measure,
}

/// Units that are written beside or away from their number.
const UNITS: &[&str] = &[
    "mm", "cm", "m", "km", "in", "inch", "ft", "g", "kg", "mg", "t", "lb", "oz", "ml", "l", "w",
    "kw", "v", "mv", "a", "ma", "mah", "wh", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb",
    "mp", "dpi", "rpm", "gsm", "db", "pcs", "pc", "pack", "p", "k",
];

/// A stretch of one kind of writing.
enum Stretch<'a> {
    Han(&'a str),
    Other(&'a str),
}

/// Every word of a folded text, with all ways of writing it, in order of place.
pub(crate) fn words(folded: &str) -> Vec<Word> {
    let mut cutter = Cutter { words: Vec::new(), place: 0 };
    for (from, stretch) in stretches(folded) {
        match stretch {
            Stretch::Han(text) => cutter.han(text, from),
            Stretch::Other(text) => cutter.other(text, from),
        }
    }
    cutter.measures();
    cutter.words
}

/// The pairs of neighbouring Chinese characters of a folded text; a lone one by itself.
pub(crate) fn grams(folded: &str) -> Vec<Word> {
    let mut grams = Vec::new();
    for (from, stretch) in stretches(folded) {
        let Stretch::Han(text) = stretch else { continue };
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let at: Vec<usize> = ends.collect();
        let most = if at.len() > 2 { 3 } else { 2 };
        for window in at.windows(most) {
            let (start, end) = (window[0], window[most - 1]);
            grams.push(Word {
                text: text[start..end].to_owned(),
                from: from + start,
                to: from + end,
                place: grams.len(),
                role: Role::Whole,
            });
        }
    }
    grams
}

fn stretches(folded: &str) -> Vec<(usize, Stretch<'_>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(first) = folded[from..].chars().next() {
        let rest = &folded[from..];
        let to = rest.find(|letter| is_han(letter) != is_han(first)).unwrap_or(rest.len());
        let text = &rest[..to];
        found.push((from, if is_han(first) { Stretch::Han(text) } else { Stretch::Other(text) }));
        from += to;
    }
    found
}

struct Cutter {
    words: Vec<Word>,
    place: usize,
}

impl Cutter {
    fn push(&mut self, text: &str, (from, to): (usize, usize), place: usize, role: Role) {
        if text.chars().count() <= WORD_MOST {
            self.words.push(Word { text: text.to_owned(), from, to, place, role });
        }
    }

    /// The dictionary's words and, inside the long ones, the short ones.
    fn han(&mut self, text: &str, from: usize) {
        let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for word in JIEBA.tokenize(text, TokenizeMode::Default, false) {
            let place = self.place + word.start;
            self.push(word.word, (from + at[word.start], from + at[word.end]), place, Role::Whole);
            self.inside(word.word, from + at[word.start], place);
        }
        self.place += at.len() - 1;
    }

    fn inside(&mut self, word: &str, from: usize, place: usize) {
        let at: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let letters = at.len() - 1;
        for length in [2, 3] {
            for start in 0..=letters.saturating_sub(length) {
                let part = &word[at[start]..at[(start + length).min(letters)]];
                if letters > length && JIEBA.has_word(part) {
                    self.push(
                        part,
                        (from + at[start], from + at[start + length]),
                        place + start,
                        Role::Part,
                    );
                }
            }
        }
    }

    fn other(&mut self, text: &str, from: usize) {
        let mut start = 0;
        while let Some(first) = text[start..].find(char::is_alphanumeric) {
            start += first;
            let length = compound(&text[start..]);
            self.compound(&text[start..start + length], from + start);
            start += length;
        }
    }

    /// `tn-2110` is `tn2110`, `tn` and `2110`; `12,400` is `12400`; `men's` is `men`.
    fn compound(&mut self, text: &str, from: usize) {
        let text = text.strip_suffix("'s").unwrap_or(text);
        let whole: String = text.chars().filter(|&letter| is_kept(text, letter)).collect();
        let (parts, all) = (parts(text), (from, from + text.len()));
        self.push(&whole, all, self.place, Role::Whole);
        for stem in singulars(&whole) {
            self.push(&stem, all, self.place, Role::Stem);
        }
        if parts.len() > 1 {
            for (nth, (at, part)) in parts.iter().enumerate() {
                let stands = (from + at, from + at + part.len());
                self.push(part, stands, self.place + nth, Role::Part);
                for stem in singulars(part) {
                    self.push(&stem, stands, self.place + nth, Role::Part);
                }
            }
        }
        self.place += parts.len().max(1);
    }

    /// A number and the unit behind it are one word too.
    fn measures(&mut self) {
        let mut found = Vec::new();
        let wholes: Vec<usize> =
            (0..self.words.len()).filter(|&nth| self.words[nth].role == Role::Whole).collect();
        for pair in wholes.windows(2) {
            let (number, unit) = (&self.words[pair[0]], &self.words[pair[1]]);
            let is_near = unit.from <= number.to + 1 && unit.place == number.place + 1;
            if is_near && is_number(&number.text) && UNITS.contains(&unit.text.as_str()) {
                let text = format!("{}{}", number.text, unit.text);
                let word = Word { text, to: unit.to, role: Role::Measure, ..number.clone() };
                found.push((pair[0] + 1, word));
            }
        }
        for (at, word) in found.into_iter().rev() {
            self.words.insert(at, word);
        }
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
}

/// How long the compound is that a text begins with: letters and digits, with single marks between.
fn compound(text: &str) -> usize {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_inside = matches!(letter, '-' | '.' | '/' | '_' | '\'' | '+' | '&' | ',');
        let next = letters.peek().map(|(_, next)| *next);
        let is_figure = letter != ','
            || (text[..at].ends_with(|last: char| last.is_ascii_digit())
                && next.is_some_and(|next| next.is_ascii_digit()));
        let goes_on = letter.is_alphanumeric() && !is_han(letter)
            || is_inside
                && is_figure
                && next.is_some_and(|next| next.is_alphanumeric() && !is_han(next));
        if !goes_on {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

/// The point of a decimal number stays.
fn is_kept(text: &str, letter: char) -> bool {
    letter.is_alphanumeric() || letter == '.' && is_number(text)
}

/// The runs of letters and of digits in a compound; a decimal number is one.
fn parts(text: &str) -> Vec<(usize, &str)> {
    if is_number(text) {
        return vec![(0, text)];
    }
    let mut parts = Vec::new();
    let mut start = None;
    let mut was_digit = false;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_digit = letter.is_numeric();
        let is_end = !letter.is_alphanumeric() || is_digit != was_digit;
        if let (Some(from), true) = (start, is_end) {
            parts.push((from, &text[from..at]));
            start = None;
        }
        if letter.is_alphanumeric() && start.is_none() {
            start = Some(at);
        }
        was_digit = is_digit;
    }
    parts
}

/// What an English plural may be the plural of, by its ending.
fn singulars(word: &str) -> Vec<String> {
    let is_plain = word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let Some(stem) = word.strip_suffix('s').filter(|_| is_plain) else { return Vec::new() };
    if stem.ends_with(['s', 'u', 'i']) {
        return Vec::new();
    }
    let mut found = vec![stem.to_owned()];
    if let Some(start) = stem.strip_suffix("ie") {
        found.push(format!("{start}y"));
    }
    let sibilants = ["she", "che", "xe", "sse", "zze", "oe"];
    if sibilants.iter().any(|ending| stem.ends_with(ending)) {
        found.extend(stem.strip_suffix('e').map(str::to_owned));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn a_model_number_is_found_however_it_is_written() {
        for written in ["tn-2110", "tn2110", "tn 2110"] {
            let cut = texts(written);
            assert!(cut.contains(&"tn".into()) && cut.contains(&"2110".into()), "{cut:?}");
        }
        assert!(texts("tn-2110").contains(&"tn2110".into()));
    }

    #[test]
    fn a_number_keeps_its_unit_and_its_point() {
        assert!(texts("1.5 m cable").contains(&"1.5m".into()));
        assert!(texts("16gb").contains(&"16gb".into()));
        assert!(texts("16 gb").contains(&"16gb".into()));
        assert!(texts("12,400 pcs").contains(&"12400pcs".into()));
    }

    #[test]
    fn one_and_many_are_the_same_goods() {
        for (many, one) in
            [("socks", "sock"), ("brushes", "brush"), ("cases", "case"), ("batteries", "battery")]
        {
            assert!(texts(many).contains(&one.to_owned()), "{many}");
        }
        assert_eq!(texts("glass"), ["glass"]);
    }

    #[test]
    fn chinese_is_cut_into_words_and_the_words_inside_them() {
        let cut = texts("纯棉男士衬衫usb数据线");
        for word in ["纯棉", "衬衫", "usb", "数据线", "数据"] {
            assert!(cut.contains(&word.to_owned()), "{word} in {cut:?}");
        }
    }

    #[test]
    fn places_never_run_backwards_for_whole_words() {
        let found = words("brother tn-2110 碳粉盒 1.5 m");
        let wholes = found.iter().filter(|word| word.role == Role::Whole);
        let places: Vec<usize> = wholes.map(|word| word.place).collect();
        assert!(places.is_sorted(), "{places:?}");
    }
}
