//! The desk as it looks.

use crate::model::Waiting;
use kernel::Timestamp;
use maud::{Markup, html};
use web::page::{Tone, Viewer, empty, tag};

/// What waits at a desk: what must be done soonest is marked, and what is empty stands small below.
pub(crate) fn desk(viewer: &Viewer<'_>, waiting: &[Waiting], now: Timestamp) -> Markup {
    let (some, none): (Vec<&Waiting>, Vec<&Waiting>) =
        waiting.iter().partition(|waiting| waiting.count > 0);
    html! {
        div.page-head {
            h1 { (viewer.say("desk-title")) }
            p { (viewer.say("desk-what")) }
        }
        div.stack-l {
            @if some.is_empty() {
                (empty(&viewer.say("desk-none"), &viewer.say("desk-none-what"), None))
            } @else {
                ul.rows.box { @for waiting in some { li { (row(viewer, waiting, now)) } } }
            }
            @if !none.is_empty() {
                section.sec.stack-s {
                    h2 { (viewer.say("desk-empty")) }
                    p.row.near { @for waiting in none {
                        a href=(waiting.queue.path()) { (viewer.say(waiting.queue.title())) }
                    } }
                }
            }
        }
    }
}

fn row(viewer: &Viewer<'_>, waiting: &Waiting, now: Timestamp) -> Markup {
    let is_late = waiting.until.is_some_and(|until| until <= now.plus_days(1));
    html! {
        div.stack-s {
            div.row {
                a.b href=(waiting.queue.path()) { (viewer.say(waiting.queue.title())) }
                b.push.n { (waiting.counted()) }
            }
            p.row.near {
                @if is_late { (tag(Tone::Warn, &viewer.say("desk-soon"))) }
                @if let Some(until) = waiting.until {
                    small { (viewer.say_with("desk-until", &[("at", until.into())])) }
                }
                @if let Some(since) = waiting.since {
                    small { (viewer.say_with("desk-since", &[("at", since.into())])) }
                }
            }
        }
    }
}
