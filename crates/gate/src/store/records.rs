//! What followers work out about firms: made again from the events by `jishi rebuild`.

use crate::model::Day;
use ::store::{Row, Tx, padded, params};
use catalog::CategoryCode;
use kernel::{Firm, Id, Outcome, Person, Stop, Timestamp};
use party::Country;
use sourcing::InquiryKind;

/// Categories of one firm that are looked at when its verification changes.
const CATEGORIES_MOST: i64 = 300;
/// Firms asked about at once.
pub(crate) const FIRMS_AT_A_TIME: usize = 50;

/// A firm's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FirmRecord {
    pub(crate) country: Country,
    pub(crate) bought_day: Day,
    pub(crate) sold_day: Day,
    pub(crate) received: i64,
    pub(crate) answered: i64,
    pub(crate) is_storefront: bool,
    pub(crate) first_asked_at: Option<Timestamp>,
    pub(crate) first_answer_us: Option<i64>,
    pub(crate) first_quote_at: Option<Timestamp>,
    pub(crate) first_sale_at: Option<Timestamp>,
    pub(crate) first_finished_at: Option<Timestamp>,
}

/// Begins a firm's record.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    country: Country,
    opened_at: Timestamp,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO firm_record (firm, country, opened_at, bought_day, sold_day, received,
         answered, is_storefront) VALUES ($1, $2, $3, 0, 0, 0, 0, 0)",
        params![firm, country.code(), opened_at],
        Stop::Bug("a record twice"),
    )
}

/// A firm's record, if it was begun.
pub(crate) fn find(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Option<FirmRecord>> {
    let row = tx.find(
        "SELECT country, bought_day, sold_day, received, answered, is_storefront, first_asked_at,
         first_answer_us, first_quote_at, first_sale_at, first_finished_at
         FROM firm_record WHERE firm = $1",
        params![firm],
    )?;
    Ok(row.as_ref().map(record).transpose()?)
}

/// The records of at most `FIRMS_AT_A_TIME` firms, of those that have one.
pub(crate) fn list(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<(Id<Firm>, FirmRecord)>> {
    let rows = tx.all(
        "SELECT country, bought_day, sold_day, received, answered, is_storefront, first_asked_at,
         first_answer_us, first_quote_at, first_sale_at, first_finished_at, firm
         FROM firm_record WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) ORDER BY firm",
        &padded::<_, FIRMS_AT_A_TIME>(firms),
    )?;
    let read = |row: &Row| Ok((row.id(11)?, record(row)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

fn record(row: &Row) -> anyhow::Result<FirmRecord> {
    Ok(FirmRecord {
        country: row.word(0, Country::from_code)?,
        bought_day: Day(row.int(1)?),
        sold_day: Day(row.int(2)?),
        received: row.int(3)?,
        answered: row.int(4)?,
        is_storefront: row.flag(5)?,
        first_asked_at: row.maybe_time(6)?,
        first_answer_us: row.maybe_int(7)?,
        first_quote_at: row.maybe_time(8)?,
        first_sale_at: row.maybe_time(9)?,
        first_finished_at: row.maybe_time(10)?,
    })
}

/// Writes a firm's record anew.
pub(crate) fn change(tx: &mut Tx<'_>, firm: Id<Firm>, record: &FirmRecord) -> Outcome<()> {
    tx.must(
        "UPDATE firm_record SET bought_day = $2, sold_day = $3, received = $4, answered = $5,
         is_storefront = $6, first_asked_at = $7, first_answer_us = $8, first_quote_at = $9,
         first_sale_at = $10, first_finished_at = $11 WHERE firm = $1",
        params![
            firm,
            record.bought_day.0,
            record.sold_day.0,
            record.received,
            record.answered,
            record.is_storefront,
            record.first_asked_at,
            record.first_answer_us,
            record.first_quote_at,
            record.first_sale_at,
            record.first_finished_at
        ],
        1,
        Stop::Bug("a record that was not begun"),
    )
}

/// Whether a person was counted before.
pub(crate) fn is_counted(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<bool> {
    let row = tx.find("SELECT person FROM counted_person WHERE person = $1", params![person])?;
    Ok(row.is_some())
}

/// Counts a person.
pub(crate) fn add_person(tx: &mut Tx<'_>, person: Id<Person>, at: Timestamp) -> Outcome<()> {
    tx.add(
        "INSERT INTO counted_person (person, at) VALUES ($1, $2)",
        params![person, at],
        Stop::Bug("a person twice"),
    )
}

/// Writes down that a firm was asked.
pub(crate) fn add_received(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    inquiry: Id<InquiryKind>,
    at: Timestamp,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO received_inquiry (firm, inquiry, at) VALUES ($1, $2, $3)",
        params![firm, inquiry, at],
        Stop::Bug("an inquiry received twice"),
    )
}

/// When a firm was asked, if it has not answered.
pub(crate) fn find_unanswered(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    inquiry: Id<InquiryKind>,
) -> Outcome<Option<Timestamp>> {
    let row = tx.find(
        "SELECT at FROM received_inquiry
         WHERE firm = $1 AND inquiry = $2 AND answered_at IS NULL",
        params![firm, inquiry],
    )?;
    Ok(row.map(|row| row.time(0)).transpose()?)
}

/// Writes down that a firm answered.
pub(crate) fn set_answered(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    inquiry: Id<InquiryKind>,
    at: Timestamp,
) -> Outcome<()> {
    tx.must(
        "UPDATE received_inquiry SET answered_at = $3
         WHERE firm = $1 AND inquiry = $2 AND answered_at IS NULL",
        params![firm, inquiry, at],
        1,
        Stop::Bug("an inquiry answered twice"),
    )
}

/// A buyer in a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CategoryBuyer {
    pub(crate) category: CategoryCode,
    pub(crate) country: String,
    pub(crate) active_until: Day,
    pub(crate) counts_until: Day,
}

/// How a buyer stands in a category.
pub(crate) fn find_buyer(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
) -> Outcome<Option<CategoryBuyer>> {
    let row = tx.find(
        "SELECT category, country, active_until, counts_until FROM category_buyer
         WHERE category = $1 AND firm = $2",
        params![category.code(), firm],
    )?;
    Ok(row.as_ref().map(buyer).transpose()?)
}

/// How a buyer stands in each of its categories.
pub(crate) fn list_categories(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<CategoryBuyer>> {
    let rows = tx.all(
        "SELECT category, country, active_until, counts_until FROM category_buyer
         WHERE firm = $1 ORDER BY category LIMIT $2",
        params![firm, CATEGORIES_MOST],
    )?;
    Ok(rows.iter().map(buyer).collect::<anyhow::Result<_>>()?)
}

fn buyer(row: &Row) -> anyhow::Result<CategoryBuyer> {
    Ok(CategoryBuyer {
        category: CategoryCode::kept(row.string(0)?),
        country: row.string(1)?,
        active_until: Day(row.int(2)?),
        counts_until: Day(row.int(3)?),
    })
}

/// Writes how a buyer stands in a category.
pub(crate) fn put_buyer(tx: &mut Tx<'_>, firm: Id<Firm>, buyer: &CategoryBuyer) -> Outcome<()> {
    tx.run(
        "INSERT INTO category_buyer (category, firm, country, active_until, counts_until)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (category, firm)
         DO UPDATE SET active_until = excluded.active_until,
         counts_until = excluded.counts_until",
        params![
            buyer.category.code(),
            firm,
            &buyer.country,
            buyer.active_until.0,
            buyer.counts_until.0
        ],
    )
}

/// Sets everything that was worked out to nothing.
pub(crate) fn clear(tx: &mut Tx<'_>) -> Outcome<()> {
    tx.run("DELETE FROM firm_record", &[])?;
    tx.run("DELETE FROM counted_person", &[])?;
    tx.run("DELETE FROM received_inquiry", &[])?;
    tx.run("DELETE FROM category_buyer", &[])?;
    tx.run("DELETE FROM buyer_day", &[])?;
    tx.run("DELETE FROM counter", &[])?;
    tx.run("DELETE FROM counter_day", &[])
}
