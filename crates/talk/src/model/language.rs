//! In which language a text is written. Pages are Chinese and English; what people write is not.

use std::sync::LazyLock;
use whatlang::{Detector, Lang, Script};

/// Below so many letters a guess by words is a coin's toss.
const LETTERS_LEAST: usize = 16;
/// Of some trade sentences, those that were guessed wrongly stayed below 0.2.
const CONFIDENCE_LEAST: f64 = 0.25;

/// The languages that traders here are known to write in; others are not guessed.
const KNOWN: [(Lang, &str); 29] = [
    (Lang::Cmn, "zh"),
    (Lang::Eng, "en"),
    (Lang::Swe, "sv"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Tur, "tr"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Hin, "hi"),
    (Lang::Ind, "id"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Tha, "th"),
    (Lang::Vie, "vi"),
    (Lang::Ell, "el"),
    (Lang::Heb, "he"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Ces, "cs"),
    (Lang::Ron, "ro"),
    (Lang::Hun, "hu"),
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(KNOWN.map(|(lang, _)| lang).to_vec()));

/// The language of a text as its BCP 47 tag, where that can be told: by its script, or by enough
/// words. `None` where it cannot, as with `OK` or `FOB 0.62`.
pub fn language_of(text: &str) -> Option<&'static str> {
    let found = DETECTOR.detect(text)?;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let says_itself = match found.script() {
        Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari => {
            letters >= LETTERS_LEAST && found.confidence() >= CONFIDENCE_LEAST
        }
        // These scripts are their languages.
        _ => true,
    };
    let known = KNOWN.iter().find(|(lang, _)| *lang == found.lang()).filter(|_| says_itself);
    known.map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_its_language_by_script_or_by_enough_words() {
        let cases = [
            ("我们要5000双羊毛袜，FOB宁波。", Some("zh")),
            ("メリノウールの靴下を5000足お願いします。", Some("ja")),
            ("양말 5000켤레 견적 부탁드립니다.", Some("ko")),
            ("Vi söker trettio tusen par strumpor av merinoull, fyra storlekar.", Some("sv")),
            ("Wir suchen dreißigtausend Paar Socken aus Merinowolle.", Some("de")),
            ("Buenos días, ¿cuánto cuesta el envío a Valencia?", Some("es")),
            ("Нам нужны тридцать тысяч пар носков из шерсти.", Some("ru")),
            ("نحتاج إلى ثلاثين ألف زوج من الجوارب الصوفية", Some("ar")),
            ("OK", None),
            ("FOB Ningbo 0.62", None),
            ("👍", None),
        ];
        for (text, lang) in cases {
            assert_eq!(language_of(text), lang, "{text}");
        }
    }
}
