//! Saying what a firm is, letting another act for one, showing what one can do, finding and
//! answering.

mod mandates;
mod roles;

pub use mandates::{answer_mandate, mandates, offer_mandate};
pub use roles::{
    claim, claims, declare, find_against, has_judged, judge, lift, reply, role_file, role_of,
    standing_of,
};

pub(crate) use roles::{FINDING_COUNTS, rank};

use kernel::{Actor, Desk, Id, Outcome, Person, Stop};

/// The operator's clerk that acts; stops everybody else.
fn operator(by: &Actor) -> Outcome<Id<Person>> {
    match *by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Clerk { person, desk: Desk::Operator } => Ok(person),
        _ => Err(Stop::Forbidden),
    }
}

/// The firm that somebody reads for.
fn reader(by: &Actor) -> Outcome<Id<kernel::Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden),
    }
}
