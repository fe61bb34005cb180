//! What verifies a firm, and what waits for a clerk.

use super::{button, day, head};
use crate::model::{CheckRequest, CheckState, Checks};
use agency::Capability;
use kernel::{Firm, Id, Timestamp};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use std::collections::BTreeMap;
use web::page::{Draft, FormKit, Input, Tone, Viewer, empty, section, tag};

/// What waits for a clerk.
pub(crate) struct Waiting {
    pub(crate) numbers: Vec<CheckRequest>,
    pub(crate) claims: Vec<Capability>,
    pub(crate) lines: BTreeMap<Id<Firm>, TrustLine>,
}

/// What verifies the firm, and two ways to be verified.
pub(crate) fn own(viewer: &Viewer<'_>, checks: &Checks, now: Timestamp, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let is_waiting = |request: &CheckRequest| request.state == CheckState::Waiting;
    html! {
        (head(Some(("/firm", &viewer.say("menu-firm"))), &viewer.say("gate-checks"),
            &viewer.say("gate-checks-what")))
        div.stack-l {
            (kit.summary())
            (section(&viewer.say("gate-checks-known"), None, &known(viewer, checks, now)))
            div.cols.half.ruled {
                (section(&viewer.say("gate-by-mail"), None, &html! {
                    p { (viewer.say("gate-by-mail-what")) }
                    (button(viewer, "/firm/checks/work-mail", "btn go",
                        &viewer.say("gate-by-mail-act")))
                }))
                (section(&viewer.say("gate-by-number"), None, &html! {
                    @if let Some(request) = &checks.request { (request_line(viewer, request)) }
                    @if !checks.request.as_ref().is_some_and(is_waiting) {
                        form.form method="post" action="/firm/checks" {
                            (kit.guards())
                            (kit.input(&Input::text("number", "gate-number")
                                .hint("gate-number-hint")))
                            p.acts { button.btn { (viewer.say("gate-number-send")) } }
                        }
                    }
                }))
            }
        }
    }
}

fn known(viewer: &Viewer<'_>, checks: &Checks, now: Timestamp) -> Markup {
    html! {
        @if checks.facts.is_empty() {
            (empty(&viewer.say("gate-checks-none"), &viewer.say("gate-checks-none-what"), None))
        } @else {
            ul.rows { @for fact in &checks.facts { li.stack-s.close {
                p.row.mid.near {
                    @if fact.valid_until > now {
                        (tag(Tone::Ok, &viewer.say("gate-check-valid")))
                    } @else {
                        (tag(Tone::Wait, &viewer.say("gate-check-over")))
                    }
                    b { (viewer.say(&format!("gate-check-{}", fact.kind.word()))) }
                    span { (fact.source) }
                }
                p { small {
                    (day(viewer, fact.at)) " – " (day(viewer, fact.valid_until))
                } }
            } } }
        }
    }
}

fn request_line(viewer: &Viewer<'_>, request: &CheckRequest) -> Markup {
    let tone = match request.state {
        CheckState::Waiting => Tone::Wait,
        CheckState::Passed => Tone::Ok,
        CheckState::Failed => Tone::Bad,
    };
    html! {
        p.row.mid.near {
            code { (request.number) }
            (tag(tone, &viewer.say(&format!("gate-request-{}", request.state.word()))))
        }
        @if !request.note.is_empty() { p { small { (request.note) } } }
    }
}

/// Numbers and capabilities that wait, the oldest first.
pub(crate) fn waiting(viewer: &Viewer<'_>, waiting: &Waiting, draft: &Draft) -> Markup {
    html! {
        (head(None, &viewer.say("gate-waiting"), &viewer.say("gate-waiting-what")))
        div.stack-l {
            (FormKit::new(viewer, draft).summary())
            (section(&viewer.say("gate-waiting-numbers"), None, &html! {
                @if waiting.numbers.is_empty() { p.mute { (viewer.say("gate-nothing-waits")) } }
                @else { ul.rows { @for number in &waiting.numbers {
                    li.stack-s {
                        @if let Some(line) = waiting.lines.get(&number.firm) {
                            (trust_line(viewer, line))
                        }
                        p { code { (number.number) } " " small { (day(viewer, number.at)) } }
                        (verdict(viewer, "/checks/answer", &html! {
                            input type="hidden" name="firm" value=(number.firm);
                            input type="hidden" name="check" value=(number.id);
                        }, &number.id.to_string()))
                    }
                } } }
            }))
            (section(&viewer.say("gate-waiting-claims"), None, &html! {
                @if waiting.claims.is_empty() { p.mute { (viewer.say("gate-nothing-waits")) } }
                @else { ul.rows { @for claim in &waiting.claims {
                    li.stack-s {
                        @if let Some(line) = waiting.lines.get(&claim.firm) {
                            (trust_line(viewer, line))
                        }
                        p { b { (viewer.say(&format!("agency-can-{}", claim.kind.word()))) } }
                        p { (claim.evidence) }
                        (verdict(viewer, "/checks/judge", &html! {
                            input type="hidden" name="firm" value=(claim.firm);
                            input type="hidden" name="kind" value=(claim.kind.word());
                        }, &format!("{}-{}", claim.firm, claim.kind.word())))
                    }
                } } }
            }))
        }
    }
}

/// Yes or no, with what was seen; `of` tells the forms of a page apart.
fn verdict(viewer: &Viewer<'_>, action: &str, hidden: &Markup, of: &str) -> Markup {
    let draft = Draft::default();
    html! {
        form.form method="post" action=(action) {
            (FormKit::new(viewer, &draft).guards())
            (hidden)
            div.field {
                label for=(format!("note-{of}")) { (viewer.say("gate-seen")) }
                textarea id=(format!("note-{of}")) name="note" rows="2" {}
            }
            p.acts {
                button.btn name="holds" value="yes" { (viewer.say("gate-holds")) }
                button.btn.stop name="holds" value="no" { (viewer.say("gate-holds-not")) }
            }
        }
    }
}
