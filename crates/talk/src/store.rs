//! Every SQL statement of conversations.

use crate::model::{Conversation, ConversationKind, LastWord, Message};
use ::store::{Row, Tx, padded, params};
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

/// Conversations looked up in one statement; a longer list takes several.
const AT_A_TIME: usize = 50;

/// Who said the last word in each of these conversations, and when; one in which nothing was said
/// is left out.
pub(crate) fn list_last_words(
    tx: &mut Tx<'_>,
    conversations: &[Id<ConversationKind>],
) -> Outcome<Vec<(Conversation, LastWord)>> {
    let mut words = Vec::with_capacity(conversations.len());
    for some in conversations.chunks(AT_A_TIME) {
        let rows = list_some(tx, some)?;
        words.extend(rows.iter().map(last_word).collect::<anyhow::Result<Vec<_>>>()?);
    }
    Ok(words)
}

fn list_some(tx: &mut Tx<'_>, some: &[Id<ConversationKind>]) -> Outcome<Vec<Row>> {
    tx.all(
        "SELECT c.id, c.first_firm, c.second_firm, c.at, m.firm, m.at
         FROM conversation c JOIN message m ON m.conversation = c.id
         AND m.id = (SELECT MAX(l.id) FROM message l WHERE l.conversation = c.id)
         WHERE c.id IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36,
         $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
        &padded::<_, AT_A_TIME>(some),
    )
}

fn last_word(row: &Row) -> anyhow::Result<(Conversation, LastWord)> {
    let firms = [row.id(1)?, row.id(2)?];
    let conversation = Conversation { id: row.id(0)?, firms, at: row.time(3)? };
    let word = LastWord { conversation: row.id(0)?, firm: row.id(4)?, at: row.time(5)? };
    Ok((conversation, word))
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
