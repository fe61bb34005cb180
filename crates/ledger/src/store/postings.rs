//! Postings: only ever added.

use super::account_at;
use crate::model::merkle::SALT_BYTES;
use crate::model::{
    Account, Amount, Entry, LedgerRefusal, Leg, Place, PostingRow, Transfer, TransferKind,
};
use ::store::{Param, Row, Tx, padded, params};
use kernel::{Any, Id, Outcome};

/// Owners of one transfer looked up in one statement; a transfer of more takes several.
const OWNERS_AT_A_TIME: usize = 4;

/// Writes all legs of a transfer.
pub(crate) fn add(tx: &mut Tx<'_>, transfer: &Transfer) -> Outcome<()> {
    (0_i64..).zip(&transfer.legs).try_for_each(|(place, leg)| add_leg(tx, transfer, place, leg))
}

/// Writes all legs of many transfers, owner by owner: each page of the keys is touched once.
pub(crate) fn add_all<'a>(
    tx: &mut Tx<'_>,
    transfers: impl Iterator<Item = &'a Transfer>,
) -> Outcome<()> {
    let mut legs: Vec<(&Transfer, i64, &Leg)> = transfers
        .flat_map(|transfer| {
            (0_i64..).zip(&transfer.legs).map(move |(place, leg)| (transfer, place, leg))
        })
        .collect();
    legs.sort_unstable_by_key(|(transfer, place, leg)| (leg.account.owner, transfer.id, *place));
    legs.into_iter().try_for_each(|(transfer, place, leg)| add_leg(tx, transfer, place, leg))
}

fn add_leg(tx: &mut Tx<'_>, transfer: &Transfer, place: i64, leg: &Leg) -> Outcome<()> {
    let salt: [u8; SALT_BYTES] = tx.random();
    let Account { owner, purpose, currency } = leg.account;
    tx.add(
        "INSERT INTO posting (owner, transfer_id, leg, legs, purpose, currency, amount,
         other_owner, reason, at, batch, salt)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            owner,
            transfer.id,
            place,
            transfer.leg_count(),
            purpose.word(),
            currency,
            leg.minor,
            transfer.other_owner(leg),
            transfer.reason,
            tx.now(),
            tx.position(),
            &salt
        ],
        LedgerRefusal::TransferDiffers,
    )
}

/// What the transfer's own owners have under its id.
pub(crate) fn find_same_id(tx: &mut Tx<'_>, transfer: &Transfer) -> Outcome<Vec<Entry>> {
    let mut owners: Vec<Id<Any>> = transfer.legs.iter().map(|leg| leg.account.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let mut entries = Vec::new();
    for some in owners.chunks(OWNERS_AT_A_TIME) {
        let [first, second, third, fourth] = padded(some);
        let rows = tx.all(
            "SELECT owner, purpose, currency, transfer_id, leg, legs, amount, other_owner, reason,
             at FROM posting WHERE owner IN ($1, $2, $3, $4) AND transfer_id = $5",
            &[first, second, third, fourth, Param::from(transfer.id)],
        )?;
        for row in &rows {
            entries.push(entry(row)?);
        }
    }
    Ok(entries)
}

/// An account's postings before a transfer, newest first.
pub(crate) fn list_before(
    tx: &mut Tx<'_>,
    account: Account,
    before: Id<TransferKind>,
    most: i64,
) -> Outcome<Vec<Entry>> {
    let rows = tx.all(
        "SELECT owner, purpose, currency, transfer_id, leg, legs, amount, other_owner, reason, at
         FROM posting WHERE owner = $1 AND purpose = $2 AND currency = $3 AND transfer_id < $4
         ORDER BY transfer_id DESC LIMIT $5",
        params![account.owner, account.purpose.word(), account.currency, before, most],
    )?;
    Ok(rows.iter().map(entry).collect::<anyhow::Result<_>>()?)
}

/// All postings of an owner from a transfer on, oldest first.
pub(crate) fn list_since(
    tx: &mut Tx<'_>,
    owner: Id<Any>,
    since: Id<TransferKind>,
    most: i64,
) -> Outcome<Vec<Entry>> {
    let rows = tx.all(
        "SELECT owner, purpose, currency, transfer_id, leg, legs, amount, other_owner, reason, at
         FROM posting WHERE owner = $1 AND transfer_id >= $2
         ORDER BY transfer_id, leg LIMIT $3",
        params![owner, since, most],
    )?;
    Ok(rows.iter().map(entry).collect::<anyhow::Result<_>>()?)
}

/// Where a walk over the postings, in the order of the tree, goes on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PostingMark {
    pub(crate) batch: i64,
    pub(crate) owner: Id<Any>,
    pub(crate) transfer: Id<TransferKind>,
    pub(crate) leg: i64,
}

impl PostingMark {
    /// Before the first posting that came after a batch.
    pub(crate) const fn after_batch(batch: i64) -> Self {
        Self { batch, owner: Id::new(i64::MAX), transfer: Id::new(i64::MAX), leg: i64::MAX }
    }

    /// At a posting.
    pub(crate) const fn at(row: &PostingRow) -> Self {
        let Entry { account, transfer, leg, .. } = &row.entry;
        Self { batch: row.batch, owner: account.owner, transfer: *transfer, leg: *leg }
    }
}

/// A page of postings across homes, in the order of the tree: after a mark, up to a batch.
pub(crate) fn list_in_order(
    tx: &mut Tx<'_>,
    after: PostingMark,
    last: i64,
    most: i64,
) -> Outcome<Vec<PostingRow>> {
    let rows = tx.all(
        "SELECT owner, purpose, currency, transfer_id, leg, legs, amount, other_owner, reason, at,
         batch, salt FROM posting
         WHERE (batch, owner, transfer_id, leg) > ($1, $2, $3, $4) AND batch <= $5
         ORDER BY batch, owner, transfer_id, leg LIMIT $6",
        params![after.batch, after.owner, after.transfer, after.leg, last, most],
    )?;
    let read = |row: &Row| {
        let (batch, salt) = (row.int(10)?, row.bytes(11)?.to_vec());
        Ok(PostingRow { batch, entry: entry(row)?, salt })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// A page of one owner's postings after another's, in the order of the key: after a place, up to an
/// owner.
pub(crate) fn list_by_owner(
    tx: &mut Tx<'_>,
    after: Place,
    last: Id<Any>,
    most: i64,
) -> Outcome<Vec<Amount>> {
    let rows = tx.all(
        "SELECT owner, purpose, currency, transfer_id, leg, amount, batch FROM posting
         WHERE (owner, transfer_id, leg) > ($1, $2, $3) AND owner <= $4
         ORDER BY owner, transfer_id, leg LIMIT $5",
        params![after.owner, after.transfer, after.leg, last, most],
    )?;
    let read = |row: &Row| {
        let account = account_at(row, 0)?;
        let place = Place { owner: account.owner, transfer: row.id(3)?, leg: row.int(4)? };
        Ok(Amount { account, place, minor: row.int(5)?, batch: row.int(6)? })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

fn entry(row: &Row) -> anyhow::Result<Entry> {
    Ok(Entry {
        account: account_at(row, 0)?,
        transfer: row.id(3)?,
        leg: row.int(4)?,
        legs: row.int(5)?,
        minor: row.int(6)?,
        other_owner: row.id(7)?,
        reason: row.string(8)?,
        at: row.time(9)?,
    })
}
