//! What the operator does by the command line.

use super::{begin_session, sign_up};
use crate::model::{Clerk, DirectFirm, NewClerk, Opened, PartyRefusal};
use crate::store;
use ::store::Tx;
use kernel::{Id, Outcome, Person, Role};

/// A market that a small firm runs has fewer people at its desks.
const CLERKS_MOST: i64 = 500;

/// Makes one of the operator's people, who signs in at their desk.
pub fn make_clerk(tx: &mut Tx<'_>, new: &NewClerk) -> Outcome<Id<Person>> {
    if store::find_owner(tx, &new.contact)?.is_some() {
        return Err(PartyRefusal::ContactTaken.into());
    }
    let person = tx.id();
    store::add_person(tx, person, &new.person)?;
    store::add_contact(tx, &new.contact, person)?;
    store::add_clerk(tx, person, new.desk)?;
    Ok(person)
}

/// The operator's people, for letters to them.
pub fn clerks(tx: &mut Tx<'_>) -> Outcome<Vec<Clerk>> {
    store::list_clerks(tx, CLERKS_MOST)
}

/// Opens a firm with its owner without a code, for the operator's import, the demo and
/// measurements: whoever calls it answers for the contact. Reads nothing.
pub fn open_firm_directly(tx: &mut Tx<'_>, new: &DirectFirm) -> Outcome<Opened> {
    let (person, firm) = sign_up::open_firm(tx, &new.person, &new.firm)?;
    if let Some(contact) = &new.contact {
        store::add_contact(tx, contact, person)?;
    }
    if let Some(session) = new.session {
        begin_session(tx, person, Some((firm, Role::Owner)), None, session)?;
    }
    Ok(Opened { person, firm })
}
