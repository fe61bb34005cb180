//! Civil days of the market, counted from 1970-01-01.

use kernel::Timestamp;
use kernel::rules::Rules;

/// A civil day in the market's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

/// The first day that is counted.
const FIRST: jiff::civil::Date = jiff::civil::Date::constant(1970, 1, 1);

impl Day {
    /// Never: before every day.
    pub const NEVER: Self = Self(0);

    /// The day of an instant.
    pub fn of(at: Timestamp) -> Self {
        let date = at.date_in(&Rules::current().market.time_zone);
        Self(i64::from((date - FIRST).get_days()))
    }

    /// So many days later.
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// The Monday of its week (ISO 8601).
    pub const fn week(self) -> Self {
        // 1970-01-01 was a Thursday.
        Self(self.0 - (self.0 + 3).rem_euclid(7))
    }

    /// The day as ISO 8601 writes it.
    pub fn iso(self) -> String {
        let days = jiff::Span::new().try_days(self.0).unwrap_or_default();
        FIRST.checked_add(days).unwrap_or(FIRST).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_markets_and_a_week_begins_on_monday() {
        // 2026-03-02 12:00 UTC, a Monday; in Shanghai the next day begins at 16:00 UTC.
        let noon = Timestamp::from_micros(1_772_452_800_000_000);
        let day = Day::of(noon);
        assert_eq!((day.iso().as_str(), day.week()), ("2026-03-02", day));
        assert_eq!(Day::of(noon.plus_seconds(4 * 3_600 - 1)), day);
        assert_eq!(Day::of(noon.plus_seconds(4 * 3_600)), day.plus(1));
        assert_eq!((day.plus(6).week(), day.plus(7).week()), (day, day.plus(7)));
        assert_eq!(day.plus(-1).week(), day.plus(-7));
    }
}
