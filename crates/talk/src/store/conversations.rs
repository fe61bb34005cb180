//! Conversations and the heads of their chains.

use crate::model::{Conversation, ConversationKind, Subject};
use ::store::{Row, Tx, params};
use kernel::{Id, Outcome, Stop};

/// The conversation.
pub(crate) fn get_conversation(tx: &mut Tx<'_>, id: Id<ConversationKind>) -> Outcome<Conversation> {
    let row = tx.get(
        "SELECT c.id, c.first_firm, c.second_firm, c.at, t.subject_kind, t.subject, t.title,
         t.category, t.length, t.head
         FROM conversation c JOIN thread t ON t.conversation = c.id WHERE c.id = $1",
        params![id],
    )?;
    Ok(conversation(&row)?)
}

fn conversation(row: &Row) -> anyhow::Result<Conversation> {
    let length = row.int(8)?;
    Ok(Conversation {
        id: row.id(0)?,
        firms: [row.id(1)?, row.id(2)?],
        at: row.time(3)?,
        subject: Subject { kind: row.string(4)?, id: row.string(5)?, title: row.string(6)? },
        category: row.maybe_string(7)?,
        length,
        head: if length > 0 { Some(<[u8; 32]>::try_from(row.bytes(9)?)?) } else { None },
    })
}

/// Writes a new conversation.
pub(crate) fn add_conversation(tx: &mut Tx<'_>, new: &Conversation) -> Outcome<()> {
    let [first, second] = new.firms;
    let Subject { kind, id, title } = &new.subject;
    tx.add(
        "INSERT INTO conversation (id, first_firm, second_firm, at) VALUES ($1, $2, $3, $4)",
        params![new.id, first, second, new.at],
        Stop::Bug("a conversation opened twice, or with oneself"),
    )?;
    tx.add(
        "INSERT INTO thread (conversation, opened_by, subject_kind, subject, title, category,
         length, head) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![new.id, first, kind, id, title, new.category.as_ref(), 0, None::<&[u8]>],
        Stop::Bug("a conversation opened twice"),
    )
}

/// Makes a message the head of its chain; nobody may have come before.
pub(crate) fn raise_head(
    tx: &mut Tx<'_>,
    id: Id<ConversationKind>,
    nth: i64,
    hash: &[u8; 32],
) -> Outcome<()> {
    tx.must(
        "UPDATE thread SET length = $2, head = $3 WHERE conversation = $1 AND length = $4",
        params![id, nth, hash, nth - 1],
        1,
        Stop::Busy { retry_after_s: 1 },
    )
}
