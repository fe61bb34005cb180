//! The clerk's desk: what waits, what the checks marked, and the decision.

use super::one::Shown;
use super::{arithmetic, facts_line, path};
use crate::model::{Request, RequestState, ReviewReason};
use kernel::Timestamp;
use maud::{Markup, html};
use web::page::{Draft, FormKit, Tone, Viewer, empty, note, section, tag};

/// The queue, what is due first.
pub(crate) fn queue(viewer: &Viewer<'_>, requests: &[Request], now: Timestamp) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("request-queue")) }
            p.mute { (viewer.say("request-queue-what")) }
        }
        @if requests.is_empty() {
            (empty(
                &viewer.say("request-queue-empty"),
                &viewer.say("request-queue-empty-what"),
                None,
            ))
        } @else {
            section.sec aria-label=(viewer.say("request-queue")) {
                ul.rows { @for request in requests { (waiting(viewer, request, now)) } }
            }
        }
    }
}

fn waiting(viewer: &Viewer<'_>, request: &Request, now: Timestamp) -> Markup {
    let is_late = request.due_at.is_some_and(|due| due <= now);
    html! {
        li.stack-s.close {
            div.row.mid.near {
                h2 { a.title href=(path(request)) lang=(request.wanted.lang) {
                    (request.wanted.title)
                } }
                @if is_late { (tag(Tone::Bad, &viewer.say("request-review-late"))) }
                @for mark in &request.marks {
                    (tag(Tone::Warn, &viewer.say(&format!("request-mark-{}", mark.reason.word()))))
                }
            }
            p { small {
                (facts_line(viewer, request))
                @if let Some(due) = request.due_at {
                    " · " (viewer.say_with("request-review-due", &[("at", due.into())]))
                }
            } }
        }
    }
}

/// What the checks marked, for the buyer and the clerk.
pub(super) fn marks(viewer: &Viewer<'_>, request: &Request) -> Markup {
    html! {
        @for mark in &request.marks {
            @let word = viewer.say(&format!("request-mark-{}", mark.reason.word()));
            @let line = if mark.word.is_empty() { word } else { format!("{word}: {}", mark.word) };
            div.mb-s { (note(Tone::Warn, &line, None)) }
        }
    }
}

/// The decision, and to whom the request was brought.
pub(super) fn review_form(viewer: &Viewer<'_>, shown: &Shown, draft: &Draft) -> Markup {
    let request = &shown.seen.request;
    let kit = FormKit::new(viewer, draft);
    html! {
        @if request.state == RequestState::Review {
            (section(&viewer.say("request-decide"), None, &html! {
                (marks(viewer, request))
                form.form method="post" action=(format!("{}/review", path(request))) {
                    (kit.guards())
                    (kit.summary())
                    (kit.group("reasons", "request-reasons", Some("request-reasons-hint"), &html! {
                        @for reason in ReviewReason::ALL {
                            label.check {
                                input type="checkbox" name=(reason.word()) value="1";
                                span {
                                    (viewer.say(&format!("request-reason-{}", reason.word())))
                                }
                            }
                        }
                    }))
                    (kit.area("note", "request-review-note", Some("request-review-note-hint")))
                    p.acts {
                        button.btn.go name="act" value="open" { (viewer.say("request-let-open")) }
                        button.btn.stop name="act" value="return" {
                            (viewer.say("request-send-back"))
                        }
                    }
                }
            }))
        }
        @if !shown.seen.leads.is_empty() {
            (section(&viewer.say("request-brought-to"), None, &html! {
                ul.rows { @for lead in &shown.seen.leads {
                    li.stack-s.close {
                        p { a href=(format!("/firms/{}", lead.firm)) { (lead.firm) }
                            " · " (lead.points) }
                        details {
                            summary.btn.quiet { (viewer.say("request-points")) }
                            (arithmetic(viewer, lead.points, &lead.arithmetic))
                        }
                    }
                } }
            }))
        }
    }
}
