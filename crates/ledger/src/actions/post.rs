//! Posting one transfer.

use crate::model::{Posted, Transfer};
use crate::store;
use ::store::Tx;
use kernel::Outcome;

/// Posts a transfer, once: the same id with the same legs gives the first answer again and moves
/// nothing; with other legs it is refused. An id is looked for with the transfer's own owners.
pub fn post(tx: &mut Tx<'_>, transfer: &Transfer) -> Outcome<Posted> {
    transfer.check()?;
    let before = store::find_same_id(tx, transfer)?;
    if !before.is_empty() {
        return Ok(transfer.compare(&before)?);
    }
    write(tx, transfer)
}

/// Posts a transfer whose id was made by `Tx::id` in this very closure, and so cannot have been
/// posted before.
pub fn post_new(tx: &mut Tx<'_>, transfer: &Transfer) -> Outcome<Posted> {
    transfer.check()?;
    write(tx, transfer)
}

/// Debits come first: the first one to be refused has written nothing, so the refusal costs no
/// second run.
fn write(tx: &mut Tx<'_>, transfer: &Transfer) -> Outcome<Posted> {
    for leg in transfer.debits() {
        if leg.account.purpose.may_go_negative() {
            store::give(tx, leg.account, leg.minor)?;
        } else {
            store::take(tx, leg.account, -leg.minor)?;
        }
    }
    give_and_record(tx, transfer)
}

/// Gives the credits and writes the legs down; the debits are taken already.
pub(super) fn give_and_record(tx: &mut Tx<'_>, transfer: &Transfer) -> Outcome<Posted> {
    for leg in transfer.credits() {
        store::give(tx, leg.account, leg.minor)?;
    }
    store::add(tx, transfer)?;
    Ok(Posted { id: transfer.id, at: tx.now(), is_replay: false })
}
