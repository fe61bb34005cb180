//! A firm as everybody sees it.

use super::{country, day, trust_line_of_page};
use crate::model::TrustLine;
use maud::{Markup, html};
use web::page::{Viewer, section};

/// The firm's name, its trust line, what stands behind it, and the way to its goods.
pub(crate) fn page(viewer: &Viewer<'_>, line: &TrustLine) -> Markup {
    let is_own = viewer.actor.is(line.firm);
    html! {
        div.page-head {
            h1 lang=(line.name_lang.tag()) { (line.name) }
            (trust_line_of_page(viewer, line))
            p.acts {
                a.btn.go href=(format!("/?firm={}", line.firm)) { (viewer.say("party-see-goods")) }
                a.btn href=(format!("/firms/{}/ratings", line.firm)) {
                    (viewer.say("party-see-ratings"))
                }
                a.btn href=(format!("/firms/{}/role", line.firm)) {
                    (viewer.say("party-see-role"))
                }
                @if is_own { a.btn href="/firm" { (viewer.say("party-own-firm")) } }
            }
        }
        div.cols.half.ruled {
            (section(&viewer.say("party-record"), None, &record(viewer, line)))
            (section(&viewer.say("party-how-counted"), None, &html! {
                div.stack-s {
                    p { (viewer.say("party-counted-deals")) }
                    p { (viewer.say("party-counted-ratings")) }
                    p { (viewer.say("party-counted-verified")) }
                }
            }))
        }
    }
}

fn record(viewer: &Viewer<'_>, line: &TrustLine) -> Markup {
    let counts = [
        (viewer.say("party-count-finished"), line.finished, false),
        (viewer.say("party-count-good"), line.good, false),
        (viewer.say("party-count-neutral"), line.neutral, false),
        (viewer.say("party-count-bad"), line.bad, line.bad > 0),
        (viewer.say("party-count-refunded"), line.refunded, line.refunded > 0),
    ];
    html! {
        ul.rows {
            li.row.near {
                span { (viewer.say("party-registered-in")) }
                span.n.push { (country(viewer, line.country)) }
            }
            li.row.near {
                span { (viewer.say("party-here-since")) }
                span.n.push { (day(viewer, line.since)) }
            }
            @for (name, count, is_bad) in &counts {
                li.row.near {
                    span class=[is_bad.then_some("bad")] { (name) }
                    b.n.push { (count) }
                }
            }
        }
    }
}
