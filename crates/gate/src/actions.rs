//! Opening shelves, letting sellers in, verifying and bringing buyers.

mod buyers;
mod campaigns;
mod checks;
mod counting;
mod judged;
mod line;
mod orders;
mod shelves;

pub use campaigns::{
    accept_link, begin_campaign, branch, campaign, campaigns, make_campaign_link, make_link,
    offered, own_links,
};
pub use checks::{
    answer_check, ask_check, checks, list_waiting_checks, record_verdict, verify_by_mail,
};
pub use counting::{export_path, numbers};
pub use judged::has_judged;
pub use line::{admit_by_hand, apply, own_applications, recount, stand, withdraw};
pub use orders::{Order, note_finished, note_orders};
pub use shelves::{set_mode, shelf, shelves};

pub(crate) use buyers::{does_count, hear};
pub(crate) use checks::list_numbers_to_ask;
pub(crate) use shelves::look_at_shelves;

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
