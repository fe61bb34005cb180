//! What a firm asks the market's people to look at.

use super::{ConversationKind, TalkRefusal};
use kernel::text::read_paragraphs;
use kernel::{Firm, Id, Kind, Person, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A note says what happened; the messages say the rest.
const NOTE_CHARS_MOST: usize = 1_000;

/// Names reports.
#[derive(Debug)]
pub enum ReportKind {}
impl Kind for ReportKind {
    const PREFIX: &'static str = "report";
}

/// Why a conversation is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportReason {
    /// The same letter to everybody.
    Spam,
    /// Somebody wants money outside, or pretends to be another.
    Fraud,
    /// Threats, insults.
    Abuse,
    /// Goods that may not be traded.
    Forbidden,
    /// Something else; the note says what.
    Other,
}

impl ReportReason {
    /// In the order of the form.
    pub const ALL: [Self; 5] = [Self::Fraud, Self::Spam, Self::Abuse, Self::Forbidden, Self::Other];

    /// The word in the store and the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Fraud => "fraud",
            Self::Abuse => "abuse",
            Self::Forbidden => "forbidden",
            Self::Other => "other",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// What came of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportOutcome {
    /// Nothing against the rules was found.
    Unfounded,
    /// The firm was told what is expected of it.
    Warned,
    /// It goes to those who may stop a firm.
    PassedOn,
}

impl ReportOutcome {
    /// In the order of the form.
    pub const ALL: [Self; 3] = [Self::Unfounded, Self::Warned, Self::PassedOn];

    /// The word in the store and the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unfounded => "unfounded",
            Self::Warned => "warned",
            Self::PassedOn => "passed_on",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: Id<ReportKind>,
    /// The conversation.
    pub conversation: Id<ConversationKind>,
    /// Who reports.
    pub firm: Id<Firm>,
    /// Whom.
    pub other_firm: Id<Firm>,
    /// Who of the firm.
    pub person: Id<Person>,
    /// Why.
    pub reason: ReportReason,
    /// What they say.
    pub note: String,
    /// When.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: Option<ReportOutcome>,
}

/// Reads a note, which may be empty.
pub fn read_note(told: &str) -> Result<String, TalkRefusal> {
    if told.trim().is_empty() {
        return Ok(String::new());
    }
    read_paragraphs(told, NOTE_CHARS_MOST).map_err(|_| TalkRefusal::NoteUnreadable)
}

/// Why one of the market's people reads a conversation.
#[derive(Debug, Clone)]
pub(crate) struct WhyRead(pub(crate) String);

impl WhyRead {
    /// Reads it; it may not be empty.
    pub(crate) fn parse(told: &str) -> Result<Self, TalkRefusal> {
        read_paragraphs(told, NOTE_CHARS_MOST).map(Self).map_err(|_| TalkRefusal::WhyMissing)
    }
}
