//! What stands behind a firm's name, as its public page shows it.

use super::{country, day, fact_word};
use crate::model::TrustLine;
use maud::{Markup, html};
use web::page::Viewer;

/// Where it is registered, since when it is here, and its finished trades, counted.
pub fn record(viewer: &Viewer<'_>, line: &TrustLine) -> Markup {
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
            @for fact in line.known.all() {
                li.row.near {
                    span { (fact_word(viewer, fact)) }
                    span.n.push { (viewer.say("party-fact-until")) " " (day(viewer, fact.until)) }
                }
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
