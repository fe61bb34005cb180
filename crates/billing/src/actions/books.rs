//! The market's books: closing a day, looking at one, counting again.

use crate::model::{BillingRefusal, BookDay, BookLine, DayWalk, TrialBalance, compare};
use crate::store;
use ::store::Tx;
use custody::BookAccount;
use kernel::rules::Rules;
use kernel::{Actor, Currency, Desk, Outcome, Stop, Timestamp};
use ledger::{JournalMark, JournalRow};

/// Postings read in one go: about 10 ms of a reading thread.
pub(crate) const ROWS_AT_A_TIME: i64 = 2_000;
/// Postings that one page of an account looks through.
const LOOKED_THROUGH: i64 = 4_000;
/// After every day.
const LAST_DAY: &str = "9999-12-31";
/// Before every day.
pub(crate) const FIRST_DAY: &str = "0000-00-00";

fn zone() -> &'static str {
    &Rules::current().market.time_zone
}

/// The operator's own people.
fn clerk(by: &Actor) -> Outcome<()> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ if by.is_at(Desk::Operator) => Ok(()),
        _ => Err(Stop::Absent),
    }
}

/// Begins the first day that has postings and is not closed; none while that is today.
pub(crate) fn begin_day(tx: &mut Tx<'_>) -> Outcome<Option<DayWalk>> {
    let from = store::find_last_day(tx, LAST_DAY)?.map_or(0, |last| last.to_batch);
    let mark = JournalMark::after_batch(from);
    let position = tx.position();
    let first = ledger::journal(tx, mark, position, 1)?;
    let Some(first) = first.first() else { return Ok(None) };
    let day = first.entry.at.date_in(zone());
    let is_over = day < tx.now().date_in(zone());
    Ok(is_over.then(|| DayWalk::begin(day.to_string(), from)))
}

/// Adds the next postings of the day; tells whether that was its end.
pub(crate) fn walk_day(tx: &mut Tx<'_>, walk: &mut DayWalk, up_to: i64) -> Outcome<bool> {
    let up_to = up_to.min(tx.position());
    let rows = ledger::journal(tx, walk.mark, up_to, ROWS_AT_A_TIME)?;
    let is_last = i64::try_from(rows.len()).unwrap_or(0) < ROWS_AT_A_TIME;
    for row in &rows {
        if row.entry.at.date_in(zone()).to_string() != walk.day {
            return Ok(true);
        }
        walk.add(&row.entry, row.mark());
    }
    Ok(is_last)
}

/// Writes a walked day. Refused if it is written, or if another began where it did.
pub(crate) fn close_day(tx: &mut Tx<'_>, walk: &DayWalk) -> Outcome<BookDay> {
    let last = store::find_last_day(tx, LAST_DAY)?;
    if last.as_ref().map_or(0, |last| last.to_batch) != walk.from_batch {
        return Err(BillingRefusal::DayClosed.into());
    }
    let before = match &last {
        Some(last) => store::list_book_lines(tx, &last.day)?,
        None => Vec::new(),
    };
    let (day, from_batch, to_batch) = (walk.day.clone(), walk.from_batch, walk.mark.batch);
    let closed = BookDay { day, from_batch, to_batch, postings: walk.postings };
    store::add_day(tx, &closed, &walk.lines(&before))?;
    Ok(closed)
}

/// The day after one, for counting again, with the lines of the day before.
pub(crate) fn next_day(tx: &mut Tx<'_>, after: &str) -> Outcome<Option<(BookDay, Vec<BookLine>)>> {
    let next = store::list_days_after(tx, (after, LAST_DAY), 1)?.pop();
    let Some(next) = next else { return Ok(None) };
    let before = store::list_book_lines(tx, after)?;
    Ok(Some((next, before)))
}

/// What is wrong with a day that was walked again.
pub(crate) fn judge_day(
    tx: &mut Tx<'_>,
    (day, before): (&BookDay, &[BookLine]),
    walk: &DayWalk,
) -> Outcome<Vec<String>> {
    let kept = store::list_book_lines(tx, &day.day)?;
    let mut problems = compare(&day.day, &kept, &walk.lines(before));
    if (walk.mark.batch, walk.postings) != (day.to_batch, day.postings) {
        problems.push(format!("the books of {} end elsewhere than its postings", day.day));
    }
    Ok(problems)
}

/// Reads a day as it is typed; anything else is refused.
pub(crate) fn read_day(told: &str) -> Outcome<String> {
    let day: Result<jiff::civil::Date, _> = told.trim().parse();
    Ok(day.map_err(|_| BillingRefusal::DaysUnreadable)?.to_string())
}

/// When a civil day begins and when it is over.
pub(crate) fn bounds(day: &str) -> Outcome<(Timestamp, Timestamp)> {
    let date: jiff::civil::Date = day.parse().map_err(|_| BillingRefusal::DaysUnreadable)?;
    let next = date.tomorrow().map_err(|_| BillingRefusal::DaysUnreadable)?;
    let zone = jiff::tz::TimeZone::get(zone()).unwrap_or(jiff::tz::TimeZone::UTC);
    let at = |date: jiff::civil::Date| {
        let zoned = date.to_zoned(zone.clone());
        zoned.map(|at| at.timestamp().into()).map_err(|_| BillingRefusal::DaysUnreadable)
    };
    Ok((at(date)?, at(next)?))
}

/// The lines of a closed day, for an export that was begun.
pub(crate) fn day_lines(tx: &mut Tx<'_>, day: &str) -> Outcome<Vec<BookLine>> {
    store::list_book_lines(tx, day)
}

/// Days listed beside one.
const DAYS_SHOWN: i64 = 14;

/// The trial balance of a day, or of the newest closed one. It is read from closed days alone, so
/// it never sums postings.
pub fn trial_balance(tx: &mut Tx<'_>, by: &Actor, day: Option<&str>) -> Outcome<TrialBalance> {
    clerk(by)?;
    let asked = day.map(read_day).transpose()?;
    let last = store::find_last_day(tx, asked.as_deref().unwrap_or(LAST_DAY))?;
    let is_open = match &asked {
        Some(day) => is_open(tx, day)?,
        None => false,
    };
    let Some(last) = last else {
        let day = asked.unwrap_or_default();
        return Ok(TrialBalance { day, is_open, ..TrialBalance::default() });
    };
    let lines = store::list_book_lines(tx, &last.day)?;
    let day = asked.unwrap_or_else(|| last.day.clone());
    let had_postings = day == last.day;
    let lines = match (is_open, had_postings) {
        (true, _) => Vec::new(),
        (false, true) => lines,
        (false, false) => carried(&lines),
    };
    let bank = custody::bank_day(tx, by, &day, bounds(&day)?)?;
    let earlier = store::list_days(tx, &day, DAYS_SHOWN)?;
    Ok(TrialBalance { day, lines, bank, earlier, had_postings, is_open })
}

/// Whether a day is not closed yet: it is not over, or postings up to it are still to be summed.
fn is_open(tx: &mut Tx<'_>, day: &str) -> Outcome<bool> {
    if day >= tx.now().date_in(zone()).to_string().as_str() {
        return Ok(true);
    }
    let from = store::find_last_day(tx, LAST_DAY)?.map_or(0, |last| last.to_batch);
    let position = tx.position();
    let next = ledger::journal(tx, JournalMark::after_batch(from), position, 1)?;
    Ok(next.first().is_some_and(|next| next.entry.at.date_in(zone()).to_string().as_str() <= day))
}

/// What a day without postings has: where the last one ended.
fn carried(lines: &[BookLine]) -> Vec<BookLine> {
    let quiet = DayWalk::begin(String::new(), 0);
    quiet.lines(lines)
}

/// A page of one account's postings of a day, in the order of commits, and where it goes on. The
/// look is written down.
pub fn postings(
    tx: &mut Tx<'_>,
    by: &Actor,
    (day, account, currency): (&str, BookAccount, Currency),
    (after, most): (Option<JournalMark>, usize),
) -> Outcome<(Vec<JournalRow>, Option<JournalMark>)> {
    note_book_look(tx, by, &format!("{day} {} {}", account.number(), currency.code()))?;
    let day = read_day(day)?;
    let closed = store::find_last_day(tx, &day)?.filter(|closed| closed.day == day);
    let closed = closed.ok_or(Stop::Absent)?;
    let begin = JournalMark::after_batch(closed.from_batch);
    let mut mark = after.map_or(begin, |after| after.max(begin));
    let (mut found, mut left) = (Vec::new(), LOOKED_THROUGH);
    while left > 0 {
        let asked = left.min(ROWS_AT_A_TIME);
        let rows = ledger::journal(tx, mark, closed.to_batch, asked)?;
        let count = i64::try_from(rows.len()).unwrap_or(asked);
        for row in rows {
            mark = row.mark();
            let is_of =
                BookAccount::of(&row.entry) == account && row.entry.account.currency == currency;
            if is_of {
                found.push(row);
            }
            if found.len() == most {
                return Ok((found, Some(mark)));
            }
        }
        if count < asked {
            return Ok((found, None));
        }
        left -= asked;
    }
    Ok((found, Some(mark)))
}

/// Writes down that a clerk looks at single postings, or takes them away.
pub(crate) fn note_book_look(tx: &mut Tx<'_>, by: &Actor, what: &str) -> Outcome<()> {
    clerk(by)?;
    let person = by.person().ok_or(Stop::Forbidden)?;
    store::add_book_access(tx, person, what)
}

/// The days of an export, oldest first: refused if they are in the wrong order, or more than the
/// rules allow. The export is written down.
pub(crate) fn begin_export(
    tx: &mut Tx<'_>,
    by: &Actor,
    (from, to): (&str, &str),
) -> Outcome<Vec<BookDay>> {
    clerk(by)?;
    let (from, to) = (read_day(from)?, read_day(to)?);
    let most = Rules::current().billing.export_days_most;
    let date = |day: &str| day.parse::<jiff::civil::Date>().unwrap_or_default();
    let days = (date(&to) - date(&from)).get_days();
    if days < 0 {
        return Err(BillingRefusal::DaysUnreadable.into());
    }
    if i64::from(days) + 1 > most {
        return Err(BillingRefusal::ExportTooLong { most }.into());
    }
    note_book_look(tx, by, &format!("export {from} {to}"))?;
    let before = date(&from).yesterday().map_or_else(|_| FIRST_DAY.to_owned(), |it| it.to_string());
    store::list_days_after(tx, (&before, &to), most)
}
