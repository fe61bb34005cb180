//! A category under the operator's rule, the line before it, and when it moves.

use super::points::Points;
use catalog::CategoryCode;
use kernel::rules::Buyers;
use kernel::{Firm, Id, Person, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who may list in a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Every seller.
    Open,
    /// Sellers that were let in, as many as its buyers make room for.
    BuyersFirst,
}

impl Mode {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::BuyersFirst => "buyers-first",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::BuyersFirst].into_iter().find(|mode| mode.word() == word)
    }
}

/// How the ratio of a category stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// There is room for another seller.
    Room,
    /// The target is kept, and nobody else is let in.
    Full,
    /// Below the target: the brake is on.
    Brake,
    /// Below the floor.
    Red,
}

impl Health {
    /// The word in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Full => "full",
            Self::Brake => "brake",
            Self::Red => "red",
        }
    }
}

/// The two sides of a category, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Crowd {
    /// Verified active buyers.
    pub buyers: i64,
    /// Sellers that were let in.
    pub sellers: i64,
}

impl Crowd {
    /// Sellers that may still be let in: buyers divided by the target, rounded down, less those
    /// who are in; never less than none.
    pub fn room(self, rules: &Buyers) -> i64 {
        (self.buyers / rules.per_seller_target.max(1) - self.sellers).max(0)
    }

    /// Buyers that are missing until one more seller is let in; none if there is room.
    pub fn buyers_missing(self, rules: &Buyers) -> i64 {
        ((self.sellers + 1) * rules.per_seller_target - self.buyers).max(0)
    }

    /// How the ratio stands.
    pub fn health(self, rules: &Buyers) -> Health {
        let for_each = |least: i64| self.buyers >= self.sellers * least;
        match () {
            () if self.room(rules) > 0 => Health::Room,
            () if for_each(rules.per_seller_target) => Health::Full,
            () if for_each(rules.per_seller_floor) => Health::Brake,
            () => Health::Red,
        }
    }

    /// Buyers for each seller, in tenths, rounded down; `None` without a seller.
    pub fn tenths(self) -> Option<i64> {
        (self.buyers * 10).checked_div(self.sellers)
    }
}

/// A category under the operator's rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// Which.
    pub category: CategoryCode,
    /// Who may list there.
    pub mode: Mode,
    /// Sellers that were let in.
    pub admitted: i64,
    /// Sellers that wait.
    pub waiting: i64,
    /// Raised by each change of mode.
    pub version: i64,
    /// Since when this mode.
    pub since: Timestamp,
}

/// One change of a category's mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfChange {
    /// To which mode.
    pub mode: Mode,
    /// Why.
    pub reason: String,
    /// By which clerk.
    pub by: Id<Person>,
    /// When.
    pub at: Timestamp,
}

/// How an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ApplicationState {
    /// In the line.
    Waiting,
    /// Let in.
    Admitted,
    /// Taken back by the firm.
    Withdrawn,
    /// Let in, but nothing was listed in time.
    Lapsed,
}

impl ApplicationState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Admitted, Self::Withdrawn, Self::Lapsed];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Admitted => "admitted",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// By which way a seller comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Through the line.
    Line,
    /// Invited by the operator.
    Hand,
    /// It was there before the category was closed.
    Before,
}

impl Way {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Hand => "hand",
            Self::Before => "before",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Line, Self::Hand, Self::Before].into_iter().find(|way| way.word() == word)
    }
}

/// A firm's application for a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// For which category.
    pub category: CategoryCode,
    /// Who applies.
    pub firm: Id<Firm>,
    /// How it stands.
    pub state: ApplicationState,
    /// By which way it came.
    pub way: Way,
    /// Its points with their arithmetic.
    pub points: Points,
    /// The operator's reason, where the operator decided.
    pub reason: String,
    /// When it was made.
    pub applied_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

/// Where a firm stands before a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// The category, if it is under the operator's rule.
    pub shelf: Option<Shelf>,
    /// Its two sides now.
    pub crowd: Crowd,
    /// The firm's application.
    pub application: Option<Application>,
    /// Its place in the line, from 1.
    pub place: Option<i64>,
    /// Its points as they would be counted now.
    pub now: Points,
}

/// A category at the end of a week, in one country or in all (`--`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekRow {
    /// The Monday, as a day's number.
    pub week: i64,
    /// ISO 3166-1 alpha-2, or `--` for all.
    pub country: String,
    /// Verified active buyers.
    pub buyers: i64,
    /// Sellers let in.
    pub sellers: i64,
    /// Sellers waiting.
    pub waiting: i64,
}

/// A category as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfView {
    /// The category's code.
    pub category: CategoryCode,
    /// Its rule, if it has one.
    pub shelf: Option<Shelf>,
    /// Its two sides now.
    pub crowd: Crowd,
    /// Verified active buyers by country.
    pub countries: Vec<(String, i64)>,
    /// The newest weeks, oldest first.
    pub weeks: Vec<WeekRow>,
    /// The head of the line; for the operator.
    pub line: Vec<Application>,
    /// Changes of its mode, newest first.
    pub changes: Vec<ShelfChange>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::rules::Rules;

    fn crowd(buyers: i64, sellers: i64) -> Crowd {
        Crowd { buyers, sellers }
    }

    #[test]
    fn ten_buyers_make_room_for_one_seller() {
        let rules = &Rules::current().buyers;
        let room = |buyers, sellers| crowd(buyers, sellers).room(rules);
        assert_eq!([room(0, 0), room(9, 0), room(10, 0), room(60, 0)], [0, 0, 1, 6]);
        assert_eq!([room(60, 6), room(59, 6), room(69, 6), room(70, 6)], [0, 0, 0, 1]);
        assert_eq!(crowd(0, 4).room(rules), 0);
        assert_eq!(crowd(44, 0).buyers_missing(rules), 0);
        assert_eq!(crowd(64, 6).buyers_missing(rules), 6);
    }

    #[test]
    fn the_ratio_has_a_target_and_a_floor() {
        let rules = &Rules::current().buyers;
        let health = |buyers, sellers| crowd(buyers, sellers).health(rules);
        assert_eq!(health(70, 6), Health::Room);
        assert_eq!(health(60, 6), Health::Full);
        assert_eq!(health(59, 6), Health::Brake);
        assert_eq!(health(30, 6), Health::Brake);
        assert_eq!(health(29, 6), Health::Red);
        assert_eq!(health(3, 0), Health::Full);
        assert_eq!([crowd(96, 10).tenths(), crowd(3, 0).tenths()], [Some(96), None]);
    }
}
