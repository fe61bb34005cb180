//! The font: the operator's own, or one that the system has.

use krilla::text::Font;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use ttf_parser::Face;

/// Where Debian's, Alpine's and Fedora's packages put Noto Sans CJK, and which face of it is
/// Simplified Chinese. Nothing is shipped: the font is larger than the whole program.
const KNOWN: &[(&str, u32)] = &[
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
];
/// The largest font that is read: Noto Sans CJK has 20 MB.
const LARGEST: u64 = 64 << 20;

/// No font is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingFont;

/// The font of all documents, read when the first one is made.
#[derive(Clone, Default)]
pub struct Fonts {
    own: Option<PathBuf>,
    loaded: Arc<OnceLock<Option<Letters>>>,
}

impl Fonts {
    /// The operator's own font file, or whichever known one the system has.
    pub fn new(own: Option<PathBuf>) -> Self {
        Self { own, loaded: Arc::default() }
    }

    /// The letters; reads a file the first time.
    pub(crate) fn letters(&self) -> Result<&Letters, MissingFont> {
        self.loaded.get_or_init(|| self.read()).as_ref().ok_or(MissingFont)
    }

    fn read(&self) -> Option<Letters> {
        match &self.own {
            Some(path) => Letters::read(path, 0),
            None => KNOWN.iter().find_map(|(path, index)| Letters::read(Path::new(path), *index)),
        }
    }
}

/// A font that can be drawn and measured.
pub(crate) struct Letters {
    pub(super) font: Font,
    bytes: Arc<Vec<u8>>,
    index: u32,
}

impl Letters {
    fn read(path: &Path, index: u32) -> Option<Self> {
        let is_small = std::fs::metadata(path).ok()?.len() <= LARGEST;
        let bytes =
            Arc::new(Some(path).filter(|_| is_small).and_then(|it| std::fs::read(it).ok())?);
        Face::parse(&bytes, index).ok()?;
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::<Vec<u8>>::clone(&bytes);
        let font = Font::new(shared.into(), index)?;
        Some(Self { font, bytes, index })
    }

    /// Something that measures texts.
    pub(super) fn ruler(&self) -> Option<Ruler<'_>> {
        Face::parse(&self.bytes, self.index).ok().map(|face| Ruler { face })
    }
}

/// Measures texts in tenths of a point.
pub(super) struct Ruler<'a> {
    face: Face<'a>,
}

impl Ruler<'_> {
    /// The width of a text at a size, both in tenths of a point.
    pub(super) fn width(&self, text: &str, size: i32) -> i32 {
        let units: i32 = text.chars().map(|c| self.advance(c)).sum();
        let per_em = i32::from(self.face.units_per_em()).max(1);
        (units * size + per_em / 2) / per_em
    }

    fn advance(&self, c: char) -> i32 {
        let glyph = self.face.glyph_index(c).unwrap_or_default();
        i32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0))
    }

    /// Cuts a text into lines that fit: after a space, or between Chinese characters, or where
    /// nothing else helps.
    pub(super) fn lines(&self, text: &str, size: i32, most: i32) -> Vec<String> {
        let (mut lines, mut line, mut fits) = (Vec::new(), String::new(), 0);
        for c in text.chars() {
            line.push(c);
            if self.width(line.trim_end(), size) > most && line.chars().count() > 1 {
                let cut = if fits > 0 { fits } else { line.len() - c.len_utf8() };
                let rest = line.split_off(cut);
                lines.push(line.trim_end().to_owned());
                (line, fits) = (rest.trim_start().to_owned(), 0);
            }
            if c == ' ' || is_ideograph(c) {
                fits = line.len();
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// Whether a line may end after the character: Chinese text knows no spaces.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '，' | '。' | '；' | '：' | '、' | '）')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_after_words_and_between_chinese_characters_and_lose_nothing() {
        let fonts = Fonts::default();
        let ruler = fonts.letters().ok().and_then(Letters::ruler).expect("Noto Sans CJK");
        for text in [
            "宁波市海曙区针织品进出口有限责任公司第二分公司",
            "Guarantee fees of the month, with what went back of them",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
            "集市 Jishi 混合 text，两种文字。",
            "",
        ] {
            let lines = ruler.lines(text, 100, 600);
            assert!(lines.iter().all(|line| ruler.width(line, 100) <= 600), "{lines:?}");
            let squeezed = |text: &str| text.replace(' ', "");
            assert_eq!(squeezed(&lines.concat()), squeezed(text));
        }
        assert_eq!(ruler.lines("one two", 100, 280), ["one", "two"]);
    }

    #[test]
    fn a_font_that_is_none_is_no_font() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("font.ttf");
        std::fs::write(&path, b"not a font").expect("written");
        for path in [path, folder.path().join("missing.ttf")] {
            assert!(Fonts::new(Some(path)).letters().is_err());
        }
    }
}
