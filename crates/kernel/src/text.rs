//! Texts that people type: trimmed, of a bounded length, and nothing in them that cannot be shown.

/// Why a text cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// Nothing is left after trimming.
    Empty,
    /// More characters than may be.
    TooLong,
    /// A control character, or a mark that turns the direction of what follows.
    Unprintable,
}

/// Reads one line of at most `most` characters.
pub fn read_line(told: &str, most: usize) -> Result<String, TextFault> {
    let line = told.trim();
    check(line, most, |_| false)?;
    Ok(line.to_owned())
}

/// Reads paragraphs of at most `most` characters: ends of lines and tabs are taken too, and every
/// end of a line becomes `\n`.
pub fn read_paragraphs(told: &str, most: usize) -> Result<String, TextFault> {
    let text = told.trim().replace("\r\n", "\n");
    check(&text, most, |c| matches!(c, '\n' | '\t'))?;
    Ok(text)
}

fn check(text: &str, most: usize, may_stand: fn(char) -> bool) -> Result<(), TextFault> {
    if text.is_empty() {
        return Err(TextFault::Empty);
    }
    if text.chars().count() > most {
        return Err(TextFault::TooLong);
    }
    if text.chars().any(|c| is_unprintable(c) && !may_stand(c)) {
        return Err(TextFault::Unprintable);
    }
    Ok(())
}

/// A control character, a mark of direction or of a line's end, or what Unicode keeps for no
/// character at all and XML does not carry (U+FFFE, U+FFFF and their like).
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_bounded() {
        assert_eq!(read_line("  袜子 <b>\u{3000}", 7), Ok("袜子 <b>".to_owned()));
        assert_eq!(read_line("12345678", 7), Err(TextFault::TooLong));
        assert_eq!(read_paragraphs("a\r\nb\tc\n", 5), Ok("a\nb\tc".to_owned()));
        assert_eq!(read_paragraphs(" \n\t", 5), Err(TextFault::Empty));
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        for bad in [
            "a\nb",
            "a\tb",
            "a\0b",
            "a\u{1b}b",
            "a\u{202e}b",
            "a\u{2066}b",
            "\u{ffff}",
            "\u{1fffe}",
        ] {
            assert_eq!(read_line(bad, 9), Err(TextFault::Unprintable), "{bad:?}");
        }
        for bad in ["a\rb", "a\0b", "a\u{202e}b"] {
            assert_eq!(read_paragraphs(bad, 9), Err(TextFault::Unprintable), "{bad:?}");
        }
    }
}
