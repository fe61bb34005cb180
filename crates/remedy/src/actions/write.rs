//! Writing a move down, and what it does to the deal.

use crate::events::RemedyMoved;
use crate::model::{Consequence, Move, Remedy, State, Step};
use crate::store;
use ::store::Tx;
use deal::{Back, Deal};
use kernel::{Actor, Firm, Id, Money, Outcome, Person, Timestamp};

/// Who moved a remedy, and what they wrote.
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

/// Writes a move: the timer, the remedy, what was done; then what follows for the deal; tells it,
/// and writes to the other side. `at` is when it became true.
pub(super) fn write(
    tx: &mut Tx<'_>,
    before: &Remedy,
    step: Move,
    by: &By,
    at: Timestamp,
) -> Outcome<Remedy> {
    let Move { mut after, consequence, told } = step;
    let is_decided_no_more = (after.state, after.officer) != (before.state, before.officer);
    if before.state == State::Deciding && is_decided_no_more {
        super::second::withdraw(tx, before)?;
    }
    if (after.state, after.due_at) != (before.state, before.due_at) {
        set_timer(tx, before, &mut after)?;
    }
    store::change_remedy(tx, before, &after)?;
    add_step(tx, &after, told, by, at)?;
    let (deal, _) = deal::with_parts(tx, after.deal)?;
    if consequence != Consequence::SentAgain {
        let amount = after.decision.map_or(after.amount, |decision| decision.to_buyer);
        deal::note(tx, after.deal, (told, amount, by.firm), at)?;
    }
    follow(tx, &deal, (&after, consequence), at)?;
    tx.tell(after.deal, &RemedyMoved::of(&after, told))?;
    notify(tx, &after, &deal.title, (told, by.firm))?;
    Ok(after)
}

/// Takes the old timer away and sets that of the new state.
pub(super) fn set_timer(tx: &mut Tx<'_>, before: &Remedy, after: &mut Remedy) -> Outcome<()> {
    if let Some(timer) = before.timer {
        tx.cancel_timer(before.deal, timer.cast())?;
    }
    after.timer = match (after.state.timer(), after.due_at) {
        (Some(kind), Some(due_at)) => Some(tx.set_timer(after.deal, kind.word(), due_at)?.cast()),
        _ => None,
    };
    Ok(())
}

/// Writes what was done and said.
pub(super) fn add_step(
    tx: &mut Tx<'_>,
    remedy: &Remedy,
    told: &str,
    by: &By,
    at: Timestamp,
) -> Outcome<()> {
    let By { firm, person, ref text } = *by;
    let step = Step { id: tx.id(), told: told.to_owned(), firm, person, text: text.clone(), at };
    store::add_step(tx, remedy, &step)
}

/// Money moves here alone, and never more of it than is there: a payment may have bounced since.
fn follow(
    tx: &mut Tx<'_>,
    deal: &Deal,
    (remedy, consequence): (&Remedy, Consequence),
    at: Timestamp,
) -> Outcome<()> {
    let least = |tx: &mut Tx<'_>, amount: Money| {
        let held = deal::held(tx, deal.id)?;
        Ok::<_, kernel::Stop>(Money::new(amount.minor.min(held.minor), amount.currency))
    };
    match consequence {
        Consequence::Wait | Consequence::SentAgain => {}
        Consequence::GoOn => {
            deal::go_on(tx, deal, at)?;
        }
        Consequence::GiveBack(amount) => {
            let amount = least(tx, amount)?;
            if amount.minor == 0 {
                deal::go_on(tx, deal, at)?;
            } else {
                let about = remedy.about.clone();
                deal::give_back(tx, deal, Back { amount, about }, at)?;
            }
        }
        Consequence::Settle(to_buyer) => {
            let to_buyer = least(tx, to_buyer)?;
            deal::settle(tx, deal, to_buyer, at)?;
        }
    }
    Ok(())
}

/// Writes a letter to the other side; to both where nobody of them moved it.
pub(super) fn notify(
    tx: &mut Tx<'_>,
    remedy: &Remedy,
    title: &str,
    (told, firm): (&'static str, Option<Id<Firm>>),
) -> Outcome<()> {
    let path = format!("/deals/{}/remedies/{}", remedy.deal, remedy.id);
    let amount = format!("{} {}", remedy.amount.currency.code(), remedy.amount.plain());
    let facts = [("title", title), ("told", told), ("amount", &amount), ("path", &path)];
    let facts = facts.map(|(name, value)| (name, value.to_owned()));
    party::send_to_owners(tx, &remedy.other_of(firm), "remedy", |_, _| facts.to_vec())
}
