//! Listing, changing, hiding and finding products.

pub(crate) mod admission;
pub(crate) mod find;
mod import;
pub(crate) mod news;
pub(crate) mod shop;
pub(crate) mod stock;
mod words;

pub(crate) use import::{
    Piece, Ready, count_alike, end_check, export, export_of, forget_faults, keep_faults,
    map_import, next_import, stop_import_by_hand, take_piece,
};
pub use import::{
    begin_import, begin_import_for, get_import, import_faults, imports, run_import, stop_import,
};
pub use words::{documents_in, in_words_of, set_words, words_in};

use crate::events::ProductChanged;
use crate::model::{
    Card, CatalogRefusal, Listing, NewProduct, Offer, Photo, PhotoAct, ProductKind, ProductState,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Stop};

/// Products hidden in one go: one round trip of statements.
const OVER_AT_A_TIME: i64 = 50;

/// Lists a new product for the actor's firm, or keeps it as a draft.
pub fn list_product(tx: &mut Tx<'_>, by: &Actor, new: &NewProduct) -> Outcome<Listing> {
    let (firm, _) = by.trader()?;
    let listing = new.read()?.listing(tx.id(), firm, tx.now(), listed_d());
    admission::admit_listing(tx, &listing)?;
    store::add_listing(tx, &listing, &store::Texts::of(&listing.details)?)?;
    stock::begin(tx, &listing)?;
    told(tx, &listing)?;
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
    let terms = listing.keep_state(new).read()?;
    store::change_listing(tx, id, version, &terms)?;
    if terms.stock.is_some() && terms.is_stale_of(listing.card.offer.stock) {
        return Err(Stop::Stale);
    }
    stock::change(tx, &listing, terms.stock)?;
    let stood_on = admission::shelf_of(&listing);
    let changed = listing.changed(terms);
    if admission::shelf_of(&changed) != stood_on {
        admission::admit_listing(tx, &changed)?;
    }
    told(tx, &changed)?;
    Ok(changed)
}

/// Takes a product out of everybody's sight; agreements that were made stay.
pub fn hide(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>, version: i64) -> Outcome<Listing> {
    let mut listing = editable(tx, by, id, version)?;
    if listing.card.state != ProductState::Listed {
        return Ok(listing);
    }
    listing.card.state = ProductState::Hidden;
    set_state(tx, listing)
}

/// Shows a hidden product or a whole draft to everybody, and counts its days anew.
pub fn show(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>, version: i64) -> Outcome<Listing> {
    let listing = editable(tx, by, id, version)?;
    if listing.card.state == ProductState::Listed {
        return Ok(listing);
    }
    refreshed(tx, listing)
}

/// Counts a product's days on the market anew and moves it up; one whose time was over, or that
/// was hidden, is shown again.
pub fn refresh(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>, version: i64) -> Outcome<Listing> {
    let listing = editable(tx, by, id, version)?;
    refreshed(tx, listing)
}

fn refreshed(tx: &mut Tx<'_>, mut listing: Listing) -> Outcome<Listing> {
    let fresh = tx.id::<ProductKind>().raw();
    let stood_on = admission::shelf_of(&listing);
    listing.refresh(tx.now(), listed_d(), fresh)?;
    if admission::shelf_of(&listing) != stood_on {
        admission::admit_listing(tx, &listing)?;
    }
    set_state(tx, listing)
}

/// Hides what has been on the market for its days without a refresh, at most so many at a time;
/// tells how many it hid.
pub fn expire(tx: &mut Tx<'_>) -> Outcome<usize> {
    let now = tx.now();
    let over = store::list_over(tx, now, OVER_AT_A_TIME)?;
    let ids: Vec<_> = over.into_iter().map(|(id, _)| id).collect();
    let mut listings = store::list_listings(tx, &ids)?;
    listings.retain(|listing| listing.is_over(now));
    let count = listings.len();
    for mut listing in listings {
        listing.card.state = ProductState::Expired;
        set_state(tx, listing)?;
    }
    Ok(count)
}

fn set_state(tx: &mut Tx<'_>, mut listing: Listing) -> Outcome<Listing> {
    let offer = &listing.card.offer;
    store::change_state(tx, (offer.product, offer.version), &listing.card)?;
    listing.card.offer.version += 1;
    told(tx, &listing)?;
    Ok(listing)
}

/// Puts a photo, whose files lie there already, behind the others of a product.
pub fn add_photo(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ProductKind>,
    version: i64,
    photo: Photo,
) -> Outcome<Listing> {
    let listing = editable(tx, by, id, version)?;
    let most = photos_most();
    let mut photos: Vec<Photo> = listing.all_photos().collect();
    photos.retain(|other| other.hash != photo.hash);
    if photos.len() >= most {
        return Err(CatalogRefusal::TooManyPhotos { most }.into());
    }
    photos.push(photo);
    set_photos(tx, listing, photos)
}

/// Gives a product one photo in the place of those it had.
pub fn set_photo(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ProductKind>,
    version: i64,
    photo: Photo,
) -> Outcome<Listing> {
    let listing = editable(tx, by, id, version)?;
    set_photos(tx, listing, vec![photo])
}

/// Makes one of a product's photos the first, or takes it away; its place counts from 0.
pub fn arrange_photo(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ProductKind>,
    version: i64,
    (place, act): (usize, PhotoAct),
) -> Outcome<Listing> {
    let listing = editable(tx, by, id, version)?;
    let mut photos: Vec<Photo> = listing.all_photos().collect();
    if place >= photos.len() {
        return Err(Stop::Absent);
    }
    let photo = photos.remove(place);
    if act == PhotoAct::First {
        photos.insert(0, photo);
    }
    set_photos(tx, listing, photos)
}

fn set_photos(tx: &mut Tx<'_>, mut listing: Listing, photos: Vec<Photo>) -> Outcome<Listing> {
    let offer = &listing.card.offer;
    store::change_photos(tx, offer.product, offer.version, &photos)?;
    listing.card.offer.version += 1;
    listing.card.photo = photos.first().copied();
    listing.photos = photos.into_iter().skip(1).collect();
    told(tx, &listing)?;
    Ok(listing)
}

/// Tells that a product is now as this says.
fn told(tx: &mut Tx<'_>, listing: &Listing) -> Outcome<()> {
    tx.tell(listing.card.offer.product, &ProductChanged::from(listing))
}

fn listed_d() -> i64 {
    Rules::current().listing.listed_d
}

/// Most photos of a product.
pub(crate) fn photos_most() -> usize {
    usize::try_from(Rules::current().listing.photos_most).unwrap_or(1)
}

fn editable(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>, version: i64) -> Outcome<Listing> {
    by.trader()?;
    let listing = store::get_listing(tx, id)?;
    listing.admit_edit(by, version)?;
    Ok(listing)
}

/// The product for its own firm, whatever its version.
fn editable_now(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>) -> Outcome<Listing> {
    let (firm, _) = by.trader()?;
    let listing = store::get_listing(tx, id)?;
    if listing.card.offer.firm == firm { Ok(listing) } else { Err(Stop::Absent) }
}

/// A product of one's own with its stock; a key that only reads may look.
pub(crate) fn may_read_stock(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>) -> Outcome<Listing> {
    let listing = store::get_listing(tx, id)?;
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ if by.is(listing.card.offer.firm) => Ok(listing),
        _ => Err(Stop::Absent),
    }
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

/// All that is known of those of these products that exist, listed or not: what an index of them
/// needs, in a fixed number of statements for every fifty.
pub fn documents(tx: &mut Tx<'_>, ids: &[Id<ProductKind>]) -> Outcome<Vec<Listing>> {
    store::list_listings(tx, ids)
}

/// A page of all that is known of what is listed, by id: for building an index anew.
pub fn listed_after(
    tx: &mut Tx<'_>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Listing>> {
    let after = after.map_or(0, |cursor| cursor.0);
    let listings = store::list_listed_after(tx, after, limit.ask())?;
    Ok(Page::cut(listings, limit, |listing| listing.card.offer.product.raw()))
}

/// A page of everything that is listed, freshest first.
pub fn listed(tx: &mut Tx<'_>, after: Option<Cursor>, limit: Limit) -> Outcome<Page<Card>> {
    let cards = store::list_listed(tx, before(after), limit.ask())?;
    page(tx, cards, limit, |card| card.fresh)
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
    page(tx, cards, limit, |card| card.offer.product.raw())
}

fn before(after: Option<Cursor>) -> i64 {
    after.map_or(i64::MAX, |cursor| cursor.0)
}

fn page(
    tx: &mut Tx<'_>,
    cards: Vec<Card>,
    limit: Limit,
    key: fn(&Card) -> i64,
) -> Outcome<Page<Card>> {
    let mut page = Page::cut(cards, limit, key);
    store::fill_tiers(tx, page.rows.iter_mut().map(|card| &mut card.offer))?;
    Ok(page)
}
