//! What a remedy does to its deal: it stops the clock, lets it run on, moves the money. And more
//! time for the buyer, given by the seller.

use super::agreement_of;
use super::goods::finish;
use super::money::{Why, add_refund};
use super::proposals::{fulfilment_of, lapse};
use super::step::{tell_end, write};
use crate::events::DealExtended;
use crate::model::{
    About, Back, Contents, Deal, DealKind, Done, Entry, Finisher, Milestone, RemedyKind,
    ShipmentKind, Shipping, Side, Track,
};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Firm, Id, Money, Outcome, Timestamp};

/// The deal with its parts, for whoever acts on it from above and knows who may.
pub fn with_parts(tx: &mut Tx<'_>, id: Id<DealKind>) -> Outcome<(Deal, Vec<Milestone>)> {
    store::lock_deal(tx, id)
}

/// What is kept for a deal that both have signed.
pub fn held(tx: &mut Tx<'_>, id: Id<DealKind>) -> Outcome<Money> {
    let escrow = custody::escrow(tx, agreement_of(id))?;
    Ok(escrow.money(escrow.held_minor()))
}

/// Writes a line of the timeline about what a remedy did.
pub fn note(
    tx: &mut Tx<'_>,
    id: Id<DealKind>,
    (kind, amount, firm): (&'static str, Money, Option<Id<Firm>>),
    at: Timestamp,
) -> Outcome<()> {
    let entry = Entry::new(Track::Information, kind).by(firm).money(amount);
    store::add_entry(tx, id, &entry, at)
}

/// A remedy opens: the deal's clock stops, and what is left of its deadline is kept. Refused where
/// the deal is over, one is open, or the time to confirm is over.
pub fn stop(tx: &mut Tx<'_>, deal: &Deal, remedy: Id<RemedyKind>, asked: Money) -> Outcome<Deal> {
    let now = tx.now();
    let entry = Entry::new(Track::Information, "remedy-asked").by(deal.buyer).money(asked);
    let step = deal.stop(remedy, entry, now)?;
    lapse(tx, deal)?;
    write(tx, deal, step, now)
}

/// A remedy ends and moved nothing: the deal's clock runs on from an instant with what was left.
pub fn go_on(tx: &mut Tx<'_>, deal: &Deal, at: Timestamp) -> Outcome<Deal> {
    write(tx, deal, deal.go_on(Entry::new(Track::Information, "remedy-over"), at), at)
}

/// A remedy is granted: an amount goes back to the buyer out of what is kept. If it is all of it
/// the deal ends, before dispatch closed, after dispatch finished; else its clock runs on.
pub fn give_back(tx: &mut Tx<'_>, deal: &Deal, back: Back, at: Timestamp) -> Outcome<Deal> {
    let after = take_back(tx, deal, back, at)?;
    if after.tracks.is_over() { Ok(after) } else { go_on(tx, &after, at) }
}

/// A decision splits what is kept for goods that were sent: an amount back to the buyer, all else
/// released to the seller. The trade is finished.
pub fn settle(tx: &mut Tx<'_>, deal: &Deal, to_buyer: Money, at: Timestamp) -> Outcome<Deal> {
    let mut after = deal.clone();
    if to_buyer.minor > 0 {
        // There is no rest any more that it could be a part of.
        after = take_back(tx, deal, Back { amount: to_buyer, about: About::default() }, at)?;
    }
    if after.tracks.is_over() {
        return Ok(after);
    }
    after.stopped = None;
    finish(tx, &after, Finisher::Decision, at)
}

fn take_back(tx: &mut Tx<'_>, deal: &Deal, back: Back, at: Timestamp) -> Outcome<Deal> {
    let for_sent = for_sent(tx, deal, &back)?;
    let refunded = custody::refund(tx, agreement_of(deal.id), back.amount)?;
    let step = deal.refund(&refunded, at);
    let is_end = step.after.tracks.is_over();
    let why = Why { about: back.about, for_sent_minor: for_sent.minor, ..Why::default() };
    add_refund(tx, deal, &refunded, why)?;
    let after = write(tx, deal, step, at)?;
    if is_end {
        custody::close(tx, agreement_of(deal.id))?;
        tell_end(tx, deal, &after, refunded.total.minor)?;
    }
    Ok(after)
}

/// How much of what goes back makes good for goods that were sent.
fn for_sent(tx: &mut Tx<'_>, deal: &Deal, back: &Back) -> Outcome<Money> {
    if back.about.is_all() {
        return Ok(Money::zero(back.amount.currency));
    }
    let lines = store::list_lines(tx, deal.id, deal.total.currency)?;
    fulfilment_of(tx, deal, &lines)?.for_sent(back.amount, &back.about)
}

/// A remedy is goods sent again: another waybill, and the whole time to look at them.
pub fn ship_again(tx: &mut Tx<'_>, deal: &Deal, shipping: &Shipping) -> Outcome<Deal> {
    let now = tx.now();
    let dispatch = shipping.read(now)?;
    let step = deal.ship_again(&dispatch, now)?;
    let shipment = tx.id::<ShipmentKind>();
    store::add_shipment(tx, deal.id, shipment, (&dispatch, Contents::Again))?;
    write(tx, deal, step, now)
}

/// T10: the seller gives the buyer more time before the money is released by itself.
pub fn extend(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>, days: i64) -> Outcome<Done> {
    let (deal, _) = store::lock_deal(tx, id)?;
    deal.must_be(Side::Seller, by)?;
    let now = tx.now();
    let step = deal.extend(days, now)?;
    let after = write(tx, &deal, step, now)?;
    let confirms_itself_at = after.deadline.map(|deadline| deadline.due_at);
    let (buyer, seller) = (deal.buyer, deal.seller);
    tx.tell(id, &DealExtended { deal: id, buyer, seller, days, confirms_itself_at })?;
    Ok(Done::of(&after))
}
