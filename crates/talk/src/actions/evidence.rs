//! A range of a conversation as a file that proves itself.

use super::reader;
use crate::model::{Conversation, ConversationKind, Evidence, EvidenceMessage, Message, Seal, hex};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Id, Outcome};

/// Messages in one file; a longer conversation takes several, each beginning with the hash before.
pub const EVIDENCE_MOST: i64 = 500;

/// The messages from a place in the chain on, for one of the two firms, hidden ones too.
pub fn evidence(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    from: i64,
) -> Outcome<Evidence> {
    let firm = reader(by)?;
    let conversation = store::get_conversation(tx, id)?;
    conversation.admit(firm)?;
    file_of(tx, &conversation, from)
}

/// The same for whoever may.
pub(super) fn file_of(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    from: i64,
) -> Outcome<Evidence> {
    let from = from.max(1);
    let before = if from > 1 { 1 } else { 0 };
    let kept = store::list_from_nth(tx, conversation.id, from - before, EVIDENCE_MOST + before)?;
    let firms = party::trust_lines(tx, &conversation.firms)?;
    let firm_names = firms.into_iter().map(|line| line.name).collect();
    let mut people: Vec<_> = kept.iter().map(|(message, _)| message.person).collect();
    people.sort_unstable();
    people.dedup();
    let names = party::names(tx, &people)?;
    let mut file = Evidence::of(conversation, firm_names, tx.now());
    for (message, content) in kept {
        let Message { id, firm, person, text, at, seal: Some(Seal { nth, hash }), .. } = message
        else {
            continue;
        };
        if nth < from {
            file.previous = Some(hex(&hash));
            continue;
        }
        let person_name = names.get(&person).cloned().unwrap_or_default();
        file.messages.push(EvidenceMessage {
            nth,
            message: id,
            firm,
            person,
            person_name,
            at,
            text,
            content,
            hash: hex(&hash),
        });
    }
    Ok(file)
}
