//! Lists are pages, and pages go on by key.

use crate::Timestamp;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

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

/// What a list by turn sorts a row by: the reader's own turn first, then the newest activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TurnKey {
    /// The reader has to act.
    pub is_mine: bool,
    /// When something happened last.
    pub active_at: Timestamp,
    /// The row's id: larger ones are newer.
    pub id: i64,
}

/// Where a list by turn goes on. Whose turn it is changes with every step and stands in no index,
/// so such a list is sorted in windows of its newest rows, one window after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnCursor {
    /// The window holds the newest rows below this id.
    before: i64,
    /// The last row shown of it.
    last: Option<TurnKey>,
}

impl TurnCursor {
    /// Where every list begins.
    pub const START: Self = Self { before: i64::MAX, last: None };
    /// Rows to ask the store for: a window, and one more to know whether the list goes on. Two
    /// statements of fifty read what belongs to them.
    pub const ASK: i64 = 100;

    /// The window's rows have ids below this.
    pub const fn before(self) -> i64 {
        self.before
    }
}

/// `before`, or `before.turn.micros.id`.
impl fmt::Display for TurnCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.before)?;
        match self.last {
            Some(TurnKey { is_mine, active_at, id }) => {
                write!(f, ".{}.{}.{id}", i64::from(is_mine), active_at.micros())
            }
            None => Ok(()),
        }
    }
}

/// What is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCursor;

impl FromStr for TurnCursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let parts: Result<Vec<i64>, _> = text.split('.').map(str::parse).collect();
        match parts.map_err(|_| NoCursor)?[..] {
            [before] => Ok(Self { before, last: None }),
            [before, turn @ (0 | 1), micros, id] => {
                let active_at = Timestamp::from_micros(micros);
                Ok(Self { before, last: Some(TurnKey { is_mine: turn == 1, active_at, id }) })
            }
            _ => Err(NoCursor),
        }
    }
}

/// One page of a list by turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnPage<T> {
    /// The rows, in the list's order.
    pub rows: Vec<T>,
    /// Where to go on, if there is more.
    pub next: Option<TurnCursor>,
}

impl<T> TurnPage<T> {
    /// Makes a page from the `TurnCursor::ASK` newest rows below the cursor, newest first.
    pub fn cut(
        mut rows: Vec<T>,
        at: TurnCursor,
        limit: Limit,
        key: impl Fn(&T) -> TurnKey,
    ) -> Self {
        let window = usize::try_from(TurnCursor::ASK - 1).unwrap_or(0);
        let most = usize::try_from(limit.rows()).unwrap_or(0);
        let goes_on = rows.len() > window;
        rows.truncate(window);
        let oldest = rows.last().filter(|_| goes_on);
        let beyond = oldest.map(|row| TurnCursor { before: key(row).id, last: None });
        rows.retain(|row| at.last.is_none_or(|last| key(row) < last));
        rows.sort_by_key(|row| Reverse(key(row)));
        let next = match rows.len() > most {
            true => rows.get(most - 1).map(|row| TurnCursor { last: Some(key(row)), ..at }),
            false => beyond,
        };
        rows.truncate(most);
        Self { rows, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(&(is_mine, at, id): &(bool, i64, i64)) -> TurnKey {
        TurnKey { is_mine, active_at: Timestamp::from_micros(at), id }
    }

    /// All pages of a list, read as a reader would, each cursor by way of its text.
    fn all_pages(list: &[(bool, i64, i64)], limit: Limit) -> Vec<Vec<i64>> {
        let (mut at, mut pages) = (TurnCursor::START, Vec::new());
        loop {
            let below = list.iter().filter(|row| row.2 < at.before());
            let rows: Vec<_> = below.take(100).copied().collect();
            let page = TurnPage::cut(rows, at, limit, key);
            pages.push(page.rows.iter().map(|row| row.2).collect());
            match page.next {
                Some(next) => at = next.to_string().parse().expect("a cursor"),
                None => return pages,
            }
        }
    }

    #[test]
    fn the_readers_turn_comes_first_and_then_the_newest_activity() {
        let list = [(false, 5, 9), (true, 1, 8), (false, 7, 7), (true, 2, 6), (false, 5, 5)];
        assert_eq!(all_pages(&list, Limit::clamp(9)), [vec![6, 8, 7, 9, 5]]);
        assert_eq!(all_pages(&list, Limit::clamp(2)), [vec![6, 8], vec![7, 9], vec![5]]);
    }

    #[test]
    fn a_list_longer_than_a_window_loses_and_repeats_nothing() {
        let list: Vec<_> = (0..250).rev().map(|id| (id % 7 == 0, (id * 37) % 101, id)).collect();
        let pages = all_pages(&list, Limit::clamp(25));
        let mut seen: Vec<i64> = pages.concat();
        assert!(pages[0].iter().take(14).all(|id| id % 7 == 0) && seen.len() == 250);
        seen.sort_unstable();
        assert_eq!(seen, (0..250).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_no_cursor_is_none() {
        for text in ["", "a", "1.2", "1.2.3.4", "1.1.3", "1.1.3.4.5", "1,5"] {
            assert_eq!(text.parse::<TurnCursor>(), Err(NoCursor), "{text}");
        }
    }
}
