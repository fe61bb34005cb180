//! Shelves that are closed to sellers who have not been let in.

use super::{CatalogRefusal, Category};
use kernel::Timestamp;
use std::fmt;

/// The code of a category.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CategoryCode(String);

impl CategoryCode {
    /// Reads the code of a category that the market has.
    pub fn parse(told: &str) -> Result<Self, CatalogRefusal> {
        let known = Category::find(told.trim()).ok_or(CatalogRefusal::CategoryUnknown)?;
        Ok(Self(known.code().to_owned()))
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

/// How well the newest products of a firm are described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ShopRecord {
    /// Products that were looked at, listed or hidden.
    pub products: i64,
    /// Those with a text.
    pub described: i64,
    /// Those with a photo.
    pub pictured: i64,
    /// Different titles among them, whatever the letters' case.
    pub distinct: i64,
}
