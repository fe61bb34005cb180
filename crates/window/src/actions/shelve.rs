//! Putting goods where they belong: each product as it is now, whatever happened to it before.

use crate::events::FirmShelvesChanged;
use crate::model::{Change, Shelf, Shelved, Stall, whole};
use crate::store;
use ::store::Tx;
use catalog::{Listing, ProductKind};
use kernel::rules::Rules;
use kernel::{Firm, Id, Outcome};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The goods that firms chose, read once for each firm.
type Choices = BTreeMap<Id<Firm>, Vec<Shelved>>;

/// Puts these products on their shelves, or takes them away, as they are listed now. Safe to run
/// twice.
pub(crate) fn shelve(tx: &mut Tx<'_>, products: &[Id<ProductKind>]) -> Outcome<()> {
    if products.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let listings = catalog::documents(tx, products)?;
    let countries = countries(tx, &listings)?;
    let before = store::list_shelved(tx, products)?;
    let (mut change, mut last_good) = (Change::default(), None);
    for listing in listings {
        let offer = &listing.card.offer;
        let country = countries.get(&offer.firm).map_or("", String::as_str);
        let place = Shelved::of(&listing, country, now);
        match (before.get(&offer.product), place) {
            (None, None) => {}
            (Some(before), None) => {
                store::delete_shelved(tx, before)?;
                change.count(before, -1);
            }
            (Some(before), Some(mut place)) => {
                place.nth = before.nth;
                store::change_shelved(tx, before, &place)?;
                change.count(before, -1);
                change.count(&place, 1);
            }
            (None, Some(mut place)) => {
                let last = match last_good {
                    Some(last) => last,
                    None => store::find_shelf(tx, whole(), "")?.map_or(0, |shelf| shelf.last.0),
                };
                place.nth = last + 1;
                last_good = Some(place.nth);
                store::add_shelved(tx, &place)?;
                change.count(&place, 1);
            }
        }
    }
    apply(tx, change, last_good)
}

fn countries(tx: &mut Tx<'_>, listings: &[Listing]) -> Outcome<BTreeMap<Id<Firm>, String>> {
    let firms: BTreeSet<_> = listings.iter().map(|listing| listing.card.offer.firm).collect();
    let firms: Vec<_> = firms.into_iter().collect();
    let lines = party::trust_lines(tx, &firms)?;
    Ok(lines.into_iter().map(|line| (line.firm, line.country.code().to_owned())).collect())
}

/// Shows a firm's windows anew wherever one of these products stands.
pub(crate) fn arrange(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    products: &[Id<ProductKind>],
) -> Outcome<()> {
    let mut change = Change::default();
    for place in store::list_shelved(tx, products)?.values().filter(|place| place.firm == firm) {
        change.count(place, 0);
    }
    apply(tx, change, None)
}

/// Writes the windows that changed, and counts.
fn apply(tx: &mut Tx<'_>, change: Change, last_good: Option<i64>) -> Outcome<()> {
    let mut choices = Choices::new();
    let mut shelves: BTreeMap<(String, String), Shelf> = BTreeMap::new();
    let mut last_firm = None;
    let mut moved: BTreeSet<Id<Firm>> = BTreeSet::new();
    for ((category, firm), (country, by)) in change.0 {
        let firms = match window(tx, (&category, firm), by, (&mut choices, &country))? {
            Step::Same => 0,
            Step::Closed => {
                if category != whole() {
                    store::delete_firm_shelf(tx, firm, &category)?;
                }
                moved.insert(firm);
                -1
            }
            Step::Open(mut stall) => {
                if stall.category == whole() {
                    let last = match last_firm {
                        Some(last) => last,
                        None => store::find_shelf(tx, whole(), "")?.map_or(0, |one| one.last.1),
                    };
                    stall.nth = last + 1;
                    last_firm = Some(stall.nth);
                }
                store::add_stall(tx, &stall)?;
                if category != whole() {
                    store::add_firm_shelf(tx, firm, &category)?;
                }
                moved.insert(firm);
                1
            }
        };
        for country in [String::new(), country] {
            let shelf = shelves.entry((category.clone(), country)).or_default();
            shelf.goods += by;
            shelf.firms += firms;
        }
    }
    for firm in moved {
        tx.tell(firm, &FirmShelvesChanged { firm })?;
    }
    for ((category, country), by) in shelves {
        let is_whole = category == whole() && country.is_empty();
        let last = if is_whole { (last_good, last_firm) } else { (None, None) };
        recount(tx, &category, &country, &by, last)?;
    }
    Ok(())
}

/// What became of a window.
enum Step {
    /// It is there as before.
    Same,
    /// Nothing of the firm stands on the shelf any longer.
    Closed,
    /// It is new, and not written yet.
    Open(Stall),
}

fn window(
    tx: &mut Tx<'_>,
    (category, firm): (&str, Id<Firm>),
    by: i64,
    (choices, country): (&mut Choices, &str),
) -> Outcome<Step> {
    let before = store::find_stall(tx, category, firm)?;
    let goods = before.as_ref().map_or(0, |stall| stall.goods) + by;
    if goods <= 0 {
        if before.is_none() {
            return Ok(Step::Same);
        }
        store::delete_stall(tx, category, firm)?;
        return Ok(Step::Closed);
    }
    let shown = shown_most();
    let freshest = store::list_freshest(tx, category, firm, shown)?;
    let fresh = freshest.first().map_or(0, |(_, fresh)| *fresh);
    let stall = Stall {
        category: category.to_owned(),
        firm,
        country: country.to_owned(),
        goods,
        fresh,
        shown: fill(chosen(tx, firm, choices)?, category, &freshest),
        nth: before.as_ref().map_or(0, |stall| stall.nth),
        at: tx.now(),
    };
    if before.is_none() {
        return Ok(Step::Open(stall));
    }
    store::change_stall(tx, &stall)?;
    Ok(Step::Same)
}

fn shown_most() -> i64 {
    Rules::current().window.shown
}

fn chosen<'a>(tx: &mut Tx<'_>, firm: Id<Firm>, choices: &'a mut Choices) -> Outcome<&'a [Shelved]> {
    let choice = match choices.entry(firm) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => {
            let ids = store::list_window(tx, firm, Rules::current().window.goods_most)?;
            let mut places = store::list_shelved(tx, &ids)?;
            new.insert(ids.iter().filter_map(|id| places.remove(id)).collect())
        }
    };
    Ok(choice)
}

/// What the firm chose of this shelf, then its freshest goods on it.
fn fill(
    chosen: &[Shelved],
    category: &str,
    freshest: &[(Id<ProductKind>, i64)],
) -> Vec<Id<ProductKind>> {
    let here = chosen.iter().filter(|one| one.shelves().iter().any(|shelf| shelf == category));
    let mut shown: Vec<Id<ProductKind>> = here.map(|one| one.product).collect();
    for (product, _) in freshest {
        if !shown.contains(product) {
            shown.push(*product);
        }
    }
    shown.truncate(usize::try_from(shown_most()).unwrap_or(1));
    shown
}

fn recount(
    tx: &mut Tx<'_>,
    category: &str,
    country: &str,
    by: &Shelf,
    (last_good, last_firm): (Option<i64>, Option<i64>),
) -> Outcome<()> {
    if by.goods == 0 && by.firms == 0 && last_good.is_none() && last_firm.is_none() {
        return Ok(());
    }
    let before = store::find_shelf(tx, category, country)?;
    let was = before.clone().unwrap_or_default();
    let now = Shelf {
        category: category.to_owned(),
        country: country.to_owned(),
        goods: was.goods + by.goods,
        firms: was.firms + by.firms,
        last: (last_good.unwrap_or(was.last.0), last_firm.unwrap_or(was.last.1)),
    };
    store::change_shelf(tx, &now, before.as_ref())
}
