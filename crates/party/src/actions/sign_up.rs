//! Signing up and opening a firm: one act.

use super::{begin_session, codes, signed_in};
use crate::events::{FirmOpened, MemberJoined};
use crate::model::{Checked, NewFirm, NewMember, NewPerson, PartyRefusal, Purpose, SignedIn};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Firm, Id, Outcome, Person, Role};

/// Takes up a person by their contact's code and opens their firm, of which they are the owner;
/// signs them in by the token with this hash.
pub fn sign_up(tx: &mut Tx<'_>, new: &NewMember, session: [u8; 32]) -> Outcome<Checked<SignedIn>> {
    let checked = codes::spend(tx, &new.contact, Purpose::SignUp, &new.code)?;
    if let Checked::Wrong { left } = checked {
        return Ok(Checked::Wrong { left });
    }
    if store::find_owner(tx, &new.contact)?.is_some() {
        return Err(PartyRefusal::ContactTaken.into());
    }
    let (person, firm) = open_firm(tx, &new.person, &new.firm)?;
    store::add_contact(tx, &new.contact, person)?;
    let signed_in = begin_session(tx, person, Some((firm, Role::Owner)), None, session)?;
    Ok(Checked::Right(signed_in))
}

/// Writes a person, their firm and its standing, and tells.
pub(super) fn open_firm(
    tx: &mut Tx<'_>,
    new: &NewPerson,
    new_firm: &NewFirm,
) -> Outcome<(Id<Person>, Id<Firm>)> {
    let person = tx.id();
    store::add_person(tx, person, new)?;
    Ok((person, write_firm(tx, person, new_firm)?))
}

fn write_firm(tx: &mut Tx<'_>, person: Id<Person>, new: &NewFirm) -> Outcome<Id<Firm>> {
    let firm = tx.id();
    store::add_firm(tx, firm, new)?;
    store::add_member(tx, firm, person, Role::Owner)?;
    tx.tell(firm, &FirmOpened { firm, person })?;
    tx.tell(firm, &MemberJoined { firm, person })?;
    Ok(firm)
}

/// Somebody who is signed in opens a firm, of which they are the owner, and acts for it by the
/// token with this hash.
pub fn found_firm(
    tx: &mut Tx<'_>,
    by: &Actor,
    new: &NewFirm,
    session: [u8; 32],
) -> Outcome<SignedIn> {
    let person = signed_in(by)?;
    let firm = write_firm(tx, person, new)?;
    begin_session(tx, person, Some((firm, Role::Owner)), None, session)
}
