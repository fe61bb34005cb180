//! The letters of the demonstration.

use crate::model::{Contact, Letter, Topic};
use kernel::{Fact, Timestamp};
use maud::{Markup, html};
use web::Reader;
use web::page::{Draft, FormKit, Input, Tone, Viewer, note, section};

/// The letters at one contact, newest first.
pub(crate) fn page(
    viewer: &Viewer<'_>,
    draft: &Draft,
    at: Option<&Contact>,
    letters: &[(Timestamp, Letter)],
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let contact = Input::text("contact", "party-field-contact");
    html! {
        div.page-head { h1 { (viewer.say("party-letters-title")) } }
        div.stack-l {
            (note(
                Tone::Warn,
                &viewer.say("party-letters-demo"),
                Some(&viewer.say("party-letters-demo-what")),
            ))
            @if let Some(at) = at { (arrived(viewer, at, letters)) }
            form.form method="get" action="/letters" {
                (kit.summary())
                (kit.input(&contact))
                p.acts { button.btn { (viewer.say("party-letters-show")) } }
            }
        }
    }
}

/// Which letters somebody wants: a box for each topic.
pub(crate) fn topics(viewer: &Viewer<'_>, unwanted: &[Topic]) -> Markup {
    let wanted = Topic::ALL.into_iter().filter(|topic| !unwanted.contains(topic));
    let draft = Draft::of(wanted.map(|topic| (topic.word(), "1".to_owned())));
    let kit = FormKit::new(viewer, &draft);
    html! {
        div.page-head {
            h1 { (viewer.say("party-topics")) }
            p.mute { (viewer.say("party-topics-what")) }
        }
        form.form method="post" action="/letters/topics" {
            (kit.guards())
            @for topic in Topic::ALL { (kit.check(topic.word(), label_of(topic))) }
            p { small { (viewer.say("party-topics-always")) } }
            p.acts { button.btn.go { (viewer.say("party-topics-save")) } }
        }
    }
}

const fn label_of(topic: Topic) -> &'static str {
    match topic {
        Topic::Payments => "party-topic-payments",
        Topic::Shipments => "party-topic-shipments",
        Topic::Payouts => "party-topic-payouts",
        Topic::Proposals => "party-topic-proposals",
        Topic::Deadlines => "party-topic-deadlines",
    }
}

fn arrived(viewer: &Viewer<'_>, at: &Contact, letters: &[(Timestamp, Letter)]) -> Markup {
    let heading = viewer.say_with("party-letters-to", &[("contact", at.value().into())]);
    section(
        &heading,
        None,
        &html! {
            @if letters.is_empty() {
                div.empty {
                    b { (viewer.say("party-letters-none")) }
                    p { (viewer.say("party-letters-none-what")) }
                }
            } @else {
                ul.rows { @for (sent_at, letter) in letters {
                    li { (one(viewer, *sent_at, letter)) }
                } }
            }
        },
    )
}

fn one(viewer: &Viewer<'_>, sent_at: Timestamp, letter: &Letter) -> Markup {
    let reader = Reader { lang: letter.lang, zone: viewer.caller.reader.zone.clone() };
    let facts = facts(viewer, letter);
    let say = |key: &str| viewer.app.words().say_with(&reader, key, &facts);
    let body = say(&letter.body_key());
    html! {
        article.stack-s {
            p.mute { small {
                time datetime=(sent_at) { (viewer.caller.reader.time(sent_at)) }
            } }
            div.stack-s lang=(letter.lang.tag()) {
                @if let Some(subject) = letter.subject_key() { h3 { (say(&subject)) } }
                @for paragraph in body.split("\n\n") { p { (linked(viewer, paragraph)) } }
            }
        }
    }
}

/// The values in a letter's words, with those that every letter may name.
fn facts<'a>(viewer: &'a Viewer<'_>, letter: &'a Letter) -> Vec<(&'a str, Fact)> {
    let own = letter.facts.iter().map(|(name, value)| (name.as_str(), value.as_str().into()));
    let market = [
        ("market", Fact::from(viewer.app.name(letter.lang))),
        ("url", Fact::from(viewer.app.place().url.as_str())),
    ];
    own.chain(market).collect()
}

/// A paragraph in which addresses of this market can be followed.
fn linked(viewer: &Viewer<'_>, paragraph: &str) -> Markup {
    let ours = format!("{}/", viewer.app.place().url);
    html! {
        @for word in paragraph.split_inclusive(char::is_whitespace) {
            @match word.find(&ours) {
                Some(at) => {
                    (word[..at])
                    a href=(word[at + ours.len() - 1..].trim_end()) { (word[at..].trim_end()) }
                    " "
                },
                None => (word),
            }
        }
    }
}
