//! Signing in and out, and a new password.

use super::{begin_session, codes, signed_in};
use crate::model::{Checked, Contact, PartyRefusal, Proof, Purpose, SignedIn, TypedCode};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Firm, Id, Outcome, Person, Role, Scope, Stop};

/// Who acts by the token with this hash: one read by key. Unknown and ended alike must sign in.
pub fn sign_in_by_hash(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Actor> {
    store::find_actor(tx, hash)?.ok_or(Stop::SignIn)
}

/// The hash to compare a password with, outside any transaction; nothing for an unknown contact and
/// for somebody without a password.
pub fn password_of(tx: &mut Tx<'_>, contact: &Contact) -> Outcome<Option<String>> {
    let Some(person) = store::find_owner(tx, contact)? else { return Ok(None) };
    Ok(store::get_person(tx, person)?.password_hash)
}

/// Signs somebody in by the token with this hash, for the firm they ask for, else for the one they
/// joined last. An unknown contact is refused as a wrong proof is.
pub fn sign_in(
    tx: &mut Tx<'_>,
    contact: &Contact,
    proof: &Proof,
    firm: Option<Id<Firm>>,
    session: [u8; 32],
) -> Outcome<Checked<SignedIn>> {
    let known = store::find_owner(tx, contact)?;
    let person = match proof {
        Proof::Password { verified } => prove_password(tx, known, verified)?,
        Proof::Code(told) => match prove_code(tx, contact, known, Purpose::SignIn, told)? {
            Checked::Right(person) => person,
            Checked::Wrong { left } => return Ok(Checked::Wrong { left }),
        },
    };
    Ok(Checked::Right(enter(tx, person, firm, session)?))
}

fn prove_password(
    tx: &mut Tx<'_>,
    known: Option<Id<Person>>,
    verified: &str,
) -> Outcome<Id<Person>> {
    let person = known.ok_or(PartyRefusal::SignInWrong)?;
    // It may have been changed while the old one was compared.
    let kept = store::get_person(tx, person)?.password_hash;
    if kept.as_deref() != Some(verified) {
        return Err(PartyRefusal::SignInWrong.into());
    }
    Ok(person)
}

/// Whose contact it is, if the code is right. A wrong code is counted, for an unknown contact too,
/// which has no right one.
fn prove_code(
    tx: &mut Tx<'_>,
    contact: &Contact,
    known: Option<Id<Person>>,
    purpose: Purpose,
    told: &TypedCode,
) -> Outcome<Checked<Id<Person>>> {
    match codes::spend(tx, contact, purpose, told)? {
        Checked::Right(()) => Ok(Checked::Right(known.ok_or(PartyRefusal::CodeVoid)?)),
        Checked::Wrong { left } => Ok(Checked::Wrong { left }),
    }
}

/// Begins a session at the desk of a clerk, or for a firm of a member.
fn enter(
    tx: &mut Tx<'_>,
    person: Id<Person>,
    wanted: Option<Id<Firm>>,
    session: [u8; 32],
) -> Outcome<SignedIn> {
    let desk = store::find_desk(tx, person)?;
    let firm = match desk {
        Some(_) => None,
        None => pick_firm(tx, person, wanted)?,
    };
    begin_session(tx, person, firm, desk, session)
}

/// Somebody who belongs to several firms goes on for another of them, by the token with this hash.
pub fn act_for(
    tx: &mut Tx<'_>,
    by: &Actor,
    firm: Id<Firm>,
    session: [u8; 32],
) -> Outcome<SignedIn> {
    let person = signed_in(by)?;
    let firm = pick_firm(tx, person, Some(firm))?;
    begin_session(tx, person, firm, None, session)
}

fn pick_firm(
    tx: &mut Tx<'_>,
    person: Id<Person>,
    wanted: Option<Id<Firm>>,
) -> Outcome<Option<(Id<Firm>, Role)>> {
    let Some(wanted) = wanted else {
        return Ok(store::list_firms_of(tx, person)?.first().copied());
    };
    let role = store::find_role(tx, wanted, person)?.ok_or(Stop::Absent)?;
    Ok(Some((wanted, role)))
}

/// Ends the session that the caller came by. A key is ended by an owner, not by itself.
pub fn sign_out(tx: &mut Tx<'_>, by: &Actor, session: &[u8; 32]) -> Outcome<()> {
    match by {
        Actor::Member { scope: Scope::Full, .. } | Actor::Clerk { .. } => {
            store::delete_session(tx, session)
        }
        Actor::Stranger => Err(Stop::SignIn),
        _ => Err(Stop::Forbidden),
    }
}

/// Sets a new password by a code, and signs the person in by the token with this hash. Every other
/// session of theirs ends, and every code that was asked for before: whoever has got at one is out
/// as well. Keys stay: programs were not asked.
pub fn reset_password(
    tx: &mut Tx<'_>,
    contact: &Contact,
    code: &TypedCode,
    password_hash: &str,
    session: [u8; 32],
) -> Outcome<Checked<SignedIn>> {
    let known = store::find_owner(tx, contact)?;
    let person = match prove_code(tx, contact, known, Purpose::Reset, code)? {
        Checked::Right(person) => person,
        Checked::Wrong { left } => return Ok(Checked::Wrong { left }),
    };
    store::set_password(tx, person, password_hash)?;
    store::delete_of_person(tx, person)?;
    store::end_codes(tx, contact)?;
    Ok(Checked::Right(enter(tx, person, None, session)?))
}
