//! The languages that people read.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A language the market speaks, by its BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCn,
}

impl Lang {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhCn];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }

    /// Reads a tag exactly as `tag` writes it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The language that serves an `Accept-Language` header best; English if none does.
    pub fn accepted(header: &str) -> Self {
        let mut best = (Self::En, 0_i64);
        for wish in header.split(',') {
            let (tag, quality) = wish.split_once(";q=").unwrap_or((wish, "1"));
            let lang = match tag.trim().get(..2) {
                Some("zh") => Self::ZhCn,
                Some("en") => Self::En,
                _ => continue,
            };
            let weight = thousandths(quality);
            if weight > best.1 {
                best = (lang, weight);
            }
        }
        best.0
    }
}

/// One word file (Fluent) of one domain in one language.
#[derive(Debug, Clone, Copy)]
pub struct Locale {
    /// Its language.
    pub lang: Lang,
    /// The Fluent text.
    pub text: &'static str,
}

fn thousandths(quality: &str) -> i64 {
    crate::money::parse_decimal(quality, 3).unwrap_or(0)
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_liked_best_wins() {
        assert_eq!(Lang::accepted("zh-TW,zh;q=0.9,en;q=0.8"), Lang::ZhCn);
        assert_eq!(Lang::accepted("sv-SE,sv;q=0.9,en;q=0.8,zh;q=0.1"), Lang::En);
        assert_eq!(Lang::accepted(""), Lang::En);
    }
}
