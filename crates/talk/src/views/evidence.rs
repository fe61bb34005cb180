//! Evidence as a page to be printed.

use super::{lang_of, time};
use crate::model::{Evidence, EvidenceMessage};
use maud::{Markup, html};
use web::page::Viewer;

/// The messages of a file with their hashes; `file` leads to the file itself, where there is one.
pub(crate) fn evidence(viewer: &Viewer<'_>, shown: &Evidence, file: Option<&str>) -> Markup {
    let last = shown.messages.last().map_or(0, |last| last.nth);
    let count = i64::try_from(shown.messages.len()).unwrap_or(i64::MAX);
    let made = [
        ("at", shown.exported_at.into()),
        ("count", count.into()),
        ("length", shown.length.into()),
    ];
    html! {
        div.page-head {
            h1 { (viewer.say("talk-evidence-title")) }
            p { (shown.firm_names.join(" · ")) }
            @if !shown.subject.title.is_empty() { p { (shown.subject.title) } }
            p.mute { (viewer.say_with("talk-evidence-made", &made)) " · "
                code { (shown.conversation) } }
        }
        div.stack {
            p { (viewer.say("talk-evidence-what")) }
            @if let Some(file) = file {
                p.acts {
                    a.btn.go href=(format!("{file}.json?from={}", first(shown))) {
                        (viewer.say("talk-evidence-file"))
                    }
                    @if last < shown.length && last > 0 {
                        a.btn href=(format!("{file}?from={}", last + 1)) {
                            (viewer.say("talk-evidence-next"))
                        }
                    }
                }
            }
            @if shown.messages.is_empty() { p { (viewer.say("talk-evidence-none")) } }
            @if let Some(previous) = &shown.previous {
                p { small { (viewer.say("talk-evidence-before")) " " code.hash { (previous) } } }
            }
            ol.rows { @for said in &shown.messages { (one(viewer, said)) } }
        }
    }
}

fn first(shown: &Evidence) -> i64 {
    shown.messages.first().map_or(1, |first| first.nth)
}

fn one(viewer: &Viewer<'_>, said: &EvidenceMessage) -> Markup {
    html! {
        li.stack-s.close {
            p { b { (said.nth) } " · " (said.person_name) " · " code { (said.firm) } " · "
                (time(viewer, said.at)) }
            div lang=(lang_of(&said.text)) { @for line in said.text.lines() { p { (line) } } }
            @if let Some(content) = &said.content { p { small { code.hash { (content) } } } }
            p { small { code.hash { (said.hash) } } }
        }
    }
}
