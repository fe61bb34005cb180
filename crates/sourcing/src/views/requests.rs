//! Requests to buy as they look: the lists, one request, its forms, the clerk's desk.

mod compare;
mod demand;
mod desk;
mod files;
mod form;
mod list;
mod one;
mod quoting;

pub(crate) use demand::{Alerts, Demand, alerts, demand, stopping};
pub(crate) use desk::queue;
pub(crate) use form::{ROWS_MORE, field_of, form, rows_of};
pub(crate) use list::{OwnQuotes, Requests, own_quotes, requests, row, ways};
pub(crate) use one::{Shown, one};
pub(crate) use quoting::{
    QuotedRequest, answer_field, note_field, offers_field, price_of, quantity_of, quoting,
};

use crate::model::{Points, Request, RequestLine, RequestState};
use catalog::Category;
use kernel::{Lang, Timestamp};
use maud::{Markup, html};
use web::page::{Tone, Viewer, tag};

/// The page of a request.
pub(crate) fn path(request: &Request) -> String {
    format!("/requests/{}", request.id)
}

/// Where a request stands, in a word.
fn state_tag(viewer: &Viewer<'_>, request: &Request) -> Markup {
    let tone = match request.state {
        RequestState::Draft if !request.reasons.is_empty() => Tone::Turn,
        RequestState::Open => Tone::Ok,
        RequestState::Full => Tone::Turn,
        RequestState::Draft | RequestState::Review => Tone::Wait,
        RequestState::Expired | RequestState::Closed | RequestState::Awarded => Tone::Plain,
    };
    let word = match request.state {
        RequestState::Draft if !request.reasons.is_empty() => "returned",
        state => state.word(),
    };
    tag(tone, &viewer.say(&format!("request-state-{word}")))
}

/// `30,000 pairs, to Gothenburg (SEGOT), 6 of 10 quotes, until 26 Nov`.
fn facts_line(viewer: &Viewer<'_>, request: &Request) -> String {
    let wanted = &request.wanted;
    let what = match wanted.lines.as_slice() {
        [only] => quantity(viewer, only),
        lines => {
            let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
            viewer.say_with("request-lines-count", &[("count", count.into())])
        }
    };
    let mut facts = vec![what];
    if !wanted.destination.is_empty() {
        facts.push(super::place_name(viewer, &wanted.destination));
    }
    if request.state.is_public() {
        facts.push(quotes_word(viewer, request));
    }
    if let Some(until) = request.open_until {
        let facts_ = [("at", kernel::Fact::Text(viewer.caller.reader.day(until)))];
        facts.push(viewer.say_with("request-until", &facts_));
    }
    facts.join(" · ")
}

/// `6 of 10 quotes`.
fn quotes_word(viewer: &Viewer<'_>, request: &Request) -> String {
    let most = kernel::rules::Rules::current().request.quotes_most;
    let facts = [("count", request.quotes.into()), ("most", most.into())];
    viewer.say_with("request-quotes-of", &facts)
}

fn quantity(viewer: &Viewer<'_>, line: &RequestLine) -> String {
    catalog::views::quantity(viewer, line.quantity, line.unit)
}

fn day(viewer: &Viewer<'_>, at: Timestamp) -> Markup {
    html! { time datetime=(at) { (viewer.caller.reader.day(at)) } }
}

/// The arithmetic of a lead, line by line, each with its most.
fn arithmetic(viewer: &Viewer<'_>, total: i64, points: &[Points]) -> Markup {
    html! {
        table.sum { tbody {
            @for one in points {
                tr {
                    th scope="row" { (viewer.say(&format!("request-part-{}", one.part.word()))) }
                    td { (one.points) " / " (one.most) }
                }
            }
            tr.total {
                th scope="row" { (viewer.say("request-points")) }
                td { (total) " / 1,000" }
            }
        } }
    }
}

/// A category's name in the reader's language; a code that the tree does not have stays as it is.
pub(crate) fn category_name(code: &str, lang: Lang) -> String {
    Category::find(code).map_or(code, |known| known.name(lang)).to_owned()
}
