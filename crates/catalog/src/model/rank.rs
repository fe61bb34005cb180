//! The order of what is found: points in parts that add up, by a published formula.
//!
//! | part | most | how |
//! |---|---|---|
//! | fit | `ranking.fit` | thousandths of the best fit of the words |
//! | unlike | `ranking.unlike` | divided by the listings whose titles are the same words |
//! | flexible | `ranking.flexible` | half for the lot, half for the lead time |
//! | reply | `ranking.reply` | thousandths that the firm's record of replies tells |
//! | trust | `ranking.trust` | thousandths by `trust_of` |
//! | undisclosed | −`ranking.undisclosed` | the firm claims to make what it only trades |
//!
//! The lot counts in full from one piece and a sixth less for each further digit of the minimum
//! order; the lead time in full at once and not at all from 60 days on. Price has no part, and a
//! middleman who says so loses nothing.

use super::{Card, Details};
use kernel::rules::Ranking;
use kernel::{Firm, Id, Timestamp};
use party::TrustLine;
use search::Counts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Days of a lead time from which on nothing is given for it.
const SLOW_D: i64 = 60;
/// Digits of a minimum order from which on nothing is given for it.
const LARGE_LOT_DIGITS: i64 = 6;
/// Trades after which half of the most trust is reached.
const HALF_TRUST: i64 = 10;
/// Good ratings that everybody is credited with at first.
const GOOD_AT_FIRST: i64 = 3;

/// What a higher domain knows of a firm that the order of results obeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RankSignal {
    /// How surely and soon it replies.
    Reply,
    /// Above zero: it claims to make what it only trades.
    Undisclosed,
}

impl RankSignal {
    /// The word in the store.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Undisclosed => "undisclosed",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Reply, Self::Undisclosed].into_iter().find(|signal| signal.word() == word)
    }
}

/// Words that were looked for in vain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Unmet {
    /// As they were typed, in small letters and simplified characters.
    #[schema(example = "copper kettle")]
    pub words: String,
    /// How often.
    pub times: i64,
    /// When last.
    #[schema(value_type = String, format = DateTime)]
    pub last_at: Timestamp,
}

/// One result.
#[derive(Debug, Clone)]
pub(crate) struct ResultRow {
    pub(crate) card: Card,
    pub(crate) details: Details,
    pub(crate) points: Points,
}

/// A page of results.
#[derive(Debug, Clone)]
pub(crate) struct Results {
    /// All that is listed has been read; else what is missing may only not be found yet.
    pub(crate) is_ready: bool,
    pub(crate) rows: Vec<ResultRow>,
    /// The sellers.
    pub(crate) trust: BTreeMap<Id<Firm>, TrustLine>,
    pub(crate) counts: Counts,
    /// How many have every word, up to the window.
    pub(crate) whole: usize,
    /// What was searched instead of what was typed.
    pub(crate) meant: Option<String>,
    pub(crate) has_next: bool,
}

/// What is known of one hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// Thousandths of the best fit.
    pub(crate) fit: i64,
    /// Listings with the same words in their titles, this one among them.
    pub(crate) alike: i64,
    pub(crate) moq: i64,
    pub(crate) lead_time_d: i64,
    /// Thousandths; `None` if nobody has asked the firm yet.
    pub(crate) reply: Option<i64>,
    /// Thousandths.
    pub(crate) trust: i64,
    pub(crate) is_undisclosed: bool,
}

/// The points of one result, part by part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Points {
    /// For how well the words fit.
    pub fit: i64,
    /// For being unlike others.
    pub unlike: i64,
    /// For small lots and short lead times.
    pub flexible: i64,
    /// For replies.
    pub reply: i64,
    /// For finished trades.
    pub trust: i64,
    /// Taken off, so never above zero.
    pub undisclosed: i64,
}

impl Points {
    /// Works out the points.
    pub(crate) fn of(known: &Known, rules: &Ranking) -> Self {
        let digits = i64::from(known.moq.max(1).ilog10()).min(LARGE_LOT_DIGITS);
        let days = known.lead_time_d.clamp(0, SLOW_D);
        let lot = rules.flexible / 2 * (LARGE_LOT_DIGITS - digits) / LARGE_LOT_DIGITS;
        let soon = rules.flexible / 2 * (SLOW_D - days) / SLOW_D;
        // Nobody has asked yet: half, so that a newcomer is neither first nor last.
        let reply = known.reply.unwrap_or(500);
        Self {
            fit: rules.fit * known.fit / 1_000,
            unlike: rules.unlike / known.alike.max(1),
            flexible: lot + soon,
            reply: rules.reply * reply / 1_000,
            trust: rules.trust * known.trust / 1_000,
            undisclosed: if known.is_undisclosed { -rules.undisclosed } else { 0 },
        }
    }

    /// All parts together.
    pub const fn total(&self) -> i64 {
        self.fit + self.unlike + self.flexible + self.reply + self.trust + self.undisclosed
    }
}

/// Thousandths of trust by what the trust line tells: trades finished without a refund, against
/// ten, times the share of good ratings, three of which everybody is credited with.
pub(crate) fn trust_of(line: &TrustLine) -> i64 {
    let sound = (line.finished - line.refunded).max(0);
    let good = line.good + GOOD_AT_FIRST;
    let rated = good + line.neutral + line.bad;
    1_000 * sound / (sound + HALF_TRUST) * good / rated
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::rules::Rules;

    const FIRST: Known = Known {
        fit: 1_000,
        alike: 1,
        moq: 1,
        lead_time_d: 0,
        reply: Some(1_000),
        trust: 1_000,
        is_undisclosed: false,
    };

    fn total(known: Known) -> i64 {
        Points::of(&known, &Rules::current().ranking).total()
    }

    #[test]
    fn the_best_of_everything_has_a_thousand_points() {
        assert_eq!(total(FIRST), 1_000);
    }

    #[test]
    fn each_part_moves_only_its_own_points() {
        let half = [
            (Known { fit: 500, ..FIRST }, 700),
            (Known { alike: 2, ..FIRST }, 950),
            (Known { alike: 1_000_000, ..FIRST }, 900),
            (Known { moq: 1_000, ..FIRST }, 985),
            (Known { moq: i64::MAX, lead_time_d: 365, ..FIRST }, 940),
            (Known { reply: Some(0), ..FIRST }, 880),
            (Known { reply: None, ..FIRST }, 940),
            (Known { trust: 0, ..FIRST }, 880),
            (Known { is_undisclosed: true, ..FIRST }, 600),
        ];
        for (known, wanted) in half {
            assert_eq!(total(known), wanted, "{known:?}");
        }
    }
}
