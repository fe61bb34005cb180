//! Asking for an act, and what a second officer says to it.

use crate::events::ActEnded;
use crate::jobs::LAPSE;
use crate::model::{AssentRefusal, Ended, NewAct, PendingAct, PendingKind, State, Which, clerk_of};
use crate::store;
use ::store::{Timer, Tx};
use kernel::rules::Rules;
use kernel::text::read_line;
use kernel::{Actor, Any, Cursor, Desk, Id, Limit, Outcome, Page, Person, Stop};

/// What a second officer writes is one line.
const ANSWER_CHARS_MOST: usize = 500;

/// A clerk asks for an act that may not be done alone. It waits until a second one has said, or
/// until its time is over.
pub fn ask(tx: &mut Tx<'_>, by: &Actor, new: NewAct<'_>) -> Outcome<PendingAct> {
    let asked_by = clerk_of(by)?;
    let now = tx.now();
    if store::find_waiting(tx, new.about, new.kind)?.is_some() {
        return Err(AssentRefusal::WaitsAlready.into());
    }
    let due_at = now.plus_days(Rules::current().officer.second_lapse_d);
    let timer = tx.set_timer(new.about, LAPSE, due_at)?;
    let owned = |(name, told): (&str, String)| (name.to_owned(), told);
    let act = PendingAct {
        about: new.about,
        id: tx.id(),
        kind: new.kind.to_owned(),
        is_for_officers: new.is_for_officers,
        amount: new.amount,
        facts: new.facts.into_iter().map(owned).collect(),
        moves: new.moves,
        firms: new.firms,
        body: new.body,
        note: new.note,
        path: new.path,
        state: State::Waiting,
        asked_by,
        ended_by: None,
        answer: None,
        timer: Some(timer.cast()),
        at: now,
        due_at,
        ended_at: None,
    };
    store::add_act(tx, &act)?;
    Ok(act)
}

/// A second officer agrees: whoever asked carries the act out in this transaction, or nothing
/// happens at all.
pub fn agree(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<PendingAct> {
    let (act, person) = seen_by(tx, by, which)?;
    act.may_agree(person)?;
    for firm in &act.firms {
        if party::is_of(tx, *firm, person)? {
            return Err(AssentRefusal::Conflict.into());
        }
    }
    end(tx, &act, State::Agreed, (Some(person), None))
}

/// It is not done, and why; whoever asked for it takes it back the same way.
pub fn decline(tx: &mut Tx<'_>, by: &Actor, which: Which, why: &str) -> Outcome<PendingAct> {
    let (act, person) = seen_by(tx, by, which)?;
    if act.state != State::Waiting {
        return Err(AssentRefusal::Ended.into());
    }
    let most = i64::try_from(ANSWER_CHARS_MOST).unwrap_or(i64::MAX);
    let why = read_line(why, ANSWER_CHARS_MOST).map_err(|_| AssentRefusal::Answer { most })?;
    end(tx, &act, State::Declined, (Some(person), Some(&why)))
}

/// What it was about went on otherwise: if an act of this kind waits, it is over.
pub fn withdraw(tx: &mut Tx<'_>, about: Id<Any>, kind: &'static str) -> Outcome<()> {
    let Some(act) = store::find_waiting(tx, about, kind)? else { return Ok(()) };
    if let Some(timer) = act.timer {
        tx.cancel_timer(about, timer.cast())?;
    }
    // Nobody is told: whoever calls this goes on already.
    store::end_act(tx, (about, act.id), State::Lapsed, (None, None))
}

/// Its time is over.
pub(crate) fn lapse(tx: &mut Tx<'_>, about: Id<Any>, timer: Id<Timer>) -> Outcome<()> {
    let Some(act) = store::find_of_timer(tx, about, timer.cast())? else { return Ok(()) };
    end(tx, &act, State::Lapsed, (None, None)).map(|_| ())
}

fn end(
    tx: &mut Tx<'_>,
    act: &PendingAct,
    state: State,
    (by, answer): (Option<Id<Person>>, Option<&str>),
) -> Outcome<PendingAct> {
    let which = (act.about, act.id);
    if let Some(timer) = act.timer {
        tx.cancel_timer(act.about, timer.cast())?;
    }
    store::end_act(tx, which, state, (by, answer))?;
    tx.tell(act.about, &ActEnded { about: act.about, act: act.id, state })?;
    store::lock_act(tx, which)
}

/// An act and the clerk who looks at it; it is not there for who may not answer it.
fn seen_by(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<(PendingAct, Id<Person>)> {
    let person = clerk_of(by)?;
    let act = store::lock_act(tx, which)?;
    if act.is_for(by) { Ok((act, person)) } else { Err(Stop::Absent) }
}

/// One act, for clerks who may answer it.
pub fn pending(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<PendingAct> {
    Ok(seen_by(tx, by, which)?.0)
}

/// What waits of a kind on a thing, for the domain that asked.
pub fn waiting(tx: &mut Tx<'_>, about: Id<Any>, kind: &'static str) -> Outcome<Option<PendingAct>> {
    store::find_waiting(tx, about, kind)
}

/// An act that has ended, for the domain that asked.
pub fn ended(tx: &mut Tx<'_>, about: Id<Any>, id: Id<PendingKind>) -> Outcome<Ended> {
    let PendingAct { about, kind, body, note, state, asked_by, ended_by, .. } =
        store::lock_act(tx, (about, id))?;
    Ok(Ended { about, kind, body, note, state, asked_by, ended_by })
}

/// What waits for a second officer, the longest waiting first, for clerks.
pub fn queue(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<PendingAct>> {
    clerk_of(by)?;
    let after = cursor.map_or(0, |cursor| cursor.0);
    let rows = store::list_waiting(tx, by.is_at(Desk::Officer), after, limit.ask())?;
    Ok(Page::cut(rows, limit, |act| act.id.raw()))
}

/// What became of the others, newest first.
pub fn ended_acts(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<PendingAct>> {
    clerk_of(by)?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_ended(tx, by.is_at(Desk::Officer), before, limit.ask())?;
    Ok(Page::cut(rows, limit, |act| act.id.raw()))
}
