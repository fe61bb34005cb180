//! Names of people and firms.

use super::PartyRefusal;
use kernel::text::{TextFault, read_line};
use std::fmt;

/// The longest registered names of firms come close to this; a page can still show it on two lines.
const LONGEST: usize = 120;

/// A name that can be shown: trimmed, in any script, with something to see in it. It may hold
/// markup; whoever shows it escapes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads what was typed into `field`.
    pub fn parse(told: &str, field: &'static str) -> Result<Self, PartyRefusal> {
        if !told.chars().any(is_seen) {
            return Err(PartyRefusal::NameEmpty { field });
        }
        let read = read_line(told, LONGEST).map_err(|fault| match fault {
            TextFault::Empty => PartyRefusal::NameEmpty { field },
            TextFault::TooLong => PartyRefusal::NameTooLong { field, most: LONGEST },
            TextFault::Unprintable => PartyRefusal::NameUnprintable { field },
        });
        read.map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether there is anything to see: some characters only steer those beside them.
fn is_seen(c: char) -> bool {
    let is_invisible = c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{2800}' | '\u{3164}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    !is_invisible
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(told: &str) -> Option<&'static str> {
        use kernel::Reason;
        Name::parse(told, "name").err().map(|refusal| refusal.code())
    }

    #[test]
    fn names_of_every_script_and_shape_are_taken() {
        let longest = "名".repeat(LONGEST);
        for told in [
            "Łódź & Söner AB",
            "义乌市小商品有限公司",
            "شركة التجارة",
            "חברה בע״מ",
            "नमस्ते",
            "👩‍🌾 Farm 🥕",
            "<script>alert(1)</script>",
            "O'Brien; DROP TABLE firm",
            "=cmd|' /C calc'!A0",
            "7",
            &longest,
        ] {
            assert_eq!(Name::parse(told, "name").map(|name| name.0).as_deref(), Ok(told));
        }
        assert_eq!(
            Name::parse("  Anna \u{3000}", "name").map(|name| name.0).as_deref(),
            Ok("Anna")
        );
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        let long = "名".repeat(LONGEST + 1);
        for (told, wanted) in [
            ("", "party-name-empty"),
            (" \t\n", "party-name-empty"),
            ("\u{200b}\u{feff}\u{3164}", "party-name-empty"),
            (long.as_str(), "party-name-too-long"),
            ("a\0b", "party-name-unprintable"),
            ("a\nb", "party-name-unprintable"),
            ("a\u{202e}b", "party-name-unprintable"),
        ] {
            assert_eq!(code(told), Some(wanted), "{told:?}");
        }
    }
}
