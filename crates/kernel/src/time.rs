//! Instants, in microseconds UTC.

use crate::Calendar;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Microseconds in a second.
pub const MICROS_PER_SECOND: i64 = 1_000_000;
/// Microseconds in a day of 24 hours.
pub const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;

/// An instant: microseconds since 1970-01-01T00:00:00Z. Shown and sent as RFC 3339.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// Takes microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// This instant moved by whole days of 24 hours; saturates at the ends of time.
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(MICROS_PER_DAY)))
    }

    /// This instant moved by seconds; saturates at the ends of time.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(MICROS_PER_SECOND)))
    }

    /// The same time of day so many working days later, by a calendar, in a time zone.
    pub fn plus_working_days(self, days: i64, (zone, calendar): (&str, &Calendar)) -> Self {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let mut at = self.to_jiff().to_zoned(zone);
        let mut left = days;
        while left > 0 {
            let Ok(next) = at.tomorrow() else { return self };
            at = next;
            if calendar.is_worked(at.date()) {
                left -= 1;
            }
        }
        at.timestamp().into()
    }

    /// Microseconds from `earlier` to this instant; negative if it lies before.
    pub const fn micros_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The civil date in a time zone, such as the market's; UTC if the zone is unknown.
    pub fn date_in(self, zone: &str) -> jiff::civil::Date {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        self.to_jiff().to_zoned(zone).date()
    }

    /// The same instant in the time library's own type, for calendar work.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(at: jiff::Timestamp) -> Self {
        Self(at.as_microsecond())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_jiff())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        let at: jiff::Timestamp = text.parse().map_err(serde::de::Error::custom)?;
        Ok(at.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_skip_the_weekend_and_keep_the_time_of_day() {
        for (from, days, to) in [
            // Monday 10:00 in Shanghai.
            ("2026-03-02T02:00:00Z", 3, "2026-03-05T02:00:00Z"),
            // Thursday, and Friday 23:30 there, which is Friday in UTC too.
            ("2026-03-05T02:00:00Z", 3, "2026-03-10T02:00:00Z"),
            ("2026-03-06T15:30:00Z", 1, "2026-03-09T15:30:00Z"),
            // Sunday 01:00 there is still Saturday in UTC.
            ("2026-03-07T17:00:00Z", 1, "2026-03-08T17:00:00Z"),
            ("2026-03-07T02:00:00Z", 3, "2026-03-11T02:00:00Z"),
        ] {
            let at: jiff::Timestamp = from.parse().expect("an instant");
            let calendar = Calendar::default();
            let later = Timestamp::from(at).plus_working_days(days, ("Asia/Shanghai", &calendar));
            assert_eq!(later.to_string(), to, "{from}");
        }
    }

    #[test]
    fn working_days_pass_over_holidays_and_count_the_weekends_that_are_worked() {
        for (from, days, to) in [
            // Wednesday before National Day: Thursday to Wednesday rest, Thursday to Saturday work.
            ("2026-09-30T02:00:00Z", 3, "2026-10-10T02:00:00Z"),
            ("2026-09-30T02:00:00Z", 1, "2026-10-08T02:00:00Z"),
            // Within the week of rest.
            ("2026-10-04T02:00:00Z", 2, "2026-10-09T02:00:00Z"),
            // Friday before a Sunday that is worked.
            ("2026-09-18T02:00:00Z", 1, "2026-09-20T02:00:00Z"),
            // After the Saturday that is worked, Sunday rests.
            ("2026-10-10T02:00:00Z", 1, "2026-10-12T02:00:00Z"),
            // Of a year that nobody has published, Monday to Friday count.
            ("2027-10-01T02:00:00Z", 1, "2027-10-04T02:00:00Z"),
        ] {
            let at: jiff::Timestamp = from.parse().expect("an instant");
            let china = ("Asia/Shanghai", Calendar::current("CN"));
            let later = Timestamp::from(at).plus_working_days(days, china);
            assert_eq!(later.to_string(), to, "{from}");
        }
    }
}
