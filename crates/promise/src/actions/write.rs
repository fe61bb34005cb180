//! Writing a move of a claim down, telling it, and writing to the other side.

use crate::events::CompensationMoved;
use crate::model::{Compensation, Move, Step};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Firm, Id, Outcome, Person, Timestamp};

/// Who moved a claim, and what they wrote.
#[derive(Debug, Clone, Default)]
pub(super) struct By {
    pub(super) firm: Option<Id<Firm>>,
    pub(super) person: Option<Id<Person>>,
    pub(super) text: Option<String>,
}

impl By {
    pub(super) fn of(actor: &Actor) -> Self {
        Self { firm: actor.firm(), person: actor.person(), text: None }
    }

    pub(super) fn saying(self, text: String) -> Self {
        Self { text: Some(text), ..self }
    }
}

/// Writes a move: the timer, the claim, what was done; tells it, and writes to the other side. `at`
/// is when it became true.
pub(super) fn write(
    tx: &mut Tx<'_>,
    before: &Compensation,
    step: Move,
    by: &By,
    at: Timestamp,
) -> Outcome<Compensation> {
    let Move { mut after, told } = step;
    if (after.state, after.due_at) != (before.state, before.due_at) {
        set_timer(tx, before.timer, &mut after)?;
    }
    store::change_claim(tx, before, &after)?;
    if after.state.is_over() {
        store::end_in_lists(tx, &after)?;
    }
    note(tx, &after, told, by, at)?;
    let (deal, _) = deal::with_parts(tx, after.deal)?;
    notify(tx, &after, &deal.title, (told, by.firm))?;
    Ok(after)
}

/// Takes the old timer away and sets that of the new state.
pub(super) fn set_timer(
    tx: &mut Tx<'_>,
    before: Option<Id<kernel::Any>>,
    after: &mut Compensation,
) -> Outcome<()> {
    if let Some(timer) = before {
        tx.cancel_timer(after.deal, timer.cast())?;
    }
    after.timer = match (after.state.timer(), after.due_at) {
        (Some(kind), Some(due_at)) => Some(tx.set_timer(after.deal, kind, due_at)?.cast()),
        _ => None,
    };
    Ok(())
}

/// Writes what was done and said: with the claim, on the deal's timeline, and for everybody who
/// follows.
pub(super) fn note(
    tx: &mut Tx<'_>,
    claim: &Compensation,
    told: &'static str,
    by: &By,
    at: Timestamp,
) -> Outcome<()> {
    let By { firm, person, ref text } = *by;
    let step = Step { id: tx.id(), told: told.to_owned(), firm, person, text: text.clone(), at };
    store::add_step(tx, claim, &step)?;
    deal::note(tx, claim.deal, (told, claim.awarded().unwrap_or(claim.amount), firm), at)?;
    tx.tell(claim.deal, &CompensationMoved::of(claim, told))
}

/// Writes a letter to the other side; to both where nobody of them moved it. What officers do among
/// themselves is nobody's letter.
pub(super) fn notify(
    tx: &mut Tx<'_>,
    claim: &Compensation,
    title: &str,
    (told, firm): (&'static str, Option<Id<Firm>>),
) -> Outcome<()> {
    if matches!(told, "compensation-taken" | "compensation-put-back") {
        return Ok(());
    }
    let path = format!("/deals/{}/compensations/{}", claim.deal, claim.id);
    let sum = claim.awarded().unwrap_or(claim.amount);
    let amount = format!("{} {}", sum.currency.code(), sum.plain());
    let facts = [("title", title), ("told", told), ("amount", &amount), ("path", &path)];
    let facts = facts.map(|(name, value)| (name, value.to_owned()));
    party::send_to_owners(tx, &claim.other_of(firm), "compensation", |_, _| facts.to_vec())
}
