//! Accepting a quote: the contract before it is signed.

use super::{Whole, goods};
use kernel::{Fact, Id, Refusal};
use maud::{Markup, html};
use party::views::trust_line;
use sourcing::{QuoteKind, Request, RequestLine, RequestSeen};
use web::page::{Draft, FormKit, Input, Tone, Viewer, note, section};

/// The contract that a quote would make, and the button that signs it.
pub(crate) fn accept_quote(
    viewer: &Viewer<'_>,
    seen: &Result<Whole, Vec<Refusal>>,
    draft: &Draft,
    inquiry: &str,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            nav aria-label=(viewer.say("deal-path")) { ol.crumbs {
                li { a href=(format!("/inquiries/{inquiry}")) {
                    (viewer.say("deal-back-to-inquiry"))
                } }
            } }
            h1 { (viewer.say("deal-accept-quote")) }
            @if let Ok(whole) = seen {
                @if let Some(other) = whole.other() { (trust_line(viewer, other)) }
            }
        }
        div.stack-l {
            form.qty method="get" action=(viewer.caller.path) {
                (kit.input(&Input::count("quantity", "deal-line-quantity")))
                div { button.btn { (viewer.say("deal-work-out")) } }
            }
            @match seen {
                Ok(whole) => (contract(viewer, whole, &kit)),
                Err(all) => @for refusal in all {
                    (note(
                        Tone::Bad,
                        &viewer.app.words().refusal(&viewer.caller.reader, refusal),
                        None,
                    ))
                },
            }
        }
    }
}

/// The name of the field that takes so many of a line.
pub(crate) fn take_field(line: i64) -> String {
    format!("take_{line}")
}

/// The contract that a quote to a request would make, with how many of each line are taken.
pub(crate) fn award(
    viewer: &Viewer<'_>,
    asked: &RequestSeen,
    quote: Id<QuoteKind>,
    seen: &Result<Whole, Vec<Refusal>>,
    draft: &Draft,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let request = &asked.request;
    let one = asked.quotes.iter().find(|one| one.quote.id == quote);
    html! {
        div.page-head {
            nav aria-label=(viewer.say("deal-path")) { ol.crumbs {
                li { a href=(format!("/requests/{}", request.id)) { (request.wanted.title) } }
            } }
            h1 { (viewer.say("deal-award")) }
            @if let Some(one) = one { (trust_line(viewer, &one.trust)) }
        }
        div.stack-l {
            @if let Some(one) = one {
                form.form method="get" action=(viewer.caller.path) {
                    @for line in request.wanted.lines.iter()
                        .filter(|line| one.quote.line(line.nth).is_some()) {
                        (take(viewer, &kit, line))
                    }
                    div { button.btn { (viewer.say("deal-work-out")) } }
                }
            }
            @match seen {
                Ok(whole) => (award_contract(viewer, whole, &kit, request)),
                Err(all) => @for refusal in all {
                    (note(
                        Tone::Bad,
                        &viewer.app.words().refusal(&viewer.caller.reader, refusal),
                        None,
                    ))
                },
            }
        }
    }
}

fn take(viewer: &Viewer<'_>, kit: &FormKit<'_>, line: &RequestLine) -> Markup {
    let field = take_field(line.nth);
    let left = catalog::views::quantity(viewer, line.left(), line.unit);
    let facts = [("what", line.what.as_str().into()), ("left", left.into())];
    html! {
        p { b { (viewer.say_with("deal-award-line", &facts)) } }
        (kit.input(&Input::count(&field, "deal-line-quantity")))
    }
}

fn award_contract(
    viewer: &Viewer<'_>,
    whole: &Whole,
    kit: &FormKit<'_>,
    request: &Request,
) -> Markup {
    let total = [("amount", Fact::Money(whole.view.deal.total))];
    html! {
        (section(&viewer.say("deal-agreed-title"), None, &html! {
            (goods::lines(viewer, &whole.view))
            (goods::terms(viewer, &whole.view))
        }))
        form method="post" action=(viewer.caller.path) {
            (kit.guards())
            @for line in &request.wanted.lines { (kit.hidden(&take_field(line.nth))) }
            p { small { (viewer.say("deal-accept-binds")) } }
            p.acts { button.btn.go { (viewer.say_with("deal-accept-button", &total)) } }
        }
    }
}

fn contract(viewer: &Viewer<'_>, whole: &Whole, kit: &FormKit<'_>) -> Markup {
    let total = [("amount", Fact::Money(whole.view.deal.total))];
    html! {
        (section(&viewer.say("deal-agreed-title"), None, &html! {
            (goods::lines(viewer, &whole.view))
            (goods::terms(viewer, &whole.view))
        }))
        form method="post" action=(viewer.caller.path) {
            (kit.guards())
            (kit.hidden("quantity"))
            p { small { (viewer.say("deal-accept-binds")) } }
            p.acts { button.btn.go { (viewer.say_with("deal-accept-button", &total)) } }
        }
    }
}
