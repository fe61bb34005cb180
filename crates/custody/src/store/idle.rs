//! Wallets that are watched, and what is unclaimed.

use crate::model::{IdleWallet, UnclaimedBalance};
use ::store::{Row, Timer, Tx, params};
use kernel::{Currency, Firm, Id, Money, Outcome, Stop};

/// Wallets that nobody watches yet.
pub(crate) fn list_unwatched(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<(Id<Firm>, Currency)>> {
    let rows = tx.all(
        "SELECT firm, currency FROM purse WHERE watched_at IS NULL
         ORDER BY firm, currency LIMIT $1",
        params![most],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.currency(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Writes that a wallet is watched.
pub(crate) fn mark_watched(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "UPDATE purse SET watched_at = $3 WHERE firm = $1 AND currency = $2",
        params![firm, currency, now],
    )
}

/// Writes how a wallet is watched.
pub(crate) fn put_idle(tx: &mut Tx<'_>, idle: &IdleWallet, timer: Id<Timer>) -> Outcome<()> {
    tx.run(
        "INSERT INTO idle_wallet (firm, currency, steps, since, timer) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (firm, currency) DO UPDATE SET steps = $3, since = $4, timer = $5",
        params![idle.firm, idle.currency, idle.steps, idle.since, timer],
    )
}

/// The wallet of a timer, read for update.
pub(crate) fn find_idle(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    timer: Id<Timer>,
) -> Outcome<Option<IdleWallet>> {
    let row = tx.find(
        "SELECT currency, steps, since FROM idle_wallet WHERE firm = $1 AND timer = $2 {LOCK}",
        params![firm, timer],
    )?;
    let read = |row: Row| {
        let (currency, steps, since) = (row.currency(0)?, row.int(1)?, row.time(2)?);
        anyhow::Ok(IdleWallet { firm, currency, steps, since })
    };
    Ok(row.map(read).transpose()?)
}

/// Adds to what of a firm's money is unclaimed.
pub(crate) fn add_unclaimed(tx: &mut Tx<'_>, firm: Id<Firm>, amount: Money) -> Outcome<()> {
    tx.run(
        "INSERT INTO unclaimed (firm, currency, moved, given_back, version)
         VALUES ($1, $2, 0, 0, 0) ON CONFLICT (firm, currency) DO NOTHING",
        params![firm, amount.currency],
    )?;
    tx.must(
        "UPDATE unclaimed SET moved = moved + $3, version = version + 1
         WHERE firm = $1 AND currency = $2",
        params![firm, amount.currency, amount.minor],
        1,
        Stop::Bug("what is unclaimed is not there"),
    )
}

/// What of a firm's money is unclaimed, read for update.
pub(crate) fn list_unclaimed(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    most: i64,
) -> Outcome<Vec<UnclaimedBalance>> {
    let rows = tx.all(
        "SELECT firm, currency, moved, given_back, version FROM unclaimed
         WHERE firm = $1 AND moved > given_back ORDER BY currency LIMIT $2 {LOCK}",
        params![firm, most],
    )?;
    Ok(rows.iter().map(balance).collect::<anyhow::Result<_>>()?)
}

/// Writes that it was given back, if it is as it was read.
pub(crate) fn give_unclaimed_back(tx: &mut Tx<'_>, balance: &UnclaimedBalance) -> Outcome<()> {
    tx.must(
        "UPDATE unclaimed SET given_back = moved, version = version + 1
         WHERE firm = $1 AND currency = $2 AND version = $3",
        params![balance.firm, balance.currency, balance.version],
        1,
        Stop::Stale,
    )
}

/// What is unclaimed in each currency, of all firms together, for `verify`.
pub(crate) fn sum_unclaimed(tx: &mut Tx<'_>) -> Outcome<Vec<Money>> {
    let rows = tx.all(
        "SELECT currency, CAST(SUM(moved - given_back) AS BIGINT) FROM unclaimed
         GROUP BY currency ORDER BY currency",
        params![],
    )?;
    let read = |row: &Row| Ok(Money::new(row.int(1)?, row.currency(0)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

fn balance(row: &Row) -> anyhow::Result<UnclaimedBalance> {
    Ok(UnclaimedBalance {
        firm: row.id(0)?,
        currency: row.currency(1)?,
        moved_minor: row.int(2)?,
        given_back_minor: row.int(3)?,
        version: row.int(4)?,
    })
}
