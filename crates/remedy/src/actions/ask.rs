//! Asking, and wanting something else.

use super::acting;
use super::write::{By, add_step, notify, set_timer, write};
use crate::events::RemedyMoved;
use crate::model::{Asked, Done, NewRemedy, RemedyKind, RemedyRefusal, Role};
use crate::store;
use ::store::Tx;
use deal::{DealKind, Side};
use kernel::{Actor, Id, Limit, Outcome};

/// The buyer asks for a remedy: the deal's clock stops, and the seller has a time to answer.
pub fn ask(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>, new: &NewRemedy) -> Outcome<Done> {
    let (deal, parts) = deal::with_parts(tx, id)?;
    deal.must_be(Side::Buyer, by)?;
    let (held, now) = (deal::held(tx, id)?, tx.now());
    let before = store::list_of_deal(tx, id, Limit::MOST)?.len();
    let before = i64::try_from(before).unwrap_or(i64::MAX);
    let has_right = super::rights::has_right(tx, by, &deal)?;
    check_about(tx, by, id, new)?;
    let asked = Asked { deal: &deal, parts: &parts, held, before, has_right };
    let begun = asked.begin(tx.id(), new, now)?;
    let mut remedy = begun.clone();
    set_timer(tx, &begun, &mut remedy)?;
    store::add_remedy(tx, &remedy)?;
    add_step(tx, &remedy, "remedy-asked", &By::of(by).saying(remedy.reason.clone()), now)?;
    deal::stop(tx, &deal, remedy.id, remedy.amount)?;
    tx.tell(id, &RemedyMoved::of(&remedy, "remedy-asked"))?;
    notify(tx, &remedy, &deal.title, ("remedy-asked", by.firm()))?;
    Ok(Done::of(&remedy))
}

/// A claim that names goods names those of its deal.
fn check_about(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>, new: &NewRemedy) -> Outcome<()> {
    if new.about.is_all() {
        return Ok(());
    }
    let is_there = new.about.is_of(&deal::deal(tx, by, id)?);
    if is_there { Ok(()) } else { Err(RemedyRefusal::AboutUnknown.into()) }
}

/// The buyer wants something else: the seller's time to answer begins anew.
pub(super) fn change(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
    new: &NewRemedy,
) -> Outcome<Done> {
    let (remedy, role) = acting(tx, by, deal, id)?;
    let (held, now) = (deal::held(tx, deal)?, tx.now());
    let (of, _) = deal::with_parts(tx, deal)?;
    let has_right = role == Role::Buyer && super::rights::has_right(tx, by, &of)?;
    check_about(tx, by, deal, new)?;
    let step = remedy.change(role, (new, has_right), (held, now))?;
    let by = By::of(by).saying(step.after.reason.clone());
    Ok(Done::of(&write(tx, &remedy, step, &by, now)?))
}
