//! Accepting a quote: the contract before it is signed.

use super::{Whole, goods};
use kernel::{Fact, Refusal};
use maud::{Markup, html};
use party::views::trust_line;
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
