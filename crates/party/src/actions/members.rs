//! People of a firm.

use super::{own_firm, owned_firm};
use crate::events::MemberLeft;
use crate::model::{Member, Profile, may_lose_owner};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Person, Role, Scope, Stop};
use std::collections::BTreeMap;

/// Who the caller is.
pub fn me(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Profile> {
    let id = by.person().ok_or(Stop::SignIn)?;
    let person = store::get_person(tx, id)?;
    let (firm, scope, desk) = match *by {
        Actor::Member { firm, scope, .. } => (firm, scope, None),
        Actor::Clerk { desk, .. } => (None, Scope::Full, Some(desk)),
        _ => return Err(Stop::SignIn),
    };
    let (of, role) = (firm.map(|(firm, _)| firm), firm.map(|(_, role)| role));
    let firm = match of {
        Some(firm) => store::find_firm(tx, firm)?,
        None => None,
    };
    let firms = store::list_firms_of(tx, id)?;
    let (name, lang, version) = (person.name, person.lang, person.version);
    Ok(Profile { person: person.id, name, lang, version, firm, role, scope, desk, firms })
}

/// The people of the caller's firm.
pub fn members(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Member>> {
    let firm = own_firm(by)?;
    let rows = store::list_members(tx, firm, after.map_or(0, |cursor| cursor.0), limit)?;
    let page = Page::cut(rows, limit, |(person, ..)| person.raw());
    let people: Vec<Id<Person>> = page.rows.iter().map(|(person, ..)| *person).collect();
    let mut names = BTreeMap::new();
    for people in people.chunks(store::IDS_AT_A_TIME) {
        names.extend(store::list_names(tx, people)?);
    }
    Ok(page.map(|(person, role, since)| {
        let name = names.remove(&person).unwrap_or_default();
        Member { person, name, role, since }
    }))
}

/// The caller leaves their firm and is signed out of it.
pub fn leave(tx: &mut Tx<'_>, by: &Actor) -> Outcome<()> {
    match *by {
        Actor::Member { person, firm: Some((firm, _)), scope: Scope::Full } => {
            part(tx, firm, person)
        }
        Actor::Stranger => Err(Stop::SignIn),
        _ => Err(Stop::Forbidden),
    }
}

/// An owner takes somebody out of the firm; anybody takes themselves out. Their sessions and the
/// keys they made for the firm end at once.
pub fn remove_member(tx: &mut Tx<'_>, by: &Actor, person: Id<Person>) -> Outcome<()> {
    if by.person() == Some(person) {
        return leave(tx, by);
    }
    let (firm, _) = owned_firm(by)?;
    part(tx, firm, person)
}

fn part(tx: &mut Tx<'_>, firm: Id<Firm>, person: Id<Person>) -> Outcome<()> {
    let role = store::find_role(tx, firm, person)?.ok_or(Stop::Absent)?;
    if role == Role::Owner {
        may_lose_owner(&store::lock_owners(tx, firm)?, person)?;
    }
    store::delete_member(tx, firm, person)?;
    store::delete_of_member(tx, firm, person)?;
    tx.tell(firm, &MemberLeft { firm, person })
}

/// An owner gives somebody of the firm another role, which counts at once wherever they are signed
/// in.
pub fn change_role(tx: &mut Tx<'_>, by: &Actor, person: Id<Person>, role: Role) -> Outcome<()> {
    let (firm, _) = owned_firm(by)?;
    let before = store::find_role(tx, firm, person)?.ok_or(Stop::Absent)?;
    if before == role {
        return Ok(());
    }
    if before == Role::Owner {
        may_lose_owner(&store::lock_owners(tx, firm)?, person)?;
    }
    store::set_role(tx, firm, person, role)?;
    store::set_role_of_member(tx, firm, person, role)
}
