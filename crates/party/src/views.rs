//! People and firms as they look: the trust line, which every domain shows beside a counterparty.

pub(crate) mod change;
pub(crate) mod firm;
pub(crate) mod invitation;
pub(crate) mod keys;
pub(crate) mod letters;
pub(crate) mod sign_in;
pub(crate) mod sign_up;
mod window;

pub use window::record;

use crate::model::{Country, FirmFact, Region, TrustLine, Witness};
use kernel::{Fact, Lang, Role, Timestamp};
use maud::{Markup, html};
use web::page::{Choice, Draft, Tone, Trust, Viewer, Who, icon, tag, trust};

/// The line beside a counterparty's name, worst news last; the name leads to the firm's page.
pub fn trust_line(viewer: &Viewer<'_>, line: &TrustLine) -> Markup {
    let href = format!("/firms/{}", line.firm);
    shown(viewer, line, Some(Who { name: line.name.clone(), lang: line.name_lang, href }))
}

/// The same on the firm's own page, where its name is the heading.
pub fn trust_line_of_page(viewer: &Viewer<'_>, line: &TrustLine) -> Markup {
    shown(viewer, line, None)
}

fn shown(viewer: &Viewer<'_>, line: &TrustLine, who: Option<Who>) -> Markup {
    trust(&Trust {
        who,
        // Nothing verifies firms yet, and the line says so.
        stamp: (false, stamp_word(viewer, line)),
        facts: facts(viewer, line),
        worst: worst(viewer, line),
    })
}

/// What a firm promises buyers, each in a badge, with the way to the exact words; nothing where it
/// promises nothing.
pub fn promises(viewer: &Viewer<'_>, line: &TrustLine) -> Markup {
    html! {
        @if !line.promises.is_empty() {
            p.row.near {
                @for word in &line.promises {
                    (tag(Tone::Ok, &viewer.say(&format!("party-promise-{word}"))))
                }
                a href=(format!("/firms/{}/promises", line.firm)) {
                    (viewer.say("party-promises-see"))
                }
            }
        }
    }
}

/// One fact about a firm is no verification, so the ring stays dashed and the facts say which.
fn stamp_word(viewer: &Viewer<'_>, line: &TrustLine) -> String {
    match line.known.all().next() {
        Some(_) => viewer.say("party-checked-in-part"),
        None => viewer.say("party-not-verified"),
    }
}

/// What was found out, by whom and when.
fn fact_word(viewer: &Viewer<'_>, fact: FirmFact) -> String {
    let day = [("day", Fact::Text(viewer.caller.reader.day(fact.at)))];
    match fact.by {
        Witness::Address => viewer.say_with("party-fact-address", &day),
        Witness::Clerk => viewer.say_with("party-fact-clerk", &day),
        Witness::Register => viewer.say_with("party-fact-register", &day),
    }
}

/// A country's name in the reader's language.
pub fn country(viewer: &Viewer<'_>, country: Country) -> String {
    viewer.say(&format!("country-{}", country.code().to_ascii_lowercase()))
}

/// The name of a part of a country in the reader's language.
pub fn region(viewer: &Viewer<'_>, region: Region) -> String {
    viewer.say(&format!("region-{}", region.code().to_ascii_lowercase()))
}

/// The name of a place by its code, ISO 3166-1 or 3166-2, in the reader's language.
pub fn place(viewer: &Viewer<'_>, code: &str) -> String {
    match (Country::from_code(code), Region::from_code(code)) {
        (Some(known), _) => country(viewer, known),
        (_, Some(known)) => region(viewer, known),
        _ => code.to_owned(),
    }
}

fn facts(viewer: &Viewer<'_>, line: &TrustLine) -> Vec<String> {
    let year = Fact::Text(viewer.caller.reader.year(line.since));
    let rated = line.good + line.neutral + line.bad;
    let good = || [("good", Fact::Count(line.good)), ("all", Fact::Count(rated))];
    let ratings = (rated > 0).then(|| viewer.say_with("party-trust-ratings", &good()));
    let known = line.known.all().next().map(|fact| fact_word(viewer, fact));
    let finished = viewer.say_with("party-trust-finished", &[("count", line.finished.into())]);
    let since = viewer.say_with("party-trust-since", &[("year", year)]);
    let promised = (!line.promises.is_empty()).then(|| viewer.say("party-protected"));
    let shown = [country(viewer, line.country)].into_iter().chain(promised).chain(known);
    shown.chain([finished]).chain(ratings).chain([since]).collect()
}

fn worst(viewer: &Viewer<'_>, line: &TrustLine) -> Option<String> {
    let (bad, refunded) = (Fact::Count(line.bad), Fact::Count(line.refunded));
    match (line.bad, line.refunded) {
        (0, 0) => None,
        (_, 0) => Some(viewer.say_with("party-trust-bad", &[("count", bad)])),
        (0, _) => Some(viewer.say_with("party-trust-refunded", &[("count", refunded)])),
        _ => {
            let both = [("bad", bad), ("refunded", refunded)];
            Some(viewer.say_with("party-trust-bad-and-refunded", &both))
        }
    }
}

/// Countries to choose from, in the reader's language, none chosen first.
fn countries(viewer: &Viewer<'_>) -> Vec<Choice> {
    let named = |country_: Country| (country_.code().to_owned(), country(viewer, country_));
    let mut choices: Vec<Choice> = Country::all().map(named).collect();
    match viewer.lang() {
        Lang::En => choices.sort_by_key(|(_, name)| name.replace('Å', "A")),
        // There is no order of Chinese names that everybody finds things by: the likely ones lead.
        Lang::ZhCn => choices.sort_by_key(|(code, _)| !NEAR.contains(&code.as_str())),
    }
    choices.insert(0, (String::new(), viewer.say("party-choose-country")));
    choices
}

const NEAR: [&str; 4] = ["CN", "HK", "MO", "TW"];

/// A date that machines read too.
pub fn day(viewer: &Viewer<'_>, at: Timestamp) -> Markup {
    html! { time datetime=(at) { (viewer.caller.reader.day(at)) } }
}

/// A role's word.
fn role_word(viewer: &Viewer<'_>, role: Role) -> String {
    match role {
        Role::Owner => viewer.say("party-owner"),
        Role::Staff => viewer.say("party-staff"),
    }
}

/// The demonstration's way to the letter that has just been sent.
fn letter_way(viewer: &Viewer<'_>, contact: &str) -> Markup {
    html! {
        @if viewer.app.place().is_simulated {
            section.note.warn {
                (icon("message"))
                b { (viewer.say("party-demo-letter")) }
                p {
                    a href=(format!("/letters?contact={}", encoded(contact))) target="_blank" {
                        (viewer.say("party-demo-letter-open"))
                    }
                }
            }
        }
    }
}

/// The other way in, leading on to where this one would have led.
fn onward(path: &str, draft: &Draft) -> String {
    match draft.value("next") {
        "" => path.to_owned(),
        next => format!("{path}?next={}", encoded(next)),
    }
}

/// A text as a value in an address.
fn encoded(text: &str) -> String {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte);
    text.bytes()
        .map(|b| if is_safe(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
