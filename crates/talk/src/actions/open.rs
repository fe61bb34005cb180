//! Opening a conversation.

use super::hand::route;
use super::say::{Words, put};
use crate::events::ConversationOpened;
use crate::jobs::UNANSWERED;
use crate::model::{Content, Conversation, Message, Opening, TalkRefusal, opening_hash, read_text};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Stop};

/// Opens a conversation of the actor's firm with another by its first message, under an id that
/// the caller has just made. So many a day, and not the same letter to many firms (rules
/// `inquiry.new_per_day_most`, `inquiry.same_text_firms_most`); the clock for the first answer
/// begins to run (`inquiry.reassign_h`).
pub fn open(tx: &mut Tx<'_>, by: &Actor, new: &Opening) -> Outcome<Message> {
    let (firm, person) = by.trader()?;
    if firm == new.to {
        return Err(Stop::Bug("a conversation with oneself"));
    }
    let text = read_text(&new.text)?;
    let hash = opening_hash(&text);
    admit(tx, firm, &hash)?;
    let handler = route(tx, new.to, firm, new.category.as_deref())?;
    let conversation = Conversation {
        id: new.id,
        firms: [firm, new.to],
        at: tx.now(),
        subject: new.subject.clone(),
        category: new.category.clone(),
        length: 0,
        head: None,
    };
    store::add_conversation(tx, &conversation)?;
    store::add_sides(tx, &conversation, &hash, [Some(person), handler])?;
    let words = Words { text, content: Content::Text };
    let message = put(tx, (firm, person), &conversation, words)?;
    let rules = &Rules::current().inquiry;
    let late = tx.now().plus_seconds(3_600 * rules.reassign_h);
    tx.set_timer(new.id, UNANSWERED, late)?;
    tx.tell(
        new.id,
        &ConversationOpened {
            conversation: new.id,
            by: firm,
            to: new.to,
            subject_kind: new.subject.kind.clone(),
        },
    )?;
    Ok(message)
}

/// Stops whoever writes to too many, or the same to many.
fn admit(tx: &mut Tx<'_>, firm: Id<Firm>, hash: &[u8; 32]) -> Outcome<()> {
    let rules = &Rules::current().inquiry;
    let since = tx.now().plus_days(-1);
    let (opened, same) = store::count_opened(tx, firm, since, hash)?;
    if opened >= rules.new_per_day_most {
        return Err(TalkRefusal::TooManyNew { most: rules.new_per_day_most }.into());
    }
    if same >= rules.same_text_firms_most {
        return Err(TalkRefusal::SameText { most: rules.same_text_firms_most }.into());
    }
    Ok(())
}
