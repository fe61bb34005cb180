//! Codes that prove whose a contact is.

use super::send_letter;
use crate::model::{
    Answer, Contact, KeptCode, NewLetter, PartyRefusal, Purpose, hash_code, new_code,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Lang, Outcome};

/// Sends a code, if there is anything to open with it. The answer is the same whether or not
/// somebody is known by the contact: who has an account and asks for another one gets a letter that
/// says so, and who has none gets no letter.
pub fn ask_code(tx: &mut Tx<'_>, contact: &Contact, purpose: Purpose, lang: Lang) -> Outcome<()> {
    let before = store::find_code(tx, contact)?;
    let is_known = store::find_owner(tx, contact)?.is_some();
    let opens_something = is_known != (purpose == Purpose::SignUp);
    let code = new_code(tx.random());
    let hash = if opens_something {
        hash_code(contact, purpose, &code)
    } else {
        // No code is right: there is nothing behind it.
        tx.random()
    };
    let next = KeptCode::next(before.as_ref(), purpose, hash, tx.now())?;
    store::put_code(tx, contact, &next)?;
    if opens_something {
        let minutes = Rules::current().sign_in.code_valid_min.to_string();
        let facts = [("code", code), ("minutes", minutes)];
        return send_letter(tx, &NewLetter { to: contact, lang, kind: "code", facts: &facts });
    }
    if is_known {
        return send_letter(tx, &NewLetter { to: contact, lang, kind: "known", facts: &[] });
    }
    Ok(())
}

/// Whether the code is the one that was sent; a refusal if none is open. Writes nothing: whoever
/// asks counts a wrong one. In a preview nothing would be counted, and codes could be tried without
/// end, so that none is judged there.
pub(super) fn judge(
    tx: &mut Tx<'_>,
    contact: &Contact,
    purpose: Purpose,
    told: &str,
) -> Outcome<Answer> {
    if tx.is_preview() {
        return Err(PartyRefusal::CodeInPreview.into());
    }
    let kept = store::find_code(tx, contact)?;
    let told = hash_code(contact, purpose, told);
    Ok(KeptCode::judge(kept.as_ref(), purpose, &told, tx.now())?)
}
