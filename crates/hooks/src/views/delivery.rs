//! One delivery: what is sent, and each try.

use super::{crumbs, delivery_state, time, type_word};
use crate::model::{Attempt, Endpoint, EndpointState, Whole};
use kernel::Fact;
use maud::{Markup, html};
use web::page::{Draft, FormKit, Tone, Viewer, section, tag};

pub(crate) fn page(viewer: &Viewer<'_>, endpoint: &Endpoint, whole: &Whole) -> Markup {
    let (delivery, event, attempts) = whole;
    let path = format!("/webhooks/{}", endpoint.id);
    let body: serde_json::Value = serde_json::from_str(&event.body).unwrap_or_default();
    let draft = Draft::default();
    let may = viewer.actor.may_write() && endpoint.state == EndpointState::Active;
    html! {
        div.page-head {
            (crumbs(viewer, Some((&path, &endpoint.url))))
            h1 { code { (event.kind) } }
            p.row.near {
                (delivery_state(viewer, delivery.state, delivery.tries))
                span.mute { (type_word(viewer, &event.kind)) }
            }
        }
        div.stack-l {
            @if may {
                form.acts method="post" action=(format!("{path}/deliveries/{}", event.id)) {
                    (FormKit::new(viewer, &draft).guards())
                    button.btn { (viewer.say("hooks-send-again")) }
                }
            }
            (section(&viewer.say("hooks-attempts"), None, &html! {
                @if attempts.is_empty() { p.mute { (viewer.say("hooks-attempts-none")) } }
                ul.rows { @for attempt in attempts { li.stack-s { (one(viewer, attempt)) } } }
            }))
            (section(&viewer.say("hooks-body"), None, &html! {
                p.mute { small { code { "webhook-id: " (event.id) } } }
                pre.contract tabindex="0" { (format!("{body:#}")) }
            }))
        }
    }
}

fn one(viewer: &Viewer<'_>, attempt: &Attempt) -> Markup {
    let took = [("ms", Fact::from(attempt.took_ms))];
    html! {
        p.row.near {
            @match (&attempt.failure, attempt.status) {
                (None, Some(status)) => (tag(Tone::Ok, &status.to_string())),
                (Some(_), Some(status)) => (tag(Tone::Bad, &status.to_string())),
                (failure, None) => (tag(Tone::Bad, &failed(viewer, failure.as_deref()))),
            }
            small { (viewer.say_with("hooks-took", &took)) }
            small.push { (time(viewer, attempt.at)) }
        }
        @if !attempt.answer.is_empty() {
            details.more {
                summary { (viewer.say("hooks-answer")) }
                pre.contract tabindex="0" { (attempt.answer) }
            }
        }
    }
}

fn failed(viewer: &Viewer<'_>, failure: Option<&str>) -> String {
    viewer.say(&format!("hooks-failed-{}", failure.unwrap_or("broken")))
}
