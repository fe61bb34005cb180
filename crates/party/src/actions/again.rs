//! Proving a second time that it is oneself, before an act that a stolen session should not do.

use super::codes;
use crate::model::{Answer, Checked, PartyRefusal, Purpose};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Lang, Outcome, Stop};

/// Sends the caller a code to their own address or number.
pub fn ask_code_again(tx: &mut Tx<'_>, by: &Actor, lang: Lang) -> Outcome<()> {
    let person = by.person().ok_or(Stop::SignIn)?;
    let contact = store::find_contact_of(tx, person)?.ok_or(PartyRefusal::CodeVoid)?;
    codes::ask_code(tx, &contact, Purpose::SignIn, lang)
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
    match codes::judge(tx, &contact, Purpose::SignIn, code)? {
        Answer::Wrong { left } => {
            store::count_try(tx, &contact)?;
            Ok(Checked::Wrong { left })
        }
        Answer::Right => {
            store::spend_code(tx, &contact)?;
            Ok(Checked::Right(()))
        }
    }
}
