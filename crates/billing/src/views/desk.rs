//! The operator's desk of fees as it looks.

use super::{lines, state, sums, title};
use crate::model::Statement;
use crate::pages::Seen;
use maud::{Markup, html};
use party::FirmSummary;
use web::page::{Draft, FormKit, Input, Viewer, money};

fn crumbs(viewer: &Viewer<'_>) -> Markup {
    html! { p { a href="/desk/books" { "← " (viewer.say("billing-books")) } } }
}

/// Which firm is to be looked at.
pub(crate) fn ask(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say("billing-desk")) }
            p { (viewer.say("billing-desk-what")) }
        }
        form.form method="post" action="/desk/fees" {
            (kit.guards())
            (kit.summary())
            (kit.input(&Input::text("firm", "billing-firm").hint("billing-firm-hint")))
            p.acts { button.btn.go { (viewer.say("billing-look-up")) } }
        }
    }
}

fn head(viewer: &Viewer<'_>, firm: &FirmSummary) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 lang=(firm.name_lang.tag()) { (firm.name) }
            p.mute { (viewer.say("billing-noted")) }
        }
    }
}

/// A firm's months.
pub(crate) fn list(viewer: &Viewer<'_>, firm: &FirmSummary, rows: &[Statement]) -> Markup {
    html! {
        (head(viewer, firm))
        section.sec {
            @if rows.is_empty() { p.mute { (viewer.say("billing-none")) } }
            ul.rows { @for row in rows { li {
                div.row {
                    b { (title(viewer, row)) }
                    (state(viewer, row))
                    span.push { (money(row.total())) }
                    (open(viewer, firm, row, ("billing-open", None)))
                }
            } } }
        }
    }
}

/// A button that looks at a month, from a line on.
fn open(
    viewer: &Viewer<'_>,
    firm: &FirmSummary,
    row: &Statement,
    (word, after): (&str, Option<i64>),
) -> Markup {
    let draft = Draft::of([
        ("firm", firm.id.to_string()),
        ("month", row.month.to_string()),
        ("currency", row.currency.code().to_owned()),
        ("after", after.unwrap_or(0).to_string()),
    ]);
    let kit = FormKit::new(viewer, &draft);
    html! {
        form method="post" action="/desk/fees/statement" {
            (kit.guards())
            @for name in ["firm", "month", "currency", "after"] { (kit.hidden(name)) }
            button.btn { (viewer.say(word)) }
        }
    }
}

/// A firm's month.
pub(crate) fn one(viewer: &Viewer<'_>, firm: &FirmSummary, seen: &Seen) -> Markup {
    html! {
        (head(viewer, firm))
        div.stack-l {
            div.row { h2 { (title(viewer, &seen.statement)) } (state(viewer, &seen.statement)) }
            (sums(viewer, seen))
            section.sec {
                (lines(viewer, &seen.lines.rows, &seen.taxes))
                @if let Some(next) = seen.lines.next {
                    (open(viewer, firm, &seen.statement, ("billing-more", Some(next.0))))
                }
            }
        }
    }
}
