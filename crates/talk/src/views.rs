//! Conversations as they look; other domains compose their own pages of the same parts.

mod evidence;
mod list;
mod one;
mod said;
mod settings;

pub use said::{Said, SayForm, bubble, say_form, translation};

pub(crate) use evidence::evidence;
pub(crate) use list::{Talks, talks};
pub(crate) use one::{OneMessage, TalkPage, bubbles, message_page, talk_page};
pub(crate) use settings::{Settings, mail_off, reports, settings};

use crate::model::{ReplyRecord, language_of};
use web::page::{Viewer, time};

/// A while in the largest unit that says enough: minutes, hours, days.
fn a_while(viewer: &Viewer<'_>, seconds: i64) -> String {
    match seconds {
        ..7_200 => viewer.say_with("talk-minutes", &[("count", (seconds / 60).max(1).into())]),
        7_200..172_800 => viewer.say_with("talk-hours", &[("count", (seconds / 3_600).into())]),
        _ => viewer.say_with("talk-days", &[("count", (seconds / 86_400).into())]),
    }
}

/// How soon a firm answers, in the words of this key; nothing if nobody asked.
fn record(viewer: &Viewer<'_>, record: &ReplyRecord, is_own: OwnRecord) -> Option<String> {
    let (median, bps) = (record.median_s?, record.rate_bps()?);
    let facts = [("time", a_while(viewer, median).into()), ("percent", (bps / 100).into())];
    Some(match is_own {
        OwnRecord::Yes => viewer.say_with("talk-your-record", &facts),
        OwnRecord::No => viewer.say_with("talk-answers-in", &facts),
    })
}

/// How soon a firm answers, for whoever thinks of asking it; nothing if nobody asked.
pub fn answers(viewer: &Viewer<'_>, of: &ReplyRecord) -> Option<String> {
    record(viewer, of, OwnRecord::No)
}

/// Whose record it is.
#[derive(Debug, Clone, Copy)]
enum OwnRecord {
    Yes,
    No,
}

/// The language that a text is written in, for whoever reads it aloud.
fn lang_of(text: &str) -> &'static str {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}');
    match language_of(text) {
        Some("zh") => "zh-CN",
        Some(tag) => tag,
        None if text.chars().any(is_han) => "zh-CN",
        None => "en",
    }
}
