//! How a shop's open offers are ordered: called by the domain that knows freight and tax.

use crate::store::shop as store;
use ::store::Tx;
use kernel::{Firm, Id, Outcome};

/// From now on a shop's prices are not all that a buyer pays, so that its goods are ordered through
/// the checkout only, where the rest is seen before anybody is bound.
pub fn close_direct_orders(tx: &mut Tx<'_>, shop: Id<Firm>) -> Outcome<()> {
    store::close(tx, shop)
}

/// A shop's prices are all that a buyer pays again.
pub fn open_direct_orders(tx: &mut Tx<'_>, shop: Id<Firm>) -> Outcome<()> {
    store::open(tx, shop)
}
