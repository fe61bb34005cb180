//! A name as it is compared: in its own script and in Latin letters, no marks, no legal forms,
//! words apart.

use any_ascii::any_ascii;
use kernel::rules::Screening;
use search::{fold, sound_of};

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    /// Its letters as bits, to see quickly that two words cannot be alike.
    pub(crate) letters: u64,
    pub(crate) length: i64,
    /// It says little by itself, such as `trading`.
    pub(crate) is_general: bool,
}

/// A name in its own script and in Latin letters: where it is Chinese by its sound, else letter by
/// letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plain {
    pub(crate) forms: Vec<Vec<Word>>,
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

impl Plain {
    /// Makes a name plain.
    pub(crate) fn of(name: &str, rules: &Screening) -> Self {
        let folded: String = fold(name).chars().filter(|letter| !is_joint(*letter)).collect();
        let told: Vec<&str> = folded
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect();
        let han: String =
            told.iter().flat_map(|word| word.chars()).filter(|c| is_han(*c)).collect();
        let han = without_form(&han, rules);
        let spelled = told.iter().filter(|word| !word.chars().any(is_han));
        let is_form = |word: &str| rules.legal_forms.iter().any(|form| form == word);
        let own: Vec<&str> = spelled.copied().filter(|word| !is_form(word)).collect();
        let word = |text: &str| Word::of(text, rules);
        let mut forms = Vec::new();
        if !own.is_empty() {
            forms.push(own.iter().map(|text| word(text)).collect());
        }
        if own.iter().any(|word| !word.is_ascii()) {
            let latin = own.iter().map(|word| latin_of(word));
            let latin: Vec<Word> = latin
                .filter(|text| !text.is_empty() && !is_form(text))
                .map(|text| word(&text))
                .collect();
            forms.extend((!latin.is_empty()).then_some(latin));
        }
        if !han.is_empty() {
            forms.push(vec![word(&han)]);
            forms.extend(spoken(&han).map(|words| words.iter().map(|text| word(text)).collect()));
        }
        // A name of legal forms and nothing else is compared as it stands.
        if forms.is_empty() && !told.is_empty() {
            forms.push(told.into_iter().map(word).collect());
        }
        Self { forms }
    }
}

/// A word of another alphabet in Latin letters, letter by letter: `зорин` is `zorin`. What is not
/// written, as the vowels of Arabic, is not there.
fn latin_of(word: &str) -> String {
    let latin = any_ascii(word).to_ascii_lowercase();
    latin.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// What stands inside a word: `Qa'ida` is one.
fn is_joint(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`')
}

/// A Chinese name without its legal form at the end.
fn without_form(han: &str, rules: &Screening) -> String {
    let forms = rules.legal_forms.iter().filter(|form| form.chars().all(is_han));
    let longest = forms.filter(|form| han.ends_with(form.as_str())).max_by_key(|form| form.len());
    let rest = longest.and_then(|form| han.strip_suffix(form.as_str())).unwrap_or(han);
    if rest.is_empty() { han.to_owned() } else { rest.to_owned() }
}

/// By its sound: the first character, and the others together, as names are written in Latin
/// letters. A longer name is a firm's, character by character.
fn spoken(han: &str) -> Option<Vec<String>> {
    let letters: Vec<char> = han.chars().collect();
    let sound = |letters: &[char]| sound_of(&letters.iter().collect::<String>());
    match letters.as_slice() {
        [] | [_] => None,
        [first, rest @ ..] if rest.len() <= 2 => Some(vec![sound(&[*first])?, sound(rest)?]),
        all => all.iter().map(|letter| sound(&[*letter])).collect(),
    }
}

impl Word {
    fn of(text: &str, rules: &Screening) -> Self {
        let letters = text.chars().map(|letter| 1_u64 << (u32::from(letter) % 64));
        Self {
            letters: letters.fold(0, |all, one| all | one),
            length: i64::try_from(text.chars().count()).unwrap_or(i64::MAX),
            is_general: rules.general_words.iter().any(|word| word == text),
            text: text.to_owned(),
        }
    }

    /// Whether two words can be alike at all: Jaro's measure of words that share so few letters
    /// stays below three quarters, and Winkler's below 0.85 then. Exact, never a guess.
    pub(crate) fn may_be_like(&self, other: &Self) -> bool {
        let (short, long) = if self.length <= other.length { (self, other) } else { (other, self) };
        let strange = i64::from((short.letters & !long.letters).count_ones());
        let shared = short.length - strange.min(short.length);
        4 * shared * (short.length + long.length) >= 5 * short.length * long.length
    }
}
