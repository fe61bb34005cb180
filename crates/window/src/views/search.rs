//! Firms that were found, one a row.

use crate::model::FirmFound;
use catalog::views::{foreign, said_of_filter};
use finding::views::{Shown, results};
use finding::{Asked, Filter, Results, Scope, Tally};
use maud::{Markup, html};
use party::views::{place, trust_line};
use web::page::{Viewer, empty};

/// What firms are narrowed down by, in order.
const FILTERS: &[Filter] = &[Filter::Category, Filter::Place, Filter::Role, Filter::Trades];
/// Shelves named in a row.
const SHELVES_MOST: usize = 5;

/// The whole page.
pub(crate) fn found(
    viewer: &Viewer<'_>,
    asked: &Asked,
    found: &Results<FirmFound>,
    tally: Tally,
) -> Markup {
    let shown = Shown {
        scope: Scope::Firms,
        asked,
        counts: &found.counts,
        whole: found.whole,
        meant: found.meant.as_deref(),
        has_next: found.has_next,
        tally,
        filters: FILTERS,
        said: &|filter, value| said_of_filter(viewer, filter, value),
    };
    results(
        viewer,
        &shown,
        &html! {
            @if found.rows.is_empty() { (nothing(viewer, asked)) }
            @else { ul.rows { @for firm in &found.rows { (row(viewer, firm)) } } }
        },
    )
}

fn nothing(viewer: &Viewer<'_>, asked: &Asked) -> Markup {
    let (line, what) = (viewer.say("window-no-firm"), viewer.say("window-no-firm-what"));
    let (bare, all) = (asked.bare().path(Scope::Firms), viewer.say("search-without-filters"));
    let goods = (asked.bare().path(Scope::Goods), viewer.say("search-scope-goods"));
    match asked.filters.is_empty() {
        true => empty(&line, &what, Some((&goods.0, &goods.1))),
        false => empty(&line, &what, Some((&bare, &all))),
    }
}

fn row(viewer: &Viewer<'_>, firm: &FirmFound) -> Markup {
    let line = &firm.line;
    html! {
        li.stack-s.close {
            h3 {
                a.title href=(format!("/firms/{}", line.firm))
                    lang=[foreign(viewer, line.name_lang)] { (line.name) }
                @if !firm.other_name.is_empty() { " " small.mute { (firm.other_name) } }
            }
            @if let Some(words) = firm.makes.as_ref().filter(|words| !words.makes.is_empty()) {
                p lang=[foreign(viewer, words.lang)] { (words.makes) }
            }
            @let facts = facts(viewer, firm);
            @if !facts.is_empty() { p.spec { (facts) } }
            (trust_line(viewer, line))
        }
    }
}

/// What it is, where in its country, and what it lists, in a line.
fn facts(viewer: &Viewer<'_>, firm: &FirmFound) -> String {
    let role = Some(firm.marks.role.as_str()).filter(|role| !role.is_empty());
    let role = role.map(|role| said_of_filter(viewer, Filter::Role, role));
    let region = firm.marks.region.map(|region| place(viewer, region.code()));
    let shelves = firm.shelves.iter().take(SHELVES_MOST);
    let shelves = shelves.map(|shelf| shelf.name(viewer.lang()).to_owned());
    role.into_iter().chain(region).chain(shelves).collect::<Vec<_>>().join(" · ")
}
