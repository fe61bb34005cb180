//! What officers do with a case.

use super::{has_to_do_with, officer_of, orders};
use crate::model::{
    Act, Case, CaseKind, CaseState, NewAct, Opened, QueueRow, ScreeningRefusal, read_reasons,
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
    let current = store::find_current(tx)?;
    let is_listed = match current {
        Some(list) => store::find_entry(tx, list.id, &case.code)?.is_some(),
        None => false,
    };
    let page = Page { rows: vec![case], next: None };
    let row = named(tx, page)?.rows.pop().ok_or(Stop::Absent)?;
    Ok(Opened { row, may_read, entry, is_listed })
}

/// Does what an officer wants to do with a case, if they may. Not who has to do with the firm.
pub fn perform(tx: &mut Tx<'_>, by: &Actor, which: Which, new: &NewAct) -> Outcome<Case> {
    let person = officer_of(by)?;
    let case = store::lock_case(tx, which.0, which.1)?;
    if has_to_do_with(tx, person, case.firm)? {
        return Err(ScreeningRefusal::Conflict.into());
    }
    case.may(new.act, person)?;
    let mut after = case.clone();
    let now = tx.now();
    match new.act {
        Act::Look => return noted(tx, &case, person, new.act),
        Act::Take => after.officer = Some(person),
        Act::PutBack => after.officer = None,
        Act::Uphold => {
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

/// A second officer has answered: the money may go, or the case is open again.
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
            custody::end_stop(tx, firm, case.id.cast())?;
        }
        _ if case.state == CaseState::Asked => {
            (after.state, after.officer) = (CaseState::Open, None);
        }
        _ => return Ok(()),
    }
    store::change_case(tx, &after)
}
