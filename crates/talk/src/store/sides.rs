//! How each conversation stands for each of its firms.

use crate::model::{
    Conversation, ConversationKind, Handover, Message, MessageKind, ReplyFact, Side, Subject,
    TalkRow, excerpt,
};
use ::store::{Row, Tx, params};
use kernel::{Any, Firm, Id, Outcome, Person, Stop, Timestamp};

/// Conversations of one firm that a list of what is new goes through.
const CHANGED_MOST: i64 = 50;
/// Questions that count for a firm's reply record; the newest.
const REPLIES_MOST: i64 = 500;
/// Handovers that a page shows.
const HANDOVERS_MOST: i64 = 50;
/// Conversations that one letter may tell of.
const UNTOLD_MOST: i64 = 50;

/// Writes the rows of both sides of a new conversation.
pub(crate) fn add_sides(
    tx: &mut Tx<'_>,
    new: &Conversation,
    opening: &[u8; 32],
    handlers: [Option<Id<Person>>; 2],
) -> Outcome<()> {
    let [opener, asked] = new.firms;
    let sides = [(opener, asked, false), (asked, opener, true)];
    for ((firm, other, is_asked), handler) in sides.into_iter().zip(handlers) {
        let Subject { kind, id, title } = &new.subject;
        let hash = (!is_asked).then_some(opening);
        tx.add(
            "INSERT INTO firm_talk (firm, conversation, other_firm, subject_kind, subject, title,
             is_asked, opened_at, opening_hash, answered_at, last_message, last_at, last_firm,
             excerpt, unread, unread_since, told_to, handler, burst_at, burst)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
             $18, $19, $20)",
            params![
                firm,
                new.id,
                other,
                kind,
                id,
                title,
                is_asked,
                new.at,
                hash,
                None::<Timestamp>,
                new.id,
                new.at,
                opener,
                "",
                0,
                None::<Timestamp>,
                0,
                handler,
                0,
                0
            ],
            Stop::Bug("a side twice"),
        )?;
    }
    Ok(())
}

/// One side of a conversation.
pub(crate) fn find_side(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    conversation: Id<ConversationKind>,
) -> Outcome<Option<Side>> {
    let row = tx.find(
        "SELECT firm, is_asked, opened_at, answered_at, unread, handler, burst_at, burst, told_to,
         last_message FROM firm_talk WHERE firm = $1 AND conversation = $2",
        params![firm, conversation],
    )?;
    Ok(row.as_ref().map(side).transpose()?)
}

fn side(row: &Row) -> anyhow::Result<Side> {
    Ok(Side {
        firm: row.id(0)?,
        is_asked: row.flag(1)?,
        opened_at: row.time(2)?,
        answered_at: row.maybe_time(3)?,
        unread: row.int(4)?,
        handler: row.maybe_id(5)?,
        burst: (row.time(6)?, row.int(7)?),
        is_told: row.int(8)? >= row.int(9)?,
    })
}

/// The writer's own side after a message: all is read, and it may be the first answer.
pub(crate) fn said_by(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    message: &Message,
    side: &Side,
) -> Outcome<()> {
    let (burst_at, burst) = side.next_burst(message.at);
    let answered_at = side.answered_at.or(side.is_asked.then_some(message.at));
    tx.must(
        "UPDATE firm_talk SET last_message = $3, last_at = $4, last_firm = $5, excerpt = $6,
         unread = 0, unread_since = NULL, answered_at = $7, handler = $8, burst_at = $9,
         burst = $10 WHERE firm = $1 AND conversation = $2",
        params![
            message.firm,
            conversation,
            message.id,
            message.at,
            message.firm,
            &excerpt(&message.text),
            answered_at,
            side.handler.unwrap_or(message.person),
            burst_at,
            burst
        ],
        1,
        Stop::Bug("a conversation without its side"),
    )
}

/// The other side after a message: one more is unread.
pub(crate) fn said_to(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    message: &Message,
    to: Id<Firm>,
) -> Outcome<()> {
    tx.must(
        "UPDATE firm_talk SET last_message = $3, last_at = $4, last_firm = $5, excerpt = $6,
         unread = unread + 1, unread_since = COALESCE(unread_since, $4)
         WHERE firm = $1 AND conversation = $2",
        params![to, conversation, message.id, message.at, message.firm, &excerpt(&message.text)],
        1,
        Stop::Bug("a conversation without its side"),
    )
}

/// Everything up to now is read.
pub(crate) fn mark_read(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    conversation: Id<ConversationKind>,
) -> Outcome<()> {
    tx.run(
        "UPDATE firm_talk SET unread = 0, unread_since = NULL
         WHERE firm = $1 AND conversation = $2",
        params![firm, conversation],
    )
}

/// Another colleague answers from here on.
pub(crate) fn hand_to(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    conversation: Id<ConversationKind>,
    person: Id<Person>,
) -> Outcome<()> {
    tx.must(
        "UPDATE firm_talk SET handler = $3 WHERE firm = $1 AND conversation = $2",
        params![firm, conversation, person],
        1,
        Stop::Absent,
    )
}

/// Writes that a conversation went to another colleague.
pub(crate) fn add_handover(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    made: &Handover,
) -> Outcome<()> {
    let id = tx.id::<Any>();
    tx.add(
        "INSERT INTO handover (conversation, id, firm, from_person, to_person, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![conversation, id, made.firm, made.from, made.to, made.at],
        Stop::Bug("a handover's id twice"),
    )
}

/// How a conversation went from colleague to colleague, the newest first, in all firms.
pub(crate) fn list_handovers(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
) -> Outcome<Vec<Handover>> {
    let rows = tx.all(
        "SELECT firm, from_person, to_person, at FROM handover WHERE conversation = $1
         ORDER BY id DESC LIMIT $2",
        params![conversation, HANDOVERS_MOST],
    )?;
    let read = |row: &Row| {
        Ok(Handover { firm: row.id(0)?, from: row.maybe_id(1)?, to: row.id(2)?, at: row.time(3)? })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// The conversations of a firm before a message, the newest activity first.
pub(crate) fn list_newest(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<TalkRow>> {
    let rows = tx.all(
        "SELECT conversation, other_firm, subject_kind, subject, title, last_message, last_at,
         last_firm, excerpt, unread, handler FROM firm_talk
         WHERE firm = $1 AND last_message < $2 ORDER BY last_message DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(talk_row).collect::<anyhow::Result<_>>()?)
}

/// The conversations of a firm in which something was said after a message, the oldest first.
pub(crate) fn list_changed(tx: &mut Tx<'_>, firm: Id<Firm>, after: i64) -> Outcome<Vec<TalkRow>> {
    let rows = tx.all(
        "SELECT conversation, other_firm, subject_kind, subject, title, last_message, last_at,
         last_firm, excerpt, unread, handler FROM firm_talk
         WHERE firm = $1 AND last_message > $2 ORDER BY last_message LIMIT $3",
        params![firm, after, CHANGED_MOST],
    )?;
    Ok(rows.iter().map(talk_row).collect::<anyhow::Result<_>>()?)
}

fn talk_row(row: &Row) -> anyhow::Result<TalkRow> {
    Ok(TalkRow {
        conversation: row.id(0)?,
        other_firm: row.id(1)?,
        subject: Subject { kind: row.string(2)?, id: row.string(3)?, title: row.string(4)? },
        last_message: row.id(5)?,
        last_at: row.time(6)?,
        last_firm: row.id(7)?,
        excerpt: row.string(8)?,
        unread: row.int(9)?,
        handler: row.maybe_id(10)?,
    })
}

/// Conversations with something unread.
pub(crate) fn count_unread(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<i64> {
    let row =
        tx.get("SELECT COUNT(*) FROM firm_talk WHERE firm = $1 AND unread > 0", params![firm])?;
    Ok(row.int(0)?)
}

/// How many conversations a firm has opened since then, and how many firms got this first text.
pub(crate) fn count_opened(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    since: Timestamp,
    opening: &[u8; 32],
) -> Outcome<(i64, i64)> {
    let row = tx.get(
        "SELECT COUNT(*), COUNT(DISTINCT CASE WHEN opening_hash = $3 THEN other_firm END)
         FROM firm_talk WHERE firm = $1 AND opened_at >= $2 AND is_asked = 0",
        params![firm, since, opening],
    )?;
    Ok((row.int(0)?, row.int(1)?))
}

/// The newest questions to a firm since then.
pub(crate) fn list_replies(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    since: Timestamp,
) -> Outcome<Vec<ReplyFact>> {
    let rows = tx.all(
        "SELECT opened_at, answered_at FROM firm_talk
         WHERE firm = $1 AND opened_at >= $2 AND is_asked = 1
         ORDER BY opened_at DESC, conversation DESC LIMIT $3",
        params![firm, since, REPLIES_MOST],
    )?;
    let fact =
        |row: &Row| Ok(ReplyFact { asked_at: row.time(0)?, answered_at: row.maybe_time(1)? });
    Ok(rows.iter().map(fact).collect::<anyhow::Result<_>>()?)
}

/// Conversations of a firm with something unread since before then, of which no letter told.
pub(crate) fn list_untold(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    until: Timestamp,
) -> Outcome<Vec<TalkRow>> {
    let rows = tx.all(
        "SELECT conversation, other_firm, subject_kind, subject, title, last_message, last_at,
         last_firm, excerpt, unread, handler FROM firm_talk
         WHERE firm = $1 AND unread > 0 AND unread_since <= $2 AND told_to < last_message
         ORDER BY last_message DESC LIMIT $3",
        params![firm, until, UNTOLD_MOST],
    )?;
    Ok(rows.iter().map(talk_row).collect::<anyhow::Result<_>>()?)
}

/// A letter told of everything up to a message.
pub(crate) fn told(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    conversation: Id<ConversationKind>,
    to: Id<MessageKind>,
) -> Outcome<()> {
    tx.run(
        "UPDATE firm_talk SET told_to = $3 WHERE firm = $1 AND conversation = $2",
        params![firm, conversation, to],
    )
}
