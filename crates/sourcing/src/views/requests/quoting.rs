//! The form of a quote to a request.

use super::super::places;
use super::super::quoting::{incoterms, shares, transports};
use super::{facts_line, path, quantity};
use crate::model::{Meets, Request, RequestLine};
use catalog::views::currencies;
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use web::page::{Choice, Draft, FormKit, Input, Viewer};

/// Rows of prices of a line: where one is not enough, three mostly are.
pub(crate) const TIERS: usize = 3;

/// What is quoted for.
pub(crate) struct QuotedRequest {
    /// The request.
    pub(crate) request: Request,
    /// Who asks.
    pub(crate) buyer: TrustLine,
    /// Whether this revises a quote.
    pub(crate) is_revision: bool,
}

/// The name of the box that offers a line.
pub(crate) fn offers_field(line: i64) -> String {
    format!("offers_{line}")
}

/// The name of the field of a tier's quantity.
pub(crate) fn quantity_of(line: i64, tier: usize) -> String {
    format!("from_{line}_{tier}")
}

/// The name of the field of a tier's price.
pub(crate) fn price_of(line: i64, tier: usize) -> String {
    format!("price_{line}_{tier}")
}

/// The name of the answer to a point, from zero on.
pub(crate) fn answer_field(line: i64, point: usize) -> String {
    format!("answer_{line}_{point}")
}

/// The name of the note beside a point.
pub(crate) fn note_field(line: i64, point: usize) -> String {
    format!("note_{line}_{point}")
}

/// The whole page.
pub(crate) fn quoting(viewer: &Viewer<'_>, on: &QuotedRequest, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let request = &on.request;
    html! {
        div.page-head {
            h1 { (viewer.say(if on.is_revision { "request-revise" } else { "sourcing-quote" })) }
            p {
                a href=(path(request)) lang=(request.wanted.lang) { (request.wanted.title) }
                " · " (facts_line(viewer, request))
            }
            (trust_line(viewer, &on.buyer))
        }
        form.form method="post" {
            (kit.guards())
            (kit.summary())
            (kit.select("currency", "sourcing-field-currency", &money()))
            (kit.group("lines", "request-field-offers", Some("request-field-offers-hint"), &html! {
                @for line in &request.wanted.lines { (one_line(viewer, &kit, request, line)) }
            }))
            (terms(viewer, &kit, request))
            p.acts { button.btn.go { (viewer.say("sourcing-quote-send")) } }
            p { small { (viewer.say("request-quote-note")) } }
        }
    }
}

fn money() -> Vec<Choice> {
    currencies("USD").into_iter().map(|code| (code.to_owned(), code.to_owned())).collect()
}

fn one_line(
    viewer: &Viewer<'_>,
    kit: &FormKit<'_>,
    request: &Request,
    line: &RequestLine,
) -> Markup {
    let answer =
        |one: Meets| (one.word().to_owned(), viewer.say(&format!("request-answer-{}", one.word())));
    // Nothing is answered until the seller does: a yes binds.
    let none = (String::new(), viewer.say("request-answer-choose"));
    let answers: Vec<Choice> = std::iter::once(none)
        .chain([Meets::Yes, Meets::Alternative, Meets::No].map(answer))
        .collect();
    html! {
        div.stack-s.mb-s {
            p { b lang=(request.wanted.lang) { (line.what) } " · " (quantity(viewer, line)) }
            @if request.wanted.lines.len() > 1 {
                (kit.check(&offers_field(line.nth), "request-field-offer"))
            }
            div.tiers { @for tier in 1..=TIERS {
                div.pair {
                    (kit.input(&Input::count(&quantity_of(line.nth, tier), "sourcing-field-from")))
                    (kit.input(&Input::amount(&price_of(line.nth, tier), "sourcing-field-price")))
                }
            } }
            @for (nth, spec) in line.specs.iter().enumerate() {
                p { small lang=(request.wanted.lang) { (spec.name) ": " (spec.value) } }
                div.pair {
                    (kit.select(&answer_field(line.nth, nth), "request-field-answer", &answers))
                    (kit.input(&Input::text(&note_field(line.nth, nth), "request-field-note")))
                }
            }
        }
    }
}

fn terms(viewer: &Viewer<'_>, kit: &FormKit<'_>, request: &Request) -> Markup {
    html! {
        (kit.select("incoterm", "sourcing-terms", &incoterms(viewer)))
        div.pair {
            (kit.input(&Input::text("place", "sourcing-field-place")
                .list("places").hint("sourcing-field-place-hint")))
            (kit.select("transport", "sourcing-transport", &transports(viewer)))
        }
        (places(viewer))
        div.pair {
            (kit.input(&Input::count("lead_time_d", "sourcing-field-lead")))
            (kit.input(&Input::count("valid_until", "sourcing-field-valid")))
        }
        (kit.group("parts", "sourcing-paid", Some("sourcing-field-parts-hint"), &html! {
            div.stack-s {
                (kit.select("split", "sourcing-field-share", &shares(viewer)))
                (kit.input(&Input::count("first_share", "sourcing-field-own-share")))
            }
        }))
        (kit.group("sample", "request-sample", Some(if request.wanted.wants_sample {
            "request-field-sample-wanted"
        } else {
            "request-field-sample-hint"
        }), &html! {
            div.pair {
                (kit.input(&Input::amount("sample_price", "request-field-sample-price")))
                (kit.input(&Input::count("sample_days", "request-field-sample-days")))
            }
        }))
        (kit.area("note", "sourcing-field-note", Some("sourcing-field-note-hint")))
    }
}
