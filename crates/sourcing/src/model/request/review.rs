//! What the checks mark, what a clerk says, and until when.

use super::Wanted;
use crate::model::RequestRefusal;
use kernel::rules::Rules;
use kernel::text::read_paragraphs;
use kernel::{Faults, Outcome, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A paragraph to the buyer.
const NOTE_CHARS_MOST: usize = 1_000;

/// What made a check look twice; a person decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mark {
    /// Which reason it may be.
    pub reason: Reason,
    /// The word that was found, if it was one.
    pub word: String,
}

/// Why a request is sent back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It sells instead of buying.
    WrongDirection,
    /// Goods that may not be traded here.
    Forbidden,
    /// A supplier could not quote for it.
    TooFewFacts,
    /// The same firm asks for the same already.
    Duplicate,
    /// It is no request at all.
    Spam,
}

impl Reason {
    /// All of them, in the order of the clerk's form.
    pub const ALL: [Self; 5] =
        [Self::WrongDirection, Self::Forbidden, Self::TooFewFacts, Self::Duplicate, Self::Spam];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WrongDirection => "wrong_direction",
            Self::Forbidden => "forbidden",
            Self::TooFewFacts => "too_few_facts",
            Self::Duplicate => "duplicate",
            Self::Spam => "spam",
        }
    }
}

/// What a clerk decides: without a reason the request opens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Verdict {
    /// Why it goes back to the buyer; none: it opens.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// What the buyer should add, at most 1,000 characters.
    #[serde(default)]
    pub note: String,
}

impl Verdict {
    /// Refuses to send a request back without a reason.
    pub(crate) fn admit_return(&self) -> Result<(), RequestRefusal> {
        if self.reasons.is_empty() { Err(RequestRefusal::ReasonMissing) } else { Ok(()) }
    }

    /// The note, and the reasons each once.
    pub(crate) fn read(&self) -> Outcome<(Vec<Reason>, String)> {
        let mut faults = Faults::default();
        let reasons: Vec<Reason> =
            Reason::ALL.into_iter().filter(|reason| self.reasons.contains(reason)).collect();
        let note = match self.note.trim() {
            "" => Ok(String::new()),
            told => read_paragraphs(told, NOTE_CHARS_MOST)
                .map_err(|_| RequestRefusal::TextTooLong { field: "note", most: NOTE_CHARS_MOST }),
        };
        let note = faults.or(note, String::new());
        faults.end().map(|()| (reasons, note))
    }
}

/// What of the asking firm the checks know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnknownBuyer {
    /// It asks for the same already.
    pub(crate) asks_twice: bool,
}

/// What the checks find in a request. They look for words of people who sell and of forbidden
/// goods, in every text of it.
pub(crate) fn marks_of(wanted: &Wanted, buyer: UnknownBuyer, rules: &Rules) -> Vec<Mark> {
    let told = all_texts(wanted);
    let found = |reason, words: &[String]| {
        let word = words.iter().find(|word| has_word(&told, word))?;
        Some(Mark { reason, word: word.clone() })
    };
    let twice = Mark { reason: Reason::Duplicate, word: String::new() };
    let few = Mark { reason: Reason::TooFewFacts, word: String::new() };
    let is_thin = wanted.text.is_empty() && wanted.lines.iter().all(|line| line.specs.len() < 2);
    [
        found(Reason::WrongDirection, &rules.request.sells),
        found(Reason::Forbidden, &rules.request.forbidden),
        is_thin.then_some(few),
        buyer.asks_twice.then_some(twice),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn all_texts(wanted: &Wanted) -> String {
    let mut told = format!("{}\n{}", wanted.title, wanted.text);
    for line in &wanted.lines {
        told += &format!("\n{}", line.what);
        for spec in &line.specs {
            told += &format!("\n{} {}", spec.name, spec.value);
        }
    }
    told.to_lowercase()
}

/// A Latin word is found only whole, so that `ivory` is not found in `ivoryware`; a plural counts.
fn has_word(told: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return told.contains(word);
    }
    let is_edge = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
    told.match_indices(word).any(|(at, _)| {
        let after = told[at + word.len()..].strip_prefix('s').unwrap_or(&told[at + word.len()..]);
        is_edge(told[..at].chars().next_back()) && is_edge(after.chars().next())
    })
}

/// The instant after so many working hours, Monday to Friday, in the market's time zone.
pub(crate) fn due_after(at: Timestamp, rules: &Rules) -> Timestamp {
    let zone = &rules.market.time_zone;
    let (from_h, to_h) = (rules.request.work_from_h, rules.request.work_to_h);
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let mut left_s = rules.request.review_h * 3_600;
    let mut day = at.to_jiff().to_zoned(zone.clone()).date();
    // A week has five working days: the loop ends long before.
    for _ in 0..366 {
        let hour = |h: i64| {
            let h = i8::try_from(h.clamp(0, 23)).unwrap_or(0);
            let local = day.at(h, 0, 0, 0).to_zoned(zone.clone());
            local.ok().map(|zoned| Timestamp::from(zoned.timestamp()))
        };
        let is_working = day.weekday().to_monday_one_offset() <= 5;
        if let (true, Some(from), Some(to)) = (is_working, hour(from_h), hour(to_h)) {
            let start = from.max(at);
            let room_s = to.micros_since(start) / kernel::MICROS_PER_SECOND;
            if room_s >= left_s {
                return start.plus_seconds(left_s);
            }
            left_s -= room_s.max(0);
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(at: &str) -> String {
        let at: jiff::Timestamp = at.parse().expect("an instant");
        due_after(at.into(), Rules::current()).to_string()
    }

    #[test]
    fn four_working_hours_skip_the_night_and_the_weekend() {
        // Monday 10:00 in Shanghai.
        assert_eq!(due("2026-03-02T02:00:00Z"), "2026-03-02T06:00:00Z");
        // Monday 16:30: an hour and a half today, two and a half tomorrow from 9.
        assert_eq!(due("2026-03-02T08:30:00Z"), "2026-03-03T03:30:00Z");
        // Friday 20:00, Saturday and Sunday: Monday 13:00.
        for at in ["2026-03-06T12:00:00Z", "2026-03-07T03:00:00Z", "2026-03-08T15:00:00Z"] {
            assert_eq!(due(at), "2026-03-09T05:00:00Z", "{at}");
        }
    }

    #[test]
    fn a_word_is_found_whole_in_both_languages() {
        for (told, word, wanted) in [
            ("carved ivory beads", "ivory", true),
            ("two firearms", "firearm", true),
            ("ivoryware", "ivory", false),
            ("收购象牙制品", "象牙", true),
            ("socks, in ivory-white", "ivory", true),
        ] {
            assert_eq!(has_word(told, word), wanted, "{told}");
        }
    }
}
