//! The numbers of the market, and the way of an exporter.

use super::{day, head, number};
use crate::model::{ExportPath, Numbers, Step};
use kernel::Fact;
use kernel::rules::Rules;
use maud::{Markup, html};
use web::page::{Lamp, Tone, Viewer, icon, lamp, section, tag};

/// The numbers, each with what it counts.
pub(crate) fn numbers(viewer: &Viewer<'_>, numbers: &Numbers) -> Markup {
    let rows = [
        ("people", numbers.people),
        ("firms", numbers.firms),
        ("storefronts", numbers.storefronts),
        ("paying", numbers.paying_members),
        ("active-buyers", numbers.active_buyers),
        ("active-sellers", numbers.active_sellers),
        ("trading", numbers.trading_firms),
    ];
    let days = Fact::Count(Rules::current().buyers.active_d);
    html! {
        (head(None, &viewer.say("gate-numbers"), &viewer.say("gate-numbers-what")))
        div.cols.main-side.ruled {
            section.sec aria-label=(viewer.say("gate-numbers")) {
                table.tbl {
                    thead { tr {
                        th scope="col" { (viewer.say("gate-numbers-name")) }
                        th.num scope="col" { (viewer.say("gate-numbers-count")) }
                    } }
                    tbody { @for (name, count) in rows { tr {
                        th scope="row" {
                            (viewer.say(&format!("gate-count-{name}")))
                            small { (viewer.say_with(&format!("gate-count-{name}-what"),
                                &[("days", days.clone())])) }
                        }
                        td.num { b { (number(count)) } }
                    } } }
                }
            }
            aside { (section(&viewer.say("gate-numbers-check"), None, &html! {
                div.stack-s {
                    p { (viewer.say_with("gate-numbers-position",
                        &[("position", numbers.position.into())])) }
                    p { (viewer.say_with("gate-numbers-behind",
                        &[("behind", numbers.behind.into())])) }
                    p.mute { (viewer.caller.reader.time(numbers.at)) }
                    p { a href="/api/v1/numbers" { (viewer.say("gate-numbers-api")) } }
                    p { a href="/checkpoints" { (viewer.say("gate-numbers-checkpoints")) } }
                }
            })) }
        }
    }
}

/// The eight steps; the next one is lit.
pub(crate) fn export_path(viewer: &Viewer<'_>, path: &ExportPath) -> Markup {
    let count = |count: usize| Fact::Count(i64::try_from(count).unwrap_or(0));
    let facts = [("done", count(path.done())), ("all", count(path.steps.len()))];
    html! {
        (head(None, &viewer.say("gate-path"), &viewer.say("gate-path-what")))
        @if let Some(next) = path.next() {
            (lamp(&Lamp {
                kicker: viewer.say_with("gate-path-done", &facts),
                act: viewer.say(&format!("gate-step-{}", next.word())),
                why: viewer.say(&format!("gate-step-{}-what", next.word())),
                buttons: &html! {
                    a.btn.ink href=(next.page()) { (viewer.say("gate-path-go")) }
                },
                name: viewer.say("gate-path-next"),
            }))
        } @else {
            p.mb-s { b { (viewer.say("gate-path-all-done")) } }
        }
        section.sec aria-label=(viewer.say("gate-path")) {
            ol.rows { @for step in &path.steps { (one_step(viewer, step)) } }
        }
    }
}

fn one_step(viewer: &Viewer<'_>, step: &Step) -> Markup {
    let word = step.name.word();
    html! {
        li.stack-s.close {
            div.row.mid.near {
                h2 { a.title href=(step.name.page()) {
                    (viewer.say(&format!("gate-step-{word}")))
                } }
                @if step.is_done {
                    (tag(Tone::Ok, &viewer.say("gate-step-done")))
                } @else {
                    (tag(Tone::Wait, &viewer.say("gate-step-open")))
                }
                @if let Some(at) = step.at { small.push { (icon("clock")) " " (day(viewer, at)) } }
            }
            p { small { (viewer.say(&format!("gate-step-{word}-what"))) } }
        }
    }
}
