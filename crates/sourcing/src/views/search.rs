//! Requests that were found, one a row.

use super::requests::row;
use crate::model::Request;
use catalog::views::said_of_filter;
use finding::views::{Shown, results};
use finding::{Asked, Filter, Results, Scope, Tally};
use maud::{Markup, html};
use web::page::{Viewer, empty};

/// What requests are narrowed down by, in order.
const FILTERS: &[Filter] = &[Filter::Category, Filter::Place];

/// The whole page.
pub(crate) fn found(
    viewer: &Viewer<'_>,
    asked: &Asked,
    found: &Results<Request>,
    tally: Tally,
) -> Markup {
    let shown = Shown {
        scope: Scope::Requests,
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
            @else {
                ul.rows { @for request in &found.rows { (row(viewer, request)) } }
                p.acts { a.btn.quiet href="/alerts" { (viewer.say("request-save-search")) } }
            }
        },
    )
}

fn nothing(viewer: &Viewer<'_>, asked: &Asked) -> Markup {
    let (line, what) = (viewer.say("request-no-demand"), viewer.say("request-no-demand-what"));
    let (bare, all) = (asked.bare().path(Scope::Requests), viewer.say("search-without-filters"));
    let save = viewer.say("request-save-search");
    match asked.filters.is_empty() {
        true => empty(&line, &what, Some(("/alerts", &save))),
        false => empty(&line, &what, Some((&bare, &all))),
    }
}
