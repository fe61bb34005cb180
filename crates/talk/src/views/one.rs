//! A conversation: the others left of it, what belongs to it right.

use super::list::{Talks, column};
use super::said::{Said, SayForm, bubble, say_form};
use super::{OwnRecord, record, time};
use crate::model::{Beside, Handover, Message, Presence, ReportReason, Thread};
use kernel::{Id, Person, Timestamp};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use web::page::{Choice, Draft, FormKit, Input, Tone, Viewer, icon, note, section};

/// A conversation with all that stands around it.
pub(crate) struct TalkPage {
    /// The conversation and a page of its messages.
    pub(crate) thread: Thread,
    /// The other firm.
    pub(crate) other: TrustLine,
    /// The reader's own firm's name.
    pub(crate) own_name: String,
    /// Who wrote, and how soon the other firm answers.
    pub(crate) beside: Beside,
    /// The firm's newest conversations.
    pub(crate) talks: Talks,
    /// The reader's colleagues.
    pub(crate) colleagues: Vec<(Id<Person>, String)>,
}

impl TalkPage {
    fn path(&self) -> String {
        format!("/messages/{}", self.thread.conversation.id)
    }

    fn said(&self) -> Said<'_> {
        Said { conversation: self.thread.conversation.id, other: &self.other, beside: &self.beside }
    }
}

/// The whole page.
pub(crate) fn talk_page(viewer: &Viewer<'_>, page: &TalkPage, draft: &Draft) -> Markup {
    html! {
        div.cols.ruled.talk3 {
            section.sec.desk aria-labelledby="all" {
                header { h2 #all { (viewer.say("talk-messages")) } a href="/messages" {
                    (viewer.say("talk-more")) } }
                (column(viewer, &page.talks, page.thread.conversation.id))
            }
            div.stack {
                (head(viewer, page))
                (messages(viewer, page))
                @if page.beside.is_blocked {
                    (note(Tone::Warn, &viewer.say("talk-is-blocked"), None))
                } @else { (write(viewer, page, draft)) }
            }
            aside.stack-l {
                (section(&viewer.say("talk-facts"), None, &facts(viewer, page)))
                (acts(viewer, page))
            }
        }
    }
}

fn head(viewer: &Viewer<'_>, page: &TalkPage) -> Markup {
    let subject = &page.thread.conversation.subject;
    let with = [("firm", page.other.name.as_str().into())];
    html! {
        div.page-head {
            h1 {
                @if subject.title.is_empty() { (viewer.say_with("talk-conversation-with", &with)) }
                @else { (subject.title) }
            }
            (trust_line(viewer, &page.other))
        }
    }
}

fn messages(viewer: &Viewer<'_>, page: &TalkPage) -> Markup {
    let Thread { conversation, messages, earlier, .. } = &page.thread;
    let last = messages.last().map_or(Id::new(0), |message| message.id);
    html! {
        section.sec aria-labelledby="talk" {
            header { h2 #talk { (viewer.say("talk-conversation")) } }
            @if let Some(earlier) = earlier {
                p.acts { a.btn.quiet href=(format!("{}?after={}", page.path(), earlier.0)) {
                    (viewer.say("talk-earlier"))
                } }
            }
            @if messages.is_empty() { p.mute { (viewer.say("talk-said-nothing")) } }
            div.talk aria-live="polite" data-live=(page.path()) data-last=(last)
                data-conversation=(conversation.id) {
                (entries(viewer, page))
            }
        }
    }
}

/// Messages, and between them from whose hand to whose the conversation went.
fn entries(viewer: &Viewer<'_>, page: &TalkPage) -> Markup {
    let Thread { messages, handovers, .. } = &page.thread;
    let began = messages.first().map(|first| first.at);
    let shown = handovers.iter().filter(|made| began.is_some_and(|began| made.at >= began));
    let mut all: Vec<(Timestamp, Entry<'_>)> =
        messages.iter().map(|message| (message.at, Entry::Said(message))).collect();
    all.extend(shown.map(|made| (made.at, Entry::Handed(made))));
    all.sort_by_key(|(at, _)| *at);
    html! {
        @for (_, entry) in &all {
            @match entry {
                Entry::Said(message) => (bubble(viewer, &page.said(), message)),
                Entry::Handed(made) => (handed(viewer, page, made)),
            }
        }
    }
}

enum Entry<'a> {
    Said(&'a Message),
    Handed(&'a Handover),
}

fn handed(viewer: &Viewer<'_>, page: &TalkPage, made: &Handover) -> Markup {
    let firm = if made.firm == page.other.firm { &page.other.name } else { &page.own_name };
    let name = page.beside.names.get(&made.to).cloned().unwrap_or_default();
    html! { p.day {
        (viewer.say_with("talk-handed", &[("name", name.into()), ("firm", firm.as_str().into())]))
        " · " (time(viewer, made.at))
    } }
}

/// Messages alone, for a page that goes on by itself.
pub(crate) fn bubbles(viewer: &Viewer<'_>, said: &Said<'_>, messages: &[Message]) -> Markup {
    html! { @for message in messages { (bubble(viewer, said, message)) } }
}

fn write(viewer: &Viewer<'_>, page: &TalkPage, draft: &Draft) -> Markup {
    let path = page.path();
    let form = SayForm { action: &path, draft, button: "btn go", more: &html! {} };
    html! {
        (say_form(viewer, &form))
        (send_file(viewer, &path, draft))
    }
}

fn send_file(viewer: &Viewer<'_>, path: &str, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        details open[draft.is_wrong_in(&["file"])] {
            summary.btn { (icon("file")) (viewer.say("talk-send-file")) }
            form.stack-s method="post" enctype="multipart/form-data"
                action=(format!("{path}/files")) {
                (kit.guards())
                (kit.input(&Input::text("file", "talk-field-file").kind("file")))
                (kit.input(&Input::text("beside", "talk-field-beside")))
                p.acts { button.btn { (viewer.say("talk-send-file")) } }
            }
        }
    }
}

fn facts(viewer: &Viewer<'_>, page: &TalkPage) -> Markup {
    let Thread { conversation, side, .. } = &page.thread;
    let handler = side.handler.and_then(|person| page.beside.names.get(&person));
    let answers = record(viewer, &page.beside.record, OwnRecord::No);
    html! {
        dl.kv {
            @if let Some(path) = conversation.subject.path() {
                dt { (viewer.say("talk-fact-about")) }
                dd { a href=(path) { (conversation.subject.title) } }
            }
            dt { (viewer.say("talk-presence")) } dd { (presence(viewer, page.beside.presence)) }
            dt { (viewer.say("talk-answers")) }
            dd { (answers.unwrap_or_else(|| viewer.say("talk-answers-none"))) }
            dt { (viewer.say("talk-fact-since")) }
            dd { time datetime=(conversation.at) { (viewer.caller.reader.day(conversation.at)) } }
            dt { (viewer.say("talk-fact-handler")) }
            dd { (handler.cloned().unwrap_or_else(|| viewer.say("talk-nobody"))) }
        }
    }
}

fn presence(viewer: &Viewer<'_>, presence: Presence) -> Markup {
    html! {
        @match presence {
            Presence::Now => span.tag.ok { (icon("check")) (viewer.say("talk-presence-now")) },
            Presence::Today => (viewer.say("talk-presence-today")),
            Presence::Days(days) => {
                (viewer.say_with("talk-presence-days", &[("days", days.into())]))
            },
            Presence::Away => (viewer.say("talk-presence-away")),
        }
    }
}

/// What else can be done: hand over, export, block, report.
fn acts(viewer: &Viewer<'_>, page: &TalkPage) -> Markup {
    let path = page.path();
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    let choice = |(person, name): &(Id<Person>, String)| (person.to_string(), name.clone());
    let colleagues: Vec<Choice> = page.colleagues.iter().map(choice).collect();
    html! {
        section.sec aria-label=(viewer.say("talk-more")) { div.stack-s {
            @if colleagues.len() > 1 {
                details {
                    summary.btn { (icon("people")) (viewer.say("talk-hand")) }
                    form.stack-s method="post" action=(format!("{path}/hand")) {
                        (kit.guards())
                        (kit.select("person", "talk-hand-to", &colleagues))
                        p.acts { button.btn { (viewer.say("talk-hand")) } }
                    }
                }
            }
            a.btn href=(format!("{path}/evidence")) {
                (icon("shield")) (viewer.say("talk-evidence"))
            }
            (block(viewer, page, &kit))
            (report(viewer, &path, &kit))
        } }
    }
}

fn block(viewer: &Viewer<'_>, page: &TalkPage, kit: &FormKit<'_>) -> Markup {
    let path = page.path();
    html! {
        @if page.beside.is_blocked {
            form method="post" action=(format!("{path}/unblock")) {
                (kit.guards()) button.btn { (viewer.say("talk-unblock")) }
            }
        } @else {
            details {
                summary.btn { (icon("close")) (viewer.say("talk-block")) }
                form.stack-s method="post" action=(format!("{path}/block")) {
                    (kit.guards())
                    p { small { (viewer.say("talk-block-what")) } }
                    p.acts { button.btn.stop { (viewer.say("talk-block")) } }
                }
            }
        }
    }
}

fn report(viewer: &Viewer<'_>, path: &str, kit: &FormKit<'_>) -> Markup {
    let word = |reason: ReportReason| {
        (reason.word().to_owned(), viewer.say(&format!("talk-reason-{}", reason.word())))
    };
    let reasons: Vec<Choice> = ReportReason::ALL.into_iter().map(word).collect();
    html! {
        details {
            summary.btn { (icon("alert")) (viewer.say("talk-report")) }
            form.stack-s method="post" action=(format!("{path}/report")) {
                (kit.guards())
                p { small { (viewer.say("talk-report-what")) } }
                (kit.select("reason", "talk-report-reason", &reasons))
                (kit.area("note", "talk-report-note", None))
                p.acts { button.btn { (viewer.say("talk-report")) } }
            }
        }
    }
}

/// One message by itself: its seal, and how it is hidden.
pub(crate) struct OneMessage {
    /// The message.
    pub(crate) message: Message,
    /// The other firm.
    pub(crate) other: TrustLine,
    /// The names of those who wrote.
    pub(crate) beside: Beside,
}

/// The whole page.
pub(crate) fn message_page(viewer: &Viewer<'_>, said: &Said<'_>, one: &OneMessage) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    let back = format!("/messages/{}", said.conversation);
    let facts = one.message.seal.map(|seal| {
        let hash = crate::model::hex(&seal.hash);
        viewer.say_with("talk-sealed", &[("nth", seal.nth.into()), ("hash", hash.into())])
    });
    html! {
        div.page-head {
            h1 { (viewer.say("talk-messages")) }
            (trust_line(viewer, &one.other))
        }
        div.stack {
            div.talk { (bubble(viewer, said, &one.message)) }
            @if let Some(facts) = facts { p.mute { small { code.hash { (facts) } } } }
            form.stack-s method="post" action=(format!("{back}/said/{}", one.message.id)) {
                (kit.guards())
                p { (viewer.say("talk-hide-what")) }
                p.acts {
                    button.btn { (viewer.say("talk-hide")) }
                    a.btn.quiet href=(back) { (viewer.say("talk-conversation")) }
                }
            }
        }
    }
}
