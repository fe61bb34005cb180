//! Saying something: a text, a file, a card.

use super::reader;
use crate::events::{ConversationAnswered, MessageSaid};
use crate::jobs::DIGEST;
use crate::model::{
    Card, Content, Conversation, ConversationKind, FileFacts, Link, Message, MessageKind,
    NewMessage, Seal, Side, TalkRefusal, Warning, hex, read_text, seal, warnings,
};
use crate::store;
use ::store::Tx;
use anyhow::Context;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, MICROS_PER_SECOND, Outcome, Person, Stop};

/// What is to be said.
pub(super) struct Words {
    pub(super) text: String,
    pub(super) content: Content,
}

/// Says something in a conversation; only its two firms may. What looks like bank details is sent
/// only by a writer who is sure.
pub fn say(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    new: impl Into<NewMessage>,
) -> Outcome<Message> {
    let writer = by.trader()?;
    let new = new.into();
    let conversation = store::get_conversation(tx, id)?;
    conversation.admit(writer.0)?;
    let text = read_text(&new.text)?;
    if !new.is_sure && warnings(&text).into_iter().any(Warning::stops_the_writer) {
        return Err(TalkRefusal::BankDetails.into());
    }
    put(tx, writer, &conversation, Words { text, content: Content::Text })
}

/// Sends a file that lies in the folder of files already, with or without words beside it.
pub fn say_file(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    file: &FileFacts,
    beside: &str,
) -> Outcome<Message> {
    let writer = by.trader()?;
    let conversation = store::get_conversation(tx, id)?;
    conversation.admit(writer.0)?;
    // A file without a word says its name.
    let text = if beside.trim().is_empty() { file.name.as_str() } else { beside };
    let text = read_text(text)?;
    let content = Content::File {
        sha256: file.sha256.clone(),
        name: file.name.clone(),
        media_type: file.media_type.to_owned(),
        bytes: file.bytes,
    };
    put(tx, writer, &conversation, Words { text, content })
}

/// Puts a card of a higher domain into a conversation, in the transaction that makes what it shows.
pub fn put_card(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    card: Card,
) -> Outcome<Message> {
    let writer = by.trader()?;
    let conversation = store::get_conversation(tx, id)?;
    conversation.admit(writer.0)?;
    let text = read_text(&card.title)?;
    put(tx, writer, &conversation, Words { text, content: Content::Card(card) })
}

/// The file of a message; only for the two firms, and not where one's own side has hidden it.
pub fn file(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    message: Id<MessageKind>,
) -> Outcome<FileFacts> {
    let firm = reader(by)?;
    store::get_conversation(tx, id)?.admit(firm)?;
    let message = store::find_message(tx, id, message)?.ok_or(Stop::Absent)?;
    let Content::File { sha256, name, media_type, bytes } = message.content else {
        return Err(Stop::Absent);
    };
    let known = ["image/jpeg", "image/png", "image/webp", "application/pdf"];
    let media_type = known.into_iter().find(|known| *known == media_type).ok_or(Stop::Absent)?;
    Ok(FileFacts { sha256, name, media_type, bytes })
}

/// Writes a message, chains it, and brings both sides up to it.
pub(super) fn put(
    tx: &mut Tx<'_>,
    (firm, person): (Id<Firm>, Id<Person>),
    conversation: &Conversation,
    words: Words,
) -> Outcome<Message> {
    let (id, other) = (conversation.id, conversation.other(firm));
    admit(tx, firm, other)?;
    let missing = Stop::Bug("a conversation without its side");
    let own = store::find_side(tx, firm, id)?.ok_or(missing.echo())?;
    let theirs = store::find_side(tx, other, id)?.ok_or(missing)?;
    let most = Rules::current().talk.messages_per_minute_most;
    if own.next_burst(tx.now()).1 > most {
        return Err(TalkRefusal::TooFast { most }.into());
    }
    let message = chained(tx, (firm, person), conversation, words)?;
    store::said_by(tx, id, &message, &own)?;
    store::said_to(tx, id, &message, other)?;
    if own.handler.is_none() {
        store::keep_regular(tx, firm, other, person)?;
    }
    if theirs.unread == 0 || theirs.is_told {
        let after = Rules::current().talk.digest_after_min;
        tx.set_timer(other, DIGEST, tx.now().plus_seconds(60 * after))?;
    }
    tell(tx, conversation, &message, &own)?;
    Ok(message)
}

fn admit(tx: &mut Tx<'_>, firm: Id<Firm>, other: Id<Firm>) -> Outcome<()> {
    match store::find_block(tx, firm, other)? {
        Some(by) if by == firm => Err(TalkRefusal::BlockedByUs.into()),
        Some(_) => Err(TalkRefusal::NotTaken.into()),
        None => Ok(()),
    }
}

fn chained(
    tx: &mut Tx<'_>,
    (firm, person): (Id<Firm>, Id<Person>),
    conversation: &Conversation,
    Words { text, content }: Words,
) -> Outcome<Message> {
    let json = match &content {
        Content::Text => None,
        other => Some(serde_json::to_string(other).context("a content that JSON cannot hold")?),
    };
    let (id, nth, at) = (tx.id(), conversation.length + 1, tx.now());
    let link = Link {
        conversation: conversation.id,
        nth,
        message: id,
        firm,
        person,
        at,
        text: &text,
        content: json.as_deref(),
    };
    let hash = seal(conversation.head, &link);
    let seal = Some(Seal { nth, hash });
    let message = Message { id, firm, person, text, at, content, seal };
    store::add_message(tx, conversation.id, &message, json.as_deref())?;
    store::raise_head(tx, conversation.id, nth, &hash)?;
    Ok(message)
}

fn tell(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    message: &Message,
    own: &Side,
) -> Outcome<()> {
    let (firm, id) = (message.firm, conversation.id);
    let (nth, hash) = message.seal.map_or((0, [0; 32]), |seal| (seal.nth, seal.hash));
    let said = MessageSaid {
        conversation: id,
        message: message.id,
        by: firm,
        to: conversation.other(firm),
        nth,
        hash: hex(&hash),
    };
    tx.tell(id, &said)?;
    if own.is_asked && own.answered_at.is_none() {
        let after_s = message.at.micros_since(own.opened_at) / MICROS_PER_SECOND;
        tx.tell(id, &ConversationAnswered { conversation: id, firm, after_s })?;
    }
    Ok(())
}
