//! Looking at shelves: the same stock as a fair of goods, or as an exhibition of firms.

use crate::model::{FirmWords, Shelf, Shelved, Stall, Wanted, whole};
use crate::store;
use ::store::Tx;
use catalog::{Card, ProductKind, ProductState};
use kernel::{Cursor, Firm, Id, Lang, Limit, Outcome, Page};
use std::collections::BTreeMap;

/// Countries to choose from beside a shelf; more are not read.
const COUNTRIES_MOST: i64 = 30;

/// Every shelf with what stands on it.
pub fn shelves(tx: &mut Tx<'_>) -> Outcome<Vec<Shelf>> {
    store::list_shelves(tx)
}

/// What stands on one shelf, in all and by the sellers' countries.
pub(crate) fn shelf(tx: &mut Tx<'_>, category: &str) -> Outcome<(Shelf, Vec<Shelf>)> {
    let all = store::find_shelf(tx, category, "")?.unwrap_or_default();
    Ok((all, store::list_countries(tx, category, COUNTRIES_MOST)?))
}

/// A page of a shelf's goods of all firms, freshest first: never in the order of prices.
pub fn fair(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Card>> {
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let stands = store::list_fair(tx, wanted, before, limit.ask())?;
    let page = Page::cut(stands, limit, |(_, fresh)| *fresh);
    let ids: Vec<_> = page.rows.iter().map(|(id, _)| *id).collect();
    Ok(Page { rows: listed(tx, &ids)?, next: page.next })
}

/// A page of a shelf's windows, each a firm with some of its goods, the freshest firm first.
pub fn stalls(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<(Stall, Vec<Card>)>> {
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let stalls = store::list_stalls(tx, wanted, before, limit.ask())?;
    let page = Page::cut(stalls, limit, |stall| stall.fresh);
    let ids: Vec<_> = page.rows.iter().flat_map(|stall| stall.shown.iter().copied()).collect();
    let cards = listed(tx, &ids)?;
    let mut cards: BTreeMap<_, _> =
        cards.into_iter().map(|card| (card.offer.product, card)).collect();
    Ok(page.map(|stall| {
        let shown = stall.shown.iter().filter_map(|id| cards.remove(id)).collect();
        (stall, shown)
    }))
}

/// A firm's window in the whole market, and how many goods it has there.
pub fn shown_of(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<(Vec<Card>, i64)> {
    let goods = store::find_stall(tx, whole(), firm)?.map_or(0, |stall| stall.goods);
    let mut ids = store::list_window(tx, firm, most)?;
    let places = store::list_shelved(tx, &ids)?;
    ids.retain(|id| places.contains_key(id));
    for (id, _) in store::list_freshest(tx, whole(), firm, most)? {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.truncate(usize::try_from(most).unwrap_or(0));
    Ok((listed(tx, &ids)?, goods))
}

/// Those of these products that are listed at this very moment, in this order: what was hidden
/// since it was put on its shelf is not shown.
fn listed(tx: &mut Tx<'_>, ids: &[Id<ProductKind>]) -> Outcome<Vec<Card>> {
    let found = catalog::documents(tx, ids)?;
    let found = found.into_iter().map(|listing| listing.card);
    let mut found: BTreeMap<_, _> = found
        .filter(|card| card.state == ProductState::Listed)
        .map(|card| (card.offer.product, card))
        .collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// What each of these firms makes, in this language if it says so, else in its own.
pub(crate) fn makes_of(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
    lang: Lang,
) -> Outcome<BTreeMap<Id<Firm>, FirmWords>> {
    let mut makes: BTreeMap<Id<Firm>, FirmWords> = BTreeMap::new();
    for (firm, words) in store::list_windows_words(tx, firms)? {
        if words.lang == lang || !makes.contains_key(&firm) {
            makes.insert(firm, words);
        }
    }
    Ok(makes)
}

/// The turns of the last product and the last firm that ever came.
pub(crate) fn last_turns(tx: &mut Tx<'_>) -> Outcome<(i64, i64)> {
    Ok(store::find_shelf(tx, whole(), "")?.map_or((0, 0), |shelf| shelf.last))
}

/// The products whose turns lie between two, the first left out and the last not.
pub(crate) fn goods_by_turn(
    tx: &mut Tx<'_>,
    between: (i64, i64),
    most: i64,
) -> Outcome<Vec<Shelved>> {
    store::list_goods_by_turn(tx, between, most)
}

/// The firms whose turns lie between two, the first left out and the last not.
pub(crate) fn firms_by_turn(
    tx: &mut Tx<'_>,
    between: (i64, i64),
    most: i64,
) -> Outcome<Vec<Stall>> {
    store::list_stalls_by_turn(tx, between, most)
}

/// Goods of a shelf, or of one firm in the whole market, after a key, each with its own key: in an
/// order that stays while somebody walks.
pub(crate) fn goods_after(
    tx: &mut Tx<'_>,
    (category, firm): (&str, Option<Id<Firm>>),
    after: Option<i64>,
    most: i64,
) -> Outcome<Vec<(Id<ProductKind>, i64)>> {
    match firm {
        Some(firm) => store::list_goods_of_firm(tx, firm, after.unwrap_or(i64::MAX), most),
        None => store::list_goods(tx, category, after.unwrap_or(0), most),
    }
}
