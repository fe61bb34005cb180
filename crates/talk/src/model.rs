//! Conversations and their messages: what may be said, how it is chained, whom it reaches.

mod chain;
mod conversation;
mod file;
mod glossary;
mod language;
mod message;
mod record;
mod refusal;
mod report;
mod routing;
mod shield;
mod thread;
mod translation;
mod warning;

pub use chain::{Broken, Evidence, EvidenceMessage, Proven, verify_evidence};
pub use conversation::{
    Conversation, ConversationKind, Handover, LastWord, MailWish, Opening, Presence, Side, Subject,
    TalkRow,
};
pub use file::{FILE_MOST_BYTES, FileFacts, read_file};
pub use glossary::{Piece, annotate};
pub use language::language_of;
pub use message::{Card, Content, Message, MessageKind, NewMessage, Seal, read_text};
pub use record::{ReplyFact, ReplyRecord};
pub use refusal::TalkRefusal;
pub use report::{Report, ReportKind, ReportOutcome, ReportReason, read_note};
pub use routing::{NewRoute, Route, RouteKind};
pub use shield::Shielded;
pub use thread::{Beside, News, Thread, Wished};
pub use translation::{TextHash, Translated, text_hash};
pub use warning::{Warning, warnings};

pub(crate) use chain::{Link, hex, seal};
pub(crate) use conversation::excerpt;
pub(crate) use message::opening_hash;
pub(crate) use report::WhyRead;
pub(crate) use routing::ROUTES_MOST;
pub(crate) use translation::{AUTO, Wanted, targets, two_letters};
