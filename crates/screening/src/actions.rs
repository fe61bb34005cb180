//! Verbs: loading a list, looking at firms by it, and what officers do with what is found.

mod load;
mod officer;
mod orders;
mod screen;

pub use load::{lists, load, load_by_hand, try_name};
pub use officer::{cases, ended_cases, open_case, perform};
pub use orders::{
    administered, attach_paper, lift_order, look_into_wallets, name_administrator, order, orders,
    paper, pay_administrator, record_order,
};

pub(crate) use officer::hear_second;
pub(crate) use orders::{UNTIL, end_of_order, may_attach};
pub(crate) use screen::{look_at_next, screen, screen_payee};

use ::store::Tx;
use kernel::{Actor, Desk, Firm, Id, Outcome, Person, Stop};

/// The officer who acts; for all others there is nothing here.
fn officer_of(by: &Actor) -> Outcome<Id<Person>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Clerk { person, desk: Desk::Officer } => Ok(*person),
        _ => Err(Stop::Absent),
    }
}

/// Refused to all but officers: asked before a form or a file of theirs is read, so that whoever
/// may not has nothing kept and is told nothing of what was wrong with it.
pub(crate) fn must_be_officer(_: &mut Tx<'_>, by: &Actor) -> Outcome<()> {
    officer_of(by).map(|_| ())
}

/// Whether somebody is of the firm, or has checked or judged it.
fn has_to_do_with(tx: &mut Tx<'_>, person: Id<Person>, firm: Id<Firm>) -> Outcome<bool> {
    Ok(party::is_of(tx, firm, person)? || gate::has_judged(tx, person, firm)?)
}
