//! Why a second officer's word is not taken.

use kernel::{Fact, Reason};

/// The reasons to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the facts are named in each sentence")]
pub enum AssentRefusal {
    /// It was agreed to, declined or lapsed before.
    Ended,
    /// Whoever asked for it may not agree to it.
    NotOneself,
    /// The clerk is of one of the firms.
    Conflict,
    /// The same act on the same thing waits already.
    WaitsAlready,
    /// The answer is no line of text.
    Answer { most: i64 },
}

impl Reason for AssentRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Ended => "assent-ended",
            Self::NotOneself => "assent-not-oneself",
            Self::Conflict => "assent-conflict",
            Self::WaitsAlready => "assent-waits-already",
            Self::Answer { .. } => "assent-answer",
        }
    }

    fn field(&self) -> Option<&'static str> {
        matches!(self, Self::Answer { .. }).then_some("answer")
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::Answer { most } => vec![("most", most.into())],
            _ => Vec::new(),
        }
    }
}
