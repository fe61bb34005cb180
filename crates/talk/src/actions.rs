//! Opening a conversation, saying something in it, reading it.

use crate::model::{Conversation, ConversationKind, LastWord, Message, read_text};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Stop};

/// Opens a conversation of two firms under an id that the caller has just made.
pub fn open(
    tx: &mut Tx<'_>,
    id: Id<ConversationKind>,
    firms: [Id<Firm>; 2],
) -> Outcome<Conversation> {
    let conversation = Conversation { id, firms, at: tx.now() };
    store::add_conversation(tx, &conversation)?;
    Ok(conversation)
}

/// Says something in a conversation; only its two firms may.
pub fn say(tx: &mut Tx<'_>, by: &Actor, id: Id<ConversationKind>, text: &str) -> Outcome<Message> {
    by.trader()?;
    let conversation = store::get_conversation(tx, id)?;
    say_in(tx, by, &conversation, text)
}

/// The same, in a conversation that the caller has at hand.
pub fn say_in(
    tx: &mut Tx<'_>,
    by: &Actor,
    conversation: &Conversation,
    text: &str,
) -> Outcome<Message> {
    let (firm, person) = by.trader()?;
    conversation.admit(firm)?;
    let text = read_text(text)?;
    let message = Message { id: tx.id(), firm, person, text, at: tx.now() };
    store::add_message(tx, conversation.id, &message)?;
    Ok(message)
}

/// A page of the messages, oldest first; only for the two firms.
pub fn messages(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Message>> {
    let firm = reader(by)?;
    store::get_conversation(tx, id)?.admit(firm)?;
    let after = after.map_or(0, |cursor| cursor.0);
    let rows = store::list_messages(tx, id, after, limit.ask())?;
    Ok(Page::cut(rows, limit, |message| message.id.raw()))
}

/// The newest message, if there is one; only for the two firms.
pub fn last(tx: &mut Tx<'_>, by: &Actor, id: Id<ConversationKind>) -> Outcome<Option<Message>> {
    let firm = reader(by)?;
    store::get_conversation(tx, id)?.admit(firm)?;
    store::find_last_message(tx, id)
}

/// Who said the last word in each of these conversations; those of other firms are left out.
pub fn last_words(
    tx: &mut Tx<'_>,
    by: &Actor,
    conversations: &[Id<ConversationKind>],
) -> Outcome<Vec<LastWord>> {
    let firm = reader(by)?;
    let words = store::list_last_words(tx, conversations)?.into_iter();
    Ok(words.filter(|(of, _)| of.admit(firm).is_ok()).map(|(_, word)| word).collect())
}

/// The firm that somebody reads for; a key that only reads will do.
fn reader(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Absent),
    }
}
