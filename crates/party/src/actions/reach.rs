//! Who the people of a firm are and how they are reached, for other domains.

use crate::model::{Contact, Reached};
use crate::store;
use ::store::Tx;
use kernel::{Firm, Id, Limit, Outcome, Person, Role};
use std::collections::BTreeMap;

/// The people of a firm with their roles, the first to have an account first, at most 200.
pub fn people(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<(Id<Person>, Role)>> {
    let rows = store::list_members(tx, firm, 0, Limit::clamp(Limit::MOST))?;
    Ok(rows.into_iter().map(|(person, role, _)| (person, role)).collect())
}

/// The people of these firms, whatever their role. One query for every 50 firms.
pub fn people_of(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<(Id<Firm>, Id<Person>)>> {
    let mut found = Vec::new();
    for some in firms.chunks(store::IDS_AT_A_TIME) {
        found.extend(store::list_members_of(tx, some)?);
    }
    Ok(found)
}

/// Whether a person is of a firm.
pub fn is_of(tx: &mut Tx<'_>, firm: Id<Firm>, person: Id<Person>) -> Outcome<bool> {
    Ok(store::find_role(tx, firm, person)?.is_some())
}

/// The names of these people. One query for every 50.
pub fn names(tx: &mut Tx<'_>, people: &[Id<Person>]) -> Outcome<BTreeMap<Id<Person>, String>> {
    let mut names = BTreeMap::new();
    for some in people.chunks(store::IDS_AT_A_TIME) {
        names.extend(store::list_names(tx, some)?);
    }
    Ok(names)
}

/// Where letters to a person go, in which language; nothing for somebody without a contact.
pub fn reach(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<Option<Reached>> {
    let contact: Option<Contact> = store::find_contact_of(tx, person)?;
    let Some(contact) = contact else { return Ok(None) };
    let known = store::get_person(tx, person)?;
    Ok(Some(Reached { person, name: known.name, lang: known.lang, contact }))
}
