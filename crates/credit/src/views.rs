//! Credit facts as they look: what happened, and no judgement.

use crate::model::{CreditFact, Side};
use kernel::{Page, Timestamp};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use web::page::{Viewer, empty, money, pager};

/// The firm's facts, one for each finished trade.
pub(crate) fn facts(viewer: &Viewer<'_>, page: &Page<CreditFact>, lines: &[TrustLine]) -> Markup {
    let next = page.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            h1 { (viewer.say("credit-title")) }
            p { (viewer.say("credit-what")) }
        }
        @if page.rows.is_empty() {
            (empty(
                &viewer.say("credit-none"),
                &viewer.say("credit-none-what"),
                Some(("/deals", &viewer.say("credit-to-deals"))),
            ))
        } @else {
            section.sec {
                ul.rows { @for fact in &page.rows { li {
                    (one(viewer, fact, lines.iter().find(|line| line.firm == fact.other_firm)))
                } } }
                (pager("/credit", next, &viewer.say("credit-older")))
            }
        }
    }
}

fn day(viewer: &Viewer<'_>, at: Timestamp) -> Markup {
    html! { time datetime=(at) { (viewer.caller.reader.day(at)) } }
}

fn one(viewer: &Viewer<'_>, fact: &CreditFact, other: Option<&TrustLine>) -> Markup {
    let side = match fact.side {
        Side::Buyer => viewer.say("credit-as-buyer"),
        Side::Seller => viewer.say("credit-as-seller"),
    };
    let dates = [
        ("credit-placed", fact.original_at.unwrap_or(fact.placed_at)),
        ("credit-paid", fact.paid_at),
        ("credit-shipped", fact.shipped_at),
        ("credit-finished", fact.finished_at),
    ];
    let by = match fact.was_confirmed_by_timer {
        true => viewer.say("credit-by-deadline"),
        false => viewer.say("credit-by-buyer"),
    };
    html! {
        div.stack-s {
            div.row {
                a.title.b href=(format!("/deals/{}", fact.deal)) { (side) }
                span.push { (money(fact.total)) }
            }
            @if let Some(other) = other { (trust_line(viewer, other)) }
            dl.kv {
                @for (key, at) in dates { dt { (viewer.say(key)) } dd { (day(viewer, at)) } }
                dt { (viewer.say("credit-confirmed")) } dd { (by) }
                dt { (viewer.say("credit-refunded")) } dd { (money(fact.refunded)) }
                dt { (viewer.say("credit-fee")) } dd { (money(fact.fee)) }
                dt { (viewer.say("credit-rules")) } dd { (fact.rules_version) }
            }
        }
    }
}
