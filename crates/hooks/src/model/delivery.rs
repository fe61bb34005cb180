//! An event on its way to an address: what a try told, and what follows.

use super::{EventKind, HookKind, Proof, PublicEvent};
use kernel::rules::Webhook;
use kernel::{Any, Firm, Id, Timestamp};

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// It is tried, or waits for what comes before it.
    Waiting,
    /// The address took it.
    Arrived,
    /// All tries failed.
    GivenUp,
}

impl DeliveryState {
    /// As the store and the API write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Arrived => "arrived",
            Self::GivenUp => "given-up",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Waiting, Self::Arrived, Self::GivenUp];
        all.into_iter().find(|state| state.word() == word)
    }
}

/// An event on its way to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its place in the firm's list.
    pub position: i64,
    /// The event.
    pub event: Id<EventKind>,
    /// The event's type.
    pub kind: String,
    /// How far it is.
    pub state: DeliveryState,
    /// Tries so far.
    pub tries: i64,
    /// What the last try was answered.
    pub status: Option<i64>,
    /// Since when it is on its way.
    pub at: Timestamp,
    /// Since when it is over.
    pub ended_at: Option<Timestamp>,
}

/// Why a try came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The name leads nowhere.
    NoName,
    /// The name leads to addresses of nobody's public network.
    Private,
    /// Nobody answers there.
    NoConnection,
    /// No certificate that holds for the name.
    Tls,
    /// It took too long.
    TooSlow,
    /// It answered something else than 2xx.
    Status,
    /// What it answered is no HTTP.
    Broken,
}

impl Failure {
    /// As the store and the API write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoName => "no-name",
            Self::Private => "private",
            Self::NoConnection => "no-connection",
            Self::Tls => "tls",
            Self::TooSlow => "too-slow",
            Self::Status => "status",
            Self::Broken => "broken",
        }
    }
}

/// One try, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// Milliseconds that it took.
    pub took_ms: i64,
    /// The HTTP status, if there was an answer.
    pub status: Option<i64>,
    /// Why it came to nothing.
    pub failure: Option<String>,
    /// How the answer begins.
    pub answer: String,
}

/// A delivery with its event and its tries, newest first.
pub type Whole = (Delivery, PublicEvent, Vec<Attempt>);

/// What a try was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// Why it came to nothing.
    pub failure: Option<Failure>,
    /// How the answer begins.
    pub begin: String,
    /// Seconds that the address wants to be left alone (`Retry-After`, RFC 9110 10.2.3).
    pub retry_after_s: Option<i64>,
    /// Milliseconds that it took.
    pub took_ms: i64,
}

/// What was put on its way again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replayed {
    /// Deliveries.
    pub count: i64,
    /// There is more: ask again from this instant on.
    pub next_since: Option<Timestamp>,
}

/// A delivery that is to be sent now.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) proof: Proof,
    pub(crate) url: String,
    pub(crate) lane: Id<Any>,
    pub(crate) lease: i64,
    pub(crate) position: i64,
    pub(crate) event: Id<EventKind>,
    pub(crate) body: String,
    pub(crate) at_s: i64,
}

impl Job {
    pub(crate) fn endpoint(&self) -> (Id<Firm>, Id<HookKind>) {
        (self.proof.firm, self.proof.id)
    }
}

/// A delivery that was sent, with its answer.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) job: Job,
    pub(crate) answer: Answer,
}

/// What follows a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// It arrived.
    Arrived,
    /// It is tried again after so many seconds.
    Again(i64),
    /// That was the last try.
    GiveUp,
    /// The address says that it is gone for good.
    Gone,
}

/// What follows a try, the `nth` of this delivery from 1. `chance` spreads the tries of many, so
/// that they do not come back all at once. Whoever asks for a longer wait gets it, within the
/// rules.
pub(crate) fn next(answer: &Answer, nth: i64, rules: &Webhook, chance: u32) -> Next {
    match answer.status {
        Some(200..=299) => return Next::Arrived,
        Some(410) => return Next::Gone,
        _ => {}
    }
    let waits = usize::try_from(nth - 1).ok().and_then(|nth| rules.retries_s.get(nth));
    waits.map_or(Next::GiveUp, |wait| {
        let asked = answer.retry_after_s.unwrap_or(0).min(rules.retry_after_most_s);
        let wait = asked.max(*wait);
        let spread = wait * rules.jitter_percent / 100;
        Next::Again(wait + i64::from(chance) % (spread + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::rules::Rules;

    fn answered(status: Option<u16>) -> Answer {
        Answer { status, failure: None, begin: String::new(), retry_after_s: None, took_ms: 1 }
    }

    #[test]
    fn it_is_tried_as_often_as_the_rules_say_and_then_given_up() {
        let rules = &Rules::current().webhook;
        let tries = i64::try_from(rules.retries_s.len()).expect("few");
        for (nth, wait) in (1..).zip(&rules.retries_s) {
            let most = wait * (100 + rules.jitter_percent) / 100;
            for chance in [0, 1, 7, u32::MAX] {
                let Next::Again(after) = next(&answered(Some(500)), nth, rules, chance) else {
                    panic!("try {nth} is the last")
                };
                assert!((*wait..=most).contains(&after), "{after} after try {nth}");
            }
        }
        assert_eq!(next(&answered(None), tries + 1, rules, 0), Next::GiveUp);
    }

    #[test]
    fn who_asks_to_be_left_alone_is_and_never_longer_than_the_rules_say() {
        let rules = &Rules::current().webhook;
        let most = rules.retry_after_most_s;
        for (asked, wait) in
            [(-5, rules.retries_s[0]), (0, rules.retries_s[0]), (90, 90), (i64::MAX, most)]
        {
            let answer = Answer { retry_after_s: Some(asked), ..answered(Some(429)) };
            assert_eq!(next(&answer, 1, rules, 0), Next::Again(wait), "{asked}");
        }
    }

    #[test]
    fn only_two_hundreds_arrive_and_gone_is_gone() {
        let rules = &Rules::current().webhook;
        for (status, wanted) in [(200, Next::Arrived), (204, Next::Arrived), (410, Next::Gone)] {
            assert_eq!(next(&answered(Some(status)), 1, rules, 0), wanted);
        }
        for failed in [301, 302, 307, 400, 404, 429, 500, 503] {
            assert_eq!(next(&answered(Some(failed)), 1, rules, 0), Next::Again(rules.retries_s[0]));
        }
    }
}
