//! Statements and their lines.

use crate::model::{Line, LineKind, Month, Statement, StatementState, WaitsFor};
use ::store::{Row, Tx, params};
use anyhow::Context;
use deal::DealKind;
use kernel::{Any, Currency, Firm, Id, Money, Outcome, Stop, Timestamp};

/// The statement, read for update, if it has begun.
pub(crate) fn lock_statement(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    month: Month,
    currency: Currency,
) -> Outcome<Option<Statement>> {
    let month = month.to_string();
    let row = tx.find(
        "SELECT firm, month, currency, charged, returned, credited, lines, state, waits_for,
         due_at, version FROM fee_statement
         WHERE firm = $1 AND month = $2 AND currency = $3 {LOCK}",
        params![firm, &month, currency],
    )?;
    Ok(row.as_ref().map(statement).transpose()?)
}

/// Statements before a month and currency, newest first.
pub(crate) fn list_statements(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (month, currency): (&str, &str),
    most: i64,
) -> Outcome<Vec<Statement>> {
    let rows = tx.all(
        "SELECT firm, month, currency, charged, returned, credited, lines, state, waits_for,
         due_at, version FROM fee_statement
         WHERE firm = $1 AND (month, currency) < ($2, $3)
         ORDER BY month DESC, currency DESC LIMIT $4",
        params![firm, month, currency, most],
    )?;
    Ok(rows.iter().map(statement).collect::<anyhow::Result<_>>()?)
}

/// The statements of a firm whose documents wait for details, oldest first.
pub(crate) fn list_waiting(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<Statement>> {
    let rows = tx.all(
        "SELECT firm, month, currency, charged, returned, credited, lines, state, waits_for,
         due_at, version FROM fee_statement
         WHERE firm = $1 AND waits_for IS NOT NULL ORDER BY month, currency LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(statement).collect::<anyhow::Result<_>>()?)
}

/// The open statements of a firm that are due by now, oldest first.
pub(crate) fn list_due(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    now: Timestamp,
    most: i64,
) -> Outcome<Vec<Statement>> {
    let rows = tx.all(
        "SELECT firm, month, currency, charged, returned, credited, lines, state, waits_for,
         due_at, version FROM fee_statement
         WHERE firm = $1 AND state = 'open' AND due_at <= $2 ORDER BY month, currency LIMIT $3",
        params![firm, now, most],
    )?;
    Ok(rows.iter().map(statement).collect::<anyhow::Result<_>>()?)
}

/// Statements of all firms after one, for `verify`.
pub(crate) fn list_all_statements(
    tx: &mut Tx<'_>,
    (firm, month, currency): (Id<Firm>, &str, &str),
    most: i64,
) -> Outcome<Vec<Statement>> {
    let rows = tx.all(
        "SELECT firm, month, currency, charged, returned, credited, lines, state, waits_for,
         due_at, version FROM fee_statement WHERE (firm, month, currency) > ($1, $2, $3)
         ORDER BY firm, month, currency LIMIT $4",
        params![firm, month, currency, most],
    )?;
    Ok(rows.iter().map(statement).collect::<anyhow::Result<_>>()?)
}

/// Writes a statement as it is after one more line, if it is still as it was read.
pub(crate) fn put_statement(tx: &mut Tx<'_>, after: &Statement) -> Outcome<()> {
    let month = after.month.to_string();
    tx.must(
        "INSERT INTO fee_statement (firm, month, currency, charged, returned, credited, lines,
         state, waits_for, due_at, closed_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', NULL, $8, NULL, $9)
         ON CONFLICT (firm, month, currency) DO UPDATE SET charged = excluded.charged,
         returned = excluded.returned, credited = excluded.credited, lines = excluded.lines,
         version = excluded.version
         WHERE fee_statement.version = excluded.version - 1 AND fee_statement.state = 'open'",
        params![
            after.firm,
            &month,
            after.currency,
            after.charged.minor,
            after.returned.minor,
            after.credited.minor,
            after.lines,
            after.due_at,
            after.version + 1
        ],
        1,
        Stop::Stale,
    )
}

/// Writes that the documents are made, or what they wait for.
pub(crate) fn end_statement(
    tx: &mut Tx<'_>,
    statement: &Statement,
    waits_for: Option<WaitsFor>,
) -> Outcome<()> {
    let month = statement.month.to_string();
    let (state, closed_at) = match waits_for {
        Some(_) => (StatementState::Open, None),
        None => (StatementState::Closed, Some(tx.now().micros())),
    };
    tx.must(
        "UPDATE fee_statement SET state = $5, waits_for = $6, closed_at = $7,
         version = version + 1
         WHERE firm = $1 AND month = $2 AND currency = $3 AND version = $4 AND state = 'open'",
        params![
            statement.firm,
            &month,
            statement.currency,
            statement.version,
            state.word(),
            waits_for.map(WaitsFor::word),
            closed_at
        ],
        1,
        Stop::Stale,
    )
}

fn statement(row: &Row) -> anyhow::Result<Statement> {
    let currency = row.currency(2)?;
    let money = |column| anyhow::Ok(Money::new(row.int(column)?, currency));
    let waits_for = row.maybe_string(8)?;
    Ok(Statement {
        firm: row.id(0)?,
        month: month(row, 1)?,
        currency,
        charged: money(3)?,
        returned: money(4)?,
        credited: money(5)?,
        lines: row.int(6)?,
        state: row.word(7, StatementState::from_word)?,
        waits_for: waits_for.as_deref().and_then(WaitsFor::from_word),
        due_at: row.time(9)?,
        version: row.int(10)?,
    })
}

pub(crate) fn month(row: &Row, column: usize) -> anyhow::Result<Month> {
    row.text(column)?.parse().ok().context("a month that is none")
}

/// Whether a line was written by an earlier run.
pub(crate) fn has_line(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<Any>) -> Outcome<bool> {
    let row = tx.find("SELECT id FROM fee_line WHERE firm = $1 AND id = $2", params![firm, id])?;
    Ok(row.is_some())
}

/// The month in which a deal's fee was charged, with the rules of the deal.
pub(crate) fn find_charge(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    deal: Id<DealKind>,
) -> Outcome<Option<(Month, String)>> {
    let row = tx.find(
        "SELECT month, rules_version FROM fee_line
         WHERE firm = $1 AND deal = $2 AND kind = 'fee' LIMIT 1",
        params![firm, deal],
    )?;
    let read = |row: &Row| anyhow::Ok((month(row, 0)?, row.string(1)?));
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes a line.
pub(crate) fn add_line(tx: &mut Tx<'_>, firm: Id<Firm>, month: Month, line: &Line) -> Outcome<()> {
    let month = month.to_string();
    tx.add(
        "INSERT INTO fee_line (firm, id, month, currency, nth, kind, deal, base, amount, before,
         charged_in, rules_version, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            firm,
            line.id,
            &month,
            line.amount.currency,
            line.nth,
            line.kind.word(),
            line.deal,
            line.base.minor,
            line.amount.minor,
            line.before_minor,
            &line.charged_in,
            &line.rules_version,
            line.at
        ],
        Stop::Bug("a fee's line twice"),
    )
}

/// The lines of a statement after one, oldest first.
pub(crate) fn list_lines(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (month, currency): (Month, Currency),
    after: i64,
    most: i64,
) -> Outcome<Vec<Line>> {
    let month = month.to_string();
    let rows = tx.all(
        "SELECT id, currency, nth, kind, deal, base, amount, before, charged_in, rules_version, at
         FROM fee_line WHERE firm = $1 AND month = $2 AND currency = $3 AND nth > $4
         ORDER BY nth LIMIT $5",
        params![firm, &month, currency, after, most],
    )?;
    let read = |row: &Row| {
        let currency = row.currency(1)?;
        Ok(Line {
            id: row.id(0)?,
            nth: row.int(2)?,
            kind: row.word(3, LineKind::from_word)?,
            deal: row.id(4)?,
            base: Money::new(row.int(5)?, currency),
            amount: Money::new(row.int(6)?, currency),
            before_minor: row.int(7)?,
            charged_in: row.string(8)?,
            rules_version: row.string(9)?,
            at: row.time(10)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// The sums of a statement's lines by kind, and how many there are: what `verify` compares.
pub(crate) fn sum_lines(
    tx: &mut Tx<'_>,
    statement: &Statement,
) -> Outcome<Vec<(LineKind, i64, i64)>> {
    let month = statement.month.to_string();
    let rows = tx.all(
        "SELECT kind, CAST(SUM(amount) AS BIGINT), COUNT(*) FROM fee_line
         WHERE firm = $1 AND month = $2 AND currency = $3 GROUP BY kind ORDER BY kind",
        params![statement.firm, &month, statement.currency],
    )?;
    let read = |row: &Row| Ok((row.word(0, LineKind::from_word)?, row.int(1)?, row.int(2)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// What the lines of a deal come to: fees less what went back.
pub(crate) fn sum_of_deal(tx: &mut Tx<'_>, firm: Id<Firm>, deal: Id<DealKind>) -> Outcome<i64> {
    let row = tx.get(
        "SELECT CAST(COALESCE(SUM(CASE WHEN kind = 'fee' THEN amount ELSE -amount END), 0)
         AS BIGINT) FROM fee_line WHERE firm = $1 AND deal = $2",
        params![firm, deal],
    )?;
    Ok(row.int(0)?)
}
