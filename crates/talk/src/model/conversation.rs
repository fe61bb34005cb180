//! Two firms that write to each other, and how a conversation stands for each of them.

use super::MessageKind;
use kernel::rules::Rules;
use kernel::{Firm, Id, Kind, Person, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a list shows of the last message.
const EXCERPT_CHARS: usize = 120;
/// What a title may have; an opener's own titles are shorter.
const TITLE_CHARS: usize = 200;

/// Names conversations.
#[derive(Debug)]
pub enum ConversationKind {}
impl Kind for ConversationKind {
    const PREFIX: &'static str = "talk";
}

/// What a conversation is about, as its opener says it. Talk looks into none of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Subject {
    /// `inquiry`, `listing`, `request`, `deal`; `none` where nothing was said.
    pub kind: String,
    /// The thing's id, as the API writes it.
    pub id: String,
    /// What people call it.
    pub title: String,
}

impl Subject {
    /// About this thing.
    pub fn new(kind: &str, id: impl ToString, title: &str) -> Self {
        let title = title.chars().take(TITLE_CHARS).collect();
        Self { kind: kind.to_owned(), id: id.to_string(), title }
    }

    /// Where the thing itself is shown, if a page is known.
    pub fn path(&self) -> Option<String> {
        match self.kind.as_str() {
            "inquiry" => Some(format!("/inquiries/{}", self.id)),
            "listing" => Some(format!("/products/{}", self.id)),
            "request" => Some(format!("/requests/{}", self.id)),
            "deal" => Some(format!("/deals/{}", self.id)),
            _ => None,
        }
    }
}

/// A conversation to be opened by its first message.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The id that the opener has just made, often that of what it is about.
    pub id: Id<ConversationKind>,
    /// The firm that is written to.
    pub to: Id<Firm>,
    /// What it is about.
    pub subject: Subject,
    /// The category of what it is about, for the other side's routing.
    pub category: Option<String>,
    /// The first message.
    pub text: String,
}

/// Two firms that write to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// Its id, given by whoever opened it.
    pub id: Id<ConversationKind>,
    /// The two sides, the opener first.
    pub firms: [Id<Firm>; 2],
    /// When it was opened.
    pub at: Timestamp,
    /// What it is about.
    pub subject: Subject,
    /// The category of what it is about.
    pub category: Option<String>,
    /// Messages in its chain.
    pub length: i64,
    /// The hash of the newest one.
    pub head: Option<[u8; 32]>,
}

impl Conversation {
    /// Stops a firm that is no side of it, as if it did not exist.
    pub fn admit(&self, firm: Id<Firm>) -> Result<(), Stop> {
        if self.firms.contains(&firm) { Ok(()) } else { Err(Stop::Absent) }
    }

    /// The side across from a firm.
    pub fn other(&self, firm: Id<Firm>) -> Id<Firm> {
        if self.firms[0] == firm { self.firms[1] } else { self.firms[0] }
    }
}

/// How a conversation stands for one of its firms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The firm.
    pub firm: Id<Firm>,
    /// Whether it was asked, so that its clock for the first answer runs.
    pub is_asked: bool,
    /// When the conversation was opened.
    pub opened_at: Timestamp,
    /// When the firm answered first.
    pub answered_at: Option<Timestamp>,
    /// Messages that nobody of the firm has read.
    pub unread: i64,
    /// The colleague who answers for the firm.
    pub handler: Option<Id<Person>>,
    /// When the firm's present minute of messages began, and how many it has.
    pub(crate) burst: (Timestamp, i64),
    /// A letter has told of everything up to now.
    pub(crate) is_told: bool,
}

impl Side {
    /// The minute and its count with one more message.
    pub(crate) fn next_burst(&self, now: Timestamp) -> (Timestamp, i64) {
        let (began, count) = self.burst;
        if now >= began.plus_seconds(60) { (now, 1) } else { (began, count + 1) }
    }
}

/// A conversation in a firm's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkRow {
    /// The conversation.
    pub conversation: Id<ConversationKind>,
    /// The firm on the other side.
    pub other_firm: Id<Firm>,
    /// What it is about.
    pub subject: Subject,
    /// The newest message.
    pub last_message: Id<MessageKind>,
    /// When it was said.
    pub last_at: Timestamp,
    /// For which firm.
    pub last_firm: Id<Firm>,
    /// How it begins.
    pub excerpt: String,
    /// Messages that nobody of the firm has read.
    pub unread: i64,
    /// The colleague who answers for the firm.
    pub handler: Option<Id<Person>>,
}

/// A conversation went from one colleague to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handover {
    /// The firm.
    pub firm: Id<Firm>,
    /// Who had it, if anybody.
    pub from: Option<Id<Person>>,
    /// Who has it from then on.
    pub to: Id<Person>,
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

/// When somebody of a firm was here, as coarsely as others may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Within the last minutes.
    Now,
    /// Within 24 hours.
    Today,
    /// So many whole days ago, up to 30.
    Days(i64),
    /// Longer ago, or never.
    Away,
}

impl Presence {
    /// How long ago it was, coarsely (rule `talk.presence_now_min`).
    pub fn of(seen_at: Option<Timestamp>, now: Timestamp, rules: &Rules) -> Self {
        let Some(seen_at) = seen_at else { return Self::Away };
        let days = now.micros_since(seen_at) / kernel::MICROS_PER_DAY;
        match days {
            _ if now <= seen_at.plus_seconds(60 * rules.talk.presence_now_min) => Self::Now,
            0 => Self::Today,
            1..=30 => Self::Days(days),
            _ => Self::Away,
        }
    }
}

/// How a person wants to hear by mail of what they have not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailWish {
    /// No letters.
    Never,
    /// Soon, gathered over a while.
    AtOnce,
    /// One letter each morning.
    Daily,
}

impl MailWish {
    /// In the order of the form.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Daily, Self::Never];

    /// The word in the store and the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::AtOnce => "at_once",
            Self::Daily => "daily",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.word() == word)
    }
}

/// How a text begins, on one line.
pub(crate) fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presence_is_told_coarsely() {
        let rules = Rules::current();
        let now = Timestamp::from_micros(100 * kernel::MICROS_PER_DAY);
        let seen = |seconds: i64| Presence::of(Some(now.plus_seconds(-seconds)), now, rules);
        assert_eq!(seen(60 * rules.talk.presence_now_min), Presence::Now);
        assert_eq!(seen(60 * rules.talk.presence_now_min + 1), Presence::Today);
        assert_eq!(seen(3 * 86_400), Presence::Days(3));
        assert_eq!(seen(31 * 86_400), Presence::Away);
        assert_eq!(Presence::of(None, now, rules), Presence::Away);
    }

    #[test]
    fn an_excerpt_is_one_line_and_ends() {
        assert_eq!(excerpt("Two\n  lines"), "Two lines");
        let long = "好".repeat(EXCERPT_CHARS + 1);
        assert_eq!(excerpt(&long).chars().count(), EXCERPT_CHARS + 1);
        assert!(excerpt(&long).ends_with('…'));
    }
}
