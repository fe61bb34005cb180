//! Looking at promises and claims.

use super::Which;
use super::cover::order;
use super::officer::worth;
use crate::model::{Act, Card, Compensation, CompensationView, Held, Own};
use crate::store;
use ::store::Tx;
use deal::{DealKind, Side};
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Stop};
use remedy::Role;

/// Currencies of one firm; ISO 4217 has some 180.
const PROTECTIONS_MOST: i64 = 200;

/// What the caller's own firm has promised, and how it stands.
pub fn own(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Own> {
    let firm = match by {
        Actor::Stranger => return Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden)?,
    };
    promises_of(tx, firm)
}

/// What a firm has promised, for everybody: how it stands, its deposit, all it ever signed. What it
/// owes is left to itself; that it is short everybody may know.
pub fn promises_of(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Own> {
    let mut held = Vec::new();
    for protection in store::list_protections(tx, firm, PROTECTIONS_MOST)? {
        let stands = order(tx, firm, protection.currency)?;
        held.push(Held { protection, deposit: stands.left, owed: stands.owed });
    }
    Ok(Own { held, signed: store::list_signed(tx, firm, Limit::MOST)? })
}

/// A whole claim, for its two sides and for the officer who has the case.
pub fn compensation(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<CompensationView> {
    let claim = store::lock_claim(tx, which.0, which.1)?;
    let role = claim.role_of(by);
    let side = match role {
        Role::Buyer => Some(Side::Buyer),
        Role::Seller => Some(Side::Seller),
        Role::Holder => None,
        Role::Officer => return Err(Stop::Forbidden),
        Role::Stranger => return Err(Stop::SignIn),
        Role::Barred | Role::Other => return Err(Stop::Absent),
    };
    let acts = Act::ALL.into_iter().filter(|act| claim.may(role, *act).is_ok()).collect();
    let (of, _) = deal::with_parts(tx, which.0)?;
    Ok(CompensationView {
        signed: store::get_signed(tx, claim.seller, claim.signed)?,
        steps: store::list_steps(tx, which.0, which.1)?,
        evidence: store::list_evidence(tx, which.0, which.1)?,
        most: worth(tx, &claim)?,
        title: of.title,
        compensation: claim,
        side,
        acts,
    })
}

/// All claims of a deal, newest first, for its two sides.
pub fn of_deal(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<Vec<Compensation>> {
    let (of, _) = deal::with_parts(tx, id)?;
    of.side_of(by)?;
    store::list_of_deal(tx, id)
}

/// A page of the firm's claims and of those on it, newest first.
pub fn compensations(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Card>> {
    let firm = match by {
        Actor::Stranger => return Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden)?,
    };
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_of_firm(tx, firm, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |card| card.compensation.id.raw()))
}
