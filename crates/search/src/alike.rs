//! Words of trade that stand for the same goods, in English and Chinese.

use crate::cut::{self, Role};
use crate::script::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One line for each set of words that stand for the same.
const LINES: &str = include_str!("../alike.txt");

/// From each word to the others of its lines, each as its words in a row.
static ALIKE: LazyLock<HashMap<String, Vec<Vec<String>>>> = LazyLock::new(|| {
    let mut alike: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    for line in LINES.lines().filter(|line| !line.starts_with('#')) {
        let ways: Vec<Vec<String>> = line.split(',').map(|way| wholes(way.trim())).collect();
        for asked in ways.iter().filter(|way| way.len() == 1) {
            let others = ways.iter().filter(|way| *way != asked).cloned();
            alike.entry(asked[0].clone()).or_default().extend(others);
        }
    }
    alike
});

fn wholes(text: &str) -> Vec<String> {
    let words = cut::words(&fold(text)).into_iter();
    words.filter(|word| word.role == Role::Whole).map(|word| word.text).collect()
}

/// Other words for the same goods.
pub(crate) fn of(word: &str) -> Vec<Vec<String>> {
    ALIKE.get(word).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_goods_have_the_same_words_in_both_languages() {
        assert!(of("袜子").contains(&vec!["socks".to_owned()]));
        assert!(of("socks").iter().any(|way| way.concat() == "袜子"));
    }

    #[test]
    fn every_line_has_two_words_at_least_and_none_twice() {
        for line in LINES.lines().filter(|line| !line.starts_with('#')) {
            let mut ways: Vec<&str> = line.split(',').map(str::trim).collect();
            assert!(ways.len() > 1 && ways.iter().all(|way| !way.is_empty()), "{line}");
            ways.sort_unstable();
            let before = ways.len();
            ways.dedup();
            assert_eq!(before, ways.len(), "{line}");
        }
    }
}
