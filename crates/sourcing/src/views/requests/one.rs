//! One request: what is wanted, and what its reader may do with it.

use super::super::{place_name, time};
use super::compare;
use super::desk::{marks, review_form};
use super::files;
use super::form::returned;
use super::list::quote_tag;
use super::{arithmetic, category_name, day, path, quantity, quotes_word, state_tag};
use crate::model::{
    Order, QuoteState, Reader, Request, RequestFile, RequestLine, RequestQuote, RequestSeen,
    RequestState, Side,
};
use ::talk::views::translation;
use ::talk::{TextHash, Translated, text_hash};
use catalog::views::{ladder_rows, price};
use kernel::{Timestamp, UnitPrice};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use std::collections::BTreeMap;
use web::page::{Draft, FormKit, Lamp, Tone, Viewer, empty, lamp, note, section};
use web::show_price;

/// A request with all that its page shows.
pub(crate) struct Shown {
    /// The request with what its reader may see.
    pub(crate) seen: RequestSeen,
    /// Who asks.
    pub(crate) buyer: TrustLine,
    /// What it is in the reader's language, text by text.
    pub(crate) translated: BTreeMap<TextHash, Translated>,
    /// Its files that the reader may see, and those beside the quotes.
    pub(crate) files: Vec<RequestFile>,
    /// What the quotes are ordered by.
    pub(crate) order: Order,
    /// Now.
    pub(crate) now: Timestamp,
}

/// The whole page.
pub(crate) fn one(viewer: &Viewer<'_>, shown: &Shown, draft: &Draft) -> Markup {
    let request = &shown.seen.request;
    html! {
        div.page-head {
            div.row.mid.near {
                h1 lang=(request.wanted.lang) { (request.wanted.title) }
                (state_tag(viewer, request))
            }
            @if shown.seen.reader != Reader::Firm(Side::Buyer) {
                (translated(viewer, shown, &request.wanted.title))
                (trust_line(viewer, &shown.buyer))
            }
        }
        (turn(viewer, shown, draft))
        div.stack-l {
            // A buyer with quotes has come for them.
            @if shows_quotes(shown) && !shown.seen.quotes.is_empty() { (quotes(viewer, shown)) }
            div.cols.main-side.ruled {
                div.stack-l {
                    (words(viewer, shown))
                    (section(&viewer.say("request-wanted"), None, &lines(viewer, shown)))
                    (files::of_buyer(viewer, shown, draft))
                }
                aside.stack-l {
                    (section(&viewer.say("request-facts"), None, &facts(viewer, shown)))
                    (why(viewer, shown))
                }
            }
            @if shows_quotes(shown) && shown.seen.quotes.is_empty() { (quotes(viewer, shown)) }
            @if shown.seen.reader == Reader::Clerk { (review_form(viewer, shown, draft)) }
        }
    }
}

fn shows_quotes(shown: &Shown) -> bool {
    shown.seen.reader == Reader::Firm(Side::Buyer) && shown.seen.request.state.is_public()
}

fn words(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let wanted = &shown.seen.request.wanted;
    html! {
        @if !wanted.text.is_empty() {
            div.stack-s lang=(wanted.lang) dir="auto" {
                @for line in wanted.text.lines().filter(|line| !line.is_empty()) { p { (line) } }
            }
            (translated(viewer, shown, &wanted.text))
        }
    }
}

/// An engine's translation under the buyer's own words; the buyer needs none.
fn translated(viewer: &Viewer<'_>, shown: &Shown, text: &str) -> Markup {
    let is_own = shown.seen.reader == Reader::Firm(Side::Buyer);
    let made = shown.translated.get(&text_hash(text)).filter(|_| !is_own);
    translation(viewer, made)
}

/// What the reader should do next.
fn turn(viewer: &Viewer<'_>, shown: &Shown, draft: &Draft) -> Markup {
    let request = &shown.seen.request;
    match shown.seen.reader {
        Reader::Firm(Side::Buyer) => buyer_turn(viewer, shown),
        Reader::Firm(Side::Seller) => seller_turn(viewer, shown, draft),
        Reader::Clerk => html! {
            @if let Some(due) = request.due_at {
                p.mute.mb-s {
                    (viewer.say_with("request-review-due", &[("at", due.into())]))
                }
            }
        },
    }
}

fn buyer_turn(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let request = &shown.seen.request;
    let kit_draft = Draft::default();
    let kit = FormKit::new(viewer, &kit_draft);
    let press = |act: &str, class: &str, word: &str| {
        html! {
            form method="post" action=(format!("{}/{act}", path(request))) {
                (kit.guards())
                button class=(class) { (viewer.say(word)) }
            }
        }
    };
    let edit = |class: &str| {
        html! {
            a class=(class) href=(format!("{}/edit", path(request))) {
                (viewer.say("request-edit"))
            }
        }
    };
    let is_returned = !request.reasons.is_empty();
    match request.state {
        RequestState::Draft => html! {
            @if is_returned { (returned(viewer, request)) }
            (lamp(&Lamp {
                kicker: viewer.say("request-turn"),
                act: viewer.say(if is_returned { "request-edit" } else { "request-turn-send" }),
                why: viewer.say("request-turn-send-why"),
                buttons: &if is_returned {
                    edit("btn ink")
                } else {
                    html! { (press("send", "btn ink", "request-send")) (edit("btn plain")) }
                },
                name: viewer.say("request-turn-next"),
            }))
        },
        RequestState::Review => html! {
            (marks(viewer, request))
            p.mute.mb-s { (waiting(viewer, request)) }
        },
        RequestState::Open | RequestState::Full => html! {
            div.acts.mb-s { (press("close", "btn", "request-close")) }
        },
        _ => html! {},
    }
}

fn waiting(viewer: &Viewer<'_>, request: &Request) -> String {
    match request.due_at {
        Some(due) => viewer.say_with("request-waits-for-clerk", &[("at", due.into())]),
        None => String::new(),
    }
}

fn seller_turn(viewer: &Viewer<'_>, shown: &Shown, typed: &Draft) -> Markup {
    let request = &shown.seen.request;
    let quote_path = format!("{}/quote", path(request));
    match shown.seen.quotes.first() {
        Some(mine) => {
            let quote = &mine.quote;
            let may_change = quote.state == QuoteState::Open && quote.revision == 0;
            let is_going = matches!(request.state, RequestState::Open | RequestState::Full);
            let draft = Draft::default();
            html! {
                section.sec {
                    header { h2 { (viewer.say("request-your-quote")) }
                        (quote_tag(viewer, quote, shown.now)) }
                    (own_prices(viewer, request, quote))
                    (files::of_seller(viewer, shown, typed))
                    div.acts.mb-s {
                        @if may_change && is_going {
                            a.btn href=(quote_path) { (viewer.say("request-revise")) }
                        }
                        @if quote.state == QuoteState::Open {
                            form method="post"
                                action=(format!("{}/quotes/{}/withdraw", path(request), quote.id)) {
                                (FormKit::new(viewer, &draft).guards())
                                button.btn.stop { (viewer.say("sourcing-withdraw")) }
                            }
                        }
                    }
                }
            }
        }
        None if request.state == RequestState::Open => lamp(&Lamp {
            kicker: quotes_word(viewer, request),
            act: viewer.say("request-turn-quote"),
            why: viewer.say("request-turn-quote-why"),
            buttons: &html! {
                a.btn.ink href=(quote_path) { (viewer.say("sourcing-quote-write")) }
            },
            name: viewer.say("request-turn-next"),
        }),
        None => {
            let word = viewer.say(&format!("request-over-{}", request.state.word()));
            note(Tone::Plain, &word, None)
        }
    }
}

/// What the reader's own quote says, line by line.
fn own_prices(viewer: &Viewer<'_>, request: &Request, quote: &RequestQuote) -> Markup {
    html! {
        @for line in &request.wanted.lines {
            @if let Some(offered) = quote.line(line.nth) {
                p { b { (line.what) } }
                table.sum { tbody {
                    @for (range, tier) in ladder_rows(viewer, &offered.tiers, line.unit) {
                        tr { th scope="row" { (range) } td { (price(tier.price)) } }
                    }
                } }
            }
        }
    }
}

fn lines(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let is_own = shown.seen.reader == Reader::Firm(Side::Buyer);
    html! {
        ol.rows {
            @for line in &shown.seen.request.wanted.lines {
                li.stack-s.close {
                    div.row.mid.near {
                        h3 lang=(shown.seen.request.wanted.lang) { (line.what) }
                        b { (quantity(viewer, line)) }
                    }
                    @if !line.category.is_empty() {
                        p { small { (category_name(&line.category, viewer.lang())) } }
                    }
                    (specs(&shown.seen.request, line))
                    (translated(viewer, shown, &line.text()))
                    @if is_own { (own_facts(viewer, line)) }
                }
            }
        }
    }
}

fn specs(request: &Request, line: &RequestLine) -> Markup {
    html! {
        @if !line.specs.is_empty() {
            dl.kv lang=(request.wanted.lang) {
                @for spec in &line.specs { dt { (spec.name) } dd { (spec.value) } }
            }
        }
    }
}

/// What only the buyer sees: the price hoped for, and how much was awarded.
fn own_facts(viewer: &Viewer<'_>, line: &RequestLine) -> Markup {
    let awarded = catalog::views::quantity(viewer, line.awarded, line.unit);
    html! {
        @if let Some(target) = line.target {
            p { small { (viewer.say("request-target")) " " (shown_target(target)) " · "
                (viewer.say("request-target-hidden")) } }
        }
        @if line.awarded > 0 {
            p { small { (viewer.say_with("request-awarded-of", &[("quantity", awarded.into())])) } }
        }
    }
}

fn shown_target(target: UnitPrice) -> String {
    format!("{} {}", target.currency.code(), show_price(target))
}

fn facts(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let request = &shown.seen.request;
    let wanted = &request.wanted;
    html! {
        dl.kv {
            @if !wanted.destination.is_empty() {
                dt { (viewer.say("sourcing-field-destination")) }
                dd { (place_name(viewer, &wanted.destination)) }
            }
            @if let Some(term) = wanted.incoterm {
                dt { (viewer.say("sourcing-terms")) } dd { (term.code()) }
            }
            @if let Some(told) = &wanted.wanted_by {
                dt { (viewer.say("request-wanted-by")) }
                dd { (viewer.caller.reader.civil_day(told).unwrap_or_else(|| told.clone())) }
            }
            @if !wanted.certificates.is_empty() {
                dt { (viewer.say("request-certificates")) }
                dd { @for one in &wanted.certificates { div { (one) } } }
            }
            @if wanted.wants_sample {
                dt { (viewer.say("request-sample")) } dd { (viewer.say("request-sample-first")) }
            }
            @if request.state.is_public() {
                dt { (viewer.say("request-quotes")) } dd { (quotes_word(viewer, request)) }
            }
            @if let Some(until) = request.open_until {
                dt { (viewer.say("request-open-until")) } dd { (day(viewer, until)) }
            }
            dt { (viewer.say("request-audience")) }
            dd { (viewer.say(&format!("request-audience-{}", wanted.audience.word()))) }
            dt { (viewer.say("request-begun")) } dd { (time(viewer, request.at)) }
        }
    }
}

/// Why a request was brought to the reader.
fn why(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let is_seller = shown.seen.reader == Reader::Firm(Side::Seller);
    html! {
        @if let (true, Some(lead)) = (is_seller, shown.seen.leads.first()) {
            details {
                summary.btn.quiet { (viewer.say("request-why")) }
                p { small { (viewer.say("request-why-what")) } }
                (arithmetic(viewer, lead.points, &lead.arithmetic))
            }
        }
    }
}

fn quotes(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let request = &shown.seen.request;
    let count = [("count", i64::try_from(shown.seen.quotes.len()).unwrap_or(0).into())];
    let is_going = matches!(request.state, RequestState::Open | RequestState::Full);
    html! {
        section.sec #quotes {
            header { h2 { (viewer.say("request-quotes-best")) } }
            @if shown.seen.quotes.is_empty() {
                (empty(
                    &viewer.say(if is_going { "request-no-quote-yet" } else { "request-no-quote" }),
                    &viewer.say(if is_going { "request-no-quote-yet-what" } else {
                        "request-no-quote-what"
                    }),
                    (!is_going).then_some(("/requests/new", &viewer.say("request-new"))),
                ))
            } @else {
                p.vh { (viewer.say_with("request-quotes-count", &count)) }
                (compare::table(viewer, request, &shown.seen.quotes, shown.order, shown.now))
                @for one in &shown.seen.quotes {
                    @let files = files::beside_quote(viewer, shown, one.quote.seller);
                    @if !files.0.is_empty() { h3 { (one.trust.name) } (files) }
                }
            }
        }
    }
}
