//! What somebody wrote for their firm.

use super::TalkRefusal;
use kernel::text::{TextFault, read_paragraphs};
use kernel::{Firm, Id, Kind, Person, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// A long letter fits, a book does not.
pub(crate) const TEXT_CHARS_MOST: usize = 4_000;

/// Names messages.
#[derive(Debug)]
pub enum MessageKind {}
impl Kind for MessageKind {
    const PREFIX: &'static str = "message";
}

/// What a message carries beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "form", rename_all = "lowercase")]
pub enum Content {
    /// Nothing: it is the text alone.
    Text,
    /// A file, kept under the hash of its bytes; the text is what was written beside it.
    File {
        /// SHA-256, hexadecimal.
        sha256: String,
        /// As the sender named it.
        name: String,
        /// Its media type, as its bytes say.
        media_type: String,
        /// Its length.
        bytes: i64,
    },
    /// Something of a higher domain, such as a quote; the text is its title.
    Card(Card),
}

/// A message as somebody types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// The text.
    pub text: String,
    /// The writer saw the warning about bank details and wants it sent.
    pub is_sure: bool,
}

impl From<&str> for NewMessage {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), is_sure: false }
    }
}

/// A card: what a higher domain shows in a conversation, in words that stay as they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Card {
    /// What it is: `quote`, `order`, `sample`.
    pub kind: String,
    /// The thing's id.
    pub reference: String,
    /// What people call it.
    pub title: String,
    /// Its lines: a name and a value, the sum last.
    pub lines: Vec<(String, String)>,
    /// The page of the thing, below this market's address.
    pub path: String,
}

/// A message's place in its conversation's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// From 1.
    pub nth: i64,
    /// SHA-256 over the hash before it and everything that it says.
    pub hash: [u8; 32],
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
    /// What it carries beside the text.
    pub content: Content,
    /// Its place in the chain; messages from before there was one have none.
    pub seal: Option<Seal>,
}

/// Reads what was typed as a message.
pub fn read_text(told: &str) -> Result<String, TalkRefusal> {
    read_paragraphs(told, TEXT_CHARS_MOST).map_err(|fault| match fault {
        TextFault::Empty => TalkRefusal::TextEmpty,
        TextFault::TooLong => TalkRefusal::TextTooLong,
        TextFault::Unprintable => TalkRefusal::TextUnprintable,
    })
}

/// What two first texts have in common if they are the same letter to many: case, blanks, marks
/// and figures do not count.
pub(crate) fn opening_hash(text: &str) -> [u8; 32] {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    Sha256::digest(plain.as_bytes()).into()
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
        assert_eq!(read_text("👍🏽 ok"), Ok("👍🏽 ok".to_owned()));
    }

    #[test]
    fn the_same_letter_is_known_again_with_another_figure() {
        let one = opening_hash("Hello!  We want 5,000 socks.");
        assert_eq!(one, opening_hash("hello, we want 12 SOCKS"));
        assert_ne!(one, opening_hash("Hello! We want 5,000 gloves."));
    }
}
