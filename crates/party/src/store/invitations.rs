//! Invitations.

use crate::model::{Contact, Invitation, NewInvitation, PartyRefusal, role_from_word, role_word};
use ::store::{Row, Tx, params};
use kernel::{Firm, Id, Outcome, Person, Stop, Timestamp};

/// Writes an invitation.
pub(crate) fn add_invitation(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    by: Id<Person>,
    new: &NewInvitation,
    expires_at: Timestamp,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO invitation (hash, firm, contact, role, by_person, expires_at, used_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            &new.hash,
            firm,
            new.contact.value(),
            role_word(new.role),
            by,
            expires_at,
            None::<Timestamp>
        ],
        // A token is made from the request's key and body: the same request came again.
        Stop::KeyReused,
    )
}

/// The invitation, read for update.
pub(crate) fn lock_invitation(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Invitation> {
    let row = tx.get(
        "SELECT firm, contact, role, expires_at, used_at FROM invitation WHERE hash = $1 {LOCK}",
        params![hash],
    )?;
    invitation(&row)
}

/// The invitation, if there is one.
pub(crate) fn find_invitation(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Option<Invitation>> {
    let row = tx.find(
        "SELECT firm, contact, role, expires_at, used_at FROM invitation WHERE hash = $1",
        params![hash],
    )?;
    row.as_ref().map(invitation).transpose()
}

fn invitation(row: &Row) -> Outcome<Invitation> {
    Ok(Invitation {
        firm: row.id(0)?,
        contact: Contact::kept(row.string(1)?),
        role: row.word(2, role_from_word)?,
        expires_at: row.time(3)?,
        used_at: row.maybe_time(4)?,
    })
}

/// Marks an invitation as used.
pub(crate) fn use_invitation(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<()> {
    tx.must(
        "UPDATE invitation SET used_at = $2 WHERE hash = $1 AND used_at IS NULL",
        params![hash, tx.now()],
        1,
        PartyRefusal::InvitationOver,
    )
}

/// How many invitations of a firm are open.
pub(crate) fn count_open(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<i64> {
    let row = tx.get(
        "SELECT COUNT(*) FROM invitation WHERE firm = $1 AND expires_at > $2 AND used_at IS NULL",
        params![firm, tx.now()],
    )?;
    Ok(row.int(0)?)
}
