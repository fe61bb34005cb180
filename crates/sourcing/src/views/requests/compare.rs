//! The quotes to a request beside each other: fit first, price last.

use super::super::place_name;
use super::list::quote_tag;
use super::path;
use crate::model::{Compared, Meets, Order, Request, RequestLine};
use catalog::price_at;
use catalog::views::price;
use kernel::Timestamp;
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{Viewer, about, about_price, money};

/// The table; on a phone each quote is a card.
pub(super) fn table(
    viewer: &Viewer<'_>,
    request: &Request,
    quotes: &[Compared],
    order: Order,
    now: Timestamp,
) -> Markup {
    let points = i64::try_from(request.wanted.points()).unwrap_or(i64::MAX);
    let fit = viewer.say_with("request-fit-to", &[("count", points.into())]);
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (viewer.say("request-seller")) }
                th scope="col" { (fit) }
                th scope="col" { (viewer.say("request-made-in")) }
                th scope="col" { (viewer.say("request-sample")) }
                th scope="col" { (viewer.say("request-terms")) }
                th.num scope="col" { (viewer.say("request-price")) }
            } }
            tbody { @for one in quotes { (row(viewer, request, one, &fit, now)) } }
        }
        (legend(viewer, request, order))
    }
}

fn row(
    viewer: &Viewer<'_>,
    request: &Request,
    one: &Compared,
    fit: &str,
    now: Timestamp,
) -> Markup {
    let quote = &one.quote;
    let is_open = quote.is_open(now) && request.state.takes_awards();
    html! {
        tr {
            th scope="row" {
                (trust_line(viewer, &one.trust))
                small { (reply_word(viewer, one)) }
                @if is_open {
                    a.btn.quiet href=(format!("{}/quotes/{}/award", path(request), quote.id)) {
                        (viewer.say("request-take"))
                        span.vh { " " (one.trust.name) }
                    }
                } @else { (quote_tag(viewer, quote, now)) }
            }
            td data-l=(fit) { div { (fit_cell(viewer, request, one)) } }
            td.nb data-l=(viewer.say("request-made-in")) { (days(viewer, quote.terms.lead_time_d)) }
            td data-l=(viewer.say("request-sample")) { div { (sample(viewer, one)) } }
            td data-l=(viewer.say("request-terms")) { div { (terms(viewer, one)) } }
            td.num data-l=(viewer.say("request-price")) { div { (sum(viewer, request, one)) } }
        }
    }
}

fn days(viewer: &Viewer<'_>, days: i64) -> String {
    viewer.say_with("request-days", &[("days", days.into())])
}

/// `Answers 90% of buyers, most within 3 hours`, or that nobody asked yet.
fn reply_word(viewer: &Viewer<'_>, one: &Compared) -> String {
    match (one.reply.percent(), one.reply.hours()) {
        (Some(percent), Some(hours)) => viewer
            .say_with("request-reply", &[("percent", percent.into()), ("hours", hours.into())]),
        (Some(percent), None) => {
            viewer.say_with("request-reply-never", &[("percent", percent.into())])
        }
        (None, _) => viewer.say("request-reply-new"),
    }
}

fn fit_cell(viewer: &Viewer<'_>, request: &Request, one: &Compared) -> Markup {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let facts = [("met", count(one.fit.met).into()), ("all", count(one.fit.all).into())];
    html! {
        b { (viewer.say_with("request-met-of", &facts)) } " "
        span.marks aria-hidden="true" {
            @for line in &request.wanted.lines {
                @for meets in one.quote.answers(line) {
                    i class=(match meets {
                        Meets::Yes => "y",
                        Meets::Alternative => "a",
                        Meets::No => "n",
                    }) {}
                }
            }
        }
        small { (differences(viewer, request, one)) }
    }
}

/// Which points are not met as asked, in words.
fn differences(viewer: &Viewer<'_>, request: &Request, one: &Compared) -> String {
    let mut told = Vec::new();
    for line in &request.wanted.lines {
        let Some(offered) = one.quote.line(line.nth) else {
            let facts = [("what", line.what.as_str().into())];
            told.push(viewer.say_with("request-line-not-offered", &facts));
            continue;
        };
        for (spec, answer) in line.specs.iter().zip(&offered.answers) {
            let facts =
                [("point", spec.name.as_str().into()), ("note", answer.note.as_str().into())];
            match answer.meets {
                Meets::Yes => {}
                Meets::Alternative => told.push(viewer.say_with("request-point-other", &facts)),
                Meets::No => told.push(viewer.say_with("request-point-no", &facts[..1])),
            }
        }
    }
    if told.is_empty() { viewer.say("request-every-point") } else { told.join("; ") }
}

fn sample(viewer: &Viewer<'_>, one: &Compared) -> Markup {
    html! {
        @match one.quote.sample {
            Some(sample) if sample.price.millionths == 0 => {
                (viewer.say("request-sample-free")) " / " (days(viewer, sample.days))
            },
            Some(sample) => { (price(sample.price)) " / " (days(viewer, sample.days)) },
            None => span.mute { (viewer.say("request-sample-none")) },
        }
    }
}

fn terms(viewer: &Viewer<'_>, one: &Compared) -> Markup {
    let terms = &one.quote.terms;
    let first = terms.deposit_percent();
    let facts = [("first", first.into()), ("rest", (100 - first).into())];
    html! {
        (terms.incoterm.code()) " " (place_name(viewer, terms.place.code()))
        small {
            (viewer.say_with("request-split", &facts)) " · "
            (viewer.caller.reader.day(terms.valid_until))
        }
    }
}

/// The price of one at the quantity asked for where there is one line, and the sum.
fn sum(viewer: &Viewer<'_>, request: &Request, one: &Compared) -> Markup {
    let only = match request.wanted.lines.as_slice() {
        [only] => unit_price(one, only),
        _ => None,
    };
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let lines = request.wanted.lines.len();
    let covers = [("count", count(one.covers).into()), ("all", count(lines).into())];
    html! {
        @match (only, one.sum) {
            (Some(unit), Some(sum)) => {
                b { (price(unit)) } (about_price(viewer, unit))
                small { (money(sum)) } (about(viewer, sum))
            },
            (None, Some(sum)) => { b { (money(sum)) } (about(viewer, sum)) },
            _ => span.mute { (viewer.say("request-above-quantity")) },
        }
        @if lines > 1 { small { (viewer.say_with("request-covers", &covers)) } }
    }
}

fn unit_price(one: &Compared, line: &RequestLine) -> Option<kernel::UnitPrice> {
    price_at(&one.quote.line(line.nth)?.tiers, line.quantity)
}

fn legend(viewer: &Viewer<'_>, request: &Request, order: Order) -> Markup {
    let orders = [
        (Order::Fit, "request-sort-fit"),
        (Order::LeadTime, "request-sort-lead"),
        (Order::Price, "request-sort-price"),
    ];
    html! {
        div.row.legend {
            span { span.marks aria-hidden="true" { i.y {} } " " (viewer.say("request-met")) }
            span { span.marks aria-hidden="true" { i.a {} } " " (viewer.say("request-other")) }
            span { span.marks aria-hidden="true" { i.n {} } " " (viewer.say("request-no")) }
        }
        p { small {
            (viewer.say("request-order-what"))
            @for (other, word) in orders.into_iter().filter(|(other, _)| *other != order) {
                " · " a href=(format!("{}?order={}#quotes", path(request), other.word())) {
                    (viewer.say(word))
                }
            }
        } }
    }
}
