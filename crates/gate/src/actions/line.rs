//! The line before a shelf: applying, moving up, coming in.

use super::shelves::write_week;
use super::{operator, reader};
use crate::events::SellerAdmitted;
use crate::model::{
    Application, ApplicationState, Crowd, Day, GateRefusal, Mode, Points, Record, Stand, Way,
    read_reason,
};
use crate::store::{checks, records, shelves as store};
use ::store::Tx;
use catalog::{Admission, CategoryCode};
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Person, Stop};

/// Sellers let in by one round; more rounds follow while there is room.
const ROUND_MOST: i64 = 50;
/// Applications whose points are counted anew by one round of the daily work.
const RESCORED_MOST: i64 = 50;
/// Admissions looked at for use by one round of the daily work.
const LOOKED_AT_MOST: i64 = 50;
/// Applications of one firm on its page.
const OWN_MOST: i64 = 50;

/// Applies for a shelf; whoever is first by points is let in at once if there is room. Whoever
/// waits or is in already keeps their place.
pub fn apply(tx: &mut Tx<'_>, by: &Actor, category: &CategoryCode) -> Outcome<Application> {
    let (firm, _) = by.trader()?;
    let shelf = store::lock(tx, category)?.filter(|shelf| shelf.mode == Mode::BuyersFirst);
    if shelf.is_none() {
        return Err(GateRefusal::ShelfIsOpen { category: category.to_string() }.into());
    }
    if let Some(known) = store::find_application(tx, category, firm)?
        && matches!(known.state, ApplicationState::Waiting | ApplicationState::Admitted)
    {
        return Ok(known);
    }
    let most = Rules::current().sellers.waiting_most;
    if store::count_waiting(tx, firm)? >= most {
        return Err(GateRefusal::TooManyWaiting { most }.into());
    }
    let application = Application {
        category: category.clone(),
        firm,
        state: ApplicationState::Waiting,
        way: Way::Line,
        points: points_of(tx, firm)?,
        reason: String::new(),
        applied_at: tx.now(),
        decided_at: None,
    };
    wait(tx, &application)?;
    store::move_counts(tx, category, 0, 1)?;
    settle(tx, category)?;
    store::find_application(tx, category, firm)?.ok_or(Stop::Absent)
}

fn wait(tx: &mut Tx<'_>, application: &Application) -> Outcome<()> {
    store::put_application(tx, application, None)?;
    let (points, since) = (application.points.total, application.applied_at);
    let admission = Admission::Waiting { points, since };
    catalog::set_admission(tx, &application.category, application.firm, Some(admission))
}

/// Leaves the line, or gives a place on the shelf back; what is listed stays.
pub fn withdraw(tx: &mut Tx<'_>, by: &Actor, category: &CategoryCode) -> Outcome<Application> {
    let (firm, _) = by.trader()?;
    store::lock(tx, category)?.ok_or(GateRefusal::NotWaiting)?;
    let known = store::find_application(tx, category, firm)?.ok_or(GateRefusal::NotWaiting)?;
    match known.state {
        ApplicationState::Waiting | ApplicationState::Admitted => {
            end(tx, &known, ApplicationState::Withdrawn)?;
            settle(tx, category)?;
            store::find_application(tx, category, firm)?.ok_or(Stop::Absent)
        }
        _ => Ok(known),
    }
}

/// Ends an application that waits, or a place that is held.
fn end(tx: &mut Tx<'_>, known: &Application, state: ApplicationState) -> Outcome<()> {
    let was_in = i64::from(known.state == ApplicationState::Admitted);
    let ended = Application { state, decided_at: Some(tx.now()), ..known.clone() };
    store::put_application(tx, &ended, None)?;
    store::move_counts(tx, &known.category, -was_in, was_in - 1)?;
    catalog::set_admission(tx, &known.category, known.firm, None)
}

/// Counts the firm's points anew, so that what it did since moves it up.
pub fn recount(tx: &mut Tx<'_>, by: &Actor, category: &CategoryCode) -> Outcome<Application> {
    let (firm, _) = by.trader()?;
    store::lock(tx, category)?.ok_or(GateRefusal::NotWaiting)?;
    let known = store::find_application(tx, category, firm)?.ok_or(GateRefusal::NotWaiting)?;
    if known.state != ApplicationState::Waiting {
        return Ok(known);
    }
    score(tx, known)?;
    settle(tx, category)?;
    store::find_application(tx, category, firm)?.ok_or(Stop::Absent)
}

fn score(tx: &mut Tx<'_>, known: Application) -> Outcome<()> {
    let points = points_of(tx, known.firm)?;
    if points == known.points {
        return Ok(());
    }
    wait(tx, &Application { points, ..known })
}

/// Counts the points of everybody in a line anew.
pub(super) fn rescore(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    let mut after = 0;
    loop {
        let state = ApplicationState::Waiting;
        let some = store::list_by_state(tx, category, state, after, RESCORED_MOST)?;
        let Some(last) = some.last() else { return Ok(()) };
        after = last.firm.raw();
        some.into_iter().try_for_each(|application| score(tx, application))?;
    }
}

/// Takes places back that were not used within the rule's days.
pub(super) fn lapse_unused(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    let before = tx.now().plus_days(-Rules::current().sellers.unused_d);
    let mut after = 0;
    loop {
        let firms = store::list_admitted_before(tx, category, before, after, LOOKED_AT_MOST)?;
        let Some(&last) = firms.last() else { return Ok(()) };
        after = last.raw();
        for firm in firms {
            if !catalog::lists_in(tx, category, firm)?
                && let Some(known) = store::find_application(tx, category, firm)?
            {
                end(tx, &known, ApplicationState::Lapsed)?;
            }
        }
    }
}

/// The operator lets a seller in, with a reason; it counts like every other.
pub fn admit_by_hand(
    tx: &mut Tx<'_>,
    by: &Actor,
    category: &CategoryCode,
    firm: Id<Firm>,
    reason: &str,
) -> Outcome<Application> {
    let clerk = operator(by)?;
    let reason = read_reason("reason", reason)?;
    let shelf = store::lock(tx, category)?.filter(|shelf| shelf.mode == Mode::BuyersFirst);
    if shelf.is_none() {
        return Err(GateRefusal::ShelfIsOpen { category: category.to_string() }.into());
    }
    party::firm(tx, firm).map_err(|stop| match stop {
        Stop::Absent => GateRefusal::FirmUnknown.into(),
        stop => stop,
    })?;
    let known = store::find_application(tx, category, firm)?;
    let (points, applied_at, waited) = match known {
        Some(known) if known.state == ApplicationState::Admitted => return Ok(known),
        Some(known) if known.state == ApplicationState::Waiting => {
            (known.points, known.applied_at, 1)
        }
        _ => (points_of(tx, firm)?, tx.now(), 0),
    };
    let category = category.clone();
    let (state, way) = (ApplicationState::Admitted, Way::Hand);
    let decided_at = Some(tx.now());
    let application =
        Application { category, firm, state, way, points, reason, applied_at, decided_at };
    admit(tx, &application, waited, Some(clerk))?;
    Ok(application)
}

fn admit(
    tx: &mut Tx<'_>,
    application: &Application,
    waited: i64,
    by: Option<Id<Person>>,
) -> Outcome<()> {
    let Application { category, firm, way, .. } = application;
    store::put_application(tx, application, by)?;
    store::move_counts(tx, category, 1, -waited)?;
    catalog::set_admission(tx, category, *firm, Some(Admission::Admitted))?;
    let (category, how) = (category.to_string(), way.word().to_owned());
    tx.tell(*firm, &SellerAdmitted { category, firm: *firm, how })
}

/// Lets in whom there is room for, in the order of the line; called by every act that moves
/// either side of a category, in its transaction. The category's row is held meanwhile, so that two
/// of them cannot give the same room away.
pub(super) fn settle(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    loop {
        let Some(shelf) = store::lock(tx, category)? else { return Ok(()) };
        if shelf.mode != Mode::BuyersFirst {
            return Ok(());
        }
        let crowd = crowd_of(tx, category, shelf.admitted)?;
        let room = crowd.room(&Rules::current().buyers).min(ROUND_MOST);
        let next = match room {
            0 => Vec::new(),
            room => store::list_line(tx, category, room)?,
        };
        if next.is_empty() {
            return write_week(tx, category);
        }
        for waiting in next {
            let decided_at = Some(tx.now());
            let state = ApplicationState::Admitted;
            admit(tx, &Application { state, decided_at, ..waiting }, 1, None)?;
        }
    }
}

fn crowd_of(tx: &mut Tx<'_>, category: &CategoryCode, sellers: i64) -> Outcome<Crowd> {
    Ok(Crowd { buyers: store::count_buyers(tx, category, Day::of(tx.now()))?, sellers })
}

/// A firm's points as they are now.
fn points_of(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Points> {
    let shop = catalog::shop_record(tx, firm)?;
    let standing = party::standing(tx, firm)?;
    let record = records::find(tx, firm)?;
    let record = Record {
        is_verified: checks::valid_until(tx, firm)? > tx.now(),
        products: shop.products,
        described: shop.described,
        pictured: shop.pictured,
        distinct: shop.distinct,
        received: record.map_or(0, |record| record.received),
        answered: record.map_or(0, |record| record.answered),
        finished: standing.finished,
        good: standing.good,
        bad: standing.bad,
    };
    Ok(Points::of(&record, &Rules::current().sellers))
}

/// Where the actor's firm stands before a shelf; strangers and clerks see the shelf alone.
pub fn stand(tx: &mut Tx<'_>, by: &Actor, category: &CategoryCode) -> Outcome<Stand> {
    let shelf = store::find(tx, category)?;
    let crowd = crowd_of(tx, category, shelf.as_ref().map_or(0, |shelf| shelf.admitted))?;
    let Some(firm) = by.firm() else {
        let (application, place, now) = (None, None, Points::default());
        return Ok(Stand { shelf, crowd, application, place, now });
    };
    let application = store::find_application(tx, category, firm)?;
    let is_waiting = |known: &Application| known.state == ApplicationState::Waiting;
    let place = match application.as_ref().is_some_and(is_waiting) {
        true => Some(catalog::place_in_line(tx, category, firm)?),
        false => None,
    };
    let now = points_of(tx, firm)?;
    Ok(Stand { shelf, crowd, application, place, now })
}

/// The actor's firm's applications, by category, at most fifty after one of them.
pub fn own_applications(tx: &mut Tx<'_>, by: &Actor, after: &str) -> Outcome<Vec<Application>> {
    let firm = reader(by)?;
    store::list_of_firm(tx, firm, after, OWN_MOST)
}
