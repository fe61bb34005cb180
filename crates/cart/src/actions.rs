//! Verbs: what a buyer does with a cart, and a shop with its freight. Each loads, decides, writes.

mod book;
mod checkouts;
mod freight;
mod lines;
mod pay;
mod tax;
mod verify;

pub use book::{add_address, addresses, change_address, make_first, remove_address};
pub use checkouts::{checkout, checkouts, place, preview};
pub use freight::{add_rule, change_rule, remove_rule, rules};
pub use lines::{add_line, cart, set_line};
pub use pay::{pay, pay_by_bank};
pub use tax::{set_shop_tax, shop_tax};
pub use verify::verify;

pub(crate) use book::address;
pub(crate) use checkouts::preview_in;
pub(crate) use freight::rule;
pub(crate) use lines::cart_in;
pub(crate) use pay::pay_what_came;

use crate::store;
use ::store::Tx;
use kernel::{Actor, Firm, Id, Outcome, Stop};

/// Tells the catalog whether a shop's prices are all that a buyer pays: where they are not, its
/// goods are ordered through the checkout only.
fn tell_how_ordered(tx: &mut Tx<'_>, shop: Id<Firm>) -> Outcome<()> {
    let has_freight = !store::list_rules_of(tx, &[shop], 1)?.is_empty();
    let taxes = store::list_taxes_of(tx, &[shop])?;
    if has_freight || taxes.values().any(|tax| !tax.rules.is_empty()) {
        catalog::close_direct_orders(tx, shop)
    } else {
        catalog::open_direct_orders(tx, shop)
    }
}

/// The firm that somebody reads for; a key that only reads may.
fn firm_of(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden),
    }
}
