//! Blocking, reporting, and what the market's people may read.

use super::evidence::file_of;
use crate::model::{
    ConversationKind, Evidence, Report, ReportKind, ReportOutcome, ReportReason, TalkRefusal,
    WhyRead, read_note,
};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Cursor, Desk, Firm, Id, Limit, Outcome, Page, Person, Stop};

/// Takes no more messages from a firm, in any conversation; deals go on.
pub fn block(tx: &mut Tx<'_>, by: &Actor, other: Id<Firm>) -> Outcome<()> {
    let (firm, person) = by.trader()?;
    if firm == other {
        return Err(Stop::Absent);
    }
    party::firm(tx, other)?;
    store::add_block(tx, firm, other, person)
}

/// Takes messages from a firm again.
pub fn unblock(tx: &mut Tx<'_>, by: &Actor, other: Id<Firm>) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    store::delete_block(tx, firm, other)
}

/// Asks the market's people to look at a conversation.
pub fn report(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    reason: &str,
    note: &str,
) -> Outcome<Id<ReportKind>> {
    let (firm, person) = by.trader()?;
    let conversation = store::get_conversation(tx, id)?;
    conversation.admit(firm)?;
    let reason = ReportReason::from_word(reason).ok_or(TalkRefusal::ReasonUnknown)?;
    let report = Report {
        id: tx.id(),
        conversation: id,
        firm,
        other_firm: conversation.other(firm),
        person,
        reason,
        note: read_note(note)?,
        at: tx.now(),
        outcome: None,
    };
    store::add_report(tx, &report)?;
    Ok(report.id)
}

/// A page of the open reports, the longest waiting first; for the market's people.
pub fn reports(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Report>> {
    clerk(by)?;
    let rows = store::list_reports(tx, after.map_or(0, |cursor| cursor.0), limit.ask())?;
    Ok(Page::cut(rows, limit, |report| report.id.raw()))
}

/// Closes a report with what came of it.
pub fn close_report(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    report: Id<ReportKind>,
    outcome: ReportOutcome,
) -> Outcome<()> {
    let person = clerk(by)?;
    let report = store::find_report(tx, id, report)?.ok_or(Stop::Absent)?;
    store::close_report(tx, &report, outcome, person)
}

/// One of the market's people reads a conversation from a place on, says why, and is written down.
pub fn look_into(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    why: &str,
    from: i64,
) -> Outcome<Evidence> {
    let person = clerk(by)?;
    let conversation = store::get_conversation(tx, id)?;
    let why = WhyRead::parse(why)?;
    store::add_access(tx, id, person, &why.0)?;
    file_of(tx, &conversation, from)
}

fn clerk(by: &Actor) -> Outcome<Id<Person>> {
    match *by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Clerk { person, desk: Desk::Operator | Desk::Officer } => Ok(person),
        _ => Err(Stop::Absent),
    }
}
