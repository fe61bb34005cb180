//! Ending a deal before the goods leave.

use super::agreement_of;
use super::money::give_all_back;
use super::step::{tell_end, write};
use crate::model::{Deal, DealKind, Done, Information};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Firm, Id, Outcome, Timestamp};

/// Ends a deal: either side while nothing is paid; the buyer, with all the money, when the goods
/// did not leave in time; the seller, an offer that nobody has accepted.
pub fn cancel(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<Done> {
    let (deal, _) = store::lock_deal(tx, id)?;
    let side = deal.acting_side(by)?;
    deal.may_cancel(side)?;
    let now = tx.now();
    Ok(Done::of(&close(tx, &deal, "cancelled", by.firm(), now)?))
}

/// Closes a deal that was not carried out; what is held goes back first.
pub(super) fn close(
    tx: &mut Tx<'_>,
    deal: &Deal,
    kind: &'static str,
    by: Option<Id<Firm>>,
    at: Timestamp,
) -> Outcome<Deal> {
    if deal.tracks.information == Information::Agreed {
        give_all_back(tx, deal, by)?;
        custody::close(tx, agreement_of(deal.id))?;
    }
    let after = write(tx, deal, deal.close(kind, by, at), at)?;
    tell_end(tx, deal, &after, 0)?;
    Ok(after)
}
