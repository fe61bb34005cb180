//! Codes that prove whose a contact is.

use super::send_letter;
use crate::model::{
    Asking, Checked, Contact, NewCode, NewLetter, PartyRefusal, Purpose, Sent, TypedCode,
    hash_code, new_code,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Lang, Outcome};

/// Sends a code, if there is anything to open with it. The answer is the same whether or not
/// somebody is known by the contact: who has an account and asks for another one gets a letter that
/// says so, and who has none gets no letter.
pub fn ask_code(
    tx: &mut Tx<'_>,
    contact: &Contact,
    purpose: Purpose,
    asking: &Asking,
    lang: Lang,
) -> Outcome<()> {
    let now = tx.now();
    let sent = store::list_sent(tx, contact, Sent::since(now))?;
    let is_known = store::find_owner(tx, contact)?.is_some();
    let opens_something = is_known != (purpose == Purpose::SignUp);
    let code = new_code(tx.random());
    let code_hash = if opens_something {
        hash_code(contact, purpose, &code)
    } else {
        // No code is right: there is nothing behind it.
        tx.random()
    };
    Sent::allow_one_more(&sent, asking)?;
    let new = NewCode { asking: *asking, purpose, code_hash, expires_at: NewCode::end(now) };
    store::add_code(tx, contact, &new)?;
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

/// Spends a code that is the one sent for this ticket, and counts a wrong one; a refusal if none is
/// open. In a preview nothing would be counted, and codes could be tried without end, so that none
/// is judged there.
pub(super) fn spend(
    tx: &mut Tx<'_>,
    contact: &Contact,
    purpose: Purpose,
    told: &TypedCode,
) -> Outcome<Checked<()>> {
    if tx.is_preview() {
        return Err(PartyRefusal::CodeInPreview.into());
    }
    let kept = store::find_code(tx, contact, &told.ticket)?.ok_or(PartyRefusal::CodeVoid)?;
    let checked = kept.judge(purpose, &hash_code(contact, purpose, &told.code), tx.now())?;
    match checked {
        Checked::Right(()) => store::spend_code(tx, contact, kept.id)?,
        Checked::Wrong { .. } => store::count_try(tx, contact, kept.id)?,
    }
    Ok(checked)
}
