//! The points that order the line before a shelf: a published formula, kept with its arithmetic.

use kernel::rules::Sellers;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is known of a firm when its points are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    /// Whether it is verified.
    pub is_verified: bool,
    /// Its products that were looked at, listed or hidden.
    pub products: i64,
    /// Those with a text.
    pub described: i64,
    /// Those with a photo.
    pub pictured: i64,
    /// Those whose title no other of them has.
    pub distinct: i64,
    /// Inquiries received.
    pub received: i64,
    /// Inquiries answered in time.
    pub answered: i64,
    /// Trades finished.
    pub finished: i64,
    /// Good ratings.
    pub good: i64,
    /// Bad ratings.
    pub bad: i64,
}

/// What a part of the points is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartName {
    /// The firm is verified.
    Verified,
    /// Its products are described.
    Complete,
    /// Its products have photos.
    Photos,
    /// It answers inquiries in time.
    Replies,
    /// It finishes trades and is rated well.
    Trust,
    /// Its products differ from each other.
    Unique,
}

impl PartName {
    /// The word in the API and in the keys of the word files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Complete => "complete",
            Self::Photos => "photos",
            Self::Replies => "replies",
            Self::Trust => "trust",
            Self::Unique => "unique",
        }
    }
}

/// One part: so many points of so many, because this many of that many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Part {
    /// What it is for.
    pub name: PartName,
    /// Points given.
    pub points: i64,
    /// Most points.
    pub most: i64,
    /// How many count.
    pub have: i64,
    /// Of how many.
    pub of: i64,
}

/// Points with their arithmetic: `points = most × have / of`, rounded down, for each part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Points {
    /// The sum of the parts.
    pub total: i64,
    /// The parts.
    pub parts: Vec<Part>,
}

/// Finished trades and good ratings that make a record spotless; each bad rating takes three away.
const DEEDS_WANTED: i64 = 10;
const BAD_WEIGHS: i64 = 3;

impl Points {
    /// Counts them.
    pub fn of(record: &Record, rules: &Sellers) -> Self {
        let deeds = record.finished + record.good - BAD_WEIGHS * record.bad;
        let parts: Vec<Part> = [
            (PartName::Verified, rules.points_verified, i64::from(record.is_verified), 1),
            (PartName::Complete, rules.points_complete, record.described, record.products),
            (PartName::Photos, rules.points_photos, record.pictured, record.products),
            (PartName::Replies, rules.points_replies, record.answered, record.received),
            (PartName::Trust, rules.points_trust, deeds, DEEDS_WANTED),
            (PartName::Unique, rules.points_unique, record.distinct, record.products),
        ]
        .into_iter()
        .map(|(name, most, have, of)| part(name, most, have, of))
        .collect();
        Self { total: parts.iter().map(|part| part.points).sum(), parts }
    }
}

fn part(name: PartName, most: i64, have: i64, of: i64) -> Part {
    let (of, have) = (of.max(0), have.clamp(0, of.max(0)));
    Part { name, points: (most * have).checked_div(of).unwrap_or(0), most, have, of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::rules::Rules;

    #[test]
    fn a_spotless_firm_has_a_hundred_points_and_an_unknown_one_none() {
        let rules = &Rules::current().sellers;
        let best = Record {
            is_verified: true,
            products: 20,
            described: 20,
            pictured: 20,
            distinct: 20,
            received: 7,
            answered: 7,
            finished: 8,
            good: 5,
            bad: 0,
        };
        assert_eq!(Points::of(&best, rules).total, 100);
        assert_eq!(Points::of(&Record::default(), rules).total, 0);
    }

    #[test]
    fn each_part_is_what_the_formula_says() {
        let rules = &Rules::current().sellers;
        let record = Record {
            products: 3,
            described: 2,
            pictured: 1,
            distinct: 3,
            received: 4,
            answered: 3,
            finished: 5,
            good: 2,
            bad: 1,
            ..Record::default()
        };
        let points = Points::of(&record, rules);
        let parts: Vec<i64> = points.parts.iter().map(|part| part.points).collect();
        assert_eq!((parts, points.total), (vec![0, 13, 3, 15, 4, 10], 45));
        let worse = Points::of(&Record { bad: 9, ..record }, rules);
        assert_eq!(worse.parts.get(4).map(|part| (part.points, part.have)), Some((0, 0)));
    }
}
