//! What results can be narrowed down by, with counts; one form that is sent by a button.

use crate::model::{Category, SELLER, Wanted, in_words};
use finding::Filter;
use finding::views::{Value, apply, facet, filter_values};
use maud::{Markup, html};
use search::{Counts, Tag};
use std::collections::BTreeMap;
use web::page::{Viewer, icon};

/// Values shown of one facet.
const VALUES_MOST: usize = 8;
/// Facts by which results can be narrowed down: those that most hits have.
const FACTS_MOST: usize = 5;

/// The form.
pub(super) fn facets(viewer: &Viewer<'_>, wanted: &Wanted, counts: &Counts) -> Markup {
    let bare = Wanted { text: wanted.text.clone(), ..Wanted::default() };
    html! {
        details.facets open[wanted.is_filtered()] {
            summary.btn.wide { (icon("filter")) (viewer.say("search-narrow")) }
            form.stack-s method="get" action="/search" {
                input type="hidden" name="q" value=(wanted.text);
                (facet(&viewer.say("search-category"), &categories(viewer, wanted, counts)))
                (terms(viewer, wanted))
                @for (name, values) in facts(viewer, wanted, counts) { (facet(&name, &values)) }
                (facet(&viewer.say("search-origin"), &origins(viewer, wanted, counts)))
                (facet(&viewer.say("search-brand"), &brands(wanted, counts)))
                @for filter in SELLER {
                    @let name = viewer.say(&format!("search-{}", filter.name()));
                    (facet(&name, &seller(viewer, wanted, counts, filter)))
                }
                (apply(viewer, &bare.path()))
            }
        }
    }
}

/// Quantity, price at it, lead time, and whether it is sold at once.
fn terms(viewer: &Viewer<'_>, wanted: &Wanted) -> Markup {
    let shown = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let (price, currency) = wanted.price.clone().unwrap_or_default();
    let is_any =
        wanted.quantity.is_some() || wanted.price.is_some() || wanted.lead_time_d.is_some();
    html! {
        details.facet open[is_any || wanted.is_open_offer] {
            summary { (viewer.say("search-terms")) }
            label.field { (viewer.say("search-quantity"))
                input.ctl name="quantity" inputmode="numeric" value=(shown(wanted.quantity));
            }
            label.field { (viewer.say("search-price"))
                input.ctl name="price" inputmode="decimal" value=(price);
            }
            label.field { (viewer.say("search-currency"))
                select.ctl name="currency" {
                    @for code in ["USD", "CNY", "EUR", "GBP", "JPY"] {
                        option value=(code) selected[code == currency] { (code) }
                    }
                }
            }
            label.field { (viewer.say("search-lead-time"))
                input.ctl name="lead_time_d" inputmode="numeric" value=(shown(wanted.lead_time_d));
            }
            label.check {
                input type="checkbox" name="open" value="1" checked[wanted.is_open_offer];
                (viewer.say("search-open-offer"))
            }
        }
    }
}

/// The shelves under the chosen one, or the departments.
fn categories(viewer: &Viewer<'_>, wanted: &Wanted, counts: &Counts) -> Vec<Value> {
    let chosen = wanted.category.as_deref();
    let is_shown = |category: &Category| match chosen {
        None => category.parent().is_empty(),
        Some(code) => category.code() == code || category.parent() == code,
    };
    let found = counts.tags.iter().filter_map(|(tag, count)| match tag {
        Tag::Shelf(code) => Category::find(code).map(|category| (category, *count)),
        _ => None,
    });
    let shown = found.filter(|(category, _)| is_shown(category)).take(VALUES_MOST);
    shown
        .map(|(category, count)| Value {
            name: "category",
            value: category.code().to_owned(),
            said: category.name(viewer.lang()).to_owned(),
            count,
            is_on: chosen == Some(category.code()),
            kind: "radio",
        })
        .collect()
}

fn seller(viewer: &Viewer<'_>, wanted: &Wanted, counts: &Counts, filter: Filter) -> Vec<Value> {
    let on = wanted.seller.get(&filter).map(String::as_str);
    filter_values(counts, filter, on, &|filter, value| said_of_filter(viewer, filter, value))
}

/// The words for the value of a filter that firms, goods and requests have in common.
pub fn said_of_filter(viewer: &Viewer<'_>, filter: Filter, value: &str) -> String {
    match filter {
        Filter::Category => {
            Category::find(value).map_or(value, |one| one.name(viewer.lang())).to_owned()
        }
        Filter::Place => party::views::place(viewer, value),
        Filter::Role => viewer.say(&format!("search-role-{value}")),
        Filter::Trades => {
            let trades: i64 = value.parse().unwrap_or(0);
            viewer.say_with("search-trades-value", &[("trades", trades.into())])
        }
    }
}

fn origins(viewer: &Viewer<'_>, wanted: &Wanted, counts: &Counts) -> Vec<Value> {
    let found = counts.tags.iter().filter_map(|(tag, count)| match tag {
        Tag::Origin(country) => Some((country, *count)),
        _ => None,
    });
    let said = |country: &str| {
        let known = party::Country::from_code(country);
        known.map_or_else(|| country.to_owned(), |known| party::views::country(viewer, known))
    };
    let value = |(country, count): (&String, usize)| Value {
        name: "origin",
        value: country.clone(),
        said: said(country),
        count,
        is_on: wanted.origin.as_ref() == Some(country),
        kind: "radio",
    };
    found.take(VALUES_MOST).map(value).collect()
}

fn brands(wanted: &Wanted, counts: &Counts) -> Vec<Value> {
    let found = counts.tags.iter().filter_map(|(tag, count)| match tag {
        Tag::Brand(brand) => Some((brand, *count)),
        _ => None,
    });
    let value = |(brand, count): (&String, usize)| Value {
        name: "brand",
        value: brand.clone(),
        said: brand.clone(),
        count,
        is_on: wanted.brand.as_ref() == Some(brand),
        kind: "radio",
    };
    found.take(VALUES_MOST).map(value).collect()
}

/// The facts that most hits have, each with its values.
fn facts(viewer: &Viewer<'_>, wanted: &Wanted, counts: &Counts) -> Vec<(String, Vec<Value>)> {
    let mut by_name: BTreeMap<&str, (usize, Vec<Value>)> = BTreeMap::new();
    for (tag, count) in &counts.tags {
        let Tag::Fact(name, value) = tag else { continue };
        let is_on = wanted.facts.iter().any(|(one, told)| one == name && told == value);
        let (sum, values) = by_name.entry(name).or_default();
        *sum += count;
        values.push(Value {
            name: "fact",
            value: format!("{name}: {value}"),
            said: in_words(name, value, viewer.lang()).1,
            count: *count,
            is_on,
            kind: "checkbox",
        });
    }
    let mut facts: Vec<_> = by_name.into_iter().collect();
    facts.sort_by_key(|(_, (sum, _))| std::cmp::Reverse(*sum));
    let telling = facts
        .into_iter()
        .filter(|(_, (_, values))| values.len() > 1 || values.iter().any(|value| value.is_on));
    telling
        .take(FACTS_MOST)
        .map(|(name, (_, mut values))| {
            values.truncate(VALUES_MOST);
            (in_words(name, "", viewer.lang()).0, values)
        })
        .collect()
}
