//! Civil months in the market's time zone.

use kernel::Timestamp;
use std::fmt;
use std::str::FromStr;

/// A civil month, as `2027-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of an instant in a time zone.
    pub fn of(at: Timestamp, zone: &str) -> Self {
        let date = at.date_in(zone);
        Self { year: date.year(), month: date.month() }
    }

    /// The month after.
    pub const fn next(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1 },
            month => Self { year: self.year, month: month + 1 },
        }
    }

    /// Its first day.
    pub fn first_day(self) -> jiff::civil::Date {
        jiff::civil::Date::new(self.year, self.month, 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last_day(self) -> jiff::civil::Date {
        self.first_day().last_of_month()
    }

    /// The instant at which a day of the next month begins in a time zone: when the bill of this
    /// month is due to be made.
    pub fn due_at(self, day: i64, zone: &str) -> Timestamp {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let first = self.next().first_day();
        let day = i8::try_from(day.clamp(1, 28)).unwrap_or(1);
        let date = first.with().day(day).build().unwrap_or(first);
        date.to_zoned(zone).map_or(Timestamp::from_micros(0), |at| at.timestamp().into())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// No month was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMonth;

impl FromStr for Month {
    type Err = NoMonth;

    /// Reads `2027-03` and nothing else.
    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let (year, month) = text.split_once('-').ok_or(NoMonth)?;
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !is_plain(year) || !is_plain(month) {
            return Err(NoMonth);
        }
        let (year, month) =
            (year.parse().map_err(|_| NoMonth)?, month.parse().map_err(|_| NoMonth)?);
        if (1..=12).contains(&month) && year > 0 { Ok(Self { year, month }) } else { Err(NoMonth) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().expect("an instant").into()
    }

    #[test]
    fn a_month_ends_at_midnight_of_the_market_and_not_of_greenwich() {
        for (told, month) in [
            ("2027-01-31T15:59:59.999999Z", "2027-01"),
            ("2027-01-31T16:00:00Z", "2027-02"),
            ("2026-12-31T16:00:00Z", "2027-01"),
        ] {
            assert_eq!(Month::of(at(told), "Asia/Shanghai").to_string(), month);
        }
    }

    #[test]
    fn a_bill_is_due_when_its_day_of_the_next_month_begins() {
        for (month, due) in
            [("2027-01", "2027-02-02T16:00:00Z"), ("2026-12", "2027-01-02T16:00:00Z")]
        {
            let month: Month = month.parse().expect("a month");
            assert_eq!(month.due_at(3, "Asia/Shanghai"), at(due));
        }
    }

    #[test]
    fn only_a_month_is_read_as_one() {
        for text in ["2027-13", "2027-00", "2027-1", "27-01", "2027-01-01", "2027", "", "+027-01"] {
            assert_eq!(text.parse::<Month>(), Err(NoMonth), "{text}");
        }
    }
}
