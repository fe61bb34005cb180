#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod events;
pub mod jobs;
mod model;
pub mod pages;
pub mod ports;
mod store;
pub mod views;

pub use actions::{
    EVIDENCE_MOST, add_route, be_here, beside, block, close_report, conversations, evidence, file,
    hand_over, hide, last, last_words, look_into, mail_wish, messages, newest, news, open,
    other_of, presence_of, put_card, remove_route, reply_record, reply_records, report, reports,
    routes, say, say_file, set_mail_wish, stop_letters, thread, translations, unblock, unread,
    want_translations,
};
pub use model::{
    Beside, Broken, Card, Content, Conversation, ConversationKind, Evidence, EvidenceMessage,
    FILE_MOST_BYTES, FileFacts, Handover, LastWord, MailWish, Message, MessageKind, NewMessage,
    NewRoute, News, Opening, Piece, Presence, Proven, ReplyFact, ReplyRecord, Report, ReportKind,
    ReportOutcome, ReportReason, Route, RouteKind, Seal, Shielded, Side, Subject, TalkRefusal,
    TalkRow, TextHash, Thread, Translated, Warning, Wished, annotate, language_of, read_file,
    read_note, read_text, text_hash, verify_evidence, warnings,
};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The tables of conversations, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("talk-0001", include_str!("../migrations/0001.sql")),
    migration("talk-0002", include_str!("../migrations/0002.sql")),
    migration("talk-translations", include_str!("../migrations/0003.sql")),
];

/// What it says when it says no.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
