//! Sums over postings, for totals up to a position and for `verify`. All go across homes.

use crate::model::{Account, Purpose, Torn, Totals};
use ::store::{Row, Tx, params};
use kernel::{Any, Id, Outcome};

/// Adds to totals what was posted after one batch, up to another.
pub(crate) fn add_posted_between(
    tx: &mut Tx<'_>,
    totals: &mut Totals,
    after: i64,
    last: i64,
) -> Outcome<()> {
    let rows = tx.all(
        "SELECT purpose, currency, CAST(SUM(amount) AS BIGINT) FROM posting
         WHERE batch > $1 AND batch <= $2 GROUP BY purpose, currency",
        params![after, last],
    )?;
    for row in &rows {
        let purpose = row.word(0, Purpose::from_word)?;
        totals.add(purpose, row.currency(1)?, row.int(2)?)?;
    }
    Ok(())
}

/// One owner's sums of what was posted after a batch, by account. Read in the order of batches: few
/// came since, while an owner may have millions.
pub(crate) fn sum_since(
    tx: &mut Tx<'_>,
    owner: Id<Any>,
    batch: i64,
) -> Outcome<Vec<(Account, i64)>> {
    let rows = tx.all(
        "SELECT purpose, currency,
         CAST(SUM(CASE WHEN owner = $1 THEN amount ELSE 0 END) AS BIGINT)
         FROM posting WHERE batch > $2 GROUP BY purpose, currency",
        params![owner, batch],
    )?;
    let read = |row: &Row| {
        let purpose = row.word(0, Purpose::from_word)?;
        Ok((Account::new(owner, purpose, row.currency(1)?), row.int(2)?))
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Transfers of the batches after one, up to another, that are not whole. All legs of one lie in
/// one batch.
pub(crate) fn list_torn(tx: &mut Tx<'_>, after: i64, last: i64, most: i64) -> Outcome<Vec<Torn>> {
    let rows = tx.all(
        "SELECT transfer_id, CAST(SUM(amount) AS BIGINT), COUNT(*) FROM posting
         WHERE batch > $1 AND batch <= $2 GROUP BY batch, transfer_id
         HAVING SUM(amount) <> 0 OR COUNT(*) <> MAX(legs) OR MIN(legs) <> MAX(legs)
         OR MIN(currency) <> MAX(currency) ORDER BY transfer_id LIMIT $3",
        params![after, last, most],
    )?;
    let read =
        |row: &Row| Ok(Torn { transfer: row.id(0)?, sum_minor: row.int(1)?, legs: row.int(2)? });
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// How many transfers the batches after one, up to another, wrote: each has one first leg.
pub(crate) fn count_transfers(tx: &mut Tx<'_>, after: i64, last: i64) -> Outcome<i64> {
    let row = tx.get(
        "SELECT COUNT(*) FROM posting WHERE batch > $1 AND batch <= $2 AND leg = 0",
        params![after, last],
    )?;
    Ok(row.int(0)?)
}

/// The next batches after one that posted anything, each with its number of postings.
pub(crate) fn list_batches(tx: &mut Tx<'_>, after: i64, most: i64) -> Outcome<Vec<(i64, i64)>> {
    let rows = tx.all(
        "SELECT batch, COUNT(*) FROM posting WHERE batch > $1 GROUP BY batch
         ORDER BY batch LIMIT $2",
        params![after, most],
    )?;
    let read = |row: &Row| Ok((row.int(0)?, row.int(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}
