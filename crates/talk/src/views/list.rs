//! A firm's conversations.

use super::{OwnRecord, lang_of, record, time};
use crate::model::{ConversationKind, ReplyRecord, TalkRow};
use kernel::{Firm, Id, Page};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use std::collections::BTreeMap;
use web::page::{Viewer, empty, pager};

/// What the list shows.
pub(crate) struct Talks {
    /// The rows, the newest activity first.
    pub(crate) page: Page<TalkRow>,
    /// The other firms.
    pub(crate) trust: BTreeMap<Id<Firm>, TrustLine>,
    /// How soon the reader's own firm answers.
    pub(crate) record: ReplyRecord,
}

/// The whole page.
pub(crate) fn talks(viewer: &Viewer<'_>, talks: &Talks) -> Markup {
    let next = talks.page.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            h1 { (viewer.say("talk-messages")) }
            p.mute { (record(viewer, &talks.record, OwnRecord::Yes)
                .unwrap_or_else(|| viewer.say("talk-messages-what"))) }
            @if viewer.actor.person().is_some() {
                p { a href="/messages/mail" { (viewer.say("talk-settings")) } }
            }
        }
        @if talks.page.rows.is_empty() && next.is_none() {
            (empty(
                &viewer.say("talk-empty"),
                &viewer.say("talk-empty-what"),
                Some(("/", &viewer.say("talk-empty-act"))),
            ))
        } @else {
            section.sec aria-label=(viewer.say("talk-messages")) data-live-list="1" {
                ul.rows {
                    @for row in &talks.page.rows {
                        li.stack-s.close { (row_of(viewer, talks, row)) }
                    }
                }
                (pager("/messages", next, &viewer.say("talk-older")))
            }
        }
    }
}

fn row_of(viewer: &Viewer<'_>, talks: &Talks, row: &TalkRow) -> Markup {
    let href = format!("/messages/{}", row.conversation);
    let other = talks.trust.get(&row.other_firm);
    let name = other.map_or("", |line| line.name.as_str());
    html! {
        div.row.mid.near {
            h2 { a.title href=(href) lang=(lang_of(title(row, name))) { (title(row, name)) } }
            (unread(viewer, row.unread))
            small.push { (time(viewer, row.last_at)) }
        }
        @if let Some(other) = other { (trust_line(viewer, other)) }
        p.clip { (said(viewer, row)) }
    }
}

fn title<'a>(row: &'a TalkRow, name: &'a str) -> &'a str {
    if row.subject.title.is_empty() { name } else { &row.subject.title }
}

fn unread(viewer: &Viewer<'_>, count: i64) -> Markup {
    html! {
        @if count > 0 {
            span.tag.turn { (viewer.say_with("talk-unread", &[("count", count.into())])) }
        }
    }
}

fn said(viewer: &Viewer<'_>, row: &TalkRow) -> String {
    if viewer.actor.is(row.last_firm) {
        viewer.say_with("talk-you-said", &[("text", row.excerpt.as_str().into())])
    } else {
        row.excerpt.clone()
    }
}

/// The same as a column beside a conversation.
pub(super) fn column(viewer: &Viewer<'_>, talks: &Talks, here: Id<ConversationKind>) -> Markup {
    html! {
        ul.threads {
            @for row in &talks.page.rows {
                @let line = talks.trust.get(&row.other_firm);
                li { a href=(format!("/messages/{}", row.conversation))
                    aria-current=[(row.conversation == here).then_some("page")] {
                    div.row.mid.near {
                        @if let Some(line) = line {
                            b lang=(line.name_lang.tag()) { (line.name) }
                        }
                        @if row.unread > 0 { span.count { (row.unread) } }
                        span.push { (time(viewer, row.last_at)) }
                    }
                    p { (said(viewer, row)) }
                } }
            }
        }
    }
}
