//! The tables of what may be done: with a claim, and with the deal it is about.

use super::{hyphens, state_tag};
use crate::model::{Act, Cell, Role, State, page_rows};
use deal::Tracks;
use kernel::Fact;
use maud::{Markup, html};
use std::collections::BTreeSet;
use web::page::{Tone, Viewer, section, tag};

/// Every state against every act and every role.
pub(crate) fn rules(viewer: &Viewer<'_>) -> Markup {
    let rows = page_rows();
    let trade = deal::cells();
    let codes = codes(&rows, &trade);
    let blank = || Fact::Text("…".to_owned());
    let then = ["from", "due", "next", "nth", "count", "most", "days"].map(|name| (name, blank()));
    let why = html! {
        ol.rows { @for (nth, code) in codes.iter().enumerate() {
            li id=(format!("why-{}", nth + 1)) {
                p { b { (nth + 1) } " " (viewer.say_with(&format!("refusal-{code}"), &then)) }
                p { small.n { "(" (code) ")" } }
            }
        } }
    };
    html! {
        div.page-head {
            h1 { (viewer.say("remedy-rules-title")) }
            p { (viewer.say("remedy-rules-what")) }
        }
        div.stack-l {
            h2 { (viewer.say("remedy-rules-claim")) }
            @for state in State::ALL {
                (section(
                    &viewer.say(&format!("remedy-state-{}", hyphens(state.word()))),
                    None,
                    &table(viewer, state, &rows, &codes),
                ))
            }
            h2 { (viewer.say("remedy-rules-deal")) }
            @for place in deal::places() {
                @let shown = deal_table(viewer, place, &trade, &codes);
                (section(&place_word(viewer, place), None, &shown))
            }
            (section(&viewer.say("remedy-rules-why"), None, &why))
        }
    }
}

/// The reasons of the whole table, each once, in the order of their words.
fn codes(rows: &[(State, Act, Vec<Cell>)], trade: &[deal::Cell]) -> Vec<&'static str> {
    let all = rows.iter().flat_map(|row| row.2.iter().filter_map(|cell| cell.refused));
    let all = all.chain(trade.iter().filter_map(|cell| cell.refused));
    let is_told = |code: &&str| code.starts_with("remedy-") || code.starts_with("deal-");
    let codes: BTreeSet<&'static str> = all.filter(is_told).collect();
    codes.into_iter().collect()
}

fn table(
    viewer: &Viewer<'_>,
    state: State,
    rows: &[(State, Act, Vec<Cell>)],
    codes: &[&str],
) -> Markup {
    html! {
        p { (state_tag(viewer, state)) }
        table.tbl.cards {
            thead { tr {
                th scope="col" { (viewer.say("remedy-rules-act")) }
                @for role in Role::ALL { th scope="col" { (role_word(viewer, role)) } }
            } }
            tbody { @for (_, act, cells) in rows.iter().filter(|row| row.0 == state) { tr {
                th scope="row" { (viewer.say(&format!("remedy-act-{}", act.word()))) }
                @for cell in cells {
                    td data-l=(role_word(viewer, cell.role)) { (told(viewer, cell.refused, codes)) }
                }
            } } }
        }
    }
}

fn role_word(viewer: &Viewer<'_>, role: Role) -> String {
    viewer.say(&format!("remedy-role-{}", role.word()))
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

/// Where a deal stands, in the words of its three tracks.
fn place_word(viewer: &Viewer<'_>, (tracks, standing): deal::Place) -> String {
    let Tracks { information, money, goods } = tracks;
    let mut words = vec![
        viewer.say(&format!("deal-information-{}", information.word())),
        viewer.say(&format!("deal-money-{}", hyphens(money.word()))),
        viewer.say(&format!("deal-goods-{}", hyphens(goods.word()))),
    ];
    match standing {
        deal::Standing::Runs => {}
        deal::Standing::Still => words.push(viewer.say("deal-stage-remedy")),
        deal::Standing::Proposed => words.push(viewer.say("deal-proposal")),
    }
    words.join(" · ")
}

fn deal_table(
    viewer: &Viewer<'_>,
    place: deal::Place,
    cells: &[deal::Cell],
    codes: &[&str],
) -> Markup {
    let of = |act| cells.iter().filter(move |cell| cell.place == place && cell.act == act);
    let who = |who: deal::Who| viewer.say(&format!("remedy-role-{}", who.word()));
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (viewer.say("remedy-rules-act")) }
                @for one in deal::Who::ALL { th scope="col" { (who(one)) } }
            } }
            tbody { @for act in deal::Act::ALL { tr {
                th scope="row" { (viewer.say(&format!("remedy-deal-{}", act.word()))) }
                @for cell in of(act) {
                    td data-l=(who(cell.person)) { (told(viewer, cell.refused, codes)) }
                }
            } } }
        }
    }
}
