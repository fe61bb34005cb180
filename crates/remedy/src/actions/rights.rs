//! Goods back for no reason, where the seller has promised it.

use crate::store;
use ::store::Tx;
use deal::Deal;
use kernel::{Actor, Currency, Firm, Id, Outcome, Timestamp};

/// From now on a firm takes goods of its listings back for no reason. For the domain that keeps its
/// promises.
pub fn grant_return_right(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<()> {
    let now = tx.now();
    store::add_right(tx, firm, currency, now)
}

/// From an instant on it does not; trades agreed before keep the right.
pub fn end_return_right(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
    at: Timestamp,
) -> Outcome<()> {
    store::end_right(tx, firm, currency, at)
}

/// Whether the buyer of an order from a listing may send it back for no reason now: the promise
/// held when the deal was agreed, and the goods were handed over within the days of the rules, or
/// not yet.
pub(super) fn has_right(tx: &mut Tx<'_>, by: &Actor, deal: &Deal) -> Outcome<bool> {
    let Some(agreed_at) = deal.agreed_at.filter(|_| deal.is_retail()) else { return Ok(false) };
    if !store::had_right(tx, deal.seller, deal.total.currency, agreed_at)? {
        return Ok(false);
    }
    let whole = deal::deal(tx, by, deal.id)?;
    if whole.shipments.iter().any(|shipment| shipment.delivered_at.is_none()) {
        return Ok(true);
    }
    let delivered = whole.shipments.iter().filter_map(|shipment| shipment.delivered_at).max();
    let days = deal.rules().protect.no_reason_return_d;
    Ok(delivered.is_none_or(|at| tx.now() <= at.plus_days(days)))
}
