//! Keeping money in its account, then settling or voiding it.

use super::post::give_and_record;
use crate::model::{Account, Hold, HoldKey, Part, Posted, Transfer};
use crate::store;
use ::store::Tx;
use kernel::{Cursor, Limit, Outcome, Page};

/// Keeps an amount in an account, once: the same hold on the same terms is given as it stands; on
/// others it is refused.
pub fn hold(tx: &mut Tx<'_>, key: HoldKey, account: Account, minor: i64) -> Outcome<Hold> {
    let terms = Hold::new(key, account, minor, tx.now())?;
    if let Some(before) = store::lock_hold(tx, key)? {
        return Ok(before.compare(&terms)?);
    }
    store::keep(tx, account, minor)?;
    store::add_hold(tx, &terms)?;
    Ok(terms)
}

/// Moves what a hold keeps, or a part of it, to where the transfer says; its one debit is on the
/// hold's account. Once for each transfer id.
pub fn settle(tx: &mut Tx<'_>, key: HoldKey, transfer: &Transfer) -> Outcome<Posted> {
    let hold = store::lock_hold(tx, key)?.ok_or(kernel::Stop::Absent)?;
    let before = store::find_same_id(tx, transfer)?;
    if !before.is_empty() {
        return Ok(transfer.compare(&before)?);
    }
    let settlement = hold.settle(transfer)?;
    store::change_hold(tx, &settlement)?;
    store::take_held(tx, hold.account, settlement.minor)?;
    give_and_record(tx, transfer)
}

/// Frees what is left in a hold, or a part of it. A part is freed as often as it is asked for: the
/// caller's key, or `Part::Rest`, makes it once.
pub fn void(tx: &mut Tx<'_>, key: HoldKey, part: Part) -> Outcome<Hold> {
    let hold = store::lock_hold(tx, key)?.ok_or(kernel::Stop::Absent)?;
    let settlement = hold.void(part)?;
    store::change_hold(tx, &settlement)?;
    store::free(tx, hold.account, settlement.minor)?;
    Ok(settlement.after)
}

/// The hold as it stands.
pub fn hold_of(tx: &mut Tx<'_>, key: HoldKey) -> Outcome<Hold> {
    store::get_hold(tx, key)
}

/// A page of the open holds of an account, oldest first.
pub fn open_holds(
    tx: &mut Tx<'_>,
    account: Account,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Hold>> {
    let after = after.map_or(0, |cursor| cursor.0);
    let holds = store::list_open_holds(tx, account, after, limit.ask())?;
    Ok(Page::cut(holds, limit, |hold| hold.id.raw()))
}
