//! The officers' desk: the queue, taking a case, deciding it, agreeing to a large sum.

use super::claim::price;
use super::perform::paid_if_upheld;
use super::write::{By, write};
use super::{Which, acting};
use crate::model::{Act, Compensation, Done, QueueRow, read_text};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Desk, Id, Money, Outcome, Person, Stop};
use remedy::Role;

/// Cases shown at once; the most urgent ones.
const QUEUE_MOST: i64 = 100;

/// Cases that wait for an officer, the most urgent first; for officers.
pub fn queue(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<QueueRow>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ if by.is_at(Desk::Officer) => store::list_queue(tx, QUEUE_MOST),
        _ => Err(Stop::Absent),
    }
}

/// An officer takes a case, and with it may read it; who looked and why is written down with the
/// deal. Not who has to do with one of the firms, and not who had the case.
pub(super) fn take(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<Done> {
    let (claim, role) = acting(tx, by, which)?;
    let person = by.person().ok_or(Stop::SignIn)?;
    let role = match role {
        Role::Officer if is_barred(tx, person, &claim)? => Role::Barred,
        role => role,
    };
    let step = claim.take(role, person)?;
    deal::read_as_officer(tx, by, which.0, &which.1.to_string())?;
    let (by, now) = (By::of(by), tx.now());
    Ok(Done::of(&write(tx, &claim, step, &by, now)?))
}

fn is_barred(tx: &mut Tx<'_>, person: Id<Person>, claim: &Compensation) -> Outcome<bool> {
    Ok(store::has_taken(tx, claim, person)?
        || remedy::has_to_do_with(tx, person, &[claim.buyer, claim.seller])?)
}

/// The officer gives the case back; another one takes it.
pub(super) fn put_back(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<Done> {
    let (claim, role) = acting(tx, by, which)?;
    let step = claim.put_back(role)?;
    let now = tx.now();
    Ok(Done::of(&write(tx, &claim, step, &By::of(by), now)?))
}

/// The officer who has the case decides, with reasons. What is upheld is paid at once, if the fund
/// can.
pub(super) fn decide(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    (awarded, reasons): (Money, &str),
) -> Outcome<Done> {
    let (claim, role) = acting(tx, by, which)?;
    let most = worth(tx, &claim)?;
    let now = tx.now();
    let step = claim.decide(role, awarded, (most, now))?;
    let by = By::of(by).saying(read_text("reasons", reasons)?);
    let after = write(tx, &claim, step, &by, now)?;
    paid_if_upheld(tx, which, Done::of(&after))
}

/// The most that a claim is worth now, beside what else went back since.
pub(super) fn worth(tx: &mut Tx<'_>, claim: &Compensation) -> Outcome<Money> {
    let (deal, _) = deal::with_parts(tx, claim.deal)?;
    let all = store::list_of_deal(tx, claim.deal)?;
    let price = price(tx, &deal, &all, Some(claim))?;
    Ok(claim.promise.most(&claim.rules().protect, &price))
}

/// A second officer agrees to a large sum, or says why not.
pub(super) fn second(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    objection: Option<&String>,
) -> Outcome<Done> {
    let (claim, role) = acting(tx, by, which)?;
    let act = if objection.is_some() { Act::Object } else { Act::Confirm };
    let now = tx.now();
    let most = worth(tx, &claim)?;
    let step = claim.second(role, act, (most, now))?;
    let mut by = By::of(by);
    if let Some(text) = objection {
        by = by.saying(read_text("reason", text)?);
    }
    let after = write(tx, &claim, step, &by, now)?;
    paid_if_upheld(tx, which, Done::of(&after))
}
