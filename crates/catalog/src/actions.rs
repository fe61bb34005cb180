//! Listing, changing, hiding and finding products.

pub(crate) mod admission;

use crate::model::{Card, Listing, NewProduct, Offer, Photo, ProductKind, ProductState, Tier};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Stop};
use std::collections::BTreeMap;

/// Lists a new product for the actor's firm.
pub fn list_product(tx: &mut Tx<'_>, by: &Actor, new: &NewProduct) -> Outcome<Listing> {
    let (firm, _) = by.trader()?;
    let listing = new.read()?.listing(tx.id(), firm, tx.now());
    store::add_listing(tx, &listing)?;
    Ok(listing)
}

/// Puts new terms over the version that the actor has read.
pub fn change(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ProductKind>,
    version: i64,
    new: &NewProduct,
) -> Outcome<Listing> {
    let listing = editable(tx, by, id, version)?;
    let terms = new.read()?;
    store::change_listing(tx, id, version, &terms)?;
    Ok(listing.changed(terms))
}

/// Takes a product out of everybody's sight; agreements that were made stay.
pub fn hide(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>, version: i64) -> Outcome<Listing> {
    set_state(tx, by, id, version, ProductState::Hidden)
}

/// Shows a hidden product again.
pub fn show(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>, version: i64) -> Outcome<Listing> {
    set_state(tx, by, id, version, ProductState::Listed)
}

fn set_state(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ProductKind>,
    version: i64,
    state: ProductState,
) -> Outcome<Listing> {
    let mut listing = editable(tx, by, id, version)?;
    if listing.card.state != state {
        store::change_state(tx, id, version, state)?;
        listing.card.state = state;
        listing.card.offer.version += 1;
    }
    Ok(listing)
}

/// Gives a product its photo, whose files lie there already.
pub fn set_photo(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ProductKind>,
    version: i64,
    photo: Photo,
) -> Outcome<Listing> {
    let mut listing = editable(tx, by, id, version)?;
    store::change_photo(tx, id, version, &photo)?;
    listing.card.photo = Some(photo);
    listing.card.offer.version += 1;
    Ok(listing)
}

fn editable(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>, version: i64) -> Outcome<Listing> {
    by.trader()?;
    let listing = store::get_listing(tx, id)?;
    listing.admit_edit(by, version)?;
    Ok(listing)
}

/// Stops whoever may not change a product, before work is done for them.
pub fn may_change(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    let owner = store::get_listing(tx, id)?.card.offer.firm;
    if firm == owner { Ok(()) } else { Err(Stop::Absent) }
}

/// The product in full; a hidden one only for its own firm.
pub fn get(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>) -> Outcome<Listing> {
    let listing = store::get_listing(tx, id)?;
    listing.admit(by)?;
    Ok(listing)
}

/// The terms of a listed product, in one query; a hidden one is absent.
pub fn offer(tx: &mut Tx<'_>, id: Id<ProductKind>) -> Outcome<Offer> {
    store::find_offer(tx, id)?.ok_or(Stop::Absent)
}

/// The terms of those of these products that are listed, in no order.
pub fn offers(tx: &mut Tx<'_>, ids: &[Id<ProductKind>]) -> Outcome<Vec<Offer>> {
    store::list_offers(tx, ids)
}

/// The price tiers of many products, listed or hidden.
pub fn tiers_of(
    tx: &mut Tx<'_>,
    ids: &[Id<ProductKind>],
) -> Outcome<BTreeMap<Id<ProductKind>, Vec<Tier>>> {
    store::list_tiers(tx, ids)
}

/// A page of everything that is listed, newest first.
pub fn listed(tx: &mut Tx<'_>, after: Option<Cursor>, limit: Limit) -> Outcome<Page<Card>> {
    let cards = store::list_listed(tx, before(after), limit.ask())?;
    page(tx, cards, limit)
}

/// A page of a firm's products, newest first; its own people see the hidden ones too.
pub fn of_firm(
    tx: &mut Tx<'_>,
    by: &Actor,
    firm: Id<Firm>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Card>> {
    let before = before(after);
    let cards = if by.is(firm) {
        store::list_of_firm(tx, firm, before, limit.ask())?
    } else {
        store::list_listed_of_firm(tx, firm, before, limit.ask())?
    };
    page(tx, cards, limit)
}

fn before(after: Option<Cursor>) -> i64 {
    after.map_or(i64::MAX, |cursor| cursor.0)
}

fn page(tx: &mut Tx<'_>, cards: Vec<Card>, limit: Limit) -> Outcome<Page<Card>> {
    let mut page = Page::cut(cards, limit, |card| card.offer.product.raw());
    let ids: Vec<_> = page.rows.iter().map(|card| card.offer.product).collect();
    let mut tiers = store::list_tiers(tx, &ids)?;
    for card in &mut page.rows {
        card.offer.tiers = tiers.remove(&card.offer.product).unwrap_or_default();
    }
    Ok(page)
}
