//! Holds.

use super::account_at;
use crate::model::{Account, Hold, HoldKey, HoldState, LedgerRefusal, Settlement};
use ::store::{Row, Tx, params};
use kernel::{Any, Id, Outcome};

/// The hold, read for update, if there is one.
pub(crate) fn lock_hold(tx: &mut Tx<'_>, key: HoldKey) -> Outcome<Option<Hold>> {
    let row = tx.find(
        "SELECT owner, purpose, currency, id, amount, settled, voided, state, at
         FROM hold WHERE owner = $1 AND id = $2 {LOCK}",
        params![key.owner, key.id],
    )?;
    Ok(row.as_ref().map(hold).transpose()?)
}

/// The hold.
pub(crate) fn get_hold(tx: &mut Tx<'_>, key: HoldKey) -> Outcome<Hold> {
    let row = tx.get(
        "SELECT owner, purpose, currency, id, amount, settled, voided, state, at
         FROM hold WHERE owner = $1 AND id = $2",
        params![key.owner, key.id],
    )?;
    Ok(hold(&row)?)
}

/// The open holds of an account after one of them, oldest first.
pub(crate) fn list_open_holds(
    tx: &mut Tx<'_>,
    account: Account,
    after: i64,
    most: i64,
) -> Outcome<Vec<Hold>> {
    let rows = tx.all(
        "SELECT owner, purpose, currency, id, amount, settled, voided, state, at FROM hold
         WHERE owner = $1 AND purpose = $2 AND currency = $3 AND state = 'open' AND id > $4
         ORDER BY id LIMIT $5",
        params![account.owner, account.purpose.word(), account.currency, after, most],
    )?;
    Ok(rows.iter().map(hold).collect::<anyhow::Result<_>>()?)
}

/// Writes a new hold.
pub(crate) fn add_hold(tx: &mut Tx<'_>, hold: &Hold) -> Outcome<()> {
    let Account { owner, purpose, currency } = hold.account;
    tx.add(
        "INSERT INTO hold (owner, id, purpose, currency, amount, settled, voided, state, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            owner,
            hold.id,
            purpose.word(),
            currency,
            hold.amount_minor,
            hold.settled_minor,
            hold.voided_minor,
            hold.state.word(),
            hold.at
        ],
        LedgerRefusal::HoldDiffers,
    )
}

/// Writes what became of a hold, if it is still as it was read.
pub(crate) fn change_hold(tx: &mut Tx<'_>, change: &Settlement) -> Outcome<()> {
    let after = change.after;
    tx.must(
        "UPDATE hold SET settled = $3, voided = $4, state = $5
         WHERE owner = $1 AND id = $2 AND state = 'open'
         AND settled <= $3 AND voided <= $4 AND settled + voided = $3 + $4 - $6",
        params![
            after.account.owner,
            after.id,
            after.settled_minor,
            after.voided_minor,
            after.state.word(),
            change.minor
        ],
        1,
        LedgerRefusal::HoldAlreadySettled,
    )
}

/// Sums of open holds by account, of the owners after one up to another.
pub(crate) fn sum_open_holds(
    tx: &mut Tx<'_>,
    after: Id<Any>,
    last: Id<Any>,
) -> Outcome<Vec<(Account, i64)>> {
    let rows = tx.all(
        "SELECT owner, purpose, currency, CAST(SUM(amount - settled - voided) AS BIGINT)
         FROM hold WHERE owner > $1 AND owner <= $2 AND state = 'open'
         GROUP BY owner, purpose, currency",
        params![after, last],
    )?;
    let read = |row: &Row| Ok((account_at(row, 0)?, row.int(3)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

fn hold(row: &Row) -> anyhow::Result<Hold> {
    Ok(Hold {
        account: account_at(row, 0)?,
        id: row.id(3)?,
        amount_minor: row.int(4)?,
        settled_minor: row.int(5)?,
        voided_minor: row.int(6)?,
        state: row.word(7, HoldState::from_word)?,
        at: row.time(8)?,
    })
}
