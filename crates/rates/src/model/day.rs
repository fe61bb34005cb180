//! One day's rates, and whether they are fresh.

use super::RatesRefusal;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use kernel::rules::RateRules;
use kernel::{Rates, Timestamp};

/// A day's rates as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateDay {
    /// The rates.
    pub rates: Rates,
    /// Who published them.
    pub source: String,
    /// When they were taken in.
    pub at: Timestamp,
}

impl RateDay {
    /// Whether they may be shown today.
    pub fn is_fresh(&self, today: Date, rules: &RateRules) -> bool {
        let oldest = today.saturating_sub(Span::new().days(rules.stale_d));
        self.rates.day.parse::<Date>().is_ok_and(|day| day >= oldest)
    }
}

/// Stops rates of a day that has not come: they would stay fresh for too long. Where the source
/// sits it may be a day later already.
pub(crate) fn refuse_ahead(day: &str, today: Date) -> Result<(), RatesRefusal> {
    let last = today.saturating_add(1.day());
    match day.parse::<Date>() {
        Ok(day) if day <= last => Ok(()),
        _ => Err(RatesRefusal::DayAhead { day: day.to_owned() }),
    }
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The newest day in it.
    pub newest: String,
    /// Days that were taken, the newest ones.
    pub days: i64,
    /// Older days that were left out.
    pub left_out: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;
    use kernel::rules::Rules;

    #[test]
    fn rates_are_fresh_until_the_rules_days_are_over() {
        let rules = &Rules::current().rates;
        let rates = Rates::new("2026-11-27".to_owned(), Currency::EUR, []);
        let day = RateDay { rates, source: "ECB".to_owned(), at: Timestamp::default() };
        let on = |text: &str| day.is_fresh(text.parse().expect("a day"), rules);
        assert!(on("2026-11-27") && on("2026-12-04"));
        assert!(!on("2026-12-05"));
    }

    #[test]
    fn a_day_that_has_not_come_is_refused() {
        let today = "2026-11-27".parse().expect("a day");
        assert_eq!(refuse_ahead("2026-11-28", today), Ok(()));
        let ahead = RatesRefusal::DayAhead { day: "2026-11-29".to_owned() };
        assert_eq!(refuse_ahead("2026-11-29", today), Err(ahead));
    }
}
