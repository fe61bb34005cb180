//! Looking: balances, statements, totals.

use crate::model::{Account, Balance, Entry, JournalMark, JournalRow, Total, Totals, TransferKind};
use crate::store;
use ::store::Tx;
use kernel::{Any, Cursor, Id, Limit, Outcome, Page};

/// What an account holds; nothing if it was never posted to.
pub fn balance(tx: &mut Tx<'_>, account: Account) -> Outcome<Balance> {
    Ok(store::find_account(tx, account)?.balance())
}

/// A page of an account's postings, newest first. An account stands once in a transfer, so the
/// transfer is the key.
pub fn statement(
    tx: &mut Tx<'_>,
    account: Account,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Entry>> {
    let before = Id::new(cursor.map_or(i64::MAX, |cursor| cursor.0));
    let entries = store::list_before(tx, account, before, limit.ask())?;
    Ok(Page::cut(entries, limit, |entry| entry.transfer.raw()))
}

/// An owner's postings in transfers from `since` on, oldest first, at most `Limit::MOST`: what a
/// previewed act did.
pub fn transfers_of(
    tx: &mut Tx<'_>,
    owner: Id<Any>,
    since: Id<TransferKind>,
) -> Outcome<Vec<Entry>> {
    store::list_since(tx, owner, since, Limit::MOST)
}

/// Postings across all owners in the order of commits, after a mark and up to a batch, at most so
/// many: for whoever keeps books over the whole ledger, piece by piece.
pub fn journal(
    tx: &mut Tx<'_>,
    after: JournalMark,
    up_to_batch: i64,
    most: i64,
) -> Outcome<Vec<JournalRow>> {
    let mark = store::PostingMark {
        batch: after.batch,
        owner: after.owner,
        transfer: after.transfer,
        leg: after.leg,
    };
    let rows = store::list_in_order(tx, mark, up_to_batch, most)?;
    Ok(rows.into_iter().map(|row| JournalRow { batch: row.batch, entry: row.entry }).collect())
}

/// The sums of all accounts by purpose and currency, up to a position and never "now": the last
/// checkpoint's, and what was posted since.
pub fn trial_balance(tx: &mut Tx<'_>, up_to_position: i64) -> Outcome<Vec<Total>> {
    let last = store::find_last_checkpoint(tx, up_to_position)?;
    let (after, mut totals) = match &last {
        Some(last) => (last.to_batch, Totals::of(&last.totals)?),
        None => (0, Totals::default()),
    };
    store::add_posted_between(tx, &mut totals, after, up_to_position)?;
    Ok(totals.list())
}
