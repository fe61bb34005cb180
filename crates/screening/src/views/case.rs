//! One case: the two names, the arithmetic, the entry, and what can be done.

use super::{crumbs, state, time};
use crate::model::{Arithmetic, CaseState, Entry, Match, Opened, Quality};
use kernel::Fact;
use maud::{Markup, html};
use web::page::{Draft, FormKit, Tone, Viewer, note, section, tag};

/// One case, as far as this officer has said that they look into it.
pub(crate) fn one(viewer: &Viewer<'_>, opened: &Opened, draft: &Draft) -> Markup {
    let row = &opened.row;
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            (crumbs(viewer))
            div.row { h1 { (viewer.say("screening-case")) } (state(viewer, row)) }
            @if !row.firm_name.is_empty() {
                p { a href=(format!("/firms/{}", row.case.firm)) { (row.firm_name) } }
            }
            p.mute { (viewer.say("screening-never-tell")) }
        }
        div.stack-l {
            (kit.summary())
            @if opened.may_read { (whole(viewer, opened)) }
            @else { (note(Tone::Plain, &viewer.say("screening-look-first"), None)) }
            (acts(viewer, opened, draft))
        }
    }
}

fn whole(viewer: &Viewer<'_>, opened: &Opened) -> Markup {
    let case = &opened.row.case;
    let heads = ["screening-here", "screening-on-list"];
    let [here, on_list] = heads.map(|key| viewer.say(key));
    let kind = viewer.say(&format!("screening-subject-{}", case.subject.kind.word()));
    html! {
        table.tbl.cards {
            thead { tr { th scope="col" { (here) } th scope="col" { (on_list) } } }
            tbody { tr {
                td data-l=(here) { b { (case.subject.name) } " " small { (kind) } }
                td data-l=(on_list) {
                    b { (case.listed_name) } " " small { code { (case.reference) } }
                }
            } }
        }
        (section(&viewer.say("screening-arithmetic"), None, &sum(viewer, &case.arithmetic)))
        @if let Some(entry) = &opened.entry {
            (section(&viewer.say("screening-entry"), None, &facts(viewer, entry)))
        }
        @if let Some(entry) = &opened.entry_now {
            (note(
                Tone::Warn,
                &viewer.say("screening-entry-changed"),
                Some(&viewer.say("screening-entry-changed-what")),
            ))
            (section(&viewer.say("screening-entry-now"), None, &facts(viewer, entry)))
        }
        @if !opened.is_listed {
            (note(Tone::Plain, &viewer.say("screening-not-listed-now"), None))
        }
        @if let Some(reasons) = &case.reasons {
            (section(&viewer.say("screening-reasons"), None, &html! {
                blockquote { @for line in reasons.lines() { p { (line) } } }
            }))
        }
        p.mute { small { (viewer.say("screening-since")) " " (time(viewer, case.at)) } }
    }
}

/// How a score came about, line by line.
pub(super) fn sum(viewer: &Viewer<'_>, seen: &Arithmetic) -> Markup {
    let line = |key: &str, count: i64| viewer.say_with(key, &[("points", Fact::Count(count))]);
    html! {
        ul.rows {
            @for pair in &seen.pairs { li.row {
                span { (pair.own) " ~ " (pair.listed) }
                span.push.n { (pair.like) }
            } }
            li.row { span { (line("screening-covered", seen.covered)) } }
            @if seen.off > 0 { li.row { span { (line("screening-off", seen.off)) } } }
            @if seen.country != 0 { li.row { span { (line("screening-country", seen.country)) } } }
            @if seen.birth != 0 { li.row { span { (line("screening-birth", seen.birth)) } } }
            li.row { b { (line("screening-comes-out", seen.score)) } }
        }
    }
}

fn facts(viewer: &Viewer<'_>, entry: &Entry) -> Markup {
    let births: Vec<String> = entry
        .births
        .iter()
        .map(|birth| match (birth.day, birth.from == birth.to) {
            (Some((month, day)), _) => format!("{}-{month:02}-{day:02}", birth.from),
            (None, true) => birth.from.to_string(),
            (None, false) => format!("{}–{}", birth.from, birth.to),
        })
        .collect();
    html! {
        ul.rows {
            li.row {
                span { (viewer.say(&format!("screening-kind-{}", entry.kind.word()))) }
                span.push { code { (entry.reference) } }
            }
            @for name in &entry.names { li.row {
                span { (name.text) }
                @if name.quality == Quality::Low {
                    (tag(Tone::Plain, &viewer.say("screening-weak")))
                }
            } }
            @if !births.is_empty() {
                li.row { span { (viewer.say("screening-born")) } span.push { (births.join(", ")) } }
            }
            @if !entry.countries.is_empty() { li.row {
                span { (viewer.say("screening-countries")) }
                span.push { (entry.countries.join(", ")) }
            } }
            li.row {
                span { (viewer.say("screening-listed-on")) }
                span.push { (entry.listed_on) }
            }
            @if !entry.updated_on.is_empty() { li.row {
                span { (viewer.say("screening-updated-on")) }
                span.push { (entry.updated_on) }
            } }
        }
    }
}

/// What a name is like, each with its arithmetic.
pub(super) fn matches(viewer: &Viewer<'_>, found: &[Match]) -> Markup {
    html! { ul.rows.box { @for one in found { li { div.stack-s {
        div.row { b { (one.listed.text) } span.push.n { (one.arithmetic.score) } }
        p { small { code { (one.reference) } } }
        details { summary { (viewer.say("screening-arithmetic")) }
            (sum(viewer, &one.arithmetic)) }
    } } } } }
}

fn acts(viewer: &Viewer<'_>, opened: &Opened, draft: &Draft) -> Markup {
    let case = &opened.row.case;
    let kit = FormKit::new(viewer, draft);
    let path = |act: &str| format!("/desk/sanctions/{}/{}/{act}", case.firm, case.id);
    let is_mine = case.officer.is_some() && case.officer == viewer.actor.person();
    let plain = |act: &str, class: &str| {
        html! {
            form method="post" action=(path(act)) {
                (kit.guards())
                button class=(class) { (viewer.say(&format!("screening-act-{act}"))) }
            }
        }
    };
    let may_take = matches!(case.state, CaseState::Open | CaseState::Upheld)
        && !is_mine
        && (case.officer.is_none() || opened.is_left);
    html! {
        div.row.near {
            @if may_take { (plain("take", "btn go")) }
            @if !opened.may_read { (plain("look", "btn")) }
            @if is_mine && case.state == CaseState::Open { (plain("put-back", "btn plain")) }
        }
        @if case.state == CaseState::Asked {
            (note(Tone::Wait, &viewer.say("screening-waits-second"), None))
            p { a href="/desk/second" { (viewer.say("screening-to-second")) } }
        }
        @if is_mine && matches!(case.state, CaseState::Open | CaseState::Upheld) {
            (section(&viewer.say("screening-decide"), None, &html! {
                form.form method="post" action=(path("clear")) {
                    (kit.guards())
                    (kit.area("reasons", "screening-why", Some("screening-why-hint")))
                    p.acts {
                        button.btn.go { (viewer.say("screening-act-clear")) }
                        @if case.state == CaseState::Open {
                            button.btn.stop formaction=(path("uphold")) {
                                (viewer.say("screening-act-uphold"))
                            }
                        }
                    }
                }
            }))
        }
    }
}
