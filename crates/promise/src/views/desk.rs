//! The officers' desk.

use super::{name, state_tag};
use crate::model::QueueRow;
use maud::{Markup, html};
use web::page::{Draft, FormKit, Tone, Viewer, empty, money, tag};

/// Cases that wait for an officer.
pub(crate) fn queue(viewer: &Viewer<'_>, rows: &[QueueRow]) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("promise-queue-title")) }
            p { (viewer.say("promise-queue-what")) }
        }
        @if rows.is_empty() {
            (empty(
                &viewer.say("promise-queue-none"),
                &viewer.say("promise-queue-none-what"),
                None,
            ))
        } @else {
            ul.rows.box { @for row in rows { li { (waiting(viewer, row)) } } }
        }
    }
}

fn waiting(viewer: &Viewer<'_>, row: &QueueRow) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    let is_mine = row.officer.is_some() && row.officer == viewer.actor.person();
    let path = format!("/deals/{}/compensations/{}", row.deal, row.compensation);
    html! {
        div.stack-s {
            div.row { b { (name(viewer, row.promise)) } span.push { (money(row.amount)) } }
            p.row.near {
                (state_tag(viewer, row.state))
                @if is_mine { (tag(Tone::Turn, &viewer.say("promise-queue-mine"))) }
                @else if row.officer.is_some() {
                    (tag(Tone::Wait, &viewer.say("promise-queue-other")))
                }
                @if row.level > 1 { (tag(Tone::Warn, &viewer.say("promise-queue-again"))) }
                small { (viewer.say_with("promise-queue-due", &[("at", row.due_at.into())])) }
                small.n { (row.compensation) }
            }
            @if is_mine {
                p.acts { a.btn href=(path) { (viewer.say("promise-queue-open")) } }
            } @else if row.officer.is_none() {
                form method="post" action=(format!("{path}/take")) {
                    (kit.guards())
                    p.acts { button.btn { (viewer.say("promise-act-take")) } }
                }
            }
        }
    }
}
