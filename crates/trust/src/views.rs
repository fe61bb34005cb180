//! Ratings as they look.

use crate::model::{Rating, Verdict};
use kernel::Page;
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use web::page::{Draft, FormKit, Tone, Viewer, empty, note, pager, section, tag};

/// The form: one word, and a few more if wanted; or what was said already.
pub(crate) fn rate(
    viewer: &Viewer<'_>,
    deal: &str,
    other: &TrustLine,
    own: Option<&Rating>,
    draft: &Draft,
) -> Markup {
    html! {
        div.page-head {
            nav aria-label=(viewer.say("trust-path")) { ol.crumbs {
                li { a href=(format!("/deals/{deal}")) { (viewer.say("trust-back-to-deal")) } }
            } }
            h1 { (viewer.say("trust-rate")) }
            (trust_line(viewer, other))
        }
        @match own {
            Some(own) => div.stack {
                p { (viewer.say("trust-rated-already")) }
                (said(viewer, own))
                @if own.shown_at.is_none() {
                    (note(Tone::Plain, &viewer.say("trust-not-shown-yet"), None))
                }
            },
            None => (form(viewer, deal, draft)),
        }
    }
}

fn form(viewer: &Viewer<'_>, deal: &str, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let choices = html! { @for verdict in Verdict::ALL {
        label.check {
            input type="radio" name="verdict" value=(verdict.word()) required
                checked[draft.value("verdict") == verdict.word()];
            span { (verdict_word(viewer, verdict)) }
        }
    } };
    html! {
        form.form method="post" action=(format!("/deals/{deal}/rate")) {
            (kit.guards())
            (kit.summary())
            (kit.group("verdict", "trust-how-was-it", None, &choices))
            (kit.area("body", "trust-in-words", Some("trust-in-words-hint")))
            p { small { (viewer.say("trust-blind")) } }
            p.acts { button.btn.go { (viewer.say("trust-rate-button")) } }
        }
    }
}

fn verdict_word(viewer: &Viewer<'_>, verdict: Verdict) -> String {
    viewer.say(&format!("trust-verdict-{}", verdict.word()))
}

fn said(viewer: &Viewer<'_>, rating: &Rating) -> Markup {
    let tone = match rating.verdict {
        Verdict::Good => Tone::Ok,
        Verdict::Neutral => Tone::Wait,
        Verdict::Bad => Tone::Bad,
    };
    html! {
        div.stack-s {
            p.row.near {
                (tag(tone, &verdict_word(viewer, rating.verdict)))
                small { time datetime=(rating.given_at) {
                    (viewer.caller.reader.day(rating.given_at))
                } }
            }
            @for line in rating.body.lines() { p { (line) } }
        }
    }
}

/// What others said of a firm.
pub(crate) fn ratings(
    viewer: &Viewer<'_>,
    of: &TrustLine,
    page: &Page<Rating>,
    lines: &[TrustLine],
) -> Markup {
    let path = format!("/firms/{}/ratings", of.firm);
    let next = page.next.map(|cursor| cursor.0);
    let title = viewer.say_with("trust-ratings-of", &[("firm", of.name.as_str().into())]);
    html! {
        div.page-head { h1 { (title) } (trust_line(viewer, of)) }
        @if page.rows.is_empty() {
            (empty(&viewer.say("trust-none"), &viewer.say("trust-none-what"), None))
        } @else {
            (section(&viewer.say("trust-newest"), None, &html! {
                ul.rows { @for rating in &page.rows { li {
                    (said(viewer, rating))
                    @if let Some(from) = lines.iter().find(|line| line.firm == rating.from_firm) {
                        (trust_line(viewer, from))
                    }
                } } }
                (pager(&path, next, &viewer.say("trust-older")))
            }))
        }
    }
}
