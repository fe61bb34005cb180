//! How conversations are written in the API.

use crate::model::{
    Beside, Content, ConversationKind, Message, MessageKind, Presence, ReplyRecord, Route,
    RouteKind, Subject, TalkRow, Thread, Translated, Warning, hex, text_hash, warnings,
};
use kernel::{Firm, Id, Person, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::json::Rows;

/// A conversation in a firm's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TalkCard {
    /// Its id.
    #[schema(value_type = String, example = "talk_00c5c8g1h00r0")]
    pub id: Id<ConversationKind>,
    /// Who stands on the other side.
    #[schema(value_type = String)]
    pub other_firm: Id<Firm>,
    /// What it is about.
    pub subject: Subject,
    /// How the newest message begins.
    pub excerpt: String,
    /// For which firm it was said.
    #[schema(value_type = String)]
    pub last_firm: Id<Firm>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub last_at: Timestamp,
    /// Messages that nobody of the firm has read.
    pub unread: i64,
    /// The colleague who answers.
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handler: Option<Id<Person>>,
}

impl From<TalkRow> for TalkCard {
    fn from(row: TalkRow) -> Self {
        Self {
            id: row.conversation,
            other_firm: row.other_firm,
            subject: row.subject,
            excerpt: row.excerpt,
            last_firm: row.last_firm,
            last_at: row.last_at,
            unread: row.unread,
            handler: row.handler,
        }
    }
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageView {
    /// Its id.
    #[schema(value_type = String, example = "message_00c5c8g1h00t0")]
    pub id: Id<MessageKind>,
    /// The firm it was written for.
    #[schema(value_type = String, example = "firm_00c5c8g1h00q0")]
    pub firm: Id<Firm>,
    /// Who wrote it.
    #[schema(value_type = String, example = "person_00c5c8g1h00v0")]
    pub person: Id<Person>,
    /// The text.
    pub text: String,
    /// What it carries beside the text.
    pub content: Content,
    /// What it is in the caller's language (`Accept-Language`), where an engine has made that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated: Option<Translated>,
    /// What it seems to hold that its reader should beware of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// Its place in the chain, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<i64>,
    /// Its hash in the chain, hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<Message> for MessageView {
    fn from(message: Message) -> Self {
        let Message { id, firm, person, text, at, content, seal } = message;
        Self {
            id,
            firm,
            person,
            warnings: warnings(&text),
            text,
            content,
            translated: None,
            nth: seal.map(|seal| seal.nth),
            hash: seal.map(|seal| hex(&seal.hash)),
            at,
        }
    }
}

impl MessageView {
    fn beside(message: Message, beside: &Beside) -> Self {
        let translated = beside.translated.get(&text_hash(&message.text)).cloned();
        Self { translated, ..Self::from(message) }
    }
}

/// Whether somebody of a firm is here, coarsely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PresenceView {
    /// Within the last minutes.
    Now,
    /// Within 24 hours.
    Today,
    /// Within 30 days.
    Month,
    /// Longer ago, or never.
    Away,
}

impl From<Presence> for PresenceView {
    fn from(presence: Presence) -> Self {
        match presence {
            Presence::Now => Self::Now,
            Presence::Today => Self::Today,
            Presence::Days(_) => Self::Month,
            Presence::Away => Self::Away,
        }
    }
}

/// A conversation with a page of its messages.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TalkView {
    /// Its id.
    #[schema(value_type = String, example = "talk_00c5c8g1h00r0")]
    pub id: Id<ConversationKind>,
    /// Its two firms, the opener first.
    #[schema(value_type = Vec<String>)]
    pub firms: Vec<Id<Firm>>,
    /// What it is about.
    pub subject: Subject,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The colleague who answers for the caller's firm.
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handler: Option<Id<Person>>,
    /// Whether somebody of the other firm is here.
    pub presence: PresenceView,
    /// How soon the other firm answers.
    pub replies: ReplyRecord,
    /// Whether the caller's firm takes no messages from the other.
    pub is_blocked: bool,
    /// The messages, oldest first; `next` as `after` gives the page before.
    pub messages: Rows<MessageView>,
}

impl TalkView {
    /// As it stands now.
    pub(super) fn new(thread: Thread, beside: &Beside) -> Self {
        let Thread { conversation, side, messages, earlier, .. } = thread;
        Self {
            id: conversation.id,
            firms: conversation.firms.to_vec(),
            subject: conversation.subject,
            at: conversation.at,
            handler: side.handler,
            presence: beside.presence.into(),
            replies: beside.record,
            is_blocked: beside.is_blocked,
            messages: Rows {
                rows: messages
                    .into_iter()
                    .map(|message| MessageView::beside(message, beside))
                    .collect(),
                next: earlier.map(|cursor| cursor.0),
            },
        }
    }
}

/// A routing rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RouteView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id<RouteKind>,
    /// The category; any if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The asking firm's country; any if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Who gets it.
    #[schema(value_type = String)]
    pub person: Id<Person>,
}

impl From<Route> for RouteView {
    fn from(Route { id, category, country, person }: Route) -> Self {
        Self { id, category, country, person }
    }
}
