//! What every page of results has: the scopes, what to narrow down by, what was meant, the pages.

use crate::asked::{Asked, Filter};
use crate::scope::{Scope, Tally};
use maud::{Markup, html};
use search::Counts;
use web::page::{Viewer, icon};
use web::show_number;

/// Values shown of one facet.
const VALUES_MOST: usize = 8;

/// One thing to tick.
pub struct Value {
    /// Its name in the form.
    pub name: &'static str,
    /// Its value there.
    pub value: String,
    /// Its words.
    pub said: String,
    /// Its hits.
    pub count: usize,
    /// Whether it is ticked.
    pub is_on: bool,
    /// `radio` or `checkbox`.
    pub kind: &'static str,
}

/// What a page of results shows around its rows.
pub struct Shown<'a> {
    /// Which sort of things.
    pub scope: Scope,
    /// What was asked.
    pub asked: &'a Asked,
    /// All that match, and their tags.
    pub counts: &'a Counts,
    /// How many have every word.
    pub whole: usize,
    /// What was searched instead of what was typed.
    pub meant: Option<&'a str>,
    /// Whether another page follows.
    pub has_next: bool,
    /// How many of each sort have the same words.
    pub tally: Tally,
    /// What can be narrowed down by, in order.
    pub filters: &'a [Filter],
    /// The words for a filter's value.
    pub said: &'a dyn Fn(Filter, &str) -> String,
}

/// The whole page around rows, or around what is said instead of them.
pub fn results(viewer: &Viewer<'_>, shown: &Shown<'_>, rows: &Markup) -> Markup {
    let asked = shown.asked;
    let is_alone = shown.counts.tags.is_empty() && asked.filters.is_empty();
    let found = html! {
        div.stack {
            (chips(viewer, &chosen(shown)))
            (rows)
            (turn_over(viewer, shown))
        }
    };
    html! {
        (tabs(viewer, shown.scope, &asked.text, shown.tally))
        div.page-head {
            h1 {
                (title(viewer, shown.scope, &asked.text))
            }
            p.mute { (how_many(viewer, shown)) }
        }
        @if let Some(meant) = shown.meant { (meant_instead(viewer, &asked.text, meant)) }
        @if is_alone { (found) }
        @else {
            div.cols.side-main.ruled {
                aside aria-label=(viewer.say("search-narrow")) { (narrow(viewer, shown)) }
                (found)
            }
        }
    }
}

/// The page's title.
pub fn title(viewer: &Viewer<'_>, scope: Scope, text: &str) -> String {
    match text {
        "" => viewer.say(&format!("search-all-{}", scope.word())),
        text => text.to_owned(),
    }
}

fn how_many(viewer: &Viewer<'_>, shown: &Shown<'_>) -> String {
    let count = i64::try_from(shown.counts.total).unwrap_or(i64::MAX);
    let scope = shown.scope.word();
    let key = match (count, shown.whole) {
        (0, _) => "search-none".to_owned(),
        (_, 0) => format!("search-some-words-{scope}"),
        _ => format!("search-count-{scope}"),
    };
    let facts = [("count", count.into()), ("shown", show_number(&count.to_string()).into())];
    viewer.say_with(&key, &facts)
}

/// The three sorts of things with the same words, each with how many.
pub fn tabs(viewer: &Viewer<'_>, scope: Scope, text: &str, tally: Tally) -> Markup {
    let bare = Asked { text: text.to_owned(), ..Asked::default() };
    html! {
        nav.row.mid.sortbar aria-label=(viewer.say("search-scopes")) {
            @for one in Scope::ALL {
                @let said = viewer.say(&format!("search-scope-{}", one.word()));
                a href=(bare.path(one)) aria-current=[(one == scope).then_some("page")] {
                    (said)
                    @if let Some(count) = tally.seen_by(&viewer.actor).of(one) {
                        " " small.n { (show_number(&count.to_string())) }
                    }
                }
            }
        }
    }
}

/// Tells what was searched instead.
pub fn meant_instead(viewer: &Viewer<'_>, typed: &str, meant: &str) -> Markup {
    let facts = [("typed", typed.into()), ("meant", meant.into())];
    html! { p.note { (icon("search")) (viewer.say_with("search-meant", &facts)) } }
}

fn chosen(shown: &Shown<'_>) -> Vec<(String, String)> {
    let chip = |(filter, value): (&Filter, &String)| {
        let without = shown.asked.without(*filter).path(shown.scope);
        ((shown.said)(*filter, value), without)
    };
    shown.asked.filters.iter().map(chip).collect()
}

/// What is filtered by, each with a cross and the address without it.
pub fn chips(viewer: &Viewer<'_>, chips: &[(String, String)]) -> Markup {
    html! {
        @if !chips.is_empty() {
            p.acts.chips {
                @for (said, without) in chips {
                    a.tag href=(without) {
                        (said) " " (icon("close")) span.vh { (viewer.say("search-take-away")) }
                    }
                }
            }
        }
    }
}

/// One form with all that results can be narrowed down by, sent by a button.
fn narrow(viewer: &Viewer<'_>, shown: &Shown<'_>) -> Markup {
    let asked = shown.asked;
    html! {
        details.facets open[!asked.filters.is_empty()] {
            summary.btn.wide { (icon("filter")) (viewer.say("search-narrow")) }
            form.stack-s method="get" action=(shown.scope.path()) {
                input type="hidden" name="q" value=(asked.text);
                @for filter in shown.filters {
                    @let name = viewer.say(&format!("search-{}", filter.name()));
                    (facet(&name, &values(shown, *filter)))
                }
                (apply(viewer, &asked.bare().path(shown.scope)))
            }
        }
    }
}

/// The button of the form, and the way back to everything.
pub fn apply(viewer: &Viewer<'_>, bare: &str) -> Markup {
    html! {
        p.acts {
            button.btn.ink2 { (viewer.say("search-apply")) }
            a.btn.quiet href=(bare) { (viewer.say("search-clear")) }
        }
    }
}

/// The values of one filter; parts of a country stand behind the country.
fn values(shown: &Shown<'_>, filter: Filter) -> Vec<Value> {
    let on = shown.asked.filters.get(&filter).map(String::as_str);
    filter_values(shown.counts, filter, on, shown.said)
}

/// The values of one filter among tags, as things to tick: those with the most hits.
pub fn filter_values(
    counts: &Counts,
    filter: Filter,
    on: Option<&str>,
    said: &dyn Fn(Filter, &str) -> String,
) -> Vec<Value> {
    let found = counts.tags.iter().filter_map(|(tag, count)| {
        let (of, value) = Filter::of(tag)?;
        (of == filter).then_some((value, *count))
    });
    // What is ticked stays in the form, however few hits have it.
    let is_shown =
        |(nth, (value, _)): &(usize, (String, usize))| *nth < VALUES_MOST || on == Some(value);
    let found = found.enumerate().filter(is_shown).map(|(_, found)| found);
    let value = |(value, count): (String, usize)| Value {
        name: filter.name(),
        said: said(filter, &value),
        count,
        is_on: on == Some(value.as_str()),
        kind: "radio",
        value,
    };
    let mut values: Vec<Value> = found.map(value).collect();
    match filter {
        // Whoever has finished ten has finished one: the steps rise as they are read.
        Filter::Trades => values.sort_by_key(|value| value.value.parse::<u64>().unwrap_or(0)),
        Filter::Place => values.sort_by(|one, other| one.value.cmp(&other.value)),
        Filter::Category | Filter::Role => {}
    }
    values
}

/// One thing to narrow down by, with its values and their counts.
pub fn facet(name: &str, values: &[Value]) -> Markup {
    let is_any = values.iter().any(|value| value.is_on);
    html! {
        @if !values.is_empty() {
            details.facet open[is_any || values.len() < 5] {
                summary { (name) }
                @for value in values {
                    label.check {
                        input type=(value.kind) name=(value.name) value=(value.value)
                            checked[value.is_on];
                        (value.said)
                        span.n { (show_number(&value.count.to_string())) }
                    }
                }
            }
        }
    }
}

fn turn_over(viewer: &Viewer<'_>, shown: &Shown<'_>) -> Markup {
    let (asked, to) = (shown.asked, |page| shown.asked.at(page).path(shown.scope));
    let before = asked.page.checked_sub(1).map(to);
    pages(viewer, before.as_deref(), shown.has_next.then(|| to(asked.page + 1)).as_deref())
}

/// The ways to the page before and to the next.
pub fn pages(viewer: &Viewer<'_>, before: Option<&str>, next: Option<&str>) -> Markup {
    html! {
        @if before.is_some() || next.is_some() {
            span.acts.push {
                @if let Some(before) = before {
                    a.btn rel="prev" href=(before) { (viewer.say("search-before")) }
                }
                @if let Some(next) = next {
                    a.btn rel="next" href=(next) { (viewer.say("search-next")) }
                }
            }
        }
    }
}
