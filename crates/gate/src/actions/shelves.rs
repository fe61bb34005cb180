//! Categories under the operator's rule.

use super::line::{lapse_unused, rescore, settle};
use super::operator;
use crate::model::{
    Application, ApplicationState, Crowd, Day, Mode, Points, Shelf, ShelfView, Way, WeekRow,
    read_reason,
};
use crate::store::shelves as store;
use ::store::Tx;
use catalog::{Admission, CategoryCode};
use kernel::{Actor, Firm, Id, Limit, Outcome};

/// Changes of a category that its page shows.
const CHANGES_MOST: i64 = 20;
/// Applications at the head of the line that the operator's page shows.
const LINE_MOST: i64 = 50;
/// Weeks of a plot: a year.
const WEEKS_MOST: i64 = 52;
/// Sellers of a category let in by one round when it is closed.
const SELLERS_AT_A_TIME: i64 = 50;
/// Categories looked at by one piece of the daily work.
const SHELVES_AT_A_TIME: i64 = 5;
/// The row of a week that sums all countries.
const ALL: &str = "--";

/// The operator opens a category to all sellers, or lets buyers come first. Sellers who list there
/// already stay, and count.
pub fn set_mode(
    tx: &mut Tx<'_>,
    by: &Actor,
    category: &CategoryCode,
    mode: Mode,
    reason: &str,
) -> Outcome<Shelf> {
    let clerk = operator(by)?;
    let reason = read_reason("reason", reason)?;
    let before = store::lock(tx, category)?;
    match &before {
        Some(shelf) if shelf.mode == mode => return Ok(shelf.clone()),
        Some(shelf) => store::set_mode(tx, shelf, mode)?,
        None => store::add(tx, category, mode)?,
    }
    store::add_change(tx, category, mode, &reason, clerk)?;
    match mode {
        Mode::Open => catalog::open_category(tx, category)?,
        Mode::BuyersFirst => {
            keep_sellers(tx, category)?;
            catalog::close_category(tx, category)?;
            settle(tx, category)?;
        }
    }
    store::find(tx, category)?.ok_or(kernel::Stop::Absent)
}

/// Lets in everybody who lists in a category before it is closed.
fn keep_sellers(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    let mut after = Id::<Firm>::new(0);
    loop {
        let sellers = catalog::sellers_in(tx, category, after, SELLERS_AT_A_TIME)?;
        let Some(&last) = sellers.last() else { return Ok(()) };
        for firm in sellers {
            keep_seller(tx, category, firm)?;
        }
        after = last;
    }
}

fn keep_seller(tx: &mut Tx<'_>, category: &CategoryCode, firm: Id<Firm>) -> Outcome<()> {
    let known = store::find_application(tx, category, firm)?;
    let state = known.as_ref().map(|application| application.state);
    if state == Some(ApplicationState::Admitted) {
        return Ok(());
    }
    let application = Application {
        category: category.clone(),
        firm,
        state: ApplicationState::Admitted,
        way: Way::Before,
        points: Points::default(),
        reason: String::new(),
        applied_at: tx.now(),
        decided_at: Some(tx.now()),
    };
    store::put_application(tx, &application, None)?;
    let waited = i64::from(state == Some(ApplicationState::Waiting));
    store::move_counts(tx, category, 1, -waited)?;
    catalog::set_admission(tx, category, firm, Some(Admission::Admitted))
}

/// Categories under the operator's rule with their two sides, by code; for everybody.
pub fn shelves(tx: &mut Tx<'_>, after: &str, limit: Limit) -> Outcome<(Vec<(Shelf, Crowd)>, bool)> {
    let mut shelves = store::list(tx, after, limit.ask())?;
    let most = usize::try_from(limit.rows()).unwrap_or(0);
    let goes_on = shelves.len() > most;
    shelves.truncate(most);
    let codes: Vec<CategoryCode> = shelves.iter().map(|shelf| shelf.category.clone()).collect();
    let buyers = store::count_buyers_of(tx, &codes, Day::of(tx.now()))?;
    let with_crowd = shelves.into_iter().map(|shelf| {
        let buyers = buyers.get(&shelf.category).copied().unwrap_or(0);
        let crowd = Crowd { buyers, sellers: shelf.admitted };
        (shelf, crowd)
    });
    Ok((with_crowd.collect(), goes_on))
}

/// A category with its ratio, its weeks and, for the operator, its line; for everybody.
pub fn shelf(tx: &mut Tx<'_>, by: &Actor, category: &CategoryCode) -> Outcome<ShelfView> {
    let shelf = store::find(tx, category)?;
    let countries = store::count_by_country(tx, category, Day::of(tx.now()))?;
    let buyers = countries.iter().map(|(_, n)| n).sum();
    let sellers = shelf.as_ref().map_or(0, |shelf| shelf.admitted);
    let mut weeks = store::list_weeks(tx, category, ALL, WEEKS_MOST)?;
    weeks.reverse();
    let is_operator = operator(by).is_ok();
    let line = match is_operator {
        true => store::list_line(tx, category, LINE_MOST)?,
        false => Vec::new(),
    };
    let changes = store::list_changes(tx, category, CHANGES_MOST)?;
    let crowd = Crowd { buyers, sellers };
    Ok(ShelfView { category: category.clone(), shelf, crowd, countries, weeks, line, changes })
}

/// The daily look at categories, some at a time: points are counted anew, unused places fall back,
/// whoever there is room for comes in, and the week is written down. Tells how many were looked at.
pub(crate) fn look_at_shelves(tx: &mut Tx<'_>) -> Outcome<usize> {
    let today = Day::of(tx.now());
    let shelves = store::list_not_looked_at(tx, today, SHELVES_AT_A_TIME)?;
    for shelf in &shelves {
        if shelf.mode == Mode::BuyersFirst {
            rescore(tx, &shelf.category)?;
            lapse_unused(tx, &shelf.category)?;
            settle(tx, &shelf.category)?;
        }
        write_week(tx, &shelf.category)?;
        store::set_looked_at(tx, &shelf.category, today)?;
    }
    Ok(shelves.len())
}

/// Writes down what stands in a category in this week.
pub(super) fn write_week(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    let Some(shelf) = store::find(tx, category)? else { return Ok(()) };
    let today = Day::of(tx.now());
    let countries = store::count_by_country(tx, category, today)?;
    let all = (ALL.to_owned(), countries.iter().map(|(_, n)| n).sum());
    for (country, buyers) in countries.into_iter().chain([all]) {
        let (sellers, waiting) = (shelf.admitted, shelf.waiting);
        let week = WeekRow { week: today.week().0, country, buyers, sellers, waiting };
        store::put_week(tx, category, &week)?;
    }
    Ok(())
}
