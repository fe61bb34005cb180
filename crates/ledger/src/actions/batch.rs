//! Posting many transfers in one call.

use crate::model::{Book, LedgerRefusal, Posted, Transfer, TransferKind};
use crate::store;
use ::store::Tx;
use kernel::{Any, Id, Outcome};
use std::collections::HashMap;

/// The most transfers of one call: a thousand take about 10 ms, so ten calls of this size fit in a
/// second.
pub const MOST_TRANSFERS: i64 = 10_000;

/// Posts many transfers, in order, all or none: a refusal of one leaves nothing of any. Each
/// account is read once and written once. Idempotent as `post` is; an id that comes twice in one
/// call applies once.
pub fn post_all(tx: &mut Tx<'_>, transfers: &[Transfer]) -> Outcome<Vec<Posted>> {
    if i64::try_from(transfers.len()).unwrap_or(i64::MAX) > MOST_TRANSFERS {
        return Err(LedgerRefusal::BatchTooLarge { most: MOST_TRANSFERS }.into());
    }
    for transfer in transfers {
        transfer.check()?;
    }
    let (mut book, newest) = load(tx, transfers)?;
    let mut posted = Vec::with_capacity(transfers.len());
    let mut seen: HashMap<Id<TransferKind>, usize> = HashMap::with_capacity(transfers.len());
    for (place, transfer) in transfers.iter().enumerate() {
        let earlier = *seen.entry(transfer.id).or_insert(place);
        let outcome = if earlier != place {
            repeat(transfer, &transfers[earlier], posted[earlier])?
        } else if let Some(before) = find_before(tx, transfer, newest)? {
            before
        } else {
            book.apply(transfer)?;
            Posted { id: transfer.id, at: tx.now(), is_replay: false }
        };
        posted.push(outcome);
    }
    for line in book.into_changes() {
        store::change(tx, &line)?;
    }
    let fresh = transfers.iter().zip(&posted).filter(|(_, posted)| !posted.is_replay);
    store::add_all(tx, fresh.map(|(transfer, _)| transfer))?;
    Ok(posted)
}

/// The touched accounts as they are, and the newest transfer of any of their owners.
fn load(tx: &mut Tx<'_>, transfers: &[Transfer]) -> Outcome<(Book, Id<TransferKind>)> {
    let legs = transfers.iter().flat_map(|transfer| &transfer.legs);
    let mut owners: Vec<Id<Any>> = legs.map(|leg| leg.account.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let mut book = Book::with_room(owners.len());
    let mut newest = Id::new(0);
    for some in owners.chunks(store::OWNERS_AT_A_TIME) {
        for (kept, of_owner) in store::list_of_owners(tx, some)? {
            newest = newest.max(of_owner);
            book.open(kept);
        }
    }
    Ok((book, newest))
}

/// What an id that may have been posted before did then. Ids rise, so one above all that these
/// owners have is new.
fn find_before(
    tx: &mut Tx<'_>,
    transfer: &Transfer,
    newest: Id<TransferKind>,
) -> Outcome<Option<Posted>> {
    if transfer.id > newest {
        return Ok(None);
    }
    let before = store::find_same_id(tx, transfer)?;
    if before.is_empty() { Ok(None) } else { Ok(Some(transfer.compare(&before)?)) }
}

/// The same id a second time in one call: the same legs are a repeat, others are refused.
fn repeat(again: &Transfer, first: &Transfer, posted: Posted) -> Outcome<Posted> {
    if again.legs == first.legs {
        Ok(Posted { is_replay: true, ..posted })
    } else {
        Err(LedgerRefusal::TransferDiffers.into())
    }
}
