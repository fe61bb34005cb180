//! Closing shelves and letting sellers in: called by the domain that decides who may sell.

use crate::model::{
    Admission, CatalogRefusal, CategoryCode, Listing, ProductKind, ProductState, ShopRecord,
};
use crate::store::admission as store;
use ::store::Tx;
use kernel::{Firm, Id, Outcome};
use std::collections::BTreeMap;

/// Closes a shelf to every firm that is not let in; what is listed there stays.
pub fn close_category(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    store::close(tx, category)
}

/// Opens a shelf to every firm.
pub fn open_category(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    store::open(tx, category)
}

/// Writes how a firm stands before a shelf: let in, waiting, or neither.
pub fn set_admission(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
    admission: Option<Admission>,
) -> Outcome<()> {
    match admission {
        Some(admission) => store::set(tx, category, firm, admission),
        None => store::delete(tx, category, firm),
    }
}

/// Stops a firm that may not list on a shelf; says how to be let in, or how many stand before it.
pub fn admit_to_category(tx: &mut Tx<'_>, category: &CategoryCode, firm: Id<Firm>) -> Outcome<()> {
    let category_code = || category.code().to_owned();
    match store::find_closed(tx, category, firm)? {
        None | Some(Some(Admission::Admitted)) => Ok(()),
        Some(None) => Err(CatalogRefusal::CategoryClosed { category: category_code() }.into()),
        Some(Some(Admission::Waiting { .. })) => {
            let place = store::count_before(tx, category, firm)? + 1;
            Err(CatalogRefusal::CategoryWaiting { category: category_code(), place }.into())
        }
    }
}

/// A firm's place in the line before a shelf, counted from 1.
pub fn place_in_line(tx: &mut Tx<'_>, category: &CategoryCode, firm: Id<Firm>) -> Outcome<i64> {
    Ok(store::count_before(tx, category, firm)? + 1)
}

/// The shelf on which everybody sees a product.
pub(super) fn shelf_of(listing: &Listing) -> Option<CategoryCode> {
    let is_listed = listing.card.state == ProductState::Listed;
    let category = listing.details.category.as_ref().filter(|_| is_listed);
    category.map(|code| CategoryCode::kept(code.clone()))
}

/// Stops a product that would stand on a shelf to which its firm is not let in.
pub(super) fn admit_listing(tx: &mut Tx<'_>, listing: &Listing) -> Outcome<()> {
    match shelf_of(listing) {
        Some(category) => admit_to_category(tx, &category, listing.card.offer.firm),
        None => Ok(()),
    }
}

/// The categories of those of these products that have one, in one query for every 50.
pub fn categories_of(
    tx: &mut Tx<'_>,
    ids: &[Id<ProductKind>],
) -> Outcome<BTreeMap<Id<ProductKind>, CategoryCode>> {
    store::list_categories(tx, ids)
}

/// Firms with a listed product in a category, by id, after one of them.
pub fn sellers_in(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    after: Id<Firm>,
    most: i64,
) -> Outcome<Vec<Id<Firm>>> {
    store::list_sellers(tx, category, after, most)
}

/// Whether a firm has a listed product in a category.
pub fn lists_in(tx: &mut Tx<'_>, category: &CategoryCode, firm: Id<Firm>) -> Outcome<bool> {
    store::lists_in(tx, category, firm)
}

/// Whether a firm has a listed product.
pub fn has_listing(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<bool> {
    store::has_listing(tx, firm)
}

/// How well a firm's newest products, at most 50, are described.
pub fn shop_record(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<ShopRecord> {
    store::shop_record(tx, firm)
}

/// Whether a firm has a listed product with an English title, and one with an HS code.
pub fn export_marks(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<(bool, bool)> {
    Ok((store::lists_in_english(tx, firm)?, store::lists_with_hs(tx, firm)?))
}
