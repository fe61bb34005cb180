//! Balances.

use super::account_at;
use crate::model::{Account, Kept, LedgerRefusal, Line, TransferKind};
use ::store::{Row, Tx, padded, params};
use kernel::{Any, Id, Outcome};

/// Owners looked up in one statement: few enough for one plan, many enough to save round trips.
pub(crate) const OWNERS_AT_A_TIME: usize = 16;

/// What an account holds; nothing if it has no row yet.
pub(crate) fn find_account(tx: &mut Tx<'_>, account: Account) -> Outcome<Kept> {
    let row = tx.find(
        "SELECT posted, held FROM account WHERE owner = $1 AND purpose = $2 AND currency = $3",
        params![account.owner, account.purpose.word(), account.currency],
    )?;
    Ok(match row {
        Some(row) => Kept { account, posted: row.int(0)?, held: row.int(1)? },
        None => Kept::nothing(account),
    })
}

/// All accounts of at most `OWNERS_AT_A_TIME` owners, each with its owner's newest transfer.
pub(crate) fn list_of_owners(
    tx: &mut Tx<'_>,
    owners: &[Id<Any>],
) -> Outcome<Vec<(Kept, Id<TransferKind>)>> {
    let rows = tx.all(
        "SELECT a.owner, a.purpose, a.currency, a.posted, a.held,
         (SELECT MAX(p.transfer_id) FROM posting AS p WHERE p.owner = a.owner)
         FROM account AS a WHERE a.owner IN
         ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        &padded::<_, OWNERS_AT_A_TIME>(owners),
    )?;
    let read = |row: &Row| Ok((kept(row)?, Id::new(row.maybe_int(5)?.unwrap_or(0))));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// The accounts of the owners after one, up to another.
pub(crate) fn list_accounts(tx: &mut Tx<'_>, after: Id<Any>, last: Id<Any>) -> Outcome<Vec<Kept>> {
    let rows = tx.all(
        "SELECT owner, purpose, currency, posted, held FROM account
         WHERE owner > $1 AND owner <= $2 ORDER BY owner, purpose, currency",
        params![after, last],
    )?;
    Ok(rows.iter().map(kept).collect::<anyhow::Result<_>>()?)
}

/// Fee accounts of which something is available, across homes: the sweep's work list, from its own
/// index.
pub(crate) fn list_fees(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<Kept>> {
    let rows = tx.all(
        "SELECT owner, purpose, currency, posted, held FROM account
         WHERE purpose = 'fee' AND posted > held ORDER BY owner, currency LIMIT $1",
        params![most],
    )?;
    Ok(rows.iter().map(kept).collect::<anyhow::Result<_>>()?)
}

fn kept(row: &Row) -> anyhow::Result<Kept> {
    Ok(Kept { account: account_at(row, 0)?, posted: row.int(3)?, held: row.int(4)? })
}

/// Takes from an account, if that much is available. The balance is looked at first, so that a
/// refusal has written nothing; the statement's own guard decides.
pub(crate) fn take(tx: &mut Tx<'_>, account: Account, minor: i64) -> Outcome<()> {
    let refusal = look(tx, account, minor)?;
    tx.must(
        "UPDATE account SET posted = posted - $4
         WHERE owner = $1 AND purpose = $2 AND currency = $3 AND posted - $4 - held >= 0",
        params![account.owner, account.purpose.word(), account.currency, minor],
        1,
        refusal,
    )
}

/// Keeps a part of an account for a hold, as `take` takes it.
pub(crate) fn keep(tx: &mut Tx<'_>, account: Account, minor: i64) -> Outcome<()> {
    let refusal = look(tx, account, minor)?;
    tx.must(
        "UPDATE account SET held = held + $4
         WHERE owner = $1 AND purpose = $2 AND currency = $3 AND posted - held >= $4",
        params![account.owner, account.purpose.word(), account.currency, minor],
        1,
        refusal,
    )
}

/// Refuses what is not available; otherwise gives the refusal for the statement to come.
fn look(tx: &mut Tx<'_>, account: Account, minor: i64) -> Outcome<LedgerRefusal> {
    let kept = find_account(tx, account)?;
    let (available, wanted) = (kept.balance().available, account.money(minor));
    let refusal = LedgerRefusal::InsufficientFunds { available, wanted };
    if kept.available() < minor { Err(refusal.into()) } else { Ok(refusal) }
}

/// Adds to an account, making its row if there is none. Only a purpose that may go below nothing is
/// given less.
pub(crate) fn give(tx: &mut Tx<'_>, account: Account, minor: i64) -> Outcome<()> {
    tx.must(
        "INSERT INTO account (owner, purpose, currency, posted, held) VALUES ($1, $2, $3, $4, 0)
         ON CONFLICT (owner, purpose, currency)
         DO UPDATE SET posted = account.posted + excluded.posted",
        params![account.owner, account.purpose.word(), account.currency, minor],
        1,
        LedgerRefusal::BalanceTooLarge,
    )
}

/// Changes an account by what a batch, decided in memory, does to it.
pub(crate) fn change(tx: &mut Tx<'_>, line: &Line) -> Outcome<()> {
    let account = line.account;
    if !line.is_kept || account.purpose.may_go_negative() {
        return give(tx, account, line.change);
    }
    let (available, wanted) = (line.posted - line.change - line.held, -line.change);
    tx.must(
        "UPDATE account SET posted = posted + $4
         WHERE owner = $1 AND purpose = $2 AND currency = $3 AND posted + $4 - held >= 0",
        params![account.owner, account.purpose.word(), account.currency, line.change],
        1,
        LedgerRefusal::InsufficientFunds {
            available: account.money(available),
            wanted: account.money(wanted),
        },
    )
}

/// Takes what a hold kept out of its account.
pub(crate) fn take_held(tx: &mut Tx<'_>, account: Account, minor: i64) -> Outcome<()> {
    tx.must(
        "UPDATE account SET posted = posted - $4, held = held - $4
         WHERE owner = $1 AND purpose = $2 AND currency = $3 AND held >= $4",
        params![account.owner, account.purpose.word(), account.currency, minor],
        1,
        LedgerRefusal::HoldAlreadySettled,
    )
}

/// Gives what a hold kept back to the use of its owner.
pub(crate) fn free(tx: &mut Tx<'_>, account: Account, minor: i64) -> Outcome<()> {
    tx.must(
        "UPDATE account SET held = held - $4
         WHERE owner = $1 AND purpose = $2 AND currency = $3 AND held >= $4",
        params![account.owner, account.purpose.word(), account.currency, minor],
        1,
        LedgerRefusal::HoldAlreadyVoided,
    )
}
