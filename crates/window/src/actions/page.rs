//! What a firm says of itself, and which goods it puts into its window.

use crate::events::{FirmPageChanged, WindowChanged};
use crate::model::{FirmPage, NewFirmPage, WindowRefusal};
use crate::store;
use ::store::Tx;
use catalog::{Photo, ProductKind};
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Role, Stop};

/// What a firm says of itself; a firm that has said nothing yet has a blank page.
pub fn page_of(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<FirmPage> {
    Ok(store::find_page(tx, firm)?.unwrap_or_else(|| FirmPage::blank(firm)))
}

/// Writes the page of the owner's own firm over the version that they have read; 0 if there is
/// none yet.
pub fn change_page(
    tx: &mut Tx<'_>,
    by: &Actor,
    version: i64,
    new: &NewFirmPage,
) -> Outcome<FirmPage> {
    let firm = editor(by)?;
    let year = tx.now().date_in(&Rules::current().market.time_zone).year();
    let read = new.read(year.into())?;
    let page = editable(tx, firm, version)?;
    store::put_page(tx, (firm, page.version), &read)?;
    tx.tell(firm, &FirmPageChanged { firm })?;
    Ok(FirmPage { told: read, version: version + 1, at: Some(tx.now()), ..page })
}

/// Puts a photo, whose files lie there already, behind the others of the owner's own firm.
pub fn add_photo(tx: &mut Tx<'_>, by: &Actor, version: i64, photo: Photo) -> Outcome<FirmPage> {
    let firm = editor(by)?;
    let mut page = editable(tx, firm, version)?;
    let most = photos_most();
    page.photos.retain(|other| other.hash != photo.hash);
    if page.photos.len() >= most {
        return Err(WindowRefusal::TooMany { field: "photo", most }.into());
    }
    if page.version == 0 {
        store::put_page(tx, (firm, 0), &page.told)?;
        tx.tell(firm, &FirmPageChanged { firm })?;
        page.version = 1;
    }
    page.photos.push(photo);
    set_photos(tx, page)
}

/// Takes one of the firm's photos away; its place counts from 0.
pub fn remove_photo(tx: &mut Tx<'_>, by: &Actor, version: i64, place: usize) -> Outcome<FirmPage> {
    let firm = editor(by)?;
    let mut page = editable(tx, firm, version)?;
    if place >= page.photos.len() {
        return Err(Stop::Absent);
    }
    page.photos.remove(place);
    set_photos(tx, page)
}

fn set_photos(tx: &mut Tx<'_>, mut page: FirmPage) -> Outcome<FirmPage> {
    store::change_photos(tx, (page.firm, page.version), &page.photos)?;
    page.version += 1;
    page.at = Some(tx.now());
    Ok(page)
}

fn editable(tx: &mut Tx<'_>, firm: Id<Firm>, version: i64) -> Outcome<FirmPage> {
    let page = page_of(tx, firm)?;
    if page.version == version { Ok(page) } else { Err(Stop::Stale) }
}

/// The firm for which somebody may speak: its owners may.
pub(crate) fn editor(by: &Actor) -> Outcome<Id<Firm>> {
    let (trader, _) = by.trader()?;
    match by {
        Actor::Member { firm: Some((firm, Role::Owner)), .. } if *firm == trader => Ok(*firm),
        _ => Err(Stop::Forbidden),
    }
}

/// Most photos of a firm.
fn photos_most() -> usize {
    usize::try_from(Rules::current().window.photos_most).unwrap_or(1)
}

/// The goods that a firm chose for its window, in its order, hidden ones too.
pub fn chosen(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Id<ProductKind>>> {
    store::list_window(tx, firm, Rules::current().window.goods_most)
}

/// Puts these goods of one's own into the window, in this order; one that is named twice counts
/// once.
pub fn choose_goods(
    tx: &mut Tx<'_>,
    by: &Actor,
    goods: &[Id<ProductKind>],
) -> Outcome<Vec<Id<ProductKind>>> {
    let (firm, _) = by.trader()?;
    let most = usize::try_from(Rules::current().window.goods_most).unwrap_or(1);
    let mut wanted: Vec<Id<ProductKind>> = Vec::new();
    for id in goods {
        if !wanted.contains(id) {
            wanted.push(*id);
        }
        if wanted.len() > most {
            return Err(WindowRefusal::TooMany { field: "products", most }.into());
        }
    }
    let own = catalog::documents(tx, &wanted)?;
    let is_own = |id: &Id<ProductKind>| {
        own.iter().any(|one| one.card.offer.product == *id && one.card.offer.firm == firm)
    };
    if !wanted.iter().all(is_own) {
        return Err(Stop::Absent);
    }
    let before = chosen(tx, firm)?;
    if before == wanted {
        return Ok(wanted);
    }
    store::put_window(tx, firm, &wanted)?;
    let mut products = before;
    products.extend(wanted.iter().filter(|id| !products.contains(id)).copied().collect::<Vec<_>>());
    tx.tell(firm, &WindowChanged { firm, products })?;
    Ok(wanted)
}
