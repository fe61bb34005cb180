//! Stock: counted by the seller, kept for orders, given back, taken out.

use super::editable_now;
use crate::model::{
    CatalogRefusal, Listing, Offer, ProductKind, Reserved, Stock, StockFindings, too_few,
};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Any, Id, Outcome, Stop};

/// Stocks looked over in one read.
const STOCKS_AT_A_TIME: i64 = 200;
/// Reservations read at once: of a hundred deals with all their lines.
const RESERVED_MOST: i64 = 20_001;

/// The seller says how many there are, kept for orders or not; with nothing it is made to order
/// from now on. `revision` is that of the stock that was read; 0 where there was none.
pub fn set_stock(
    tx: &mut Tx<'_>,
    by: &Actor,
    (id, revision): (Id<ProductKind>, i64),
    on_hand: Option<i64>,
) -> Outcome<Listing> {
    let mut listing = editable_now(tx, by, id)?;
    let before = listing.card.offer.stock;
    if before.map_or(0, |stock| stock.revision) != revision {
        return Err(Stop::Stale);
    }
    listing.card.offer.stock = write(tx, id, before, on_hand)?;
    Ok(listing)
}

/// Writes the stock that a new product comes with.
pub(super) fn begin(tx: &mut Tx<'_>, listing: &Listing) -> Outcome<()> {
    let offer = &listing.card.offer;
    offer.stock.map_or(Ok(()), |stock| store::stock::add(tx, offer.product, &stock))
}

/// Counts a product anew if new terms say a number; else its stock stays.
pub(super) fn change(tx: &mut Tx<'_>, before: &Listing, told: Option<i64>) -> Outcome<()> {
    let Offer { product, stock, .. } = before.card.offer;
    match told {
        Some(told) if stock.is_none_or(|stock| stock.on_hand != told) => {
            write(tx, product, stock, Some(told)).map(|_| ())
        }
        _ => Ok(()),
    }
}

fn write(
    tx: &mut Tx<'_>,
    product: Id<ProductKind>,
    before: Option<Stock>,
    on_hand: Option<i64>,
) -> Outcome<Option<Stock>> {
    let Some(on_hand) = on_hand else {
        if let Some(stock) = before.filter(|stock| stock.reserved > 0) {
            return Err(CatalogRefusal::StockReserved { reserved: stock.reserved }.into());
        }
        before.map_or(Ok(()), |stock| store::stock::remove(tx, product, &stock))?;
        return Ok(None);
    };
    let after = Stock::counted(before, on_hand)?;
    match before {
        None => store::stock::add(tx, product, &after)?,
        Some(before) => store::stock::count(tx, product, &before, on_hand)?,
    }
    Ok(Some(after))
}

/// Keeps so many of an offer for a holder; refused, with what is left, where there are fewer.
/// Nothing to keep where it is made to order: tells whether something was. The guard stands in the
/// statement, so that it holds however many ask at once.
pub fn reserve(tx: &mut Tx<'_>, holder: Id<Any>, offer: &Offer, quantity: i64) -> Outcome<bool> {
    if offer.stock.is_none() {
        return Ok(false);
    }
    offer.must_have(quantity)?;
    if store::stock::keep(tx, offer.product, quantity)? {
        store::stock::add_reservation(tx, offer.product, holder, quantity)?;
        return Ok(true);
    }
    // Somebody was faster than the look at the offer.
    match store::stock::find(tx, offer.product)? {
        Some(now) => Err(too_few(&offer.title, now.free()).into()),
        None => Ok(false),
    }
}

/// Keeps so many of a product for a holder if they lie ready; tells whether they do. For terms that
/// were agreed on: what does not lie ready is made.
pub fn reserve_if_there(
    tx: &mut Tx<'_>,
    holder: Id<Any>,
    product: Id<ProductKind>,
    quantity: i64,
) -> Outcome<bool> {
    let is_kept = store::stock::keep(tx, product, quantity)?;
    if is_kept {
        store::stock::add_reservation(tx, product, holder, quantity)?;
    }
    Ok(is_kept)
}

/// Gives back what is kept of these products for a holder: it can be sold again.
pub fn give_stock_back(
    tx: &mut Tx<'_>,
    holder: Id<Any>,
    products: &[Id<ProductKind>],
) -> Outcome<()> {
    for product in products {
        if let Some(quantity) = store::stock::end_reservation(tx, *product, holder)? {
            store::stock::let_go(tx, *product, quantity)?;
        }
    }
    Ok(())
}

/// What is kept of these products for a holder leaves the house.
pub fn take_out(tx: &mut Tx<'_>, holder: Id<Any>, products: &[Id<ProductKind>]) -> Outcome<()> {
    for product in products {
        if let Some(quantity) = store::stock::end_reservation(tx, *product, holder)? {
            store::stock::send(tx, *product, quantity)?;
        }
    }
    Ok(())
}

/// So many of what is kept of a product for a holder leave the house; the rest stays kept.
pub fn take_some_out(
    tx: &mut Tx<'_>,
    holder: Id<Any>,
    product: Id<ProductKind>,
    quantity: i64,
) -> Outcome<()> {
    let is_some = store::stock::lessen(tx, product, holder, quantity)?;
    // What did not lie ready is made, and never was in the stock.
    if is_some || store::stock::end_reservation(tx, product, holder)?.is_some() {
        store::stock::send(tx, product, quantity)?;
    }
    Ok(())
}

/// What is kept for holders after one up to another, by holder; for whoever looks them over.
pub fn reservations_between(
    tx: &mut Tx<'_>,
    after: Id<Any>,
    last: Id<Any>,
) -> Outcome<Vec<Reserved>> {
    store::stock::list_between(tx, after, last, RESERVED_MOST)
}

/// Looks over the stocks after a product: what is reserved is the sum of its reservations, and no
/// more than there is.
pub fn verify_stock(tx: &mut Tx<'_>, after: Id<ProductKind>) -> Outcome<StockFindings> {
    let rows = store::stock::list_with_sums(tx, after, STOCKS_AT_A_TIME)?;
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let next = rows.last().map(|(id, ..)| *id).filter(|_| count == STOCKS_AT_A_TIME);
    let mut problems = Vec::new();
    for (product, stock, sum) in rows {
        if stock.reserved != sum {
            let Stock { reserved, .. } = stock;
            problems.push(format!("{product}: {reserved} are reserved, for orders {sum}"));
        }
        if stock.free() < 0 {
            problems.push(format!("{product}: more is reserved than there is"));
        }
    }
    let last = next.unwrap_or(Id::new(i64::MAX));
    for (product, holder) in store::stock::list_orphans(tx, after, last, STOCKS_AT_A_TIME)? {
        problems.push(format!("{product}: something is kept for {holder} of no stock"));
    }
    Ok(StockFindings { problems, next })
}
