//! Whose messages are not taken, and who of the market's people has read.

use crate::model::ConversationKind;
use ::store::{Tx, params};
use kernel::{Any, Firm, Id, Outcome, Person, Stop};

/// A firm takes no more messages from another; twice is no matter.
pub(crate) fn add_block(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    other: Id<Firm>,
    person: Id<Person>,
) -> Outcome<()> {
    tx.run(
        "INSERT INTO block (firm, other_firm, person, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (firm, other_firm) DO NOTHING",
        params![firm, other, person, tx.now()],
    )
}

/// It takes them again.
pub(crate) fn delete_block(tx: &mut Tx<'_>, firm: Id<Firm>, other: Id<Firm>) -> Outcome<()> {
    tx.run("DELETE FROM block WHERE firm = $1 AND other_firm = $2", params![firm, other])
}

/// Whether a firm has blocked another.
pub(crate) fn is_blocked_by(tx: &mut Tx<'_>, firm: Id<Firm>, other: Id<Firm>) -> Outcome<bool> {
    let row = tx
        .find("SELECT firm FROM block WHERE firm = $1 AND other_firm = $2", params![firm, other])?;
    Ok(row.is_some())
}

/// Which of two firms has blocked the other, if one has.
pub(crate) fn find_block(
    tx: &mut Tx<'_>,
    one: Id<Firm>,
    other: Id<Firm>,
) -> Outcome<Option<Id<Firm>>> {
    let row = tx.find(
        "SELECT firm FROM block WHERE (firm = $1 AND other_firm = $2)
         OR (firm = $2 AND other_firm = $1) ORDER BY firm LIMIT 1",
        params![one, other],
    )?;
    Ok(row.map(|row| row.id(0)).transpose()?)
}

/// Writes down that one of the market's people read a conversation, and why.
pub(crate) fn add_access(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    person: Id<Person>,
    why: &str,
) -> Outcome<()> {
    let (id, now) = (tx.id::<Any>(), tx.now());
    tx.add(
        "INSERT INTO talk_access (conversation, id, person, why, at) VALUES ($1, $2, $3, $4, $5)",
        params![conversation, id, person, why, now],
        Stop::Bug("an access id twice"),
    )
}
