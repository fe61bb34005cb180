//! Conversations and their messages.

use kernel::text::{TextFault, read_paragraphs};
use kernel::{Fact, Firm, Id, Kind, Person, Reason, Stop, Timestamp};
use serde::{Deserialize, Serialize};

/// A long letter fits, a book does not.
const TEXT_CHARS_MOST: usize = 4_000;

/// Names conversations.
#[derive(Debug)]
pub enum ConversationKind {}
impl Kind for ConversationKind {
    const PREFIX: &'static str = "talk";
}

/// Names messages.
#[derive(Debug)]
pub enum MessageKind {}
impl Kind for MessageKind {
    const PREFIX: &'static str = "message";
}

/// Two firms that write to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversation {
    /// Its id, given by whoever opened it.
    pub id: Id<ConversationKind>,
    /// The two sides.
    pub firms: [Id<Firm>; 2],
    /// When it was opened.
    pub at: Timestamp,
}

impl Conversation {
    /// Stops a firm that is no side of it, as if it did not exist.
    pub fn admit(&self, firm: Id<Firm>) -> Result<(), Stop> {
        if self.firms.contains(&firm) { Ok(()) } else { Err(Stop::Absent) }
    }
}

/// What somebody wrote for their firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id; later messages have larger ones.
    pub id: Id<MessageKind>,
    /// The firm it was written for.
    pub firm: Id<Firm>,
    /// Who wrote it.
    pub person: Id<Person>,
    /// The text, paragraphs set apart by `\n`.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Who spoke last in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastWord {
    /// The conversation.
    pub conversation: Id<ConversationKind>,
    /// The firm that it was said for.
    pub firm: Id<Firm>,
    /// When.
    pub at: Timestamp,
}

/// Why a message cannot be sent, in the order checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TalkRefusal {
    /// Nothing to say.
    TextEmpty,
    /// Longer than a message may be.
    TextTooLong,
    /// Characters that cannot be shown.
    TextUnprintable,
}

impl Reason for TalkRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::TextEmpty => "talk-text-empty",
            Self::TextTooLong => "talk-text-too-long",
            Self::TextUnprintable => "talk-text-unprintable",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("text")
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::TextTooLong => {
                let most = i64::try_from(TEXT_CHARS_MOST).unwrap_or(i64::MAX);
                vec![("most", most.into())]
            }
            _ => Vec::new(),
        }
    }
}

/// Reads what was typed as a message.
pub fn read_text(told: &str) -> Result<String, TalkRefusal> {
    read_paragraphs(told, TEXT_CHARS_MOST).map_err(|fault| match fault {
        TextFault::Empty => TalkRefusal::TextEmpty,
        TextFault::TooLong => TalkRefusal::TextTooLong,
        TextFault::Unprintable => TalkRefusal::TextUnprintable,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_something_to_say_and_an_end() {
        let longest = "好".repeat(TEXT_CHARS_MOST);
        assert_eq!(read_text(&longest), Ok(longest.clone()));
        let cases = [
            (" \n ", TalkRefusal::TextEmpty),
            (&format!("{longest}!"), TalkRefusal::TextTooLong),
            ("a\u{202e}b", TalkRefusal::TextUnprintable),
        ];
        for (told, refusal) in cases {
            assert_eq!(read_text(told), Err(refusal));
        }
    }

    #[test]
    fn a_third_firm_finds_no_conversation() {
        let firms = [Id::new(1), Id::new(2)];
        let talk = Conversation { id: Id::new(9), firms, at: Timestamp::default() };
        assert!(talk.admit(Id::new(2)).is_ok());
        assert!(matches!(talk.admit(Id::new(3)), Err(Stop::Absent)));
    }
}
