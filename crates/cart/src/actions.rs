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

use kernel::{Actor, Firm, Id, Outcome, Stop};

/// The firm that somebody reads for; a key that only reads may.
fn firm_of(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden),
    }
}
