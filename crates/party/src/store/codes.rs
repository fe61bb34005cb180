//! The codes of each contact.

use crate::model::{Contact, KeptCode, KnownBy, NewCode, PartyRefusal, Purpose, Sent};
use ::store::{Tx, params};
use anyhow::Context;
use kernel::{Any, Outcome, Timestamp};

/// The codes that were asked for since, the newest first; no more than can be within an hour.
pub(crate) fn list_sent(
    tx: &mut Tx<'_>,
    contact: &Contact,
    since: Timestamp,
) -> Outcome<Vec<Sent>> {
    let rows = tx.all(
        "SELECT asker, known_by, sent_at FROM code WHERE contact = $1 AND sent_at > $2
         ORDER BY sent_at DESC, id DESC LIMIT $3",
        params![contact.value(), since, Sent::most()],
    )?;
    let read = |row: &::store::Row| -> anyhow::Result<Sent> {
        let by = row.bytes(0)?.try_into().context("who asks is named by 32 bytes")?;
        Ok(Sent { by, known_by: row.word(1, KnownBy::from_word)?, at: row.time(2)? })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// The last code of a ticket.
pub(crate) fn find_code(
    tx: &mut Tx<'_>,
    contact: &Contact,
    ticket: &[u8; 32],
) -> Outcome<Option<KeptCode>> {
    let row = tx.find(
        "SELECT id, purpose, code_hash, tries, expires_at FROM code
         WHERE contact = $1 AND ticket = $2 ORDER BY sent_at DESC, id DESC LIMIT 1 {LOCK}",
        params![contact.value(), ticket],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(KeptCode {
        id: row.int(0)?,
        purpose: row.word(1, Purpose::from_word)?,
        code_hash: row.bytes(2)?.try_into().context("a code's hash has 32 bytes")?,
        tries: row.int(3)?,
        expires_at: row.time(4)?,
    }))
}

/// Keeps a code that is sent now.
pub(crate) fn add_code(tx: &mut Tx<'_>, contact: &Contact, new: &NewCode) -> Outcome<()> {
    let id = tx.id::<Any>().raw();
    tx.run(
        "INSERT INTO code (contact, id, ticket, asker, known_by, purpose, code_hash, tries,
         expires_at, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)",
        params![
            contact.value(),
            id,
            &new.asking.ticket,
            &new.asking.by,
            new.asking.known_by.word(),
            new.purpose.word(),
            &new.code_hash,
            new.expires_at,
            tx.now()
        ],
    )
}

/// Counts a wrong try.
pub(crate) fn count_try(tx: &mut Tx<'_>, contact: &Contact, id: i64) -> Outcome<()> {
    tx.must(
        "UPDATE code SET tries = tries + 1 WHERE contact = $1 AND id = $2",
        params![contact.value(), id],
        1,
        PartyRefusal::CodeVoid,
    )
}

/// Ends every code of a contact that is still open.
pub(crate) fn end_codes(tx: &mut Tx<'_>, contact: &Contact) -> Outcome<()> {
    tx.run(
        "UPDATE code SET expires_at = $2 WHERE contact = $1 AND expires_at > $2",
        params![contact.value(), tx.now()],
    )
}

/// Ends a code that was used.
pub(crate) fn spend_code(tx: &mut Tx<'_>, contact: &Contact, id: i64) -> Outcome<()> {
    tx.must(
        "UPDATE code SET expires_at = $3 WHERE contact = $1 AND id = $2 AND expires_at > $3",
        params![contact.value(), id, tx.now()],
        1,
        PartyRefusal::CodeVoid,
    )
}
