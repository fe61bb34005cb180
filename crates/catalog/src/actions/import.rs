//! Files of goods: taken in, mapped, let go, stopped; and the pieces in which they come.

use super::admission::shelf_of;
use super::{listed_d, told};
use crate::model::{
    Alike, Found, Import, ImportKind, ImportState, Likeness, Listing, NewImport, ProductKind,
    ProductState, Taken, Taking, Terms, ToldFault,
};
use crate::store;
use crate::table::{Entry, Habit, Plan};
use ::store::Tx;
use anyhow::Context;
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Person, Stop, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    let (firm, _) = whose;
    let mut new = new.clone();
    if new.is_mapped {
        remember(tx, firm, &new.plan)?;
    } else if let Some(habit) = habit(tx, firm, &new.plan)? {
        new.plan = new.plan.with_habit(&habit);
    }
    let import = Import::of(&new, tx.id(), whose, tx.now());
    store::add_import(tx, &import)?;
    Ok(import)
}

/// What the firm said last of files with these headings.
fn habit(tx: &mut Tx<'_>, firm: Id<Firm>, plan: &Plan) -> Outcome<Option<Habit>> {
    let told = store::find_habit(tx, firm, &plan.fingerprint())?;
    let read = told.map(|told| serde_json::from_str(&told)).transpose();
    Ok(read.context("what was said of a file")?)
}

/// Remembers what was said of a file for the next with its headings.
fn remember(tx: &mut Tx<'_>, firm: Id<Firm>, plan: &Plan) -> Outcome<()> {
    let told = serde_json::to_string(&plan.habit()).context("what was said of a file")?;
    store::put_habit(tx, firm, &plan.fingerprint(), &told)
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

/// Says which column of a file is which, and what holds for all rows; it is looked through again,
/// and the next file with its headings is read the same way.
pub(crate) fn map_import(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ImportKind>,
    plan: &Plan,
) -> Outcome<Import> {
    let import = change(tx, by, id, |import| Ok(import.map(plan.clone())?))?;
    remember(tx, import.firm, plan)?;
    Ok(import)
}

/// Lets the products of a file be taken: all of one that was found right, or those that are right
/// of one with faults, if the others shall stay out.
pub fn run_import(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ImportKind>,
    taking: Taking,
) -> Outcome<Import> {
    change(tx, by, id, |import| Ok(import.go(taking)?))
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

/// How many of these products without an article number look like goods of the firm.
pub(crate) fn count_alike(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    looked_for: &[(Likeness, i64)],
) -> Outcome<i64> {
    let titles = looked_for.iter().map(|(likeness, _)| likeness.title.as_str());
    let alike = Unnumbered::find(tx, firm, titles)?;
    let is_there = |(likeness, nth): &&(Likeness, i64)| alike.of(likeness, *nth).is_some();
    Ok(i64::try_from(looked_for.iter().filter(is_there).count()).unwrap_or(i64::MAX))
}

/// Notes what a look through the file found. One that was stopped or mapped anew meanwhile stays
/// as it is.
pub(crate) fn end_check(tx: &mut Tx<'_>, id: Id<ImportKind>, found: Found) -> Outcome<()> {
    let mut import = store::get_import(tx, id)?;
    if import.state != ImportState::Waiting {
        return Ok(());
    }
    let before = (import.state, import.next_byte);
    import.found(found);
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

/// A product of a piece, with all that can be worked out before the writer's time begins.
#[derive(Debug)]
pub(crate) struct Ready {
    /// The product that an export named.
    id: Option<Id<ProductKind>>,
    /// The row where it begins.
    row: i64,
    /// How many before it in the file look like it.
    nth: i64,
    /// How many lay ready when an export was written.
    stock_was: Option<i64>,
    terms: Terms,
    likeness: Likeness,
    /// The product that it becomes if it is new, still nobody's.
    listing: Listing,
    texts: store::Texts,
}

impl Ready {
    /// Reads a staged product, which was found right.
    pub(crate) fn of(entry: &Entry) -> Outcome<Self> {
        let terms = entry.new.read()?;
        let likeness = Likeness::of(&terms);
        let texts = store::Texts::of(&terms.details)?;
        let nobodys = (Id::new(0), Id::new(0), Timestamp::default());
        let mut listing = terms.clone().listing(nobodys.0, nobodys.1, nobodys.2, listed_d());
        if entry.is_hidden {
            listing.card.state = ProductState::Hidden;
        }
        let Entry { id, nth, stock_was, .. } = *entry;
        let row = i64::try_from(entry.row).unwrap_or(i64::MAX);
        Ok(Self { id, row, nth, stock_was, terms, likeness, listing, texts })
    }

    fn sku(&self) -> Option<&str> {
        self.terms.sku.as_deref()
    }

    /// What it looks like, and how many before it in the file do; none if it has a number.
    pub(crate) fn unnumbered(&self) -> Option<(Likeness, i64)> {
        let is_numbered = self.id.is_some() || self.sku().is_some();
        (!is_numbered).then(|| (self.likeness.clone(), self.nth))
    }
}

/// Takes the products of a piece: those that the firm has are changed, by their id, their article
/// number or, without one, what they look like; the others are new. What would come to stand on a
/// shelf that is closed to the firm comes in hidden; whose count of the stock is left out, because
/// it has changed since, is told as `too_late` for its row. A piece that was taken already, or
/// whose import was stopped, is `Stale`.
pub(crate) fn take_piece(tx: &mut Tx<'_>, piece: &mut Piece, too_late: &ToldFault) -> Outcome<()> {
    let mut import = store::get_import(tx, piece.import)?;
    if import.state != ImportState::Running || import.next_byte != piece.from {
        return Err(Stop::Stale);
    }
    let mut there = There::find(tx, &import, &piece.entries)?;
    let shut = store::admission::list_shut(tx, import.firm)?;
    let mut taken = Taken::default();
    let mut faults = Vec::new();
    for ready in &mut piece.entries {
        match there.of(ready) {
            Some(Is::Like(_)) if import.alike == Alike::Keep => taken.unchanged += 1,
            Some(Is::Named(listing) | Is::Like(listing)) => {
                let stock = listing.card.offer.stock;
                if ready.terms.counts_too_late(stock, ready.stock_was) {
                    let number = import.fault_count + 1;
                    import.fault_count = number;
                    faults.push(ToldFault { number, row: ready.row, ..too_late.clone() });
                }
                match take_over(tx, &listing, &ready.terms, &shut)? {
                    Over::Same => taken.unchanged += 1,
                    Over::Changed => taken.changed += 1,
                    Over::Hidden => {
                        (taken.changed, taken.shut_out) = (taken.changed + 1, taken.shut_out + 1)
                    }
                }
            }
            None => {
                taken.added += 1;
                taken.shut_out += i64::from(add(tx, import.firm, ready, &shut)?);
            }
        }
    }
    let before = (import.state, import.next_byte);
    faults.retain(|fault| fault.number <= Rules::current().listing.import_faults_most);
    store::add_faults(tx, import.id, &faults)?;
    import.took(taken, piece.to, tx.now());
    store::change_import(tx, &import, before)
}

/// What came of a row over a product that was there.
enum Over {
    Same,
    Changed,
    /// It would stand on a shelf that is closed to its firm.
    Hidden,
}

/// Puts a row's terms over a product. Who sees it stays as it is, unless it moves onto a closed
/// shelf; and a draft's row without prices leaves those that are there.
fn take_over(
    tx: &mut Tx<'_>,
    listing: &Listing,
    terms: &Terms,
    shut: &BTreeSet<String>,
) -> Outcome<Over> {
    let mut terms = terms.clone();
    let offer = &listing.card.offer;
    // What has left since the file was written would come back with its count.
    if terms.is_stale_of(offer.stock) {
        terms.stock = None;
    }
    // What is kept for orders is still there, whatever a file says.
    let kept = offer.stock.map_or(0, |stock| stock.reserved);
    terms.stock = terms.stock.map(|told| told.max(kept));
    if terms.tiers.is_empty() {
        (terms.currency, terms.tiers) = (offer.currency, offer.tiers.clone());
    }
    let mut after = listing.changed(terms.clone());
    after.card.offer.version = offer.version;
    if after == *listing {
        return Ok(Over::Same);
    }
    after.card.offer.version += 1;
    store::change_listing(tx, offer.product, offer.version, &terms)?;
    super::stock::change(tx, listing, terms.stock)?;
    let has_moved = shelf_of(&after) != shelf_of(listing);
    if has_moved && is_shut(&after, shut) {
        after.card.state = ProductState::Hidden;
        super::set_state(tx, after)?;
        return Ok(Over::Hidden);
    }
    told(tx, &after)?;
    Ok(Over::Changed)
}

/// Adds a product; tells whether its shelf is closed to its firm, so that it is hidden.
fn add(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    ready: &mut Ready,
    shut: &BTreeSet<String>,
) -> Outcome<bool> {
    let Ready { listing, texts, .. } = ready;
    listing.begin(tx.id(), firm, tx.now(), listed_d());
    let is_shut_out = is_shut(listing, shut);
    if is_shut_out {
        listing.card.state = ProductState::Hidden;
    }
    store::add_listing(tx, listing, texts)?;
    super::stock::begin(tx, listing)?;
    told(tx, listing)?;
    Ok(is_shut_out)
}

/// Whether a product would be seen on a shelf that is closed to its firm.
fn is_shut(listing: &Listing, shut: &BTreeSet<String>) -> bool {
    shelf_of(listing).is_some_and(|shelf| shut.contains(shelf.code()))
}

/// Goods of a firm without an article number, by what they look like, the oldest first.
struct Unnumbered(HashMap<Likeness, Vec<Id<ProductKind>>>);

impl Unnumbered {
    fn find<'a>(
        tx: &mut Tx<'_>,
        firm: Id<Firm>,
        titles: impl Iterator<Item = &'a str>,
    ) -> Outcome<Self> {
        let mut titles: Vec<&str> = titles.collect();
        titles.sort_unstable();
        titles.dedup();
        let most = Rules::current().listing.import_alike_most;
        let mut by_likeness: HashMap<Likeness, Vec<_>> = HashMap::new();
        for one in store::list_unnumbered(tx, firm, &titles, most)? {
            by_likeness.entry(one.likeness).or_default().push(one.id);
        }
        Ok(Self(by_likeness))
    }

    /// The one that the `nth` of a file with this likeness is.
    fn of(&self, likeness: &Likeness, nth: i64) -> Option<Id<ProductKind>> {
        self.0.get(likeness)?.get(usize::try_from(nth).ok()?).copied()
    }
}

/// The products of a firm that a piece may be about.
struct There {
    by_sku: BTreeMap<String, Id<ProductKind>>,
    unnumbered: Unnumbered,
    all: BTreeMap<Id<ProductKind>, Listing>,
}

impl There {
    fn find(tx: &mut Tx<'_>, import: &Import, ready: &[Ready]) -> Outcome<Self> {
        let firm = import.firm;
        let skus: Vec<&str> = ready.iter().filter_map(Ready::sku).collect();
        let by_sku: BTreeMap<_, _> = store::list_by_skus(tx, firm, &skus)?.into_iter().collect();
        let is_known = |ready: &&Ready| ready.sku().is_none() && import.alike != Alike::Add;
        let alike: Vec<&Ready> = ready.iter().filter(is_known).collect();
        let titles = alike.iter().map(|ready| ready.likeness.title.as_str());
        let unnumbered = Unnumbered::find(tx, firm, titles)?;
        let named = ready.iter().filter_map(|ready| ready.id);
        let like = alike.iter().filter_map(|ready| unnumbered.of(&ready.likeness, ready.nth));
        let ids: Vec<_> = named.chain(by_sku.values().copied()).chain(like).collect();
        let listings = store::list_listings(tx, &ids)?.into_iter();
        let own = listings.filter(|listing| listing.card.offer.firm == firm);
        let all = own.map(|listing| (listing.card.offer.product, listing)).collect();
        Ok(Self { by_sku, unnumbered, all })
    }

    /// The product that a row is about; each only once. A number that the firm does not have says
    /// no more than none.
    fn of(&mut self, ready: &Ready) -> Option<Is> {
        let named = ready.id.and_then(|id| self.all.remove(&id));
        if let Some(listing) = named {
            return Some(Is::Named(listing));
        }
        match ready.sku() {
            Some(sku) => self.by_sku.get(sku).and_then(|id| self.all.remove(id)).map(Is::Named),
            None => {
                let like = self.unnumbered.of(&ready.likeness, ready.nth)?;
                self.all.remove(&like).map(Is::Like)
            }
        }
    }
}

/// A product that is there, and how a row is about it.
enum Is {
    /// By its id or its article number.
    Named(Listing),
    /// By what it looks like.
    Like(Listing),
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
