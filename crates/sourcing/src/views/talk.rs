//! An inquiry as a talk: theirs left, ours right, quotes between.

use super::list::state_tag as inquiry_tag;
use super::quote::{accept_path, quote, state_tag};
use super::{place_name, quantity, time};
use crate::model::{InquiryState, Quote, QuoteState, Side, Thread};
use ::talk::views::{Said as Between, SayForm, bubble, say_form};
use ::talk::{Beside, Content, ConversationKind, Message};
use kernel::{Page, Timestamp};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use web::page::{Draft, Lamp, Tone, Viewer, icon, lamp, note, pager, section};

/// An inquiry with all that was said in it.
pub(crate) struct Talk {
    /// The inquiry and its quotes.
    pub(crate) thread: Thread,
    /// The other firm.
    pub(crate) other: TrustLine,
    /// A page of the messages.
    pub(crate) messages: Page<Message>,
    /// Who wrote, and how soon the other firm answers.
    pub(crate) beside: Beside,
    /// Whose turn it is.
    pub(crate) turn: Option<Side>,
    /// Now.
    pub(crate) now: Timestamp,
}

impl Talk {
    fn is_mine(&self) -> bool {
        self.turn == Some(self.thread.side)
    }

    fn open_quote(&self) -> Option<&Quote> {
        self.thread.quotes.iter().find(|quote| quote.is_open(self.now))
    }
}

/// The whole page.
pub(crate) fn talk(viewer: &Viewer<'_>, talk: &Talk, draft: &Draft) -> Markup {
    let inquiry = &talk.thread.inquiry;
    html! {
        div.page-head {
            h1 { (inquiry.title) }
            (trust_line(viewer, &talk.other))
        }
        @if talk.is_mine() { (turn(viewer, talk)) } @else { (standing(viewer, talk)) }
        div.cols.main-side.ruled {
            div.stack {
                (said(viewer, talk))
                (write(viewer, talk, draft))
            }
            aside.stack-l {
                (section(&viewer.say("sourcing-this"), None, &facts(viewer, talk)))
            }
        }
    }
}

/// The lamp: what the reader should do next.
fn turn(viewer: &Viewer<'_>, talk: &Talk) -> Markup {
    let firm = [("firm", talk.other.name.as_str().into())];
    let quoted = talk.open_quote();
    let (act, why, buttons) = match (talk.thread.side, quoted) {
        (Side::Buyer, Some(open)) => (
            viewer.say("sourcing-turn-decide"),
            viewer.say("sourcing-turn-decide-why"),
            html! {
                a.btn.ink href=(accept_path(open)) { (viewer.say("sourcing-accept")) }
                a.btn.plain href="#say" { (viewer.say("sourcing-turn-write")) }
            },
        ),
        (Side::Seller, None) => (
            viewer.say_with("sourcing-turn-quote", &firm),
            viewer.say("sourcing-turn-quote-why"),
            html! {
                a.btn.ink href=(quote_path(talk)) { (viewer.say("sourcing-quote-write")) }
                a.btn.plain href="#say" { (viewer.say("sourcing-turn-write")) }
            },
        ),
        _ => (
            viewer.say_with("sourcing-turn-answer", &firm),
            viewer.say("sourcing-turn-answer-why"),
            html! { a.btn.ink href="#say" { (viewer.say("sourcing-turn-write")) } },
        ),
    };
    let until = |open: &Quote| {
        viewer.say_with("sourcing-turn-until", &[("at", open.terms.valid_until.into())])
    };
    lamp(&Lamp {
        kicker: quoted.map_or_else(|| viewer.say("sourcing-turn"), until),
        act,
        why,
        buttons: &buttons,
        name: viewer.say("sourcing-turn-next"),
    })
}

fn quote_path(talk: &Talk) -> String {
    format!("/inquiries/{}/quote", talk.thread.inquiry.id)
}

/// Nobody's turn here: whom we wait for, or how it ended.
fn standing(viewer: &Viewer<'_>, talk: &Talk) -> Markup {
    let firm = [("firm", talk.other.name.as_str().into())];
    html! {
        @match talk.thread.inquiry.state {
            InquiryState::Agreed => div.mb-s {
                section.note.ok {
                    (icon("check")) b { (viewer.say("sourcing-agreed")) }
                    p { a href="/deals" { (viewer.say("sourcing-agreed-go")) } }
                }
            },
            InquiryState::Closed => div.mb-s {
                (note(Tone::Plain, &viewer.say("sourcing-closed"), None))
            },
            _ => p.mute.mb-s { (viewer.say_with("sourcing-waiting", &firm)) },
        }
    }
}

/// One thing in the talk.
enum Said<'a> {
    Words(&'a Message),
    Terms(&'a Quote),
}

fn said(viewer: &Viewer<'_>, talk: &Talk) -> Markup {
    // A quote's card stands in the list of messages; here the quote itself is shown.
    let is_said = |message: &&Message| !matches!(message.content, Content::Card(_));
    let words = talk.messages.rows.iter().filter(is_said);
    let words = words.map(|message| (message.at, Said::Words(message)));
    let quotes = talk.thread.quotes.iter().map(|quote| (quote.at, Said::Terms(quote)));
    let mut all: Vec<(Timestamp, Said<'_>)> = words.chain(quotes).collect();
    all.sort_by_key(|(at, _)| *at);
    let path = format!("/inquiries/{}", talk.thread.inquiry.id);
    let next = talk.messages.next.map(|cursor| cursor.0);
    let between = Between {
        conversation: talk.thread.inquiry.id.cast(),
        other: &talk.other,
        beside: &talk.beside,
    };
    html! {
        section.sec aria-labelledby="talk" {
            header { h2 #talk { (viewer.say("sourcing-talk")) } }
            div.talk {
                @for (_, one) in &all {
                    @match one {
                        Said::Words(message) => (bubble(viewer, &between, message)),
                        Said::Terms(quote) => (card(viewer, talk, quote)),
                    }
                }
            }
            (pager(&path, next, &viewer.say("sourcing-newer")))
        }
    }
}

fn card(viewer: &Viewer<'_>, talk: &Talk, one: &Quote) -> Markup {
    let Thread { inquiry, side, .. } = &talk.thread;
    let is_past = matches!(one.state, QuoteState::Withdrawn | QuoteState::Replaced);
    let body = html! { div.say.stack-s { (quote(viewer, inquiry, *side, one, talk.now)) } };
    html! {
        div class=(if *side == Side::Seller { "msg mine card" } else { "msg card" }) {
            p.by {
                (viewer.say("sourcing-quote")) " · " (time(viewer, one.at)) " "
                (state_tag(viewer, one, talk.now))
            }
            @if is_past {
                details { summary.btn.quiet { (viewer.say("sourcing-quote-look")) } (body) }
            } @else { (body) }
        }
    }
}

fn write(viewer: &Viewer<'_>, talk: &Talk, draft: &Draft) -> Markup {
    let may_quote = talk.thread.side == Side::Seller && talk.thread.inquiry.is_open();
    let more = html! {
        @if may_quote {
            a.btn href=(quote_path(talk)) { (icon("tag")) (viewer.say("sourcing-quote-write")) }
        }
        a.btn href=(format!("/messages/{}", talk.thread.inquiry.id.cast::<ConversationKind>())) {
            (icon("file")) (viewer.say("sourcing-talk-more"))
        }
    };
    say_form(
        viewer,
        &SayForm {
            action: &format!("/inquiries/{}/messages", talk.thread.inquiry.id),
            draft,
            // One main button in view: the lamp's, if it is lit.
            button: if talk.is_mine() { "btn" } else { "btn go" },
            more: &more,
        },
    )
}

fn facts(viewer: &Viewer<'_>, talk: &Talk) -> Markup {
    let Thread { inquiry, side, .. } = &talk.thread;
    html! {
        p { (inquiry_tag(viewer, *side, inquiry.state)) }
        dl.kv {
            dt { (viewer.say("sourcing-fact-product")) }
            dd { a href=(format!("/products/{}", inquiry.product)) { (inquiry.title) } }
            dt { (viewer.say("sourcing-field-quantity")) } dd { (quantity(viewer, inquiry)) }
            @if let Some(destination) = &inquiry.destination {
                dt { (viewer.say("sourcing-field-destination")) }
                dd { (place_name(viewer, destination)) }
            }
            dt { (viewer.say("sourcing-fact-asked")) } dd { (time(viewer, inquiry.at)) }
        }
    }
}
