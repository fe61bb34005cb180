//! How firms answer: one measure, kept here, read by whoever shows or weighs it.

use crate::events::ReplyRecordChanged;
use crate::model::{ReplyFact, ReplyRecord};
use crate::store::{self, records};
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Firm, Id, Outcome, Timestamp};
use std::collections::BTreeMap;

/// How soon a firm answers whoever asks it, over the days of rule `talk.reply_record_d`; the
/// newest 500 questions count. Any message is an answer, and so is a card such as a quote. As it
/// was worked out last: a moment after it changed.
pub fn reply_record(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<ReplyRecord> {
    Ok(reply_records(tx, &[firm])?.remove(&firm).unwrap_or_default())
}

/// The same of several firms; those whom nobody asked are left out.
pub fn reply_records(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<BTreeMap<Id<Firm>, ReplyRecord>> {
    records::list(tx, firms)
}

/// Works a firm's record out anew, and tells it if it is another than before.
pub(crate) fn work_out(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    let rules = Rules::current();
    let since = tx.now().plus_days(-rules.talk.reply_record_d);
    let facts = store::list_replies(tx, firm, since)?;
    let record = ReplyRecord::of(&facts, tx.now(), rules);
    let known = records::list(tx, &[firm])?.remove(&firm);
    records::keep(tx, firm, &record, stale_at(&facts, rules))?;
    if known == Some(record) {
        return Ok(());
    }
    let ReplyRecord { asked, answered, median_s } = record;
    tx.tell(firm, &ReplyRecordChanged { firm, asked, answered, median_s })
}

/// When the oldest question is too old to count.
fn stale_at(facts: &[ReplyFact], rules: &Rules) -> Option<Timestamp> {
    let oldest = facts.iter().map(|fact| fact.asked_at).min()?;
    Some(oldest.plus_days(rules.talk.reply_record_d).plus_seconds(1))
}

/// Works out the records that count something that is too old; tells how many.
pub(crate) fn work_out_stale(tx: &mut Tx<'_>) -> Outcome<usize> {
    let firms = records::list_stale(tx)?;
    firms.iter().try_for_each(|firm| work_out(tx, *firm))?;
    Ok(firms.len())
}
