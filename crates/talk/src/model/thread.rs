//! A conversation as one of its firms sees it.

use super::{
    Conversation, Handover, Message, Presence, ReplyRecord, Side, TalkRow, TextHash, Translated,
};
use kernel::{Cursor, Id, Lang, Person};
use std::collections::BTreeMap;

/// A conversation with a page of its messages, as one of its firms sees it.
#[derive(Debug, Clone)]
pub struct Thread {
    /// The conversation.
    pub conversation: Conversation,
    /// How it stands for the reader's firm.
    pub side: Side,
    /// A page of the messages, oldest first.
    pub messages: Vec<Message>,
    /// Where the page before this one ends, if there is one.
    pub earlier: Option<Cursor>,
    /// How it went from colleague to colleague on both sides, the newest first.
    pub handovers: Vec<Handover>,
}

/// What is to stand beside a conversation.
#[derive(Debug, Clone, Copy)]
pub struct Wished<'a> {
    /// The messages that are shown.
    pub messages: &'a [Message],
    /// People named beside those who wrote them.
    pub people: &'a [Id<Person>],
    /// The reader's language.
    pub lang: Lang,
}

/// What stands beside a conversation.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Whether somebody of the other firm is here.
    pub presence: Presence,
    /// How soon the other firm answers.
    pub record: ReplyRecord,
    /// Whether the reader's firm takes no messages from it.
    pub is_blocked: bool,
    /// The names of those who wrote or answer.
    pub names: BTreeMap<Id<Person>, String>,
    /// What the messages are in the reader's language, by the hash of each text.
    pub translated: BTreeMap<TextHash, Translated>,
}

/// What is new for a firm since a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The conversations in which something was said, in its order, at most 50.
    pub rows: Vec<TalkRow>,
    /// Conversations with something unread.
    pub unread: i64,
}
