#![doc = include_str!("../README.md")]

mod actions;
mod model;
mod store;

pub use actions::{last, last_words, messages, open, say, say_in};
pub use model::{
    Conversation, ConversationKind, LastWord, Message, MessageKind, TalkRefusal, read_text,
};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The tables of conversations, in order.
pub const MIGRATIONS: &[Migration] =
    &[migration("talk-0001", include_str!("../migrations/0001.sql"))];

/// What it says when it says no.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
