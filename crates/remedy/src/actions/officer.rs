//! The officers' desk: the queue, taking a case, deciding it, and what everybody may read.

use super::acting;
use super::write::{By, write};
use crate::model::{Done, NewDecision, PublishedDecision, QueueRow, Remedy, RemedyKind, Role};
use crate::store;
use ::store::Tx;
use deal::DealKind;
use kernel::{Actor, Cursor, Desk, Firm, Id, Limit, Outcome, Page, Person, Stop};

/// What is written down of whoever agrees to a decision.
pub(super) const SECONDED: &str = "remedy-seconded";
/// Cases shown at once; the most urgent ones.
const QUEUE_MOST: i64 = 100;

/// Cases that wait for a decision, the most urgent first; for officers.
pub fn queue(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<QueueRow>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ if by.is_at(Desk::Officer) => store::list_queue(tx, QUEUE_MOST),
        _ => Err(Stop::Absent),
    }
}

/// An officer takes a case, and with it may read it; who looked and why is written down with the
/// deal. Not who is of one of the firms or has judged one of them.
pub(super) fn take(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
) -> Outcome<Done> {
    let (remedy, role) = acting(tx, by, deal, id)?;
    let person = by.person().ok_or(Stop::SignIn)?;
    let role = match role {
        Role::Officer if may_not_take(tx, person, &remedy)? => Role::Barred,
        role => role,
    };
    let step = remedy.take(role, person)?;
    deal::read_as_officer(tx, by, deal, &id.to_string())?;
    let (by, now) = (By::of(by), tx.now());
    Ok(Done::of(&write(tx, &remedy, step, &by, now)?))
}

/// Whether a person has to do with one of the two firms, or with the case: had it, or agreed to
/// what was decided in it. Then another one takes it.
fn may_not_take(tx: &mut Tx<'_>, person: Id<Person>, remedy: &Remedy) -> Outcome<bool> {
    Ok(!store::list_of_officer(tx, remedy, person)?.is_empty()
        || has_to_do_with(tx, person, &[remedy.buyer, remedy.seller])?)
}

/// Whether a person has to do with one of the two firms, or has had the case until the time was
/// over: then another one agrees to what is decided. Whoever gave the case back may agree.
pub(super) fn may_not_agree(tx: &mut Tx<'_>, person: Id<Person>, remedy: &Remedy) -> Outcome<bool> {
    let done = store::list_of_officer(tx, remedy, person)?;
    let had = done.iter().rfind(|told| *told != SECONDED);
    Ok(had.is_some_and(|told| told != "remedy-put-back")
        || has_to_do_with(tx, person, &[remedy.buyer, remedy.seller])?)
}

/// Whether a person is of one of these firms, or has checked or judged one of them: then they
/// decide nothing between them.
pub fn has_to_do_with(tx: &mut Tx<'_>, person: Id<Person>, firms: &[Id<Firm>]) -> Outcome<bool> {
    for firm in firms {
        if party::is_of(tx, *firm, person)? || gate::has_judged(tx, person, *firm)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The officer gives the case back; another one takes it.
pub(super) fn put_back(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
) -> Outcome<Done> {
    let (remedy, role) = acting(tx, by, deal, id)?;
    let step = remedy.put_back(role)?;
    let now = tx.now();
    Ok(Done::of(&write(tx, &remedy, step, &By::of(by), now)?))
}

/// The officer who has the case decides, with reasons for the two sides and a text without names
/// for everybody. Where much money moves by it, a second officer must agree first.
pub(super) fn decide(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: (Id<DealKind>, Id<RemedyKind>),
    new: &NewDecision,
) -> Outcome<Done> {
    let (remedy, role) = acting(tx, by, which.0, which.1)?;
    let held = deal::held(tx, which.0)?;
    let now = tx.now();
    remedy.decide(role, new.decision, (held, now))?;
    let moved = remedy.moved_by(new.decision, held);
    if !assent::needs_second(moved) {
        return carry_out(tx, by, which, new);
    }
    let names = names_of(tx, &remedy)?;
    new.read(&names)?;
    super::second::ask(tx, by, &remedy, (new, moved, held))?;
    Ok(Done::of(&remedy))
}

fn names_of(tx: &mut Tx<'_>, remedy: &Remedy) -> Outcome<Vec<String>> {
    let firms = party::trust_lines(tx, &[remedy.buyer, remedy.seller])?;
    Ok(firms.into_iter().map(|line| line.name).collect())
}

/// The decision is made. The money moves by it and by nothing else.
pub(super) fn carry_out(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
    new: &NewDecision,
) -> Outcome<Done> {
    let (remedy, role) = acting(tx, by, deal, id)?;
    let (held, now) = (deal::held(tx, deal)?, tx.now());
    let step = remedy.decide(role, new.decision, (held, now))?;
    let names = names_of(tx, &remedy)?;
    let (reasons, published) = new.read(&names)?;
    let told = PublishedDecision::of(tx.id(), &remedy, (new.decision, held), (published, now));
    store::add_published(tx, &told)?;
    let by = By::of(by).saying(reasons);
    Ok(Done::of(&write(tx, &remedy, step, &by, now)?))
}

/// A page of decisions as everybody may read them, newest first.
pub fn decisions(
    tx: &mut Tx<'_>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<PublishedDecision>> {
    store::list_published(tx, after, limit)
}
