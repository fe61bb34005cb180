//! Deposits, and the protection fund with its lines.

use crate::model::{
    CustodyRefusal, Deposit, FeedState, FundFeed, FundFeedKind, FundLine, FundLineKind,
};
use ::store::{Row, Tx, params};
use kernel::{Currency, Firm, Id, Money, Outcome, Person, Stop};
use ledger::TransferKind;

/// Adds to what a firm has frozen.
pub(crate) fn add_frozen(tx: &mut Tx<'_>, firm: Id<Firm>, amount: Money) -> Outcome<()> {
    tx.run(
        "INSERT INTO deposit (firm, currency, frozen, taken, given_back, version)
         VALUES ($1, $2, 0, 0, 0, 0) ON CONFLICT (firm, currency) DO NOTHING",
        params![firm, amount.currency],
    )?;
    tx.must(
        "UPDATE deposit SET frozen = frozen + $3, version = version + 1
         WHERE firm = $1 AND currency = $2",
        params![firm, amount.currency, amount.minor],
        1,
        Stop::Bug("a deposit that is not there"),
    )
}

/// What a firm has frozen in a currency, read for update.
pub(crate) fn find_deposit(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
) -> Outcome<Option<Deposit>> {
    let row = tx.find(
        "SELECT firm, currency, frozen, taken, given_back, version
         FROM deposit WHERE firm = $1 AND currency = $2 {LOCK}",
        params![firm, currency],
    )?;
    Ok(row.as_ref().map(deposit).transpose()?)
}

/// Writes what was taken of a deposit or went back, if it is as it was read.
pub(crate) fn change_deposit(
    tx: &mut Tx<'_>,
    deposit: &Deposit,
    (taken, given_back): (i64, i64),
) -> Outcome<()> {
    tx.must(
        "UPDATE deposit SET taken = taken + $4, given_back = given_back + $5,
         version = version + 1 WHERE firm = $1 AND currency = $2 AND version = $3",
        params![deposit.firm, deposit.currency, deposit.version, taken, given_back],
        1,
        Stop::Stale,
    )
}

/// Deposits of the firms after one, in order.
pub(crate) fn list_deposits(tx: &mut Tx<'_>, after: Id<Firm>, most: i64) -> Outcome<Vec<Deposit>> {
    let rows = tx.all(
        "SELECT firm, currency, frozen, taken, given_back, version
         FROM deposit WHERE firm > $1 ORDER BY firm, currency LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(deposit).collect::<anyhow::Result<_>>()?)
}

fn deposit(row: &Row) -> anyhow::Result<Deposit> {
    Ok(Deposit {
        firm: row.id(0)?,
        currency: row.currency(1)?,
        frozen_minor: row.int(2)?,
        taken_minor: row.int(3)?,
        given_back_minor: row.int(4)?,
        version: row.int(5)?,
    })
}

/// What the fund holds in each currency.
pub(crate) fn list_funds(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<(Money, i64)>> {
    let rows = tx.all(
        "SELECT currency, balance, lines FROM protection_fund ORDER BY currency LIMIT $1",
        params![most],
    )?;
    let read = |row: &Row| Ok((Money::new(row.int(1)?, row.currency(0)?), row.int(2)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// What the fund holds in one, read for update, and how many lines it has.
pub(crate) fn lock_fund(tx: &mut Tx<'_>, currency: Currency) -> Outcome<(Money, i64)> {
    let row = tx.find(
        "SELECT balance, lines FROM protection_fund WHERE currency = $1 {LOCK}",
        params![currency],
    )?;
    match row {
        Some(row) => Ok((Money::new(row.int(0)?, currency), row.int(1)?)),
        None => Ok((Money::zero(currency), 0)),
    }
}

/// Writes the next line of the fund, and what it holds then.
pub(crate) fn add_fund_line(
    tx: &mut Tx<'_>,
    (kind, about): (FundLineKind, &str),
    amount: Money,
    transfer: Id<TransferKind>,
) -> Outcome<i64> {
    let (balance, lines) = lock_fund(tx, amount.currency)?;
    let (after, nth) = (balance.plus(amount)?, lines + 1);
    if lines == 0 {
        tx.run(
            "INSERT INTO protection_fund (currency, lines, balance) VALUES ($1, 0, 0)
             ON CONFLICT (currency) DO NOTHING",
            params![amount.currency],
        )?;
    }
    tx.must(
        "UPDATE protection_fund SET lines = $3, balance = $4
         WHERE currency = $1 AND lines = $2",
        params![amount.currency, lines, nth, after.minor],
        1,
        Stop::Stale,
    )?;
    let now = tx.now();
    tx.add(
        "INSERT INTO fund_line (currency, nth, kind, about, amount, balance, transfer_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![amount.currency, nth, kind.word(), about, amount.minor, after.minor, transfer, now],
        Stop::Bug("a line of the fund twice"),
    )?;
    Ok(nth)
}

/// Lines of the fund before one, newest first.
pub(crate) fn list_fund_lines(
    tx: &mut Tx<'_>,
    currency: Currency,
    before: i64,
    most: i64,
) -> Outcome<Vec<FundLine>> {
    let rows = tx.all(
        "SELECT currency, nth, kind, about, amount, balance, transfer_id, at
         FROM fund_line WHERE currency = $1 AND nth < $2 ORDER BY nth DESC LIMIT $3",
        params![currency, before, most],
    )?;
    Ok(rows.iter().map(line).collect::<anyhow::Result<_>>()?)
}

/// Lines of the fund after one, in order, for `verify`.
pub(crate) fn list_fund_lines_after(
    tx: &mut Tx<'_>,
    currency: Currency,
    after: i64,
    most: i64,
) -> Outcome<Vec<FundLine>> {
    let rows = tx.all(
        "SELECT currency, nth, kind, about, amount, balance, transfer_id, at
         FROM fund_line WHERE currency = $1 AND nth > $2 ORDER BY nth LIMIT $3",
        params![currency, after, most],
    )?;
    Ok(rows.iter().map(line).collect::<anyhow::Result<_>>()?)
}

fn line(row: &Row) -> anyhow::Result<FundLine> {
    let currency = row.currency(0)?;
    Ok(FundLine {
        nth: row.int(1)?,
        kind: row.word(2, FundLineKind::from_word)?,
        about: row.string(3)?,
        amount: Money::new(row.int(4)?, currency),
        balance: Money::new(row.int(5)?, currency),
        transfer: row.id(6)?,
        at: row.time(7)?,
    })
}

/// Writes what a clerk puts into the fund.
pub(crate) fn add_feed(tx: &mut Tx<'_>, feed: &FundFeed) -> Outcome<()> {
    let ended_at = feed.ended_by.map(|_| feed.at);
    tx.add(
        "INSERT INTO fund_feed (id, currency, amount, note, state, asked_by, ended_by, at,
         ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            feed.id,
            feed.amount.currency,
            feed.amount.minor,
            &feed.note,
            feed.state.word(),
            feed.asked_by,
            feed.ended_by,
            feed.at,
            ended_at
        ],
        Stop::Bug("a feed twice"),
    )
}

/// One of them, read for update.
pub(crate) fn lock_feed(tx: &mut Tx<'_>, id: Id<FundFeedKind>) -> Outcome<FundFeed> {
    let row = tx.get(
        "SELECT id, currency, amount, note, state, asked_by, ended_by, at
         FROM fund_feed WHERE id = $1 {LOCK}",
        params![id],
    )?;
    Ok(feed(&row)?)
}

/// They, before one, newest first.
pub(crate) fn list_feeds(tx: &mut Tx<'_>, before: i64, most: i64) -> Outcome<Vec<FundFeed>> {
    let rows = tx.all(
        "SELECT id, currency, amount, note, state, asked_by, ended_by, at
         FROM fund_feed WHERE id < $1 ORDER BY id DESC LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(feed).collect::<anyhow::Result<_>>()?)
}

/// Ends one that was asked for.
pub(crate) fn end_feed(
    tx: &mut Tx<'_>,
    id: Id<FundFeedKind>,
    state: FeedState,
    by: Id<Person>,
) -> Outcome<()> {
    let now = tx.now();
    tx.must(
        "UPDATE fund_feed SET state = $2, ended_by = $3, ended_at = $4
         WHERE id = $1 AND state = 'asked'",
        params![id, state.word(), by, now],
        1,
        CustodyRefusal::FeedEnded,
    )
}

fn feed(row: &Row) -> anyhow::Result<FundFeed> {
    Ok(FundFeed {
        id: row.id(0)?,
        amount: Money::new(row.int(2)?, row.currency(1)?),
        note: row.string(3)?,
        state: row.word(4, FeedState::from_word)?,
        asked_by: row.id(5)?,
        ended_by: row.maybe_id(6)?,
        at: row.time(7)?,
    })
}
