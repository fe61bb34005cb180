//! Lists are pages, and pages go on by key.

use serde::{Deserialize, Serialize};

/// How many rows a page holds: 1 to 200.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(i64);

impl Limit {
    /// What a page shows when nobody asks: fits a screen and a half at a desk.
    pub const DEFAULT: Self = Self(50);
    /// No answer holds more rows than this, so that none takes long or much memory.
    pub const MOST: i64 = 200;

    /// Brings a wish into the allowed range.
    pub const fn clamp(wished: i64) -> Self {
        if wished < 1 {
            Self(1)
        } else if wished > Self::MOST {
            Self(Self::MOST)
        } else {
            Self(wished)
        }
    }

    /// Rows on the page.
    pub const fn rows(self) -> i64 {
        self.0
    }

    /// Rows to ask the store for: one more, to know whether the list goes on.
    pub const fn ask(self) -> i64 {
        self.0 + 1
    }
}

/// Where the next page begins: the key of the last row shown. Opaque to callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub i64);

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub rows: Vec<T>,
    /// The key to go on with, if there is more.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Makes a page from one row more than it shows; `key` tells the cursor of a row.
    pub fn cut(mut rows: Vec<T>, limit: Limit, key: impl Fn(&T) -> i64) -> Self {
        let most = usize::try_from(limit.rows()).unwrap_or(0);
        let goes_on = rows.len() > most;
        rows.truncate(most);
        let next = if goes_on { rows.last().map(|row| Cursor(key(row))) } else { None };
        Self { rows, next }
    }

    /// The same page with each row turned into something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(f).collect(), next: self.next }
    }
}
