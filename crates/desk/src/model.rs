//! Queues, how much waits in each, and when a letter tells of it.

use kernel::rules::Rules;
use kernel::{Desk, Timestamp};
use std::collections::BTreeMap;

/// More is shown as this and a plus.
pub(crate) const COUNTED_MOST: i64 = 99;

/// Something that the operator's people must do, in the order in which it is shown: first what
/// money waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Queue {
    /// Names beside a list of sanctions; money does not go out meanwhile.
    Names,
    /// Disputes that wait for a decision.
    Disputes,
    /// Claims on promises that wait for a decision.
    Compensations,
    /// Acts that wait for a second one.
    Second,
    /// Differences between the bank and the ledger.
    Bank,
    /// Registry numbers and capabilities that firms told of themselves.
    Checks,
    /// Requests to buy before they open.
    Requests,
    /// Reports about conversations.
    Reports,
}

impl Queue {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Names,
        Self::Disputes,
        Self::Compensations,
        Self::Second,
        Self::Bank,
        Self::Checks,
        Self::Requests,
        Self::Reports,
    ];

    /// Its word in the store and the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Disputes => "disputes",
            Self::Compensations => "compensations",
            Self::Second => "second",
            Self::Bank => "bank",
            Self::Checks => "checks",
            Self::Requests => "requests",
            Self::Reports => "reports",
        }
    }

    /// The key of its title.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Names => "desk-names",
            Self::Disputes => "desk-disputes",
            Self::Compensations => "desk-compensations",
            Self::Second => "desk-second",
            Self::Bank => "desk-bank",
            Self::Checks => "desk-checks",
            Self::Requests => "desk-requests",
            Self::Reports => "desk-reports",
        }
    }

    /// Its page.
    pub fn path(self) -> &'static str {
        match self {
            Self::Names => "/desk/sanctions",
            Self::Disputes => "/disputes",
            Self::Compensations => "/desk/compensations",
            Self::Second => "/desk/second",
            Self::Bank => "/desk/bank",
            Self::Checks => "/checks",
            Self::Requests => "/desk/requests",
            Self::Reports => "/reports",
        }
    }

    /// Whether that desk works on it.
    pub(crate) fn is_of(self, desk: Desk) -> bool {
        match self {
            Self::Names | Self::Disputes | Self::Compensations => desk == Desk::Officer,
            Self::Checks | Self::Requests => desk == Desk::Operator,
            Self::Second | Self::Bank | Self::Reports => true,
        }
    }
}

/// When one thing of a queue began to wait, or until when it has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    Since(Timestamp),
    Until(Timestamp),
}

impl When {
    fn at(self) -> Timestamp {
        match self {
            Self::Since(at) | Self::Until(at) => at,
        }
    }
}

/// What waits in one queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub queue: Queue,
    /// How many, at most 99.
    pub count: i64,
    /// Whether there are more.
    pub is_more: bool,
    /// Since when the oldest waits, where nobody has set it a time.
    pub since: Option<Timestamp>,
    /// Until when the most urgent has to be done, where there is such a time.
    pub until: Option<Timestamp>,
    /// The newest of these times: the mark.
    pub(crate) mark: Option<Timestamp>,
}

impl Waiting {
    /// Sums up what a domain answered.
    pub(crate) fn of(queue: Queue, whens: &[When]) -> Self {
        let all = i64::try_from(whens.len()).unwrap_or(i64::MAX);
        let since = whens.iter().filter_map(|when| match *when {
            When::Since(at) => Some(at),
            When::Until(_) => None,
        });
        let until = whens.iter().filter_map(|when| match *when {
            When::Until(at) => Some(at),
            When::Since(_) => None,
        });
        Self {
            queue,
            count: all.min(COUNTED_MOST),
            is_more: all > COUNTED_MOST,
            since: since.min(),
            until: until.min(),
            mark: whens.iter().map(|when| when.at()).max(),
        }
    }

    /// `3`, or `99+`.
    pub(crate) fn counted(&self) -> String {
        format!("{}{}", self.count, if self.is_more { "+" } else { "" })
    }
}

/// What a clerk was told of last, and when: the newest time of each queue by its word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) marks: BTreeMap<String, i64>,
    pub(crate) at: Option<Timestamp>,
}

impl Told {
    /// What is written down once a letter tells of what waits; nothing where no letter is due: no
    /// pause is over, or nothing is new and what was told is not a day old.
    pub(crate) fn next(&self, waiting: &[Waiting], now: Timestamp) -> Option<Self> {
        let rules = &Rules::current().officer;
        let since = |at: Timestamp| now.micros() - at.micros();
        let passed_s = self.at.map_or(i64::MAX, |at| since(at) / kernel::MICROS_PER_SECOND);
        let is_new = waiting.iter().any(|waiting| self.mark_of(waiting.queue) < raw(waiting));
        let is_due = match is_new {
            true => passed_s >= rules.letter_pause_min * 60,
            false => passed_s >= rules.letter_again_h * 3_600,
        };
        let is_some = waiting.iter().any(|waiting| waiting.count > 0);
        (is_some && is_due).then(|| self.told(waiting, now))
    }

    fn mark_of(&self, queue: Queue) -> i64 {
        self.marks.get(queue.word()).copied().unwrap_or(0)
    }

    fn told(&self, waiting: &[Waiting], now: Timestamp) -> Self {
        let mark = |waiting: &Waiting| {
            let mark = raw(waiting).max(self.mark_of(waiting.queue));
            (waiting.queue.word().to_owned(), mark)
        };
        Self { marks: waiting.iter().map(mark).collect(), at: Some(now) }
    }
}

fn raw(waiting: &Waiting) -> i64 {
    waiting.mark.map_or(0, Timestamp::micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60;
    const HOUR: i64 = 3_600;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(1_000_000_000_000).plus_seconds(seconds)
    }

    fn waits(whens: &[When]) -> Vec<Waiting> {
        vec![Waiting::of(Queue::Names, whens), Waiting::of(Queue::Disputes, &[])]
    }

    #[test]
    fn the_first_thing_is_told_at_once_and_the_same_again_after_a_day() {
        let nothing = Told::default();
        assert_eq!(nothing.next(&waits(&[]), at(0)), None);
        let one = waits(&[When::Since(at(0))]);
        let told = nothing.next(&one, at(0)).expect("a letter at once");
        assert_eq!(told.next(&one, at(23 * HOUR)), None);
        assert!(told.next(&one, at(24 * HOUR)).is_some());
        assert_eq!(told.next(&waits(&[]), at(24 * HOUR)), None);
    }

    #[test]
    fn what_comes_soon_after_waits_until_the_pause_is_over() {
        let told = Told::default().next(&waits(&[When::Since(at(0))]), at(0)).expect("a letter");
        let two = waits(&[When::Since(at(0)), When::Since(at(MINUTE))]);
        assert_eq!(told.next(&two, at(59 * MINUTE)), None);
        let told = told.next(&two, at(HOUR)).expect("a second letter");
        assert_eq!(told.next(&waits(&[When::Since(at(MINUTE))]), at(3 * HOUR)), None);
    }

    #[test]
    fn a_hundred_are_ninety_nine_and_more() {
        let whens: Vec<When> = (0..100).map(|nth| When::Until(at(nth))).collect();
        let waiting = Waiting::of(Queue::Disputes, &whens);
        assert_eq!((waiting.counted().as_str(), waiting.until), ("99+", Some(at(0))));
        assert_eq!(Waiting::of(Queue::Disputes, &whens[..99]).counted(), "99");
    }
}
