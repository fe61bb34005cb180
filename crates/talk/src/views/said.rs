//! One message, and the form of the next.

use super::{lang_of, time};
use crate::model::{
    Beside, Card, Content, ConversationKind, Message, Translated, Warning, annotate, text_hash,
    warnings,
};
use kernel::Id;
use maud::{Markup, html};
use party::TrustLine;
use web::page::{Draft, FormKit, Viewer, icon};

/// Between whom messages are said, for drawing them.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The conversation.
    pub conversation: Id<ConversationKind>,
    /// The other firm.
    pub other: &'a TrustLine,
    /// The names of those who wrote, and what they wrote in the reader's language.
    pub beside: &'a Beside,
}

/// A message: theirs left, ours right, with word help and a warning where one is due.
pub fn bubble(viewer: &Viewer<'_>, said: &Said<'_>, message: &Message) -> Markup {
    let is_mine = message.firm != said.other.firm;
    let found = warnings(&message.text);
    let href = format!("/messages/{}/said/{}", said.conversation, message.id);
    html! {
        div id=(message.id) class=(if is_mine { "msg mine" } else { "msg" }) {
            p.by {
                (who(viewer, said, message)) " · "
                a.quiet href=(href) { (time(viewer, message.at)) }
            }
            div.say { (body(viewer, said, message)) }
            @if !found.is_empty() && !is_mine { (warning(viewer, &found)) }
        }
    }
}

fn who(viewer: &Viewer<'_>, said: &Said<'_>, message: &Message) -> Markup {
    let name = said.beside.names.get(&message.person).map_or("", String::as_str);
    let is_own = viewer.actor.person() == Some(message.person);
    html! {
        @if is_own { (viewer.say("talk-you")) }
        @else if name.is_empty() { (said.other.name) }
        @else { span lang=(lang_of(name)) { (name) } }
    }
}

fn body(viewer: &Viewer<'_>, said: &Said<'_>, message: &Message) -> Markup {
    html! {
        @match &message.content {
            Content::Text => (words(viewer, said, message)),
            Content::File { name, media_type, bytes, .. } => {
                p { a href=(format!("/messages/{}/files/{}", said.conversation, message.id)) {
                    (icon("file")) " " (name)
                } }
                p { small { (size(viewer, media_type, *bytes)) } }
                @if message.text != *name { (words(viewer, said, message)) }
            },
            Content::Card(shown) => (card(shown)),
        }
    }
}

fn size(viewer: &Viewer<'_>, media_type: &str, bytes: i64) -> String {
    let kind = match media_type {
        "application/pdf" => viewer.say("talk-file-kind-pdf"),
        _ => viewer.say("talk-file-kind-photo"),
    };
    let size = bytes.div_euclid(1_024).max(1);
    viewer.say_with("talk-file-size", &[("kind", kind.into()), ("size", size.into())])
}

/// The original, and under what the other firm wrote, its translation by an engine, or else trade
/// words of the reader's language.
fn words(viewer: &Viewer<'_>, said: &Said<'_>, message: &Message) -> Markup {
    let text = message.text.as_str();
    let is_theirs = message.firm == said.other.firm;
    let made = said.beside.translated.get(&text_hash(text)).filter(|_| is_theirs);
    let helps = is_theirs && made.is_none();
    let pieces = if helps { annotate(text, viewer.lang()) } else { Vec::new() };
    html! {
        div lang=(lang_of(text)) dir="auto" {
            @for line in text.lines().filter(|line| !line.is_empty()) { p { (line) } }
        }
        (translation(viewer, made))
        @if !pieces.is_empty() {
            div.orig {
                p { @for piece in &pieces {
                    (piece.text)
                    @if let Some(word) = piece.word { b { "[" (word) "]" } }
                } }
                p { small { (viewer.say("talk-word-help")) } }
            }
        }
    }
}

/// A translation under its original, with the name of the engine that made it; nothing where none
/// was made.
pub fn translation(viewer: &Viewer<'_>, made: Option<&Translated>) -> Markup {
    html! {
        @if let Some(Translated { text, engine }) = made {
            div.orig {
                div lang=(viewer.lang().tag()) {
                    @for line in text.lines().filter(|line| !line.is_empty()) { p { (line) } }
                }
                p { small {
                    (viewer.say_with("talk-translated", &[("engine", engine.as_str().into())]))
                } }
            }
        }
    }
}

fn card(card: &Card) -> Markup {
    let last = card.lines.len().saturating_sub(1);
    html! {
        table.sum {
            caption.vh { (card.title) }
            tbody {
                @for (nth, (name, value)) in card.lines.iter().enumerate() {
                    tr class=[(nth == last && nth > 0).then_some("total")] {
                        td.op {}
                        th scope="row" { (name) }
                        td { (value) }
                    }
                }
            }
        }
        p { a href=(card.path) { (card.title) } }
    }
}

/// What the reader should know before they pay anybody.
fn warning(viewer: &Viewer<'_>, found: &[Warning]) -> Markup {
    html! {
        section.note.warn {
            (icon("alert")) b { (viewer.say("talk-warn")) }
            @for one in found { p { (viewer.say(&format!("talk-warn-{}", one.word()))) } }
            @if !found.contains(&Warning::PayOutside) { p { (viewer.say("talk-warn-what")) } }
        }
    }
}

/// The form of the next message.
#[derive(Debug, Clone, Copy)]
pub struct SayForm<'a> {
    /// Where it is sent.
    pub action: &'a str,
    /// What was typed so far.
    pub draft: &'a Draft,
    /// The class of its button: `go` where it is the page's one main button.
    pub button: &'static str,
    /// More buttons beside it.
    pub more: &'a Markup,
}

/// Draws it; where bank details were found, the writer is asked whether they are sure.
pub fn say_form(viewer: &Viewer<'_>, form: &SayForm<'_>) -> Markup {
    let kit = FormKit::new(viewer, form.draft);
    let found = warnings(form.draft.value("text"));
    let stops = found.iter().any(|one| one.stops_the_writer());
    let years = kernel::rules::Rules::current().talk.kept_y;
    html! {
        form.stack-s #say method="post" action=(form.action) {
            (kit.guards())
            (kit.summary())
            (kit.area("text", "talk-field-text", Some("talk-field-text-hint")))
            @if stops {
                (warning(viewer, &found))
                (kit.check("sure", "talk-send-sure"))
            }
            p.acts {
                button class=(form.button) { (viewer.say("talk-send")) }
                (form.more)
            }
            p { small { (viewer.say_with("talk-kept", &[("years", years.into())])) } }
        }
    }
}
