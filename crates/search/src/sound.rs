//! How Chinese words sound, so that what is typed in Latin letters or in a wrong character of the
//! same sound is found.

use crate::cut::{self, Role, Word};
use crate::script::{fold, is_han};
use pinyin::ToPinyin;

/// Stands between the sound and the word.
pub(crate) const BETWEEN: char = '\t';
/// Characters of the longest word whose sound is kept.
const LETTERS_MOST: usize = 6;

/// The sound of a text in Latin letters without tones; `None` if a character has none.
pub fn of(text: &str) -> Option<String> {
    let mut sound = String::new();
    for letter in text.to_pinyin() {
        sound.push_str(letter?.plain());
    }
    (!sound.is_empty()).then_some(sound)
}

/// The sound of every Chinese word of two characters or more in a title and of every two neighbours
/// together, each with its word.
pub(crate) fn of_words(title: &str) -> Vec<String> {
    if !title.chars().any(is_han) {
        return Vec::new();
    }
    let words: Vec<Word> =
        cut::words(&fold(title)).into_iter().filter(|word| word.text.chars().all(is_han)).collect();
    let wholes: Vec<&Word> = words.iter().filter(|word| word.role == Role::Whole).collect();
    let neighbours = wholes.windows(2).filter(|pair| pair[0].to == pair[1].from);
    let pairs = neighbours.map(|pair| format!("{}{}", pair[0].text, pair[1].text));
    let all = words.iter().map(|word| word.text.clone()).chain(pairs);
    let some = all.filter(|word| (2..=LETTERS_MOST).contains(&word.chars().count()));
    some.filter_map(|word| Some(format!("{}{BETWEEN}{word}", of(&word)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_with_its_sound() {
        assert_eq!(of("保温杯").as_deref(), Some("baowenbei"));
        assert_eq!(of("ok"), None);
        assert!(of_words("不锈钢保温杯").contains(&"baowenbei\t保温杯".to_owned()));
    }
}
