//! Verbs. Those of people take who acts; the others are called by a domain that keeps money for an
//! agreement, or by the rails, in their own transaction.

mod bank;
mod escrow;
mod notices;
mod verify;
mod wallet;

pub use bank::{orders, pay_in_reference, top_up, withdraw};
pub use escrow::{
    close, escrow, fund, identity, meet, meet_and_release, open, refund, release, require,
};
pub use notices::{book_payment, book_payout, bounce, reject};
pub use verify::verify;
pub use wallet::{MOST_PURSES, statement, wallet};

use kernel::{Actor, Firm, Id, Outcome, Stop};

/// The firm that somebody acts for.
fn firm_of(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden),
    }
}
