//! One script and one width: what is written in either Chinese script, in full width or in capitals
//! is the same word.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::sync::LazyLock;

static TO_SIMPLIFIED: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// Whether a character is Chinese: it stands for a word by itself and is not parted by spaces.
pub(crate) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// A text as it is indexed and asked for: simplified Chinese, half width, lower case, without marks
/// over Latin letters and without characters that are not seen.
pub fn fold(text: &str) -> String {
    let simplified = match &*TO_SIMPLIFIED {
        Some(table) if text.chars().any(is_han) => table.convert(text),
        _ => text.to_owned(),
    };
    let mut folded = String::with_capacity(simplified.len());
    for letter in simplified.chars() {
        push_folded(&mut folded, letter);
    }
    folded
}

fn push_folded(folded: &mut String, letter: char) {
    match letter {
        '\u{3000}' => folded.push(' '),
        '\u{ff01}'..='\u{ff5e}' => {
            let half = char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(' ');
            folded.extend(half.to_lowercase());
        }
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
        '\u{c0}'..='\u{17f}' => folded.push_str(plain(letter)),
        letter if letter.is_control() => folded.push(' '),
        letter => folded.extend(letter.to_lowercase()),
    }
}

/// A Latin letter without its marks (Latin-1 Supplement and Latin Extended-A).
fn plain(letter: char) -> &'static str {
    match letter {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ĳ' | 'ĳ' => "ij",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'ß' | 'Ś'..='š' | 'ſ' => "s",
        'Þ' | 'þ' => "th",
        'Ţ'..='ŧ' => "t",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' => "z",
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn either_script_width_or_case_is_the_same_word() {
        assert_eq!(fold("純棉毛巾"), fold("纯棉毛巾"));
        assert_eq!(fold("ＵＳＢ　３．０"), "usb 3.0");
        assert_eq!(fold("Café Müller Łódź"), "cafe muller lodz");
    }

    #[test]
    fn what_is_not_seen_is_not_searched() {
        assert_eq!(fold("a\u{200b}b\u{202e}c\u{0}d"), "abc d");
        assert_eq!(fold("👍🏽"), "👍🏽");
    }
}
