//! Verbs: naming addresses, taking facts, sending, looking, sending again.

mod endpoints;
mod look;
mod replay;
mod send;
mod sweep;
mod take;

pub use endpoints::{
    add_endpoint, change_endpoint, pause_endpoint, remove_endpoint, resume_endpoint, rotate_secret,
    show_secret, test_endpoint,
};
pub use look::{deeds, deliveries, delivery, endpoint, endpoints, event, events};
pub use replay::{replay, replay_since};
pub use sweep::sweep;

pub(crate) use look::EventFilter;
pub(crate) use send::{any_due, claim, record};
pub(crate) use take::take_all;

use kernel::{Actor, Firm, Id, Outcome, Person, Stop};

/// The firm of whoever looks.
fn firm_of(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden),
    }
}

/// The firm and the person, if they are its owner and have signed in as a person: a key that leaked
/// names no address.
fn owner_of(by: &Actor) -> Outcome<(Id<Firm>, Id<Person>)> {
    let (firm, person) = by.trader()?;
    if by.is_owner_of(firm) { Ok((firm, person)) } else { Err(Stop::Forbidden) }
}
