//! Ratings and the decisions about them.

use deal::{DealKind, FinishedSides};
use kernel::{Actor, Fact, Firm, Id, Outcome, Reason, Stop, Timestamp};
use serde::{Deserialize, Serialize};

/// What a side says, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As agreed.
    Good,
    /// Neither.
    Neutral,
    /// Not as agreed.
    Bad,
}

impl Verdict {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Good, Self::Neutral, Self::Bad];

    /// The word in the table and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Neutral => "neutral",
            Self::Bad => "bad",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}

/// A rating as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRating {
    /// The word.
    pub verdict: Verdict,
    /// What they say; may be empty.
    pub body: String,
}

/// A rating as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// Who is rated.
    pub firm: Id<Firm>,
    /// For which deal.
    pub deal: Id<DealKind>,
    /// By whom.
    pub from_firm: Id<Firm>,
    /// The word.
    pub verdict: Verdict,
    /// What they say.
    pub body: String,
    /// When it was given.
    pub given_at: Timestamp,
    /// Since when everybody sees it.
    pub shown_at: Option<Timestamp>,
}

/// A text of a rating has at most so many characters: a paragraph, not a case file.
const LONGEST_BODY: usize = 1_000;

/// Why a rating is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrustRefusal {
    /// The trade is not finished.
    NotFinished,
    /// The window has ended.
    WindowOver {
        /// When it ended.
        ended_at: Timestamp,
    },
    /// This side has rated already.
    AlreadyRated,
    /// The text is too long or holds what cannot be shown.
    BodyNotPlain {
        /// Characters that it may have.
        most: i64,
    },
    /// The word is none of the three.
    UnknownVerdict,
}

impl Reason for TrustRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFinished => "trust-not-finished",
            Self::WindowOver { .. } => "trust-window-over",
            Self::AlreadyRated => "trust-already-rated",
            Self::BodyNotPlain { .. } => "trust-body-not-plain",
            Self::UnknownVerdict => "trust-unknown-verdict",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::BodyNotPlain { .. } => Some("body"),
            Self::UnknownVerdict => Some("verdict"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::WindowOver { ended_at } => vec![("ended", (*ended_at).into())],
            Self::BodyNotPlain { most } => vec![("most", (*most).into())],
            _ => Vec::new(),
        }
    }
}

/// Who rates whom, and until when that is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) from: Id<Firm>,
    pub(crate) about: Id<Firm>,
    pub(crate) window_ends_at: Timestamp,
}

/// Whether this side may rate now.
pub(crate) fn may_rate(
    by: &Actor,
    sides: &FinishedSides,
    window_d: i64,
    now: Timestamp,
) -> Outcome<Pair> {
    let from = by.firm().ok_or(Stop::Absent)?;
    let about = match from {
        buyer if buyer == sides.buyer => sides.seller,
        seller if seller == sides.seller => sides.buyer,
        _ => return Err(Stop::Absent),
    };
    let window_ends_at = sides.finished_at.plus_days(window_d);
    if now > window_ends_at {
        return Err(TrustRefusal::WindowOver { ended_at: window_ends_at }.into());
    }
    Ok(Pair { from, about, window_ends_at })
}

impl NewRating {
    /// Reads what was typed: one of the three words, and a text without control characters.
    pub fn read(verdict: &str, body: &str) -> Result<Self, TrustRefusal> {
        let verdict = Verdict::from_word(verdict).ok_or(TrustRefusal::UnknownVerdict)?;
        let body = body.trim();
        let is_plain = !body.chars().any(|letter| letter.is_control() && letter != '\n');
        if body.chars().count() > LONGEST_BODY || !is_plain {
            let most = i64::try_from(LONGEST_BODY).unwrap_or(i64::MAX);
            return Err(TrustRefusal::BodyNotPlain { most });
        }
        Ok(Self { verdict, body: body.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Role, Scope};

    fn member(firm: i64) -> Actor {
        let firm = Some((Id::new(firm), Role::Staff));
        Actor::Member { person: Id::new(9), firm, scope: Scope::Full }
    }

    fn sides() -> FinishedSides {
        FinishedSides {
            deal: Id::new(1),
            buyer: Id::new(2),
            seller: Id::new(3),
            finished_at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn each_side_rates_the_other_within_the_window() {
        let last = sides().finished_at.plus_days(15);
        assert_eq!(
            may_rate(&member(2), &sides(), 15, last).map(|p| p.about).ok(),
            Some(Id::new(3))
        );
        assert_eq!(
            may_rate(&member(3), &sides(), 15, last).map(|p| p.about).ok(),
            Some(Id::new(2))
        );
        let late = may_rate(&member(3), &sides(), 15, last.plus_seconds(1));
        assert_eq!(late.err().and_then(|stop| stop.code()), Some("trust-window-over"));
        assert!(matches!(may_rate(&member(4), &sides(), 15, last), Err(Stop::Absent)));
    }

    #[test]
    fn a_text_is_plain_and_short() {
        assert!(NewRating::read("good", "Auf den Tag genau.\nDanke").is_ok());
        for (verdict, body) in [("great", "x"), ("bad", "\u{0}"), ("bad", &"长".repeat(1_001))] {
            assert!(NewRating::read(verdict, body).is_err(), "{verdict} {body}");
        }
    }
}
