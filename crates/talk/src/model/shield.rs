//! What a machine that translates may not touch: numbers with their units, amounts of money,
//! Incoterms, codes, e-mail addresses and links. They are taken out before and put back after; a
//! translation in which one is lost, doubled or invented is not shown.

use kernel::{Currency, Incoterm};

/// Signs of units that mean the same in every language and stand after a blank, too; words such as
/// `pairs` are translated, and `5 in` may be the beginning of a place.
const UNITS: &[&str] = &[
    "mm", "cm", "dm", "m", "km", "m2", "m²", "m3", "m³", "cm2", "cm²", "cm3", "cm³", "mg", "g",
    "kg", "t", "lb", "oz", "ml", "cl", "l", "L", "µm", "V", "W", "kW", "kWh", "mA", "Hz", "kHz",
    "MHz", "GHz", "mAh", "Pa", "kPa", "MPa", "°C", "°F", "gsm", "GSM", "dtex", "pcs", "ft", "yd",
    "min",
];
/// Signs of money, before or after a number.
const MONEY: &[char] = &['$', '€', '£', '¥', '￥', '₽', '₩', '₹', '฿', '₫'];
/// Longer words in capitals are shouted, not codes.
const CODE_LETTERS_MOST: usize = 6;
/// Mark a place in the text that is sent.
const OPENS: &str = "{{";
const CLOSES: &str = "}}";
/// A text that holds one of these is not sent: it could not be told from a place of ours.
const BRACES: [char; 4] = ['{', '}', '｛', '｝'];

/// A text with what must survive taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shielded {
    /// What is sent: `{{1}}` stands for the first piece.
    pub text: String,
    kept: Vec<String>,
}

impl Shielded {
    /// Takes out what must survive. `None` where nothing is left to translate, or the text holds
    /// braces.
    pub fn of(text: &str) -> Option<Self> {
        if text.contains(BRACES) {
            return None;
        }
        let mut shielded = Self { text: String::with_capacity(text.len()), kept: Vec::new() };
        let mut has_words = false;
        for piece in merged(text) {
            match piece {
                Piece::Plain(plain) => {
                    has_words |= plain.chars().any(char::is_alphabetic);
                    shielded.text += plain;
                }
                Piece::Kept(kept) => {
                    shielded.kept.push(kept.to_owned());
                    shielded.text += &format!("{OPENS}{}{CLOSES}", shielded.kept.len());
                }
            }
        }
        has_words.then_some(shielded)
    }

    /// Puts the pieces back into a translation, each exactly once; `None` if one is missing or
    /// doubled, or if there is a figure that was not in the original.
    pub fn restore(&self, translated: &str) -> Option<String> {
        let mut seen = vec![false; self.kept.len()];
        let (mut restored, mut rest) = (String::with_capacity(translated.len()), translated);
        while let Some(at) = rest.find(['{', '｛']) {
            let (before, after) = rest.split_at(at);
            if has_figure(before) {
                return None;
            }
            let inner = after.trim_start_matches(['{', '｛', ' ']);
            let end = inner.find(|c: char| !c.is_ascii_digit())?;
            let nth: usize = inner.get(..end)?.parse().ok()?;
            let tail = inner.get(end..)?.trim_start_matches(' ');
            let rest_of = tail.trim_start_matches(['}', '｝']);
            if rest_of.len() == tail.len() {
                return None;
            }
            let place = seen.get_mut(nth.checked_sub(1)?)?;
            if std::mem::replace(place, true) {
                return None;
            }
            restored += before;
            restored += self.kept.get(nth - 1)?;
            rest = rest_of;
        }
        let is_whole = seen.into_iter().all(|was| was) && !has_figure(rest);
        restored += rest;
        (is_whole && !restored.contains(BRACES)).then_some(restored)
    }
}

fn has_figure(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Plain(&'a str),
    Kept(&'a str),
}

/// The text in pieces; what is kept with only a blank between is one piece.
fn merged(text: &str) -> Vec<Piece<'_>> {
    let may_shout = is_mostly_capitals(text);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let taken = if begins_token(text, at) { kept_at(&text[at..], may_shout) } else { 0 };
        if taken == 0 {
            at += c.len_utf8();
            continue;
        }
        match spans.last_mut() {
            Some((_, end)) if matches!(&text[*end..at], "" | " ") => *end = at + taken,
            _ => spans.push((at, at + taken)),
        }
        at += taken;
    }
    let (mut pieces, mut done) = (Vec::new(), 0);
    for (from, to) in spans {
        pieces.push(Piece::Plain(&text[done..from]));
        pieces.push(Piece::Kept(&text[from..to]));
        done = to;
    }
    pieces.push(Piece::Plain(&text[done..]));
    pieces
}

fn is_mostly_capitals(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    letters > 12 && capitals * 2 > letters
}

/// Whether a word, number or sign begins here, and not in the middle of one; a figure always does.
fn begins_token(text: &str, at: usize) -> bool {
    if text[at..].starts_with(char::is_numeric) {
        return true;
    }
    let before = text[..at].chars().next_back();
    !before.is_some_and(|c| c.is_ascii_alphanumeric() || is_latin_letter(c))
}

/// Letters that go on with an ASCII word, as in `München`; not those of Chinese or Arabic.
fn is_latin_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}') && c.is_alphabetic()
}

/// How many bytes of what begins here are kept; nought if none.
fn kept_at(rest: &str, may_shout: bool) -> usize {
    let word = link_or_number(rest);
    if word > 0 {
        return word;
    }
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let goes_on = rest[end..].chars().next().is_some_and(is_latin_letter);
    if !goes_on && is_code(&rest[..end], may_shout) { with_tail(rest, end) } else { 0 }
}

/// A code goes on after a dash or a stroke: `OEKO-TEX`, `T/T`.
fn with_tail(rest: &str, end: usize) -> usize {
    let tail = rest[end..].strip_prefix(['-', '/']).unwrap_or("");
    let more = tail.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(tail.len());
    if more > 0 { end + 1 + more } else { end }
}

/// `FOB`, `USD`, `OEKO`: terms, currencies, and short words in capitals.
fn is_code(word: &str, may_shout: bool) -> bool {
    let is_known = Incoterm::from_code(word).is_some() || Currency::from_code(word).is_some();
    let lower = matches!(word, "fob" | "cif" | "exw" | "ddp" | "fca" | "cfr");
    let letters = word.len();
    let is_capital = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_short = (2..=CODE_LETTERS_MOST).contains(&letters) && is_capital && !may_shout;
    // `T/T` and `L/C` have one letter before the stroke; `I` and `A` are words.
    is_known || lower || is_short || matches!(word, "T" | "L" | "D")
}

/// A link, an address, a number with its unit and money, or a code with a figure in it.
fn link_or_number(rest: &str) -> usize {
    let end = rest.find(|c: char| !c.is_ascii_graphic()).unwrap_or(rest.len());
    let run = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'']);
    let is_link = ["http://", "https://", "www."].iter().any(|begin| run.starts_with(begin));
    let is_mail = run.find('@').is_some_and(|at| at > 0 && run[at..].contains('.'));
    if is_link || is_mail {
        return run.len();
    }
    number(rest)
}

/// A number, or a code with one: figures and letters, with single marks between.
fn number(rest: &str) -> usize {
    let sign = rest.find(|c: char| !is_sign(c)).unwrap_or(rest.len());
    let mut end = sign;
    let mut has_figure = false;
    let mut chars = rest[sign..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = is_mark(c) && at > 0 && next.is_some_and(|next| next.is_ascii_alphanumeric());
        if !(c.is_ascii_alphanumeric() || is_other_figure(c) || joins) {
            break;
        }
        has_figure |= c.is_numeric();
        end = sign + at + c.len_utf8();
    }
    if has_figure { with_unit(rest, end) } else { 0 }
}

fn is_sign(c: char) -> bool {
    MONEY.contains(&c) || matches!(c, '±' | '+' | '~' | '≥' | '≤' | '<' | '>' | '#' | '-')
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '-' | '–' | '/' | ':' | '_' | '×' | '*' | '\'' | '’' | '\u{a0}')
}

fn is_other_figure(c: char) -> bool {
    c.is_numeric() && !c.is_ascii_digit()
}

/// A per cent, a sign of money, or a unit after a number, also after one blank.
fn with_unit(rest: &str, end: usize) -> usize {
    let tail = &rest[end..];
    let blank = tail.len() - tail.trim_start_matches([' ', '\u{a0}']).len();
    if blank > 2 {
        return end;
    }
    let told = &tail[blank..];
    if let Some(sign) = told.chars().next().filter(|c| MONEY.contains(c) || "%‰°".contains(*c)) {
        let after = end + blank + sign.len_utf8();
        let is_degree = sign == '°' && rest[after..].starts_with(['C', 'F']);
        return if is_degree { after + 1 } else { after };
    }
    let word = told.find(|c: char| !c.is_alphanumeric() || is_far(c)).unwrap_or(told.len());
    if UNITS.contains(&&told[..word]) { end + blank + word } else { end }
}

/// Chinese after a unit begins a word: `5 kg羊毛`.
fn is_far(c: char) -> bool {
    c >= '\u{2e80}'
}

#[cfg(test)]
mod tests;
