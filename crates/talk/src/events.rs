//! What happened in a conversation: ids and hashes, never names or texts.

use crate::model::{ConversationKind, MessageKind};
use ::store::Event;
use kernel::{Firm, Id};
use serde::{Deserialize, Serialize};

/// A firm wrote to another for the first time about something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationOpened {
    /// The conversation.
    pub conversation: Id<ConversationKind>,
    /// Who opened it.
    pub by: Id<Firm>,
    /// Who was written to.
    pub to: Id<Firm>,
    /// The kind of what it is about.
    pub subject_kind: String,
}

/// Something was said. Its hash goes into the market's daily checkpoint with this event, so that a
/// chain cannot be made anew afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageSaid {
    /// The conversation.
    pub conversation: Id<ConversationKind>,
    /// The message.
    pub message: Id<MessageKind>,
    /// For which firm.
    pub by: Id<Firm>,
    /// To which firm.
    pub to: Id<Firm>,
    /// Its place in the chain, from 1.
    pub nth: i64,
    /// SHA-256, hexadecimal.
    pub hash: String,
}

/// A firm answered for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationAnswered {
    /// The conversation.
    pub conversation: Id<ConversationKind>,
    /// Who answered.
    pub firm: Id<Firm>,
    /// Seconds since it was opened.
    pub after_s: i64,
}

/// A firm did not answer in time (rule `inquiry.reassign_h`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionLate {
    /// The conversation.
    pub conversation: Id<ConversationKind>,
    /// Who should have answered.
    pub firm: Id<Firm>,
}

/// How a firm answers has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyRecordChanged {
    /// The firm.
    pub firm: Id<Firm>,
    /// Questions that were answered, or had their time.
    pub asked: i64,
    /// Those that were answered.
    pub answered: i64,
    /// Seconds to the first answer, the median.
    pub median_s: Option<i64>,
}

impl Event for QuestionLate {
    const NAME: &'static str = "question-late";
}

impl Event for ReplyRecordChanged {
    const NAME: &'static str = "reply-record-changed";
}

impl Event for ConversationOpened {
    const NAME: &'static str = "conversation-opened";
}

impl Event for MessageSaid {
    const NAME: &'static str = "message-said";
}

impl Event for ConversationAnswered {
    const NAME: &'static str = "conversation-answered";
}
