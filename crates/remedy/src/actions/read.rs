//! Looking at remedies.

use crate::model::{Act, Remedy, RemedyKind, RemedyView, Role};
use crate::store;
use ::store::Tx;
use deal::DealKind;
use kernel::{Actor, Id, Limit, Outcome, Stop};

/// A whole remedy, for its two sides and for the officer who has the case.
pub fn remedy(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
) -> Outcome<RemedyView> {
    let remedy = store::lock_remedy(tx, deal, id)?;
    let role = remedy.role_of(by);
    match role {
        Role::Buyer | Role::Seller | Role::Holder => {}
        Role::Officer => return Err(Stop::Forbidden),
        Role::Stranger => return Err(Stop::SignIn),
        Role::Barred | Role::Other => return Err(Stop::Absent),
    }
    let acts = Act::ALL.into_iter().filter(|act| remedy.may(role, *act).is_ok()).collect();
    let (of, _) = deal::with_parts(tx, deal)?;
    let waybill = match remedy.about.shipment {
        Some(shipment) => deal::waybill(tx, deal, shipment)?,
        None => None,
    };
    Ok(RemedyView {
        waybill,
        steps: store::list_steps(tx, deal, id)?,
        evidence: store::list_evidence(tx, deal, id)?,
        held: deal::held(tx, deal)?,
        title: of.title,
        remedy,
        acts,
    })
}

/// All remedies of a deal, newest first, for its two sides.
pub fn remedies(tx: &mut Tx<'_>, by: &Actor, deal: Id<DealKind>) -> Outcome<Vec<Remedy>> {
    let (of, _) = deal::with_parts(tx, deal)?;
    of.side_of(by)?;
    store::list_of_deal(tx, deal, Limit::MOST)
}
