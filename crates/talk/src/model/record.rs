//! How soon a firm answers whoever asks it.

use kernel::rules::Rules;
use kernel::{MICROS_PER_SECOND, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One question to a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyFact {
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it was answered first.
    pub answered_at: Option<Timestamp>,
}

/// How a firm answered over the days that count (rule `talk.reply_record_d`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct ReplyRecord {
    /// Questions that were answered, or had their time (rule `inquiry.reassign_h`).
    pub asked: i64,
    /// Those that were answered.
    pub answered: i64,
    /// Seconds to the first answer, the median of those answered; the lower one of two.
    pub median_s: Option<i64>,
}

impl ReplyRecord {
    /// Counts. A question that is still within its time and unanswered counts for nothing.
    pub fn of(facts: &[ReplyFact], now: Timestamp, rules: &Rules) -> Self {
        let in_time = now.plus_seconds(-3_600 * rules.inquiry.reassign_h);
        let mut seconds: Vec<i64> = facts.iter().filter_map(seconds).collect();
        seconds.sort_unstable();
        let late = facts.iter().filter(|fact| fact.answered_at.is_none());
        let late = late.filter(|fact| fact.asked_at <= in_time).count();
        let answered = i64::try_from(seconds.len()).unwrap_or(i64::MAX);
        let median = seconds.len().checked_sub(1).map(|last| last / 2);
        Self {
            asked: answered + i64::try_from(late).unwrap_or(i64::MAX),
            answered,
            median_s: median.and_then(|at| seconds.get(at).copied()),
        }
    }

    /// Of a hundred, how many it answered; nothing where nobody asked.
    pub fn percent(&self) -> Option<i64> {
        self.rate_bps().map(|bps| bps / 100)
    }

    /// Hours to the first answer, the median, rounded up.
    pub fn hours(&self) -> Option<i64> {
        self.median_s.map(|seconds| (seconds + 3_599) / 3_600)
    }

    /// Answered in hundredths of a percent of what was asked; nothing if nobody asked.
    pub fn rate_bps(&self) -> Option<i64> {
        (self.asked > 0).then(|| self.answered * 10_000 / self.asked)
    }
}

fn seconds(fact: &ReplyFact) -> Option<i64> {
    let answered_at = fact.answered_at?;
    Some(answered_at.micros_since(fact.asked_at).max(0) / MICROS_PER_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_counts_once_it_is_answered_or_late() {
        let now = Timestamp::from_micros(50 * kernel::MICROS_PER_DAY);
        let fact = |asked_h: i64, after_h: Option<i64>| {
            let asked_at = now.plus_seconds(-3_600 * asked_h);
            ReplyFact { asked_at, answered_at: after_h.map(|h| asked_at.plus_seconds(3_600 * h)) }
        };
        let facts = [fact(2, None), fact(24, None), fact(90, Some(1)), fact(80, Some(30))];
        let record = ReplyRecord::of(&facts, now, Rules::current());
        assert_eq!(record, ReplyRecord { asked: 3, answered: 2, median_s: Some(3_600) });
        assert_eq!(record.rate_bps(), Some(6_666));
        assert_eq!(ReplyRecord::of(&[], now, Rules::current()).rate_bps(), None);
    }
}
