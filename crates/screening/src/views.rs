//! The desk of sanctions as it looks. Only officers see it.

pub(crate) mod case;
pub(crate) mod lists;
pub(crate) mod orders;

use crate::model::{CaseState, KeptList, QueueRow};
use kernel::{Fact, Page};
use maud::{Markup, html};
use web::page::{Tone, Viewer, empty, note, pager, tag, time};

fn crumbs(viewer: &Viewer<'_>) -> Markup {
    html! {
        nav aria-label=(viewer.say("screening-path")) { ol.crumbs {
            li { a href="/desk/sanctions" { (viewer.say("screening-desk")) } }
        } }
    }
}

/// What waits, and which list counts.
pub(crate) fn desk(viewer: &Viewer<'_>, page: &Page<QueueRow>, list: Option<&KeptList>) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("screening-desk")) }
            p { (viewer.say("screening-desk-what")) }
            p.acts {
                a.btn href="/desk/sanctions/lists" { (viewer.say("screening-lists")) }
                a.btn.plain href="/desk/sanctions/try" { (viewer.say("screening-try")) }
                a.btn.plain href="/desk/sanctions/done" { (viewer.say("screening-ended")) }
            }
        }
        div.stack-l {
            @match list {
                None => (note(
                    Tone::Warn,
                    &viewer.say("screening-no-list"),
                    Some(&viewer.say("screening-no-list-what")),
                )),
                Some(list) => p.mute { (lists::standing(viewer, list)) },
            }
            @if page.rows.is_empty() {
                (empty(
                    &viewer.say("screening-none"),
                    &viewer.say("screening-none-what"),
                    None,
                ))
            } @else {
                ul.rows.box { @for row in &page.rows { li { (line(viewer, row)) } } }
                (pager("/desk/sanctions", page.next.map(|next| next.0), &viewer.say("page-more")))
            }
        }
    }
}

/// What was decided.
pub(crate) fn ended(viewer: &Viewer<'_>, page: &Page<QueueRow>) -> Markup {
    html! {
        div.page-head { (crumbs(viewer)) h1 { (viewer.say("screening-ended")) } }
        @if page.rows.is_empty() { p.mute { (viewer.say("screening-ended-none")) } }
        @else {
            ul.rows.box { @for row in &page.rows { li { (line(viewer, row)) } } }
            (pager("/desk/sanctions/done", page.next.map(|next| next.0), &viewer.say("page-more")))
        }
    }
}

fn state(viewer: &Viewer<'_>, row: &QueueRow) -> Markup {
    let tone = match row.case.state {
        CaseState::Open => Tone::Turn,
        CaseState::Asked => Tone::Wait,
        CaseState::Upheld => Tone::Bad,
        CaseState::Cleared => Tone::Ok,
    };
    tag(tone, &viewer.say(&format!("screening-state-{}", row.case.state.word())))
}

fn line(viewer: &Viewer<'_>, row: &QueueRow) -> Markup {
    let case = &row.case;
    let path = format!("/desk/sanctions/{}/{}", case.firm, case.id);
    let name = if row.firm_name.is_empty() {
        viewer.say("screening-no-firm")
    } else {
        row.firm_name.clone()
    };
    let score = [("score", Fact::Count(case.arithmetic.score))];
    let is_mine = case.officer.is_some() && case.officer == viewer.actor.person();
    html! {
        div.stack-s {
            div.row {
                a.b href=(path) { (name) }
                (state(viewer, row))
                span.push.n { (viewer.say_with("screening-score", &score)) }
            }
            p.row.near {
                small { (viewer.say(&format!("screening-subject-{}", case.subject.kind.word()))) }
                @if is_mine { (tag(Tone::Turn, &viewer.say("screening-mine"))) }
                @else if case.officer.is_some() {
                    (tag(Tone::Wait, &viewer.say("screening-other")))
                }
                small { (time(viewer, case.at)) }
            }
        }
    }
}
