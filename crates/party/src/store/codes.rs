//! The last code of each contact.

use crate::model::{Contact, KeptCode, PartyRefusal, Purpose};
use ::store::{Tx, params};
use anyhow::Context;
use kernel::Outcome;

/// The last code that was asked for.
pub(crate) fn find_code(tx: &mut Tx<'_>, contact: &Contact) -> Outcome<Option<KeptCode>> {
    let row = tx.find(
        "SELECT purpose, code_hash, tries, expires_at, hour_began_at, sent_count
         FROM code WHERE contact = $1 {LOCK}",
        params![contact.value()],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(KeptCode {
        purpose: row.word(0, Purpose::from_word)?,
        code_hash: row.bytes(1)?.try_into().context("a code's hash has 32 bytes")?,
        tries: row.int(2)?,
        expires_at: row.time(3)?,
        hour_began_at: row.time(4)?,
        sent_count: row.int(5)?,
    }))
}

/// Writes a code in place of the one before.
pub(crate) fn put_code(tx: &mut Tx<'_>, contact: &Contact, code: &KeptCode) -> Outcome<()> {
    tx.run(
        "INSERT INTO code (contact, purpose, code_hash, tries, expires_at, sent_at,
         hour_began_at, sent_count) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (contact) DO UPDATE SET purpose = excluded.purpose,
         code_hash = excluded.code_hash, tries = excluded.tries,
         expires_at = excluded.expires_at, sent_at = excluded.sent_at,
         hour_began_at = excluded.hour_began_at, sent_count = excluded.sent_count",
        params![
            contact.value(),
            code.purpose.word(),
            &code.code_hash,
            code.tries,
            code.expires_at,
            tx.now(),
            code.hour_began_at,
            code.sent_count
        ],
    )
}

/// Counts a wrong try.
pub(crate) fn count_try(tx: &mut Tx<'_>, contact: &Contact) -> Outcome<()> {
    tx.must(
        "UPDATE code SET tries = tries + 1 WHERE contact = $1",
        params![contact.value()],
        1,
        PartyRefusal::CodeVoid,
    )
}

/// Ends a code that was used.
pub(crate) fn spend_code(tx: &mut Tx<'_>, contact: &Contact) -> Outcome<()> {
    tx.must(
        "UPDATE code SET expires_at = $2 WHERE contact = $1 AND expires_at > $2",
        params![contact.value(), tx.now()],
        1,
        PartyRefusal::CodeVoid,
    )
}
