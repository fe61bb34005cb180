//! Where goods stand: on their own shelf, in its department, and in the whole market.

use catalog::{Category, Listing, ProductKind, ProductState};
use kernel::{Firm, Id, Lang, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole market, as a shelf.
pub(crate) const fn whole() -> &'static str {
    ""
}

/// Which goods of a shelf somebody wants to see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Wanted {
    /// The category's code; empty for the whole market.
    pub category: String,
    /// Only of sellers in this country, ISO 3166-1; empty for all.
    pub country: String,
}

/// What stands on a shelf, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The category's code; empty for the whole market.
    pub category: String,
    /// The sellers' country; empty for all.
    pub country: String,
    /// Goods on it.
    pub goods: i64,
    /// Firms that sell them.
    pub firms: i64,
    /// The turn of the last product and of the last firm; kept for the whole market alone.
    pub last: (i64, i64),
}

/// A firm's window on a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stall {
    /// The category's code; empty for the whole market.
    pub category: String,
    /// Whose.
    pub firm: Id<Firm>,
    /// Where the firm is.
    pub country: String,
    /// Its goods on this shelf.
    pub goods: i64,
    /// The freshness of its freshest.
    pub fresh: i64,
    /// The goods in the window.
    pub shown: Vec<Id<ProductKind>>,
    /// The firm's turn in the market, from 1; 0 on any other shelf.
    pub nth: i64,
    /// When it changed last.
    pub at: Timestamp,
}

/// Where a listed product stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// The product.
    pub product: Id<ProductKind>,
    /// Who sells it.
    pub firm: Id<Firm>,
    /// Where the firm is.
    pub country: String,
    /// The code of its category; empty if it has none.
    pub category: String,
    /// The code of its department; empty if it has no category.
    pub department: String,
    /// The currency of its prices.
    pub currency: String,
    /// Larger ones are fresher.
    pub fresh: i64,
    /// Its turn, from 1: it tells the page of the site's map.
    pub nth: i64,
    /// When it changed last.
    pub at: Timestamp,
}

impl Shelved {
    /// Where a product belongs; nowhere if it is not listed.
    pub(crate) fn of(listing: &Listing, country: &str, now: Timestamp) -> Option<Self> {
        let card = &listing.card;
        if card.state != ProductState::Listed {
            return None;
        }
        let category = listing.details.category.as_deref().and_then(Category::find);
        let department = category.and_then(|one| one.path().first().copied());
        let code = |one: Option<&'static Category>| one.map_or("", Category::code).to_owned();
        Some(Self {
            product: card.offer.product,
            firm: card.offer.firm,
            country: country.to_owned(),
            category: code(category),
            department: code(department),
            currency: card.offer.currency.code().to_owned(),
            fresh: card.fresh,
            nth: 0,
            at: now,
        })
    }

    /// The shelves that it stands on, each once.
    pub(crate) fn shelves(&self) -> Vec<String> {
        let mut shelves = vec![whole().to_owned()];
        for code in [&self.department, &self.category] {
            if !shelves.contains(code) {
                shelves.push(code.clone());
            }
        }
        shelves
    }
}

/// What changes on the shelves when goods come, go or move: how many more goods each firm's window
/// has, also where that is none but its freshness may differ.
#[derive(Debug, Default)]
pub(crate) struct Change(pub(crate) BTreeMap<(String, Id<Firm>), (String, i64)>);

impl Change {
    /// Counts a product in, or out with `-1`.
    pub(crate) fn count(&mut self, place: &Shelved, by: i64) {
        for shelf in place.shelves() {
            let window = self.0.entry((shelf, place.firm));
            window.or_insert_with(|| (place.country.clone(), 0)).1 += by;
        }
    }
}

/// A department with its leaves, each with its count.
pub type Department = (&'static Category, Shelf, Vec<(&'static Category, Shelf)>);

/// What of the tree is sought: departments and leaves with this in their name, in any language; a
/// department that is named so keeps all its leaves. Everything if nothing is sought.
pub(crate) fn sought(departments: Vec<Department>, told: &str) -> Vec<Department> {
    let told = told.trim().to_lowercase();
    if told.is_empty() {
        return departments;
    }
    let is_named = |one: &Category| {
        Lang::ALL.into_iter().any(|lang| one.name(lang).to_lowercase().contains(&told))
    };
    let keep = |(department, shelf, mut leaves): Department| {
        if !is_named(department) {
            leaves.retain(|(leaf, _)| is_named(leaf));
        }
        (!leaves.is_empty()).then_some((department, shelf, leaves))
    };
    departments.into_iter().filter_map(keep).collect()
}

/// The departments in the order of the tree; empty shelves are there too, because a seller looks
/// for them.
pub fn departments_of(shelves: Vec<Shelf>) -> Vec<Department> {
    let mut counted: BTreeMap<String, Shelf> =
        shelves.into_iter().map(|shelf| (shelf.category.clone(), shelf)).collect();
    let mut take = |one: &'static Category| counted.remove(one.code()).unwrap_or_default();
    let departments = Category::departments().map(|department| {
        let shelf = take(department);
        let leaves = department.children().map(|leaf| (leaf, take(leaf))).collect();
        (department, shelf, leaves)
    });
    departments.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_sought_in_every_language_and_a_department_keeps_its_leaves() {
        let names = |told: &str| -> Vec<(&str, usize)> {
            let found = sought(departments_of(Vec::new()), told);
            found.iter().map(|(one, _, leaves)| (one.code(), leaves.len())).collect()
        };
        let all = names(" ");
        assert_eq!(all.len(), Category::departments().count());
        assert_eq!(names("MITTENS"), [("hosiery-accessories", 1)]);
        assert_eq!(names("手帕"), [("hosiery-accessories", 1)]);
        let whole: Vec<_> =
            all.into_iter().filter(|(code, _)| *code == "hosiery-accessories").collect();
        assert_eq!(names("袜子和服饰"), whole);
        assert_eq!(names("no such shelf"), []);
    }
}
