//! Shelves that are closed to sellers who have not been let in.

use super::CatalogRefusal;
use kernel::Timestamp;
use std::fmt;

/// A category's longest code.
const CODE_CHARS_MOST: usize = 64;

/// The code of a category: small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CategoryCode(String);

impl CategoryCode {
    /// Reads a code.
    pub fn parse(told: &str) -> Result<Self, CatalogRefusal> {
        let told = told.trim();
        let is_letter = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let is_code = !told.is_empty() && told.len() <= CODE_CHARS_MOST;
        if is_code && told.bytes().all(is_letter) {
            Ok(Self(told.to_owned()))
        } else {
            let told = told.chars().take(CODE_CHARS_MOST).filter(|c| !c.is_control()).collect();
            Err(CatalogRefusal::CategoryNoCode { told })
        }
    }

    /// Takes back what the store kept.
    pub fn kept(code: String) -> Self {
        Self(code)
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CategoryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a firm stands before a closed shelf; written by the domain that lets sellers in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It may list there.
    Admitted,
    /// It applied, and waits with so many points since then.
    Waiting {
        /// Its points: more go first.
        points: i64,
        /// Since when: of equal points the earlier goes first.
        since: Timestamp,
    },
}

impl Admission {
    /// The word in the store.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Admitted => "admitted",
            Self::Waiting { .. } => "waiting",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_small_letters_digits_and_hyphens() {
        assert_eq!(CategoryCode::parse(" socks-2 ").map(|code| code.to_string()), Ok("socks-2".into()));
        for bad in ["", "Socks", "so cks", "袜子", "a\0b", &"a".repeat(65)] {
            assert!(CategoryCode::parse(bad).is_err(), "{bad}");
        }
    }
}
