//! Verbs: loading a list, looking at firms by it, and what officers do with what is found.

mod load;
mod officer;
mod screen;

pub use load::{lists, load, load_by_hand, try_name};
pub use officer::{Opened, cases, ended_cases, open_case, perform};

pub(crate) use officer::hear_second;
pub(crate) use screen::{look_at_next, screen, screen_payee};

use kernel::{Actor, Desk, Id, Outcome, Person, Stop};

/// The officer who acts; for all others there is nothing here.
fn officer_of(by: &Actor) -> Outcome<Id<Person>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Clerk { person, desk: Desk::Officer } => Ok(*person),
        _ => Err(Stop::Absent),
    }
}
