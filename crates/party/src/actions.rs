//! Verbs: what people do, and what other domains and the command line ask for. Each loads, decides
//! and writes in the caller's transaction.

mod again;
mod codes;
mod firms;
mod invite;
mod keys;
mod letters;
mod marks;
mod members;
mod operator;
mod reach;
mod sign_in;
mod sign_up;
mod sweep;

pub use again::{ask_code_again, prove_again};
pub use codes::ask_code;
pub use firms::{
    firm, forget_deeds, note_fact, set_promises, share_a_person, standing, trust_lines,
};
pub use invite::{accept_invitation, invite, offer};
pub use keys::{issue_key, keys, revoke_key, with_keys};
pub use letters::{
    contact_of, list_arrived, list_due_letters, own_contact, record_failed, record_sent,
    record_sent_and_keep, send_letter, send_news, send_to_owners, set_unwanted, unwanted,
};
pub use marks::{
    change_firm, count_deeds, firms_after, hide_firm, marks, set_trade_role, show_firm,
};
pub use members::{change_role, leave, me, members, remove_member};
pub use operator::{clerks, make_clerk, open_firm_directly};
pub use reach::{is_of, names, people, people_of, reach};
pub use sign_in::{act_for, password_of, reset_password, sign_in, sign_in_by_hash, sign_out};
pub use sign_up::{found_firm, sign_up};
pub use sweep::sweep;

pub(crate) use again::own_password;

use crate::model::{Session, SignedIn};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Desk, Firm, Id, Outcome, Person, Role, Scope, Stop};

/// Begins a session of a person, whose token has this hash.
fn begin_session(
    tx: &mut Tx<'_>,
    person: Id<Person>,
    firm: Option<(Id<Firm>, Role)>,
    desk: Option<Desk>,
    hash: [u8; 32],
) -> Outcome<SignedIn> {
    let expires_at = Session::end(tx.now());
    let session = Session {
        hash,
        id: tx.id(),
        person,
        firm,
        scope: Scope::Full,
        desk,
        name: None,
        expires_at: Some(expires_at),
    };
    store::add_session(tx, &session)?;
    let (firm, role) = (firm.map(|(firm, _)| firm), firm.map(|(_, role)| role));
    Ok(SignedIn { person, firm, role, desk, expires_at })
}

/// The firm of an owner with a full session.
fn owned_firm(by: &Actor) -> Outcome<(Id<Firm>, Id<Person>)> {
    match *by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Member { person, firm: Some((firm, Role::Owner)), scope: Scope::Full } => {
            Ok((firm, person))
        }
        _ => Err(Stop::Forbidden),
    }
}

/// A member with a full session, whether or not they have a firm.
fn signed_in(by: &Actor) -> Outcome<Id<Person>> {
    match *by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Member { person, scope: Scope::Full, .. } => Ok(person),
        _ => Err(Stop::Forbidden),
    }
}

/// The firm of anybody who acts for one.
fn own_firm(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden),
    }
}
