//! Reading: a firm's conversations, one of them, what is new.

use super::{reader, reply_record, translations};
use crate::model::{
    Beside, ConversationKind, LastWord, Message, MessageKind, News, Presence, TalkRow, Thread,
    Wished,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Stop};

/// A page of the messages, oldest first; only for the two firms, without what one's own side has
/// hidden.
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
    let rows = store::list_after(tx, id, after, limit.ask())?;
    let mut page = Page::cut(rows, limit, |message| message.id.raw());
    drop_hidden(tx, firm, id, &mut page.rows)?;
    Ok(page)
}

fn drop_hidden(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<ConversationKind>,
    messages: &mut Vec<Message>,
) -> Outcome<()> {
    let (Some(first), Some(last)) = (messages.first(), messages.last()) else { return Ok(()) };
    let hidden = store::list_hidden(tx, firm, id, (first.id, last.id))?;
    messages.retain(|message| !hidden.contains(&message.id));
    Ok(())
}

/// The conversation with its newest messages before a cursor; only for the two firms.
pub fn thread(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    before: Option<Cursor>,
    limit: Limit,
) -> Outcome<Thread> {
    let firm = reader(by)?;
    let conversation = store::get_conversation(tx, id)?;
    conversation.admit(firm)?;
    let side = store::find_side(tx, firm, id)?.ok_or(Stop::Absent)?;
    let before = before.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_before(tx, id, before, limit.ask())?;
    let Page { rows: mut messages, next: earlier } =
        Page::cut(rows, limit, |message| message.id.raw());
    messages.reverse();
    drop_hidden(tx, firm, id, &mut messages)?;
    let handovers = store::list_handovers(tx, id)?;
    Ok(Thread { conversation, side, messages, earlier, handovers })
}

/// What stands beside a conversation with this firm: for these messages and people.
pub fn beside(tx: &mut Tx<'_>, by: &Actor, other: Id<Firm>, wished: Wished<'_>) -> Outcome<Beside> {
    let firm = reader(by)?;
    let Wished { messages, people, lang } = wished;
    let writers = messages.iter().map(|message| message.person);
    let mut people: Vec<_> = people.iter().copied().chain(writers).collect();
    people.sort_unstable();
    people.dedup();
    Ok(Beside {
        presence: presence_of(tx, other)?,
        record: reply_record(tx, other)?,
        is_blocked: store::is_blocked_by(tx, firm, other)?,
        names: party::names(tx, &people)?,
        translated: translations(tx, messages.iter().map(|said| said.text.as_str()), lang)?,
    })
}

/// The firm on the other side of a conversation.
pub fn other_of(tx: &mut Tx<'_>, by: &Actor, id: Id<ConversationKind>) -> Outcome<Id<Firm>> {
    let (firm, _) = by.trader()?;
    let conversation = store::get_conversation(tx, id)?;
    conversation.admit(firm)?;
    Ok(conversation.other(firm))
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
    Ok(words.filter(|(firms, _)| firms.contains(&firm)).map(|(_, word)| word).collect())
}

/// A page of the firm's conversations, the newest activity first.
pub fn conversations(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<TalkRow>> {
    let firm = reader(by)?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_newest(tx, firm, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |row| row.last_message.raw()))
}

/// Conversations of the firm with something unread; none for whoever has no firm.
pub fn unread(tx: &mut Tx<'_>, by: &Actor) -> Outcome<i64> {
    by.firm().map_or(Ok(0), |firm| store::count_unread(tx, firm))
}

/// What was said to or by the firm after a message.
pub fn news(tx: &mut Tx<'_>, by: &Actor, after: Id<MessageKind>) -> Outcome<News> {
    let firm = reader(by)?;
    let rows = store::list_changed(tx, firm, after.raw())?;
    Ok(News { rows, unread: store::count_unread(tx, firm)? })
}

/// The newest message in any of the firm's conversations; where a stream begins.
pub fn newest(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Id<MessageKind>> {
    let firm = reader(by)?;
    let row = store::list_newest(tx, firm, i64::MAX, 1)?.pop();
    Ok(row.map_or(Id::new(0), |row| row.last_message))
}

/// Somebody of the firm looks at a conversation: it is read, and the firm is here.
pub fn be_here(tx: &mut Tx<'_>, by: &Actor, id: Id<ConversationKind>) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    store::get_conversation(tx, id)?.admit(firm)?;
    store::mark_read(tx, firm, id)?;
    store::be_seen(tx, firm)
}

/// Takes a message out of one's own firm's view; it is kept, the other side sees it, and so does
/// evidence.
pub fn hide(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    message: Id<MessageKind>,
) -> Outcome<()> {
    let (firm, person) = by.trader()?;
    store::get_conversation(tx, id)?.admit(firm)?;
    store::find_message(tx, id, message)?.ok_or(Stop::Absent)?;
    store::hide_message(tx, firm, person, (id, message))
}

/// When somebody of a firm was here, coarsely.
pub fn presence_of(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Presence> {
    let seen_at = store::find_seen(tx, firm)?;
    Ok(Presence::of(seen_at, tx.now(), Rules::current()))
}
