//! Files from the bank, the entries in them, and its statements.

use crate::model::{BankOrder, BankOrderKind, KeptFile, KeptStatement, Teller};
use ::store::{Row, Tx, params};
use bankfile::StatementKind;
use kernel::{Currency, Firm, Id, Money, Outcome, Stop};

/// The file of a hash.
pub(crate) fn find_file(tx: &mut Tx<'_>, hash: &str) -> Outcome<Option<KeptFile>> {
    let row = tx.find(
        "SELECT hash, name, message, message_id, state, entries, listed, faults, at
         FROM bank_file WHERE hash = $1 {LOCK}",
        params![hash],
    )?;
    Ok(row.as_ref().map(file).transpose()?)
}

/// Writes a new file.
pub(crate) fn add_file(tx: &mut Tx<'_>, file: &KeptFile) -> Outcome<()> {
    tx.add(
        "INSERT INTO bank_file (hash, name, message, message_id, state, entries, listed, faults,
         at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            &file.hash,
            &file.name,
            &file.message,
            &file.message_id,
            &file.state,
            file.entries,
            file.listed,
            &file.faults,
            file.at
        ],
        Stop::Bug("a file stands already"),
    )
}

/// Writes what became of a file.
pub(crate) fn end_file(tx: &mut Tx<'_>, file: &KeptFile) -> Outcome<()> {
    tx.must(
        "UPDATE bank_file SET state = $2, entries = $3, listed = $4, faults = $5
         WHERE hash = $1",
        params![&file.hash, &file.state, file.entries, file.listed, &file.faults],
        1,
        Stop::Absent,
    )
}

/// The newest files before a moment.
pub(crate) fn list_files(tx: &mut Tx<'_>, before: i64, most: i64) -> Outcome<Vec<KeptFile>> {
    let rows = tx.all(
        "SELECT hash, name, message, message_id, state, entries, listed, faults, at
         FROM bank_file WHERE at < $1 ORDER BY at DESC, hash LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(file).collect::<anyhow::Result<_>>()?)
}

fn file(row: &Row) -> anyhow::Result<KeptFile> {
    Ok(KeptFile {
        hash: row.string(0)?,
        name: row.string(1)?,
        message: row.string(2)?,
        message_id: row.string(3)?,
        state: row.string(4)?,
        entries: row.int(5)?,
        listed: row.int(6)?,
        faults: row.string(7)?,
        at: row.time(8)?,
    })
}

/// The file that a message id belongs to.
pub(crate) fn find_message(tx: &mut Tx<'_>, code: &str) -> Outcome<Option<String>> {
    let row = tx.find("SELECT hash FROM bank_message WHERE code = $1", params![code])?;
    Ok(row.map(|row| row.string(0)).transpose()?)
}

/// Gives a message id to a file.
pub(crate) fn add_message(tx: &mut Tx<'_>, code: &str, hash: &str) -> Outcome<()> {
    tx.add(
        "INSERT INTO bank_message (code, hash) VALUES ($1, $2)",
        params![code, hash],
        Stop::Bug("a message id has its file already"),
    )
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptEntry {
    pub(crate) code: String,
    pub(crate) amount: Money,
    pub(crate) course: String,
    pub(crate) firm: Option<Id<Firm>>,
    pub(crate) order: Option<Id<BankOrderKind>>,
    pub(crate) statement: Option<String>,
    pub(crate) day: Option<String>,
}

/// The entry of a code, if the bank told it before.
pub(crate) fn find_entry(tx: &mut Tx<'_>, account: &str, code: &str) -> Outcome<Option<KeptEntry>> {
    let row = tx.find(
        "SELECT code, currency, amount, course, firm, bank_order, statement, day
         FROM bank_entry WHERE account = $1 AND code = $2 {LOCK}",
        params![account, code],
    )?;
    Ok(row.as_ref().map(entry).transpose()?)
}

/// The entries of an order on an account, at most 50.
pub(crate) fn list_entries_of(
    tx: &mut Tx<'_>,
    account: &str,
    order: Id<BankOrderKind>,
) -> Outcome<Vec<KeptEntry>> {
    let rows = tx.all(
        "SELECT code, currency, amount, course, firm, bank_order, statement, day
         FROM bank_entry WHERE account = $1 AND bank_order = $2 ORDER BY code LIMIT 50",
        params![account, order],
    )?;
    Ok(rows.iter().map(entry).collect::<anyhow::Result<_>>()?)
}

/// Entries and parts between two codes that have an amount, at most two: whoever asks wants one.
pub(crate) fn list_under_reference(
    tx: &mut Tx<'_>,
    account: &str,
    (first, end): &(String, String),
    amount: Money,
) -> Outcome<Vec<KeptEntry>> {
    let rows = tx.all(
        "SELECT code, currency, amount, course, firm, bank_order, statement, day
         FROM bank_entry WHERE account = $1 AND code >= $2 AND code < $3
         AND currency = $4 AND amount = $5 ORDER BY code LIMIT 2",
        params![account, first, end, amount.currency, amount.minor],
    )?;
    Ok(rows.iter().map(entry).collect::<anyhow::Result<_>>()?)
}

fn entry(row: &Row) -> anyhow::Result<KeptEntry> {
    Ok(KeptEntry {
        code: row.string(0)?,
        amount: Money::new(row.int(2)?, row.currency(1)?),
        course: row.string(3)?,
        firm: row.maybe_id(4)?,
        order: row.maybe_id(5)?,
        statement: row.maybe_string(6)?,
        day: row.maybe_string(7)?,
    })
}

/// Says whose an entry is that was kept for a clerk, and what it has turned out to be.
pub(crate) fn name_entry(
    tx: &mut Tx<'_>,
    account: &str,
    code: &str,
    (course, order): (&str, &BankOrder),
) -> Outcome<()> {
    tx.must(
        "UPDATE bank_entry SET course = $3, firm = $4, bank_order = $5
         WHERE account = $1 AND code = $2",
        params![account, code, course, order.firm, order.id],
        1,
        Stop::Absent,
    )
}

/// What is kept under the code of an entry: its parts, and what corrects it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Under {
    pub(crate) entries: i64,
    pub(crate) minor: i64,
    /// Those that other files told.
    pub(crate) of_others: i64,
    pub(crate) of_others_minor: i64,
    /// Those of them that stand on a statement.
    pub(crate) stated: i64,
}

/// What is kept under an entry, and what of it other files than this one told. It reads them all:
/// once for an entry, not for each of its parts.
pub(crate) fn sum_under(tx: &mut Tx<'_>, teller: &Teller, code: &str) -> Outcome<Under> {
    let (first, end) = (format!("{code}/"), format!("{code}0"));
    let row = tx.get(
        "SELECT COUNT(*), CAST(COALESCE(SUM(amount), 0) AS BIGINT),
         COUNT(CASE WHEN hash <> $4 THEN 1 END),
         CAST(COALESCE(SUM(CASE WHEN hash <> $4 THEN amount ELSE 0 END), 0) AS BIGINT),
         COUNT(CASE WHEN hash <> $4 THEN statement END)
         FROM bank_entry WHERE account = $1 AND code >= $2 AND code < $3",
        params![&teller.account, &first, &end, &teller.hash],
    )?;
    Ok(Under {
        entries: row.int(0)?,
        minor: row.int(1)?,
        of_others: row.int(2)?,
        of_others_minor: row.int(3)?,
        stated: row.int(4)?,
    })
}

/// A sum that is told in parts stands for nothing itself from now on.
pub(crate) fn empty_entry(tx: &mut Tx<'_>, account: &str, code: &str, course: &str) -> Outcome<()> {
    tx.must(
        "UPDATE bank_entry SET amount = 0, course = $3 WHERE account = $1 AND code = $2",
        params![account, code, course],
        1,
        Stop::Absent,
    )
}

/// Keeps an entry.
pub(crate) fn add_entry(tx: &mut Tx<'_>, teller: &Teller, entry: &KeptEntry) -> Outcome<()> {
    let now = tx.now();
    let statement = (teller.kind == StatementKind::Statement).then_some(teller.statement.as_str());
    tx.add(
        "INSERT INTO bank_entry (account, code, currency, amount, course, firm, bank_order,
         statement, hash, day, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            &teller.account,
            &entry.code,
            entry.amount.currency,
            entry.amount.minor,
            &entry.course,
            entry.firm,
            entry.order,
            statement,
            &teller.hash,
            entry.day.as_deref(),
            now
        ],
        Stop::Bug("an entry stands already"),
    )
}

/// Says on which statement an entry stands, and all that is kept under it.
pub(crate) fn mark_stated(
    tx: &mut Tx<'_>,
    account: &str,
    code: &str,
    statement: &str,
) -> Outcome<()> {
    tx.run(
        "UPDATE bank_entry SET statement = $3
         WHERE account = $1 AND code = $2 AND statement IS NULL",
        params![account, code, statement],
    )?;
    let (first, end) = (format!("{code}/"), format!("{code}0"));
    tx.run(
        "UPDATE bank_entry SET statement = $4
         WHERE account = $1 AND code >= $2 AND code < $3 AND statement IS NULL",
        params![account, &first, &end, statement],
    )
}

/// The sum of what the bank has told on an account and not yet on a statement, as far as it was
/// booked on a day or later.
pub(crate) fn sum_told_only(
    tx: &mut Tx<'_>,
    account: &str,
    from_day: &str,
    currency: Currency,
) -> Outcome<Money> {
    let row = tx.get(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM bank_entry
         WHERE account = $1 AND statement IS NULL AND (day IS NULL OR day >= $2)",
        params![account, from_day],
    )?;
    Ok(Money::new(row.int(0)?, currency))
}

/// What was booked before a day and stands on no statement yet.
pub(crate) fn list_not_stated(
    tx: &mut Tx<'_>,
    account: &str,
    before_day: &str,
    most: i64,
) -> Outcome<Vec<String>> {
    let rows = tx.all(
        "SELECT code FROM bank_entry WHERE account = $1 AND statement IS NULL AND day < $2
         AND amount <> 0 ORDER BY code LIMIT $3",
        params![account, before_day, most],
    )?;
    Ok(rows.iter().map(|row| row.string(0)).collect::<anyhow::Result<_>>()?)
}

/// The last statement of an account.
pub(crate) fn find_last_statement(
    tx: &mut Tx<'_>,
    account: &str,
) -> Outcome<Option<KeptStatement>> {
    let row = tx.find(
        "SELECT account, code, day, sequence, currency, opening, entries, closing, mirror,
         told_only, unexplained, at
         FROM bank_statement WHERE account = $1 ORDER BY day DESC, at DESC, code DESC LIMIT 1",
        params![account],
    )?;
    Ok(row.as_ref().map(statement).transpose()?)
}

/// The first statement of an account.
pub(crate) fn find_first_statement(
    tx: &mut Tx<'_>,
    account: &str,
) -> Outcome<Option<KeptStatement>> {
    let row = tx.find(
        "SELECT account, code, day, sequence, currency, opening, entries, closing, mirror,
         told_only, unexplained, at
         FROM bank_statement WHERE account = $1 ORDER BY day, at, code LIMIT 1",
        params![account],
    )?;
    Ok(row.as_ref().map(statement).transpose()?)
}

/// The day of a statement, if it was taken.
pub(crate) fn find_statement_day(
    tx: &mut Tx<'_>,
    account: &str,
    code: &str,
) -> Outcome<Option<String>> {
    let row = tx.find(
        "SELECT day FROM bank_statement WHERE account = $1 AND code = $2",
        params![account, code],
    )?;
    Ok(row.map(|row| row.string(0)).transpose()?)
}

/// Keeps a statement.
pub(crate) fn add_statement(tx: &mut Tx<'_>, statement: &KeptStatement, hash: &str) -> Outcome<()> {
    tx.add(
        "INSERT INTO bank_statement (account, code, day, sequence, currency, opening, entries,
         closing, mirror, told_only, unexplained, hash, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            &statement.account,
            &statement.code,
            &statement.day,
            statement.sequence,
            statement.closing.currency,
            statement.opening.minor,
            statement.entries.minor,
            statement.closing.minor,
            statement.mirror.minor,
            statement.told_only.minor,
            statement.unexplained.minor,
            hash,
            statement.at
        ],
        Stop::Bug("a statement stands already"),
    )
}

/// The newest statements of an account, before a day.
pub(crate) fn list_statements(
    tx: &mut Tx<'_>,
    account: &str,
    before: &str,
    most: i64,
) -> Outcome<Vec<KeptStatement>> {
    let rows = tx.all(
        "SELECT account, code, day, sequence, currency, opening, entries, closing, mirror,
         told_only, unexplained, at
         FROM bank_statement WHERE account = $1 AND day < $2
         ORDER BY day DESC, at DESC, code DESC LIMIT $3",
        params![account, before, most],
    )?;
    Ok(rows.iter().map(statement).collect::<anyhow::Result<_>>()?)
}

/// The statements of a day, of all accounts.
pub(crate) fn list_statements_of(
    tx: &mut Tx<'_>,
    day: &str,
    most: i64,
) -> Outcome<Vec<KeptStatement>> {
    let rows = tx.all(
        "SELECT account, code, day, sequence, currency, opening, entries, closing, mirror,
         told_only, unexplained, at
         FROM bank_statement WHERE day = $1 ORDER BY account, at, code LIMIT $2",
        params![day, most],
    )?;
    Ok(rows.iter().map(statement).collect::<anyhow::Result<_>>()?)
}

fn statement(row: &Row) -> anyhow::Result<KeptStatement> {
    let currency = row.currency(4)?;
    let money = |column| anyhow::Ok(Money::new(row.int(column)?, currency));
    Ok(KeptStatement {
        account: row.string(0)?,
        code: row.string(1)?,
        day: row.string(2)?,
        sequence: row.maybe_int(3)?,
        opening: money(5)?,
        entries: money(6)?,
        closing: money(7)?,
        mirror: money(8)?,
        told_only: money(9)?,
        unexplained: money(10)?,
        at: row.time(11)?,
    })
}
