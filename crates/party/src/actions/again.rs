//! Proving a second time that it is oneself, before an act that a stolen session should not do.

use super::{codes, owned_firm};
use crate::model::{Asking, Checked, Contact, PartyRefusal, Purpose, TypedCode};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Id, Lang, Outcome, Person, Stop};

/// Sends the caller a code to their own address or number.
pub fn ask_code_again(tx: &mut Tx<'_>, by: &Actor, lang: Lang) -> Outcome<()> {
    let person = by.person().ok_or(Stop::SignIn)?;
    let contact = store::find_contact_of(tx, person)?.ok_or(PartyRefusal::CodeVoid)?;
    codes::ask_code(tx, &contact, Purpose::SignIn, &Asking::again(person), lang)
}

/// Who proves once more that it is them, by what contact, and the hash to compare their password
/// with; only an owner with a full session. Nothing for somebody without a contact or a password.
pub(crate) fn own_password(
    tx: &mut Tx<'_>,
    by: &Actor,
) -> Outcome<Option<(Id<Person>, Contact, String)>> {
    let (_, person) = owned_firm(by)?;
    let Some(contact) = store::find_contact_of(tx, person)? else { return Ok(None) };
    let kept = store::get_person(tx, person)?.password_hash;
    Ok(kept.map(|hash| (person, contact, hash)))
}

/// Whether the caller's code is right, and the password that was compared outside is still theirs.
/// Somebody without a password proves the code alone. A wrong code is counted, a right one spent.
pub fn prove_again(
    tx: &mut Tx<'_>,
    by: &Actor,
    verified: Option<&str>,
    code: &str,
) -> Outcome<Checked<()>> {
    let person = by.person().ok_or(Stop::SignIn)?;
    let kept = store::get_person(tx, person)?.password_hash;
    if kept.as_deref() != verified {
        return Err(PartyRefusal::SignInWrong.into());
    }
    let contact = store::find_contact_of(tx, person)?.ok_or(PartyRefusal::CodeVoid)?;
    let told = TypedCode { code: code.to_owned(), ticket: Asking::again(person).ticket };
    codes::spend(tx, &contact, Purpose::SignIn, &told)
}
