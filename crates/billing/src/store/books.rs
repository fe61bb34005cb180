//! The market's books by day.

use crate::model::{BillingRefusal, BookDay, BookLine};
use ::store::{Row, Tx, params};
use anyhow::Context;
use custody::BookAccount;
use kernel::{Any, Id, Money, Outcome, Person, Stop};

/// The last day that is closed, up to a day.
pub(crate) fn find_last_day(tx: &mut Tx<'_>, up_to: &str) -> Outcome<Option<BookDay>> {
    let row = tx.find(
        "SELECT day, from_batch, to_batch, postings FROM book_day
         WHERE day <= $1 ORDER BY day DESC LIMIT 1",
        params![up_to],
    )?;
    Ok(row.as_ref().map(book_day).transpose()?)
}

/// Closed days before one, newest first.
pub(crate) fn list_days(tx: &mut Tx<'_>, before: &str, most: i64) -> Outcome<Vec<BookDay>> {
    let rows = tx.all(
        "SELECT day, from_batch, to_batch, postings FROM book_day
         WHERE day < $1 ORDER BY day DESC LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(book_day).collect::<anyhow::Result<_>>()?)
}

/// Closed days after one, up to another, oldest first.
pub(crate) fn list_days_after(
    tx: &mut Tx<'_>,
    (after, up_to): (&str, &str),
    most: i64,
) -> Outcome<Vec<BookDay>> {
    let rows = tx.all(
        "SELECT day, from_batch, to_batch, postings FROM book_day
         WHERE day > $1 AND day <= $2 ORDER BY day LIMIT $3",
        params![after, up_to, most],
    )?;
    Ok(rows.iter().map(book_day).collect::<anyhow::Result<_>>()?)
}

fn book_day(row: &Row) -> anyhow::Result<BookDay> {
    Ok(BookDay {
        day: row.string(0)?,
        from_batch: row.int(1)?,
        to_batch: row.int(2)?,
        postings: row.int(3)?,
    })
}

/// The lines of a day: nine accounts in each currency at most.
pub(crate) fn list_book_lines(tx: &mut Tx<'_>, day: &str) -> Outcome<Vec<BookLine>> {
    let rows = tx.all(
        "SELECT account, currency, opening, debit, credit, postings FROM book_line
         WHERE day = $1 ORDER BY account, currency LIMIT 2000",
        params![day],
    )?;
    let read = |row: &Row| {
        let currency = row.currency(1)?;
        let money = |column| anyhow::Ok(Money::new(row.int(column)?, currency));
        let account = BookAccount::from_number(row.int(0)?).context("no such account")?;
        let (opening, debit, credit) = (money(2)?, money(3)?, money(4)?);
        Ok(BookLine { account, opening, debit, credit, postings: row.int(5)? })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Writes a closed day with its lines. One that is there, or that begins where another does, is
/// refused.
pub(crate) fn add_day(tx: &mut Tx<'_>, day: &BookDay, lines: &[BookLine]) -> Outcome<()> {
    let now = tx.now();
    tx.add(
        "INSERT INTO book_day (day, from_batch, to_batch, postings, closed_at)
         VALUES ($1, $2, $3, $4, $5)",
        params![&day.day, day.from_batch, day.to_batch, day.postings, now],
        BillingRefusal::DayClosed,
    )?;
    for line in lines {
        tx.add(
            "INSERT INTO book_line (day, account, currency, opening, debit, credit, postings)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![
                &day.day,
                line.account.number(),
                line.opening.currency,
                line.opening.minor,
                line.debit.minor,
                line.credit.minor,
                line.postings
            ],
            Stop::Bug("an account twice in a day"),
        )?;
    }
    Ok(())
}

/// Writes down that a clerk looked at postings.
pub(crate) fn add_book_access(tx: &mut Tx<'_>, person: Id<Person>, what: &str) -> Outcome<()> {
    let (id, now) = (tx.id::<Any>(), tx.now());
    tx.add(
        "INSERT INTO book_access (person, id, what, at) VALUES ($1, $2, $3, $4)",
        params![person, id, what, now],
        Stop::Bug("a look twice"),
    )
}
