//! Messages and their seals, only ever added to.

use crate::model::{Content, ConversationKind, LastWord, Message, MessageKind, Seal};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Firm, Id, Outcome, Person, Stop};
use std::collections::BTreeSet;

/// A message with its content's JSON, exactly as it was hashed.
pub(crate) type Kept = (Message, Option<String>);

/// Writes a message with its place in the chain.
pub(crate) fn add_message(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    message: &Message,
    content: Option<&str>,
) -> Outcome<()> {
    let Message { id, firm, person, text, at, seal, .. } = message;
    tx.add(
        "INSERT INTO message (conversation, id, firm, person, text, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![conversation, *id, *firm, *person, text, *at],
        Stop::Bug("a message id twice"),
    )?;
    let Some(Seal { nth, hash }) = seal else { return Ok(()) };
    tx.add(
        "INSERT INTO seal (conversation, message, nth, content, hash)
         VALUES ($1, $2, $3, $4, $5)",
        params![conversation, *id, *nth, content, hash],
        Stop::Busy { retry_after_s: 1 },
    )
}

/// The messages after one of them, oldest first.
pub(crate) fn list_after(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    after: i64,
    most: i64,
) -> Outcome<Vec<Message>> {
    let rows = tx.all(
        "SELECT m.id, m.firm, m.person, m.text, m.at, s.nth, s.content, s.hash FROM message m
         LEFT JOIN seal s ON s.conversation = m.conversation AND s.message = m.id
         WHERE m.conversation = $1 AND m.id > $2 ORDER BY m.id LIMIT $3",
        params![conversation, after, most],
    )?;
    Ok(rows.iter().map(message).collect::<anyhow::Result<_>>()?)
}

/// The messages before one of them, newest first.
pub(crate) fn list_before(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Message>> {
    let rows = tx.all(
        "SELECT m.id, m.firm, m.person, m.text, m.at, s.nth, s.content, s.hash FROM message m
         LEFT JOIN seal s ON s.conversation = m.conversation AND s.message = m.id
         WHERE m.conversation = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3",
        params![conversation, before, most],
    )?;
    Ok(rows.iter().map(message).collect::<anyhow::Result<_>>()?)
}

/// The messages of a chain from a place on.
pub(crate) fn list_from_nth(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    from: i64,
    most: i64,
) -> Outcome<Vec<Kept>> {
    let rows = tx.all(
        "SELECT m.id, m.firm, m.person, m.text, m.at, s.nth, s.content, s.hash FROM seal s
         JOIN message m ON m.conversation = s.conversation AND m.id = s.message
         WHERE s.conversation = $1 AND s.nth >= $2 ORDER BY s.nth LIMIT $3",
        params![conversation, from, most],
    )?;
    let kept = |row: &Row| Ok((message(row)?, row.maybe_string(6)?));
    Ok(rows.iter().map(kept).collect::<anyhow::Result<_>>()?)
}

/// One message.
pub(crate) fn find_message(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    id: Id<MessageKind>,
) -> Outcome<Option<Message>> {
    let row = tx.find(
        "SELECT m.id, m.firm, m.person, m.text, m.at, s.nth, s.content, s.hash FROM message m
         LEFT JOIN seal s ON s.conversation = m.conversation AND s.message = m.id
         WHERE m.conversation = $1 AND m.id = $2",
        params![conversation, id],
    )?;
    Ok(row.as_ref().map(message).transpose()?)
}

/// The newest message, if there is one.
pub(crate) fn find_last_message(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
) -> Outcome<Option<Message>> {
    Ok(list_before(tx, conversation, i64::MAX, 1)?.pop())
}

fn message(row: &Row) -> anyhow::Result<Message> {
    let content = row.maybe_string(6)?;
    let content = content.map(|json| serde_json::from_str(&json).context("a message's content"));
    let seal = |nth| anyhow::Ok(Seal { nth, hash: <[u8; 32]>::try_from(row.bytes(7)?)? });
    Ok(Message {
        id: row.id(0)?,
        firm: row.id(1)?,
        person: row.id(2)?,
        text: row.string(3)?,
        at: row.time(4)?,
        content: content.transpose()?.unwrap_or(Content::Text),
        seal: row.maybe_int(5)?.map(seal).transpose()?,
    })
}

/// Hides a message from one side's own view; twice is no matter.
pub(crate) fn hide_message(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    person: Id<Person>,
    at: (Id<ConversationKind>, Id<MessageKind>),
) -> Outcome<()> {
    let (conversation, message) = at;
    tx.run(
        "INSERT INTO hidden (firm, conversation, message, person, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (firm, conversation, message) DO NOTHING",
        params![firm, conversation, message, person, tx.now()],
    )
}

/// Which messages between two of them, both counted, a side has hidden.
pub(crate) fn list_hidden(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    conversation: Id<ConversationKind>,
    between: (Id<MessageKind>, Id<MessageKind>),
) -> Outcome<BTreeSet<Id<MessageKind>>> {
    let rows = tx.all(
        "SELECT message FROM hidden WHERE firm = $1 AND conversation = $2 AND message >= $3
         AND message <= $4 ORDER BY message LIMIT 201",
        params![firm, conversation, between.0, between.1],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// Conversations looked up in one statement; a longer list takes several.
const AT_A_TIME: usize = 50;

/// Who said the last word in each of these conversations, and when; one in which nothing was said
/// is left out.
pub(crate) fn list_last_words(
    tx: &mut Tx<'_>,
    conversations: &[Id<ConversationKind>],
) -> Outcome<Vec<([Id<Firm>; 2], LastWord)>> {
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

fn last_word(row: &Row) -> anyhow::Result<([Id<Firm>; 2], LastWord)> {
    let word = LastWord { conversation: row.id(0)?, firm: row.id(4)?, at: row.time(5)? };
    Ok(([row.id(1)?, row.id(2)?], word))
}
