//! The table of what may be done with a claim, and what each promise is worth.

use super::{hyphens, name, state_tag};
use crate::model::{Act, Cell, Promise, State, page_rows};
use kernel::Fact;
use kernel::rules::Rules;
use maud::{Markup, html};
use remedy::Role;
use std::collections::BTreeSet;
use web::page::{Tone, Viewer, section, tag};

type Row = (State, Act, Vec<Cell>);

/// What each promise is worth; every state against every act and every role.
pub(crate) fn rules(viewer: &Viewer<'_>) -> Markup {
    let rows = page_rows();
    let codes = codes(&rows);
    let why = html! {
        ol.rows { @for (nth, code) in codes.iter().enumerate() {
            li id=(format!("why-{}", nth + 1)) {
                p { b { (nth + 1) } " " (viewer.say(&format!("refusal-{code}"))) }
                p { small.n { "(" (code) ")" } }
            }
        } }
    };
    html! {
        div.page-head {
            h1 { (viewer.say("promise-rules-title")) }
            p { (viewer.say("promise-rules-what")) }
        }
        div.stack-l {
            (section(&viewer.say("promise-rules-worth"), None, &worth(viewer)))
            @for state in State::ALL {
                (section(
                    &viewer.say(&format!("promise-state-{}", hyphens(state.word()))),
                    None,
                    &table(viewer, state, &rows, &codes),
                ))
            }
            (section(&viewer.say("promise-rules-why"), None, &why))
        }
    }
}

fn worth(viewer: &Viewer<'_>) -> Markup {
    let rules = &Rules::current().protect;
    let heads = ["promise-field-promise", "promise-rules-days", "promise-rules-most"];
    let [promise, days, most] = heads.map(|key| viewer.say(key));
    let facts = [
        ("multiple", Fact::Count(rules.fake_multiple)),
        ("percent", Fact::Count(rules.instant_bps / 100)),
    ];
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (promise) }
                th.num scope="col" { (days) }
                th scope="col" { (most) }
            } }
            tbody { @for one in Promise::ALL { tr {
                th scope="row" { (name(viewer, one)) }
                td.num data-l=(days) { (one.window_d(rules)) }
                td data-l=(most) { (viewer.say_with(most_key(one), &facts)) }
            } } }
        }
    }
}

const fn most_key(promise: Promise) -> &'static str {
    match promise {
        Promise::Fake => "promise-most-fake",
        Promise::Instant => "promise-most-instant",
        _ => "promise-most-price",
    }
}

/// The reasons of the whole table, each once, in the order of their words.
fn codes(rows: &[Row]) -> Vec<&'static str> {
    let all = rows.iter().flat_map(|row| row.2.iter().filter_map(|cell| cell.refused));
    let codes: BTreeSet<&'static str> = all.filter(|code| code.starts_with("promise-")).collect();
    codes.into_iter().collect()
}

fn table(viewer: &Viewer<'_>, state: State, rows: &[Row], codes: &[&str]) -> Markup {
    let role = |role: Role| viewer.say(&format!("remedy-role-{}", role.word()));
    html! {
        p { (state_tag(viewer, state)) }
        table.tbl.cards {
            thead { tr {
                th scope="col" { (viewer.say("promise-rules-act")) }
                @for one in Role::ALL { th scope="col" { (role(one)) } }
            } }
            tbody { @for (_, act, cells) in rows.iter().filter(|row| row.0 == state) { tr {
                th scope="row" { (viewer.say(&format!("promise-act-{}", act.word()))) }
                @for cell in cells {
                    td data-l=(role(cell.role)) { (told(viewer, cell.refused, codes)) }
                }
            } } }
        }
    }
}

fn told(viewer: &Viewer<'_>, refused: Option<&str>, codes: &[&str]) -> Markup {
    match refused {
        None => tag(Tone::Ok, &viewer.say("remedy-rules-yes")),
        Some("sign-in") => html! { small.mute { (viewer.say("remedy-rules-sign-in")) } },
        Some("absent") => html! { small.mute { (viewer.say("remedy-rules-absent")) } },
        Some("forbidden") => html! { small.mute { (viewer.say("remedy-rules-forbidden")) } },
        Some(code) => {
            let nth = codes.iter().position(|one| *one == code).map_or(0, |nth| nth + 1);
            html! { small { a href=(format!("#why-{nth}")) {
                (viewer.say("remedy-rules-no")) " " (nth)
            } } }
        }
    }
}
