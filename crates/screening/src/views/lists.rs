//! The versions of the list, and trying a name, as they look.

use super::{case, crumbs, time};
use crate::model::{KeptList, Match};
use bankfile::Faults;
use kernel::Fact;
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Tone, Viewer, empty, section, tag};

/// How far all firms were looked at by a list.
pub(super) fn standing(viewer: &Viewer<'_>, list: &KeptList) -> String {
    let told = [
        ("made", Fact::Text(list.made_on.clone())),
        ("entries", Fact::Count(list.entries)),
        ("firms", Fact::Count(list.firms)),
        ("hits", Fact::Count(list.hits)),
    ];
    let key = if list.ended_at.is_some() { "screening-list-done" } else { "screening-list-runs" };
    viewer.say_with(key, &told)
}

/// The versions, and a form for a new one.
pub(crate) fn lists(
    viewer: &Viewer<'_>,
    lists: &[KeptList],
    (draft, faults): (&Draft, &Faults),
) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say("screening-lists")) }
            p { (viewer.say("screening-lists-what")) }
        }
        div.stack-l {
            (section(&viewer.say("screening-bring"), None, &bring(viewer, draft)))
            @if !faults.kept.is_empty() {
                (section(&viewer.say("screening-faults"), None, &told(viewer, faults)))
            }
            @if lists.is_empty() {
                (empty(
                    &viewer.say("screening-no-list"),
                    &viewer.say("screening-no-list-what"),
                    None,
                ))
            } @else {
                ul.rows.box { @for (nth, list) in lists.iter().enumerate() { li { div.stack-s {
                    div.row {
                        b { (list.file) }
                        @if nth == 0 { (tag(Tone::Ok, &viewer.say("screening-list-counts"))) }
                    }
                    p { (standing(viewer, list)) }
                    p.row.near { small { (time(viewer, list.at)) } small.words { code {
                        (list.hash.get(..16).unwrap_or_default())
                    } } }
                } } } }
            }
        }
    }
}

fn bring(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        form.form method="post" action="/desk/sanctions/lists" enctype="multipart/form-data" {
            (kit.guards())
            (kit.summary())
            p.mute { (viewer.say("screening-bring-what")) }
            div.field {
                label.lab for="f-file" { (viewer.say("screening-file")) }
                input id="f-file" name="file" type="file" accept=".xml,text/xml,application/xml";
            }
            p.acts { button.btn.go { (viewer.say("screening-bring-button")) } }
        }
    }
}

fn told(viewer: &Viewer<'_>, faults: &Faults) -> Markup {
    html! {
        ul.rows { @for fault in &faults.kept { li { div.row {
            span.n { (fault.line) }
            code { (fault.path) }
            span.push { (viewer.say(&format!("custody-fault-{}", fault.what.word()))) }
        } } } }
    }
}

/// A name to try, and what it is like.
pub(crate) fn tried(viewer: &Viewer<'_>, draft: &Draft, found: Option<&[Match]>) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say("screening-try")) }
            p { (viewer.say("screening-try-what")) }
        }
        div.stack-l {
            form.form method="post" action="/desk/sanctions/try" {
                (kit.guards())
                (kit.summary())
                (kit.input(&Input::text("name", "screening-field-name")))
                div.pair {
                    (kit.input(&Input::text("country", "screening-field-country")
                        .hint("screening-field-country-hint")))
                    (kit.input(&Input::text("birth", "screening-field-birth")
                        .hint("screening-field-birth-hint")))
                }
                p.acts { button.btn.go { (viewer.say("screening-try-button")) } }
            }
            @match found {
                None => {},
                Some([]) => p { (viewer.say("screening-try-none")) },
                Some(found) => (case::matches(viewer, found)),
            }
        }
    }
}
