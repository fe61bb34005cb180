//! Word help keeps every figure and code.

use super::{TERMS, annotate};
use kernel::Lang;
use proptest::prelude::*;

fn shown(text: &str, reader: Lang) -> String {
    let pieces = annotate(text, reader).into_iter().map(|piece| match piece.word {
        Some(word) => format!("{}[{word}]", piece.text),
        None => piece.text,
    });
    pieces.collect()
}

#[test]
fn trade_words_stand_beside_the_original() {
    assert_eq!(
        shown("可以，交货期 25 天，FOB 宁波，每双加6克。", Lang::En),
        "可以[can]，交货期[delivery time] 25 天[day]，FOB 宁波[Ningbo]，每双[per pair]加6克[gram]。"
    );
    assert_eq!(
        shown("What is the lead time for 6,000 pairs, FOB Ningbo?", Lang::ZhCn),
        "What is the lead time[交货期] for 6,000 pairs[双], FOB Ningbo[宁波]?"
    );
}

#[test]
fn a_text_in_the_readers_own_language_gets_no_help() {
    assert_eq!(annotate("可以，FOB 宁波。", Lang::ZhCn), []);
    assert_eq!(annotate("Lead time 25 days", Lang::En), []);
    assert_eq!(annotate("1234 👍", Lang::En), []);
}

#[test]
fn codes_in_capitals_are_no_words() {
    // SET is a code here, set a word.
    assert_eq!(shown("SET DAP a set", Lang::ZhCn), "SET DAP a set[套]");
}

#[test]
fn no_term_holds_a_figure() {
    let terms = TERMS.lines().filter(|line| !line.starts_with('\t'));
    assert!(terms.clone().count() > 200);
    for line in terms {
        assert!(!line.chars().any(|c| c.is_ascii_digit()), "{line}");
        assert_eq!(line.split('\t').count(), 2, "{line}");
    }
}

proptest! {
    /// Numbers, units, Incoterms and codes survive unchanged, in their order: the pieces are the
    /// whole original.
    #[test]
    fn the_pieces_are_the_original(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "FOB", "CIF 宁波", "25", "6,000", "12.5%", "交货期", "lead time", "双", "克", "kg",
                "HS 6115.95", "LH-200", "袜子", " ", ", ", "\n", "👍🏽", "price", "，", "CNNGB", "é",
            ]),
            0..30,
        )
    ) {
        let text = parts.concat();
        for reader in Lang::ALL {
            let pieces = annotate(&text, reader);
            let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            prop_assert!(pieces.is_empty() || whole == text);
        }
    }

    #[test]
    fn whatever_is_written_is_kept(text in "\\PC{0,200}") {
        for reader in Lang::ALL {
            let pieces = annotate(&text, reader);
            let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            prop_assert!(pieces.is_empty() || whole == text);
        }
    }
}
