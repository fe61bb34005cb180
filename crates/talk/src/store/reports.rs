//! Reports and their queue.

use crate::model::{
    ConversationKind, Report, ReportKind, ReportOutcome, ReportReason, TalkRefusal,
};
use ::store::{Row, Tx, params};
use kernel::{Id, Outcome, Person};

/// Writes a report; a firm has one open report about a conversation.
pub(crate) fn add_report(tx: &mut Tx<'_>, report: &Report) -> Outcome<()> {
    tx.add(
        "INSERT INTO report (conversation, id, firm, other_firm, person, reason, note, at,
         outcome, clerk, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL, NULL)",
        params![
            report.conversation,
            report.id,
            report.firm,
            report.other_firm,
            report.person,
            report.reason.word(),
            &report.note,
            report.at
        ],
        TalkRefusal::ReportedAlready,
    )
}

/// Open reports after one of them, the longest waiting first.
pub(crate) fn list_reports(tx: &mut Tx<'_>, after: i64, most: i64) -> Outcome<Vec<Report>> {
    let rows = tx.all(
        "SELECT id, conversation, firm, other_firm, person, reason, note, at, outcome FROM report
         WHERE outcome IS NULL AND id > $1 ORDER BY id LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(report).collect::<anyhow::Result<_>>()?)
}

/// One report.
pub(crate) fn find_report(
    tx: &mut Tx<'_>,
    conversation: Id<ConversationKind>,
    id: Id<ReportKind>,
) -> Outcome<Option<Report>> {
    let row = tx.find(
        "SELECT id, conversation, firm, other_firm, person, reason, note, at, outcome FROM report
         WHERE conversation = $1 AND id = $2",
        params![conversation, id],
    )?;
    Ok(row.as_ref().map(report).transpose()?)
}

fn report(row: &Row) -> anyhow::Result<Report> {
    let outcome = row.maybe_string(8)?;
    Ok(Report {
        id: row.id(0)?,
        conversation: row.id(1)?,
        firm: row.id(2)?,
        other_firm: row.id(3)?,
        person: row.id(4)?,
        reason: row.word(5, ReportReason::from_word)?,
        note: row.string(6)?,
        at: row.time(7)?,
        outcome: outcome.and_then(|word| ReportOutcome::from_word(&word)),
    })
}

/// Closes an open report.
pub(crate) fn close_report(
    tx: &mut Tx<'_>,
    report: &Report,
    outcome: ReportOutcome,
    clerk: Id<Person>,
) -> Outcome<()> {
    tx.must(
        "UPDATE report SET outcome = $3, clerk = $4, closed_at = $5
         WHERE conversation = $1 AND id = $2 AND outcome IS NULL",
        params![report.conversation, report.id, outcome.word(), clerk, tx.now()],
        1,
        TalkRefusal::ReportClosed,
    )
}
