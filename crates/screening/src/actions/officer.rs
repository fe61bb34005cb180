//! What officers do with a case.

use super::screen::{screen_again, screen_payee};
use super::{has_to_do_with, officer_of, orders};
use crate::model::{
    Act, Case, CaseKind, CaseState, NewAct, Opened, QueueRow, ScreeningRefusal, hash_of,
    read_reasons,
};
use crate::store;
use ::store::Tx;
use assent::ActEnded;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Person, Stop};
use std::collections::BTreeMap;

/// One officer says that it is another; a second must agree.
const LIFT: &str = "screening-second-lift";

/// Which case of which firm.
type Which = (Id<Firm>, Id<CaseKind>);

/// What waits for an officer, the longest waiting first.
pub fn cases(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<QueueRow>> {
    officer_of(by)?;
    let rows = store::list_waiting(tx, cursor.map_or(0, |cursor| cursor.0), limit.ask())?;
    named(tx, Page::cut(rows, limit, |case| case.id.raw()))
}

/// What was decided, newest first.
pub fn ended_cases(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<QueueRow>> {
    officer_of(by)?;
    let rows = store::list_decided(tx, cursor.map_or(i64::MAX, |cursor| cursor.0), limit.ask())?;
    named(tx, Page::cut(rows, limit, |case| case.id.raw()))
}

fn named(tx: &mut Tx<'_>, page: Page<Case>) -> Outcome<Page<QueueRow>> {
    let mut firms: Vec<Id<Firm>> = page.rows.iter().map(|case| case.firm).collect();
    firms.sort();
    firms.dedup();
    let lines = party::trust_lines(tx, &firms)?;
    let names: BTreeMap<_, _> = lines.into_iter().map(|line| (line.firm, line.name)).collect();
    Ok(page.map(|case| {
        let firm_name = names.get(&case.firm).cloned().unwrap_or_default();
        QueueRow { case, firm_name }
    }))
}

/// One case. Its entry is told to an officer who has taken it or looks into it, which is written
/// down.
pub fn open_case(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<Opened> {
    let person = officer_of(by)?;
    let case = store::lock_case(tx, which.0, which.1)?;
    let may_read = store::has_access(tx, &case, person)?;
    let entry = match may_read {
        true => store::find_entry(tx, case.list, &case.code)?,
        false => None,
    };
    let now = match store::find_current(tx)? {
        Some(list) => store::find_entry(tx, list.id, &case.code)?,
        None => None,
    };
    let is_listed = now.is_some();
    let entry_now = now.filter(|now| may_read && hash_of(now) != case.entry_hash);
    let is_left = is_left(tx, &case)?;
    let page = Page { rows: vec![case], next: None };
    let row = named(tx, page)?.rows.pop().ok_or(Stop::Absent)?;
    Ok(Opened { row, may_read, entry, entry_now, is_listed, is_left })
}

fn is_left(tx: &mut Tx<'_>, case: &Case) -> Outcome<bool> {
    let Some(officer) = case.officer else { return Ok(false) };
    let last_at = store::find_last_access(tx, case, officer)?;
    Ok(case.is_left(last_at, tx.now()))
}

/// Does what an officer wants to do with a case, if they may. Not who has to do with the firm.
pub fn perform(tx: &mut Tx<'_>, by: &Actor, which: Which, new: &NewAct) -> Outcome<Case> {
    let person = officer_of(by)?;
    let mut case = store::lock_case(tx, which.0, which.1)?;
    if has_to_do_with(tx, person, case.firm)? {
        return Err(ScreeningRefusal::Conflict.into());
    }
    if new.act == Act::Take && is_left(tx, &case)? {
        case.officer = None;
    }
    case.may(new.act, person)?;
    let mut after = case.clone();
    let now = tx.now();
    match new.act {
        Act::Look => return noted(tx, &case, person, new.act),
        Act::Take => after.officer = Some(person),
        Act::PutBack => after.officer = None,
        // It is nobody's from now on: whoever sees later that it was another takes it first.
        Act::Uphold => {
            after.officer = None;
            after.reasons = Some(read_reasons(&new.reasons)?);
            (after.state, after.decided_by, after.ended_at) =
                (CaseState::Upheld, Some(person), Some(now));
        }
        Act::Clear => {
            let reasons = read_reasons(&new.reasons)?;
            ask_second(tx, by, &case, &reasons)?;
            after.reasons = Some(reasons);
            (after.state, after.decided_by, after.ended_at) =
                (CaseState::Asked, Some(person), None);
        }
    }
    store::change_case(tx, &after)?;
    noted(tx, &after, person, new.act)
}

fn noted(tx: &mut Tx<'_>, case: &Case, person: Id<Person>, act: Act) -> Outcome<Case> {
    store::add_access(tx, case, person, act)?;
    store::lock_case(tx, case.firm, case.id)
}

fn ask_second(tx: &mut Tx<'_>, by: &Actor, case: &Case, reasons: &str) -> Outcome<()> {
    let new = assent::NewAct {
        about: case.id.cast(),
        kind: LIFT,
        is_for_officers: true,
        amount: None,
        facts: vec![
            ("name", case.subject.name.clone()),
            ("listed", case.listed_name.clone()),
            ("reference", case.reference.clone()),
        ],
        moves: Vec::new(),
        firms: vec![case.firm],
        body: case.firm.to_string(),
        note: reasons.to_owned(),
        path: format!("/desk/sanctions/{}/{}", case.firm, case.id),
    };
    assent::ask(tx, by, new).map(|_| ())
}

/// A second officer has answered: the money may go, or the case is open again. What was cleared is
/// the entry as they read it: where the list says something else of it by now, the firm is looked
/// at once more, so that a new case stops the money before this one lets it go.
pub(crate) fn hear_second(tx: &mut Tx<'_>, told: &ActEnded) -> Outcome<()> {
    let ended = assent::ended(tx, told.about, told.act)?;
    if ended.kind != LIFT {
        return orders::hear_second(tx, &ended);
    }
    let firm: Id<Firm> = ended.body.parse().map_err(|_| Stop::Bug("a case without its firm"))?;
    let case = store::lock_case(tx, firm, told.about.cast())?;
    let mut after = case.clone();
    match (ended.state, ended.ended_by) {
        (assent::State::Agreed, Some(second)) => {
            if has_to_do_with(tx, second, firm)? {
                return Err(ScreeningRefusal::Conflict.into());
            }
            if case.state != CaseState::Asked {
                return Err(ScreeningRefusal::Decided.into());
            }
            (after.state, after.ended_at) = (CaseState::Cleared, Some(tx.now()));
            store::add_access(tx, &case, second, Act::Clear)?;
            store::change_case(tx, &after)?;
            match case.order {
                Some(order) => screen_payee(tx, firm, order)?,
                None => screen_again(tx, firm)?,
            };
            return custody::end_stop(tx, firm, case.id.cast());
        }
        _ if case.state == CaseState::Asked => {
            (after.state, after.officer) = (CaseState::Open, None);
        }
        _ => return Ok(()),
    }
    store::change_case(tx, &after)
}
