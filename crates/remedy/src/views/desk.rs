//! The officers' desk and published decisions.

use crate::model::{PublishedDecision, QueueRow, RemedyKind};
use kernel::{Fact, Id, Page};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Tone, Viewer, empty, money, pager, tag};

/// Cases that wait for a decision.
pub(crate) fn queue(viewer: &Viewer<'_>, rows: &[QueueRow]) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("remedy-queue-title")) }
            p { (viewer.say("remedy-queue-what")) }
        }
        @if rows.is_empty() {
            (empty(&viewer.say("remedy-queue-none"), &viewer.say("remedy-queue-none-what"), None))
        } @else {
            ul.rows.box { @for row in rows { li { (waiting(viewer, row)) } } }
        }
    }
}

fn path(row: &QueueRow) -> String {
    let remedy: Id<RemedyKind> = row.remedy;
    format!("/deals/{}/remedies/{remedy}", row.deal)
}

fn waiting(viewer: &Viewer<'_>, row: &QueueRow) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    let is_mine = row.officer.is_some() && row.officer == viewer.actor.person();
    html! {
        div.stack-s {
            div.row {
                b { (viewer.say(&format!("remedy-want-{}", row.want.word()))) }
                span.push { (money(row.amount)) }
            }
            p.row.near {
                @if is_mine { (tag(Tone::Turn, &viewer.say("remedy-queue-mine"))) }
                @else if row.officer.is_some() {
                    (tag(Tone::Wait, &viewer.say("remedy-queue-other")))
                }
                @if row.level > 1 { (tag(Tone::Warn, &viewer.say("remedy-queue-second"))) }
                small { (viewer.say_with("remedy-queue-due", &[("at", row.due_at.into())])) }
                small.n { (row.remedy) }
            }
            @if is_mine {
                p.acts { a.btn href=(path(row)) { (viewer.say("remedy-queue-open")) } }
            } @else if row.officer.is_none() {
                form method="post" action=(format!("{}/take", path(row))) {
                    (kit.guards())
                    input type="hidden" name="step" value="do";
                    p.acts { button.btn { (viewer.say("remedy-act-take")) } }
                }
            }
        }
    }
}

/// Decisions as everybody may read them.
pub(crate) fn decisions(viewer: &Viewer<'_>, page: &Page<PublishedDecision>) -> Markup {
    let next = page.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            h1 { (viewer.say("remedy-decisions-title")) }
            p { (viewer.say("remedy-decisions-what")) }
            p { a href="/remedy-rules" { (viewer.say("remedy-decisions-rules")) } }
        }
        @if page.rows.is_empty() {
            (empty(
                &viewer.say("remedy-decisions-none"),
                &viewer.say("remedy-decisions-none-what"),
                None,
            ))
        } @else {
            ul.rows.box { @for told in &page.rows { li { (decision(viewer, told)) } } }
            (pager("/decisions", next, &viewer.say("page-more")))
        }
    }
}

fn decision(viewer: &Viewer<'_>, told: &PublishedDecision) -> Markup {
    let share = format!("{}.{:02}", told.to_buyer_bps / 100, told.to_buyer_bps % 100);
    let share = share.trim_end_matches('0').trim_end_matches('.').to_owned();
    let when = match told.was_shipped {
        true => viewer.say("remedy-decisions-shipped"),
        false => viewer.say("remedy-decisions-before"),
    };
    let size = [
        ("currency", Fact::Text(told.currency.code().to_owned())),
        ("size", Fact::Count(told.magnitude)),
    ];
    html! {
        div.stack-s {
            div.row {
                b { (viewer.say_with("remedy-decisions-share", &[("share", share.into())])) }
                small.push { (told.month) }
            }
            p { small {
                (viewer.say(&format!("remedy-want-{}", told.want.word()))) " · " (when) " · "
                (viewer.say_with("remedy-decisions-size", &size))
                @if told.needs_return { " · " (viewer.say("remedy-decisions-return")) }
            } }
            @for line in told.text.lines() { p { (line) } }
        }
    }
}
