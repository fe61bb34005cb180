//! The chain of a conversation: each message is hashed together with the one before it, so that
//! none can be changed, left out or put between without its being seen.

use super::{Conversation, ConversationKind, MessageKind, Subject};
use kernel::{Firm, Id, Person, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// Stands before everything that is hashed, so that no other hash of ours can be mistaken for one.
const TAG: &[u8] = b"jishi-talk-1\0";
/// The form of the file.
const FORMAT: &str = "jishi-talk-evidence-1";

/// What a seal closes over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link<'a> {
    pub(crate) conversation: Id<ConversationKind>,
    pub(crate) nth: i64,
    pub(crate) message: Id<MessageKind>,
    pub(crate) firm: Id<Firm>,
    pub(crate) person: Id<Person>,
    pub(crate) at: Timestamp,
    pub(crate) text: &'a str,
    /// The content as JSON, exactly as it is kept; nothing for a text alone.
    pub(crate) content: Option<&'a str>,
}

/// The hash of a message: SHA-256 over a tag, the hash before (32 zero bytes at the beginning),
/// conversation, place, message, firm, person and microseconds UTC as 8 bytes each, big end first,
/// then the SHA-256 of the text, then that of the content's JSON (of nothing, if there is none).
pub(crate) fn seal(previous: Option<[u8; 32]>, link: &Link<'_>) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(TAG);
    hash.update(previous.unwrap_or_default());
    let numbers = [
        link.conversation.raw(),
        link.nth,
        link.message.raw(),
        link.firm.raw(),
        link.person.raw(),
        link.at.micros(),
    ];
    for number in numbers {
        hash.update(number.to_be_bytes());
    }
    hash.update(Sha256::digest(link.text.as_bytes()));
    hash.update(Sha256::digest(link.content.unwrap_or_default().as_bytes()));
    hash.finalize().into()
}

/// A hash as people and files write it.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads 64 hexadecimal digits.
fn hex_of(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(hash)
}

/// A range of a conversation as a file that anybody can check without this market.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Evidence {
    /// `jishi-talk-evidence-1`.
    pub format: String,
    /// The conversation.
    #[schema(value_type = String)]
    pub conversation: Id<ConversationKind>,
    /// What it is about.
    pub subject: Subject,
    /// The two firms, the opener first.
    #[schema(value_type = Vec<String>)]
    pub firms: Vec<Id<Firm>>,
    /// Their names today, in the same order.
    pub firm_names: Vec<String>,
    /// When the file was made.
    #[schema(value_type = String, format = DateTime)]
    pub exported_at: Timestamp,
    /// Messages in the whole chain when the file was made.
    pub length: i64,
    /// The hash before the first message of the file; absent where the chain begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// The messages, in their order.
    pub messages: Vec<EvidenceMessage>,
}

/// A message of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EvidenceMessage {
    /// Its place in the chain, from 1.
    pub nth: i64,
    /// Its id.
    #[schema(value_type = String)]
    pub message: Id<MessageKind>,
    /// The firm it was written for.
    #[schema(value_type = String)]
    pub firm: Id<Firm>,
    /// Who wrote it.
    #[schema(value_type = String)]
    pub person: Id<Person>,
    /// Their name today; it is not part of the hash.
    pub person_name: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The text.
    pub text: String,
    /// The content's JSON as a text, exactly as it was hashed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// SHA-256, hexadecimal.
    pub hash: String,
}

/// What a file proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proven {
    /// The conversation.
    pub conversation: Id<ConversationKind>,
    /// Messages in the file.
    pub messages: i64,
    /// The place of the first one.
    pub from: i64,
    /// The place of the last one.
    pub to: i64,
    /// The last one's hash: what the market's daily checkpoint holds, too.
    pub head: String,
}

/// Why a file proves nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It is no such file, with what the reader said.
    Unreadable(String),
    /// It has no messages.
    Empty,
    /// The place that does not follow the one before it.
    OutOfOrder(i64),
    /// The place of the first message whose hash is not that of what it says.
    Changed(i64),
}

impl Evidence {
    /// A file of these messages.
    pub(crate) fn of(conversation: &Conversation, firm_names: Vec<String>, at: Timestamp) -> Self {
        Self {
            format: FORMAT.to_owned(),
            conversation: conversation.id,
            subject: conversation.subject.clone(),
            firms: conversation.firms.to_vec(),
            firm_names,
            exported_at: at,
            length: conversation.length,
            previous: None,
            messages: Vec::new(),
        }
    }
}

/// Works out every hash of a file again. Needs nothing but the file.
pub fn verify_evidence(text: &str) -> Result<Proven, Broken> {
    let file: Evidence =
        serde_json::from_str(text).map_err(|error| Broken::Unreadable(error.to_string()))?;
    if file.format != FORMAT {
        return Err(Broken::Unreadable(format!("the form is {}", file.format)));
    }
    let first = file.messages.first().ok_or(Broken::Empty)?;
    let from = first.nth;
    let mut previous = match &file.previous {
        None if from == 1 => None,
        Some(hash) if from > 1 => Some(hex_of(hash).ok_or(Broken::Changed(from))?),
        _ => return Err(Broken::OutOfOrder(from)),
    };
    let mut nth = from;
    for said in &file.messages {
        if said.nth != nth {
            return Err(Broken::OutOfOrder(said.nth));
        }
        let hash = seal(previous, &said.link(file.conversation));
        if hex_of(&said.hash) != Some(hash) {
            return Err(Broken::Changed(nth));
        }
        (previous, nth) = (Some(hash), nth + 1);
    }
    Ok(Proven {
        conversation: file.conversation,
        messages: nth - from,
        from,
        to: nth - 1,
        head: hex(&previous.unwrap_or_default()),
    })
}

impl EvidenceMessage {
    fn link(&self, conversation: Id<ConversationKind>) -> Link<'_> {
        Link {
            conversation,
            nth: self.nth,
            message: self.message,
            firm: self.firm,
            person: self.person,
            at: self.at,
            text: &self.text,
            content: self.content.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(texts: &[&str]) -> Evidence {
        let firms = [Id::new(1), Id::new(2)];
        let conversation = Conversation {
            id: Id::new(9),
            firms,
            at: Timestamp::default(),
            subject: Subject::new("inquiry", "inquiry_0", "Socks"),
            category: None,
            length: 3,
            head: None,
        };
        let mut file = Evidence::of(&conversation, Vec::new(), Timestamp::from_micros(77));
        let mut previous = None;
        for (nth, text) in (1_i64..).zip(texts) {
            let mut said = EvidenceMessage {
                nth,
                message: Id::new(10 + nth),
                firm: firms[0],
                person: Id::new(5),
                person_name: "Elsa".to_owned(),
                at: Timestamp::from_micros(1_772_452_800_000_001 + nth),
                text: (*text).to_owned(),
                content: (nth == 2).then(|| "{\"form\":\"text\"}".to_owned()),
                hash: String::new(),
            };
            let hash = seal(previous, &said.link(file.conversation));
            said.hash = hex(&hash);
            previous = Some(hash);
            file.messages.push(said);
        }
        file
    }

    fn judged(file: &Evidence) -> Result<i64, Broken> {
        let text = serde_json::to_string(file).expect("JSON");
        verify_evidence(&text).map(|proven| proven.messages)
    }

    #[test]
    fn a_whole_file_and_a_part_of_it_are_proven() {
        let whole = file(&["一", "two 👍", "3"]);
        assert_eq!(judged(&whole), Ok(3));
        let mut part = whole.clone();
        part.previous = Some(part.messages.remove(0).hash);
        assert_eq!(judged(&part), Ok(2));
    }

    #[test]
    fn whatever_is_changed_left_out_or_put_between_is_seen() {
        let whole = file(&["one", "two", "three"]);
        let broken = |change: fn(&mut Evidence)| {
            let mut file = whole.clone();
            change(&mut file);
            judged(&file)
        };
        assert_eq!(broken(|f| f.messages[1].text.push('!')), Err(Broken::Changed(2)));
        assert_eq!(broken(|f| f.messages[1].content = None), Err(Broken::Changed(2)));
        let later = |f: &mut Evidence| f.messages[2].at = f.messages[2].at.plus_seconds(1);
        assert_eq!(broken(later), Err(Broken::Changed(3)));
        assert_eq!(broken(|f| f.messages[0].firm = Id::new(2)), Err(Broken::Changed(1)));
        assert_eq!(broken(|f| drop(f.messages.remove(1))), Err(Broken::OutOfOrder(3)));
        assert_eq!(broken(|f| drop(f.messages.remove(0))), Err(Broken::OutOfOrder(2)));
        assert_eq!(broken(|f| f.messages.clear()), Err(Broken::Empty));
        assert_eq!(broken(|f| f.messages.swap(1, 2)), Err(Broken::OutOfOrder(3)));
        assert!(matches!(verify_evidence("{}"), Err(Broken::Unreadable(_))));
    }
}
