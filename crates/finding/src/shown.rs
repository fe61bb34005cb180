//! What was found, ready to be shown.

use search::{Counts, Tag};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of results, each of which the store has confirmed.
#[derive(Debug, Clone)]
pub struct Results<R> {
    /// The results in their order.
    pub rows: Vec<R>,
    /// All that match, and their tags.
    pub counts: Counts,
    /// How many have every word, up to the window.
    pub whole: usize,
    /// What was searched instead of what was typed.
    pub meant: Option<String>,
    /// Whether another page follows.
    pub has_next: bool,
}

/// How many hits have something in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetView {
    /// The parameter that narrows down by it, such as `category`.
    #[schema(example = "category")]
    pub name: String,
    /// The parameter's value.
    #[schema(example = "socks")]
    pub value: String,
    /// Hits.
    pub count: usize,
}

/// What can be narrowed down by, the most frequent first.
pub fn facets(counts: Counts) -> Vec<FacetView> {
    let view = |(tag, count)| {
        let (name, value) = match tag {
            Tag::Shelf(code) => ("category", code),
            Tag::Origin(country) => ("origin", country),
            Tag::Brand(brand) => ("brand", brand),
            Tag::Fact(name, value) => ("fact", format!("{name}: {value}")),
            Tag::Place(place) => ("place", place),
            Tag::Role(role) => ("role", role),
            Tag::Trust(trades) => ("trades", trades.to_string()),
            Tag::Currency(_) | Tag::Firm(_) | Tag::OpenOffer => return None,
        };
        Some(FacetView { name: name.to_owned(), value, count })
    };
    counts.tags.into_iter().filter_map(view).collect()
}
