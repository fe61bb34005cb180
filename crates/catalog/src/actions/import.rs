//! Files of goods: taken in, mapped, let go, stopped; and the pieces in which they come.

use super::{listed_d, told};
use crate::model::{
    Import, ImportKind, ImportState, Listing, NewImport, ProductKind, ProductState, Taken, Terms,
    ToldFault,
};
use crate::store;
use crate::table::{Entry, Plan};
use ::store::Tx;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Person, Stop};
use std::collections::BTreeMap;

/// Takes a file in for the actor's firm.
pub fn begin_import(tx: &mut Tx<'_>, by: &Actor, new: &NewImport) -> Outcome<Import> {
    let (firm, person) = by.trader()?;
    begin(tx, (firm, Some(person)), new)
}

/// Takes a file in for a firm, by the hand of whoever runs the machine.
pub fn begin_import_for(tx: &mut Tx<'_>, firm: Id<Firm>, new: &NewImport) -> Outcome<Import> {
    begin(tx, (firm, None), new)
}

fn begin(
    tx: &mut Tx<'_>,
    whose: (Id<Firm>, Option<Id<Person>>),
    new: &NewImport,
) -> Outcome<Import> {
    let import = Import::of(new, tx.id(), whose, tx.now());
    store::add_import(tx, &import)?;
    Ok(import)
}

/// An import of the actor's firm.
pub fn get_import(tx: &mut Tx<'_>, by: &Actor, id: Id<ImportKind>) -> Outcome<Import> {
    let import = store::get_import(tx, id)?;
    import.admit(by)?;
    Ok(import)
}

/// The firm that somebody reads for; a key that only reads may.
fn firm_of(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden),
    }
}

/// A page of the imports of the actor's firm, newest first.
pub fn imports(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Import>> {
    let firm = firm_of(by)?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_imports(tx, firm, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |import| import.id.raw()))
}

/// A page of what is wrong with a file, in the order of its rows.
pub fn import_faults(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ImportKind>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<ToldFault>> {
    get_import(tx, by, id)?;
    let after = after.map_or(0, |cursor| cursor.0);
    let rows = store::list_faults(tx, id, after, limit.ask())?;
    Ok(Page::cut(rows, limit, |fault| fault.number))
}

/// Says which column of a file is which; it is looked through again.
pub(crate) fn map_import(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ImportKind>,
    plan: &Plan,
) -> Outcome<Import> {
    change(tx, by, id, |import| Ok(import.map(plan.clone())?))
}

/// Lets the products of a file that was found right be taken.
pub fn run_import(tx: &mut Tx<'_>, by: &Actor, id: Id<ImportKind>) -> Outcome<Import> {
    change(tx, by, id, |import| Ok(import.go()?))
}

/// Ends an import; what was taken stays.
pub fn stop_import(tx: &mut Tx<'_>, by: &Actor, id: Id<ImportKind>) -> Outcome<Import> {
    let now = tx.now();
    change(tx, by, id, |import| {
        import.stop(now);
        Ok(())
    })
}

/// The same by the hand of whoever runs the machine.
pub(crate) fn stop_import_by_hand(tx: &mut Tx<'_>, id: Id<ImportKind>) -> Outcome<Import> {
    let mut import = store::get_import(tx, id)?;
    let before = (import.state, import.next_byte);
    import.stop(tx.now());
    store::change_import(tx, &import, before)?;
    Ok(import)
}

fn change(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ImportKind>,
    mut change: impl FnMut(&mut Import) -> Outcome<()>,
) -> Outcome<Import> {
    by.trader()?;
    let mut import = get_import(tx, by, id)?;
    let before = (import.state, import.next_byte);
    change(&mut import)?;
    store::change_import(tx, &import, before)?;
    Ok(import)
}

/// The import that the market works on next: one that runs, or else one to be looked through.
pub(crate) fn next_import(tx: &mut Tx<'_>) -> Outcome<Option<Import>> {
    match store::find_import_in(tx, ImportState::Running)? {
        Some(import) => Ok(Some(import)),
        None => store::find_import_in(tx, ImportState::Waiting),
    }
}

/// Forgets what an earlier look through the file found.
pub(crate) fn forget_faults(tx: &mut Tx<'_>, id: Id<ImportKind>) -> Outcome<()> {
    store::drop_faults(tx, id)
}

/// Keeps some of what is wrong with a file.
pub(crate) fn keep_faults(
    tx: &mut Tx<'_>,
    id: Id<ImportKind>,
    faults: &[ToldFault],
) -> Outcome<()> {
    store::add_faults(tx, id, faults)
}

/// Notes what a look through the file found: rows, products, faults. One that was stopped or
/// mapped anew meanwhile stays as it is.
pub(crate) fn end_check(
    tx: &mut Tx<'_>,
    id: Id<ImportKind>,
    (rows, products, faults): (i64, i64, i64),
) -> Outcome<()> {
    let mut import = store::get_import(tx, id)?;
    if import.state != ImportState::Waiting {
        return Ok(());
    }
    let before = (import.state, import.next_byte);
    import.found(rows, products, faults);
    store::change_import(tx, &import, before)
}

/// A piece of a staged file, and where it begins and ends.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) import: Id<ImportKind>,
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) entries: Vec<Ready>,
}

/// A product of a piece with its terms, read before the writer's time begins.
#[derive(Debug)]
pub(crate) struct Ready {
    entry: Entry,
    terms: Terms,
}

impl Ready {
    /// Reads the terms of a staged product, which were found right.
    pub(crate) fn of(entry: Entry) -> Outcome<Self> {
        let terms = entry.new.read()?;
        Ok(Self { entry, terms })
    }
}

/// Takes the products of a piece: those that the firm has are changed, by their id or their
/// article number; the others are new. A piece that was taken already, or whose import was
/// stopped, is `Stale`.
pub(crate) fn take_piece(tx: &mut Tx<'_>, piece: &Piece) -> Outcome<()> {
    let mut import = store::get_import(tx, piece.import)?;
    if import.state != ImportState::Running || import.next_byte != piece.from {
        return Err(Stop::Stale);
    }
    let mut there = There::find(tx, import.firm, &piece.entries)?;
    let mut taken = Taken::default();
    for ready in &piece.entries {
        match there.of(&ready.entry) {
            Some(listing) if take_over(tx, &listing, &ready.terms)? => taken.changed += 1,
            Some(_) => taken.unchanged += 1,
            None => {
                add(tx, import.firm, ready)?;
                taken.added += 1;
            }
        }
    }
    let before = (import.state, import.next_byte);
    import.took(taken, piece.to, tx.now());
    store::change_import(tx, &import, before)
}

/// Puts a row's terms over a product; tells whether they differ. Who sees it stays as it is, and a
/// draft's row without prices leaves those that are there.
fn take_over(tx: &mut Tx<'_>, listing: &Listing, terms: &Terms) -> Outcome<bool> {
    let mut terms = terms.clone();
    let offer = &listing.card.offer;
    if terms.tiers.is_empty() {
        (terms.currency, terms.tiers) = (offer.currency, offer.tiers.clone());
    }
    let mut after = listing.changed(terms.clone());
    after.card.offer.version = offer.version;
    if after == *listing {
        return Ok(false);
    }
    after.card.offer.version += 1;
    store::change_listing(tx, offer.product, offer.version, &terms)?;
    told(tx, after)?;
    Ok(true)
}

fn add(tx: &mut Tx<'_>, firm: Id<Firm>, ready: &Ready) -> Outcome<()> {
    let mut listing = ready.terms.clone().listing(tx.id(), firm, tx.now(), listed_d());
    if ready.entry.is_hidden {
        listing.card.state = ProductState::Hidden;
    }
    store::add_listing(tx, &listing)?;
    told(tx, listing).map(|_| ())
}

/// The products of a firm that a piece may be about.
struct There {
    by_sku: BTreeMap<String, Id<ProductKind>>,
    all: BTreeMap<Id<ProductKind>, Listing>,
}

impl There {
    fn find(tx: &mut Tx<'_>, firm: Id<Firm>, ready: &[Ready]) -> Outcome<Self> {
        let entries = || ready.iter().map(|ready| &ready.entry);
        let skus: Vec<&str> = entries().filter_map(sku).collect();
        let by_sku: BTreeMap<_, _> = store::list_by_skus(tx, firm, &skus)?.into_iter().collect();
        let named = entries().filter_map(|entry| entry.id);
        let ids: Vec<_> = named.chain(by_sku.values().copied()).collect();
        let listings = store::list_listings(tx, &ids)?.into_iter();
        let own = listings.filter(|listing| listing.card.offer.firm == firm);
        let all = own.map(|listing| (listing.card.offer.product, listing)).collect();
        Ok(Self { by_sku, all })
    }

    /// The product that a row is about; each only once.
    fn of(&mut self, entry: &Entry) -> Option<Listing> {
        let named = entry.id.and_then(|id| self.all.remove(&id));
        named.or_else(|| {
            let id = self.by_sku.get(sku(entry)?)?;
            self.all.remove(id)
        })
    }
}

fn sku(entry: &Entry) -> Option<&str> {
    entry.new.sku.as_deref().map(str::trim).filter(|sku| !sku.is_empty())
}

/// A page of a firm's products in full, by id: for an export. Only its own people.
pub(crate) fn export(tx: &mut Tx<'_>, by: &Actor, after: i64, most: i64) -> Outcome<Vec<Listing>> {
    let firm = firm_of(by)?;
    store::list_of_firm_after(tx, firm, after, most)
}

/// The same by the hand of whoever runs the machine.
pub(crate) fn export_of(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    after: i64,
    most: i64,
) -> Outcome<Vec<Listing>> {
    store::list_of_firm_after(tx, firm, after, most)
}
