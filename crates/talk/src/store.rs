//! Every SQL statement of conversations.

use crate::model::{Conversation, ConversationKind, Message};
use ::store::{Row, Tx, params};
use kernel::{Id, Outcome, Stop};

/// The conversation.
pub(crate) fn get_conversation(tx: &mut Tx<'_>, id: Id<ConversationKind>) -> Outcome<Conversation> {
    let row = tx.get(
        "SELECT id, first_firm, second_firm, at FROM conversation WHERE id = $1",
        params![id],
    )?;
    let firms = [row.id(1)?, row.id(2)?];
    Ok(Conversation { id: row.id(0)?, firms, at: row.time(3)? })
}

/// Writes a new conversation.
pub(crate) fn add_conversation(tx: &mut Tx<'_>, conversation: &Conversation) -> Outcome<()> {
    let [first, second] = conversation.firms;
    tx.add(
        "INSERT INTO conversation (id, first_firm, second_firm, at) VALUES ($1, $2, $3, $4)",
        params![conversation.id, first, second, conversation.at],
        Stop::Bug("a conversation opened twice, or with oneself"),
    )
}

/// Writes a message.
pub(crate) fn add_message(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    message: &Message,
) -> Outcome<()> {
    let Message { id, firm, person, text, at } = message;
    tx.add(
        "INSERT INTO message (conversation, id, firm, person, text, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![conversation, *id, *firm, *person, text, *at],
        Stop::Bug("a message id twice"),
    )
}

/// The messages after one of them, oldest first.
pub(crate) fn list_messages(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    after: i64,
    most: i64,
) -> Outcome<Vec<Message>> {
    let rows = tx.all(
        "SELECT id, firm, person, text, at FROM message
         WHERE conversation = $1 AND id > $2 ORDER BY id LIMIT $3",
        params![conversation, after, most],
    )?;
    Ok(rows.iter().map(message).collect::<anyhow::Result<_>>()?)
}

/// The newest message, if there is one.
pub(crate) fn find_last_message(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
) -> Outcome<Option<Message>> {
    let row = tx.find(
        "SELECT id, firm, person, text, at FROM message
         WHERE conversation = $1 ORDER BY id DESC LIMIT 1",
        params![conversation],
    )?;
    Ok(row.as_ref().map(message).transpose()?)
}

fn message(row: &Row) -> anyhow::Result<Message> {
    Ok(Message {
        id: row.id(0)?,
        firm: row.id(1)?,
        person: row.id(2)?,
        text: row.string(3)?,
        at: row.time(4)?,
    })
}
