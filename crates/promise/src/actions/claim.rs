//! A buyer claims compensation.

use super::write::{By, note, notify, set_timer};
use crate::model::{Claimable, Compensation, Done, NewClaim, Price, PromiseRefusal};
use crate::store;
use ::store::Tx;
use deal::{Deal, DealKind, Side};
use kernel::{Actor, Id, Money, Outcome};

/// What the buyer of a deal that was carried out can claim.
pub(crate) fn claimable(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<Claimable> {
    let (deal, _) = deal::with_parts(tx, id)?;
    deal.must_be(Side::Buyer, by)?;
    let sides = deal::finished_sides_of(tx, id)?.ok_or(PromiseRefusal::NotFinished)?;
    let agreed_at = deal.agreed_at.filter(|_| deal.is_retail());
    let agreed_at = agreed_at.ok_or(PromiseRefusal::NotRetail)?;
    let held = store::list_held_at(tx, deal.seller, deal.total.currency, agreed_at)?;
    let before = store::list_of_deal(tx, id)?;
    let price = price(tx, &deal, &before, None)?;
    Ok(Claimable { deal, sides, held, before, price })
}

/// What a claim of a deal is reckoned from: what it cost, what went back, and what other claims
/// made good, decided on or paid.
pub(super) fn price(
    tx: &mut Tx<'_>,
    deal: &Deal,
    all: &[Compensation],
    but: Option<&Compensation>,
) -> Outcome<Price> {
    let escrow = custody::escrow(tx, deal.id.cast())?;
    let counts = |claim: &&Compensation| {
        claim.promise.is_of_price() && but.is_none_or(|but| but.id != claim.id)
    };
    let minor = all.iter().filter(counts).filter_map(|claim| claim.awarded_minor).sum();
    let paid = deal.total;
    let compensated = Money::new(minor, paid.currency);
    Ok(Price { paid, refunded: escrow.money(escrow.refunded_minor), compensated })
}

/// The buyer of a finished trade claims that a promise was broken: the seller has a time to answer.
/// It is judged by what was promised when the deal was agreed.
pub fn claim(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>, new: &NewClaim) -> Outcome<Done> {
    let Claimable { deal, sides, held, before, price } = claimable(tx, by, id)?;
    let signed = held.iter().find(|signed| signed.promise == new.promise);
    let signed = signed.ok_or(PromiseRefusal::NotPromised)?;
    if before.iter().any(|claim| claim.promise == new.promise) {
        return Err(PromiseRefusal::AlreadyClaimed.into());
    }
    let now = tx.now();
    let ids = (tx.id(), signed.id);
    let mut claim = new.begin(ids, (&sides, deal.rules()), &price, now)?;
    set_timer(tx, None, &mut claim)?;
    store::add_claim(tx, &claim)?;
    store::add_to_firms(tx, &claim)?;
    let by = By::of(by).saying(claim.reason.clone());
    note(tx, &claim, "compensation-asked", &by, now)?;
    notify(tx, &claim, &deal.title, ("compensation-asked", by.firm))?;
    Ok(Done::of(&claim))
}
