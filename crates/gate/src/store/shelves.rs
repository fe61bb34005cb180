//! Categories under the operator's rule, and the line before them.

use super::AT_A_TIME;
use crate::model::{
    Application, ApplicationState, Day, Mode, Points, Shelf, ShelfChange, Way, WeekRow,
};
use ::store::{Param, Row, Tx, params};
use anyhow::Context;
use catalog::CategoryCode;
use kernel::{Firm, Id, Outcome, Person, Stop, Timestamp};
use std::collections::BTreeMap;

/// The category, if it is under the operator's rule; read for update.
pub(crate) fn lock(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<Option<Shelf>> {
    let row = tx.find(
        "SELECT category, mode, admitted, waiting, version, since FROM shelf WHERE category = $1
         {LOCK}",
        params![category.code()],
    )?;
    Ok(row.as_ref().map(shelf).transpose()?)
}

/// The same, only to be shown.
pub(crate) fn find(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<Option<Shelf>> {
    let row = tx.find(
        "SELECT category, mode, admitted, waiting, version, since FROM shelf WHERE category = $1",
        params![category.code()],
    )?;
    Ok(row.as_ref().map(shelf).transpose()?)
}

/// Categories after a code, by code.
pub(crate) fn list(tx: &mut Tx<'_>, after: &str, most: i64) -> Outcome<Vec<Shelf>> {
    let rows = tx.all(
        "SELECT category, mode, admitted, waiting, version, since FROM shelf
         WHERE category > $1 ORDER BY category LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(shelf).collect::<anyhow::Result<_>>()?)
}

fn shelf(row: &Row) -> anyhow::Result<Shelf> {
    Ok(Shelf {
        category: CategoryCode::kept(row.string(0)?),
        mode: row.word(1, Mode::from_word)?,
        admitted: row.int(2)?,
        waiting: row.int(3)?,
        version: row.int(4)?,
        since: row.time(5)?,
    })
}

/// Puts a category under the operator's rule.
pub(crate) fn add(tx: &mut Tx<'_>, category: &CategoryCode, mode: Mode) -> Outcome<()> {
    tx.add(
        "INSERT INTO shelf (category, mode, admitted, waiting, looked_day, version, since)
         VALUES ($1, $2, 0, 0, 0, 1, $3)",
        params![category.code(), mode.word(), tx.now()],
        Stop::Stale,
    )
}

/// Gives a category another mode.
pub(crate) fn set_mode(tx: &mut Tx<'_>, shelf: &Shelf, mode: Mode) -> Outcome<()> {
    tx.must(
        "UPDATE shelf SET mode = $3, version = version + 1, since = $4
         WHERE category = $1 AND version = $2",
        params![shelf.category.code(), shelf.version, mode.word(), tx.now()],
        1,
        Stop::Stale,
    )
}

/// Writes down who changed a category's mode, and why.
pub(crate) fn add_change(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    mode: Mode,
    reason: &str,
    by: Id<Person>,
) -> Outcome<()> {
    let id = tx.id::<kernel::Any>();
    tx.add(
        "INSERT INTO shelf_change (category, id, mode, reason, by_person, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![category.code(), id, mode.word(), reason, by, tx.now()],
        Stop::Bug("a change's id twice"),
    )
}

/// The newest changes of a category.
pub(crate) fn list_changes(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    most: i64,
) -> Outcome<Vec<ShelfChange>> {
    let rows = tx.all(
        "SELECT mode, reason, by_person, at FROM shelf_change WHERE category = $1
         ORDER BY id DESC LIMIT $2",
        params![category.code(), most],
    )?;
    let read = |row: &Row| {
        Ok(ShelfChange {
            mode: row.word(0, Mode::from_word)?,
            reason: row.string(1)?,
            by: row.id(2)?,
            at: row.time(3)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Moves a category's counts.
pub(crate) fn move_counts(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    admitted: i64,
    waiting: i64,
) -> Outcome<()> {
    tx.must(
        "UPDATE shelf SET admitted = admitted + $2, waiting = waiting + $3 WHERE category = $1",
        params![category.code(), admitted, waiting],
        1,
        Stop::Bug("counts of a shelf below nothing"),
    )
}

/// Categories that nobody has looked at on this day.
pub(crate) fn list_not_looked_at(tx: &mut Tx<'_>, day: Day, most: i64) -> Outcome<Vec<Shelf>> {
    let rows = tx.all(
        "SELECT category, mode, admitted, waiting, version, since FROM shelf
         WHERE looked_day < $1 ORDER BY category LIMIT $2",
        params![day.0, most],
    )?;
    Ok(rows.iter().map(shelf).collect::<anyhow::Result<_>>()?)
}

/// Writes down that a category was looked at on a day.
pub(crate) fn set_looked_at(tx: &mut Tx<'_>, category: &CategoryCode, day: Day) -> Outcome<()> {
    tx.run("UPDATE shelf SET looked_day = $2 WHERE category = $1", params![category.code(), day.0])
}

/// Verified active buyers of a category by country, on a day.
pub(crate) fn count_by_country(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    day: Day,
) -> Outcome<Vec<(String, i64)>> {
    let rows = tx.all(
        "SELECT country, CAST(SUM(n) AS BIGINT) FROM buyer_day
         WHERE category = $1 AND day >= $2 GROUP BY country ORDER BY country",
        params![category.code(), day.0],
    )?;
    let read = |row: &Row| Ok((row.string(0)?, row.int(1)?));
    let counts: Vec<(String, i64)> = rows.iter().map(read).collect::<anyhow::Result<_>>()?;
    Ok(counts.into_iter().filter(|(_, n)| *n != 0).collect())
}

/// Verified active buyers of a category on a day.
pub(crate) fn count_buyers(tx: &mut Tx<'_>, category: &CategoryCode, day: Day) -> Outcome<i64> {
    let row = tx.get(
        "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM buyer_day
         WHERE category = $1 AND day >= $2",
        params![category.code(), day.0],
    )?;
    Ok(row.int(0)?)
}

/// The same for many categories; one without buyers is left out.
pub(crate) fn count_buyers_of(
    tx: &mut Tx<'_>,
    categories: &[CategoryCode],
    day: Day,
) -> Outcome<BTreeMap<CategoryCode, i64>> {
    let mut counts = BTreeMap::new();
    for some in categories.chunks(AT_A_TIME) {
        let mut places = [Param::Text(""); AT_A_TIME + 1];
        places[0] = Param::Int(day.0);
        let asked = some.iter().map(|category| Param::Text(category.code()));
        places[1..].iter_mut().zip(asked).for_each(|(place, code)| *place = code);
        let rows = tx.all(
            "SELECT category, CAST(SUM(n) AS BIGINT) FROM buyer_day WHERE day >= $1
             AND category IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33,
             $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50,
             $51) GROUP BY category",
            &places,
        )?;
        for row in &rows {
            counts.insert(CategoryCode::kept(row.string(0)?), row.int(1)?);
        }
    }
    Ok(counts)
}

/// Writes an application, over one that is over.
pub(crate) fn put_application(
    tx: &mut Tx<'_>,
    application: &Application,
    by: Option<Id<Person>>,
) -> Outcome<()> {
    let Application { category, firm, state, way, points, reason, applied_at, decided_at } =
        application;
    let sums = serde_json::to_string(points).context("points that JSON cannot hold")?;
    tx.run(
        "DELETE FROM application WHERE category = $1 AND firm = $2",
        params![category.code(), *firm],
    )?;
    tx.add(
        "INSERT INTO application (category, firm, state, how, points, sums, reason, by_person,
         applied_at, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            category.code(),
            *firm,
            state.word(),
            way.word(),
            points.total,
            &sums,
            reason,
            by,
            *applied_at,
            *decided_at
        ],
        Stop::Stale,
    )
}

/// A firm's application for a category.
pub(crate) fn find_application(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
) -> Outcome<Option<Application>> {
    let row = tx.find(
        "SELECT category, firm, state, how, sums, reason, applied_at, decided_at FROM application
         WHERE category = $1 AND firm = $2",
        params![category.code(), firm],
    )?;
    Ok(row.as_ref().map(application).transpose()?)
}

/// The head of the line: most points first, of equal points the earlier.
pub(crate) fn list_line(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    most: i64,
) -> Outcome<Vec<Application>> {
    let rows = tx.all(
        "SELECT category, firm, state, how, sums, reason, applied_at, decided_at FROM application
         WHERE category = $1 AND state = 'waiting'
         ORDER BY points DESC, applied_at, firm LIMIT $2",
        params![category.code(), most],
    )?;
    Ok(rows.iter().map(application).collect::<anyhow::Result<_>>()?)
}

/// Those in a state after a firm, by firm.
pub(crate) fn list_by_state(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    state: ApplicationState,
    after: i64,
    most: i64,
) -> Outcome<Vec<Application>> {
    let rows = tx.all(
        "SELECT category, firm, state, how, sums, reason, applied_at, decided_at FROM application
         WHERE category = $1 AND state = $2 AND firm > $3 ORDER BY firm LIMIT $4",
        params![category.code(), state.word(), after, most],
    )?;
    Ok(rows.iter().map(application).collect::<anyhow::Result<_>>()?)
}

/// All applications of a firm, by category.
pub(crate) fn list_of_firm(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    after: &str,
    most: i64,
) -> Outcome<Vec<Application>> {
    let rows = tx.all(
        "SELECT category, firm, state, how, sums, reason, applied_at, decided_at FROM application
         WHERE firm = $1 AND category > $2 ORDER BY category LIMIT $3",
        params![firm, after, most],
    )?;
    Ok(rows.iter().map(application).collect::<anyhow::Result<_>>()?)
}

/// For how many shelves a firm waits.
pub(crate) fn count_waiting(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<i64> {
    let row = tx.get(
        "SELECT COUNT(*) FROM application WHERE firm = $1 AND state = 'waiting'",
        params![firm],
    )?;
    Ok(row.int(0)?)
}

fn application(row: &Row) -> anyhow::Result<Application> {
    let points: Points = serde_json::from_str(row.text(4)?).context("the sums of points")?;
    Ok(Application {
        category: CategoryCode::kept(row.string(0)?),
        firm: row.id(1)?,
        state: row.word(2, ApplicationState::from_word)?,
        way: row.word(3, Way::from_word)?,
        points,
        reason: row.string(5)?,
        applied_at: row.time(6)?,
        decided_at: row.maybe_time(7)?,
    })
}

/// Writes what stands in a category in this week.
pub(crate) fn put_week(tx: &mut Tx<'_>, category: &CategoryCode, week: &WeekRow) -> Outcome<()> {
    tx.run(
        "INSERT INTO category_week (category, week, country, buyers, sellers, waiting)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (category, week, country)
         DO UPDATE SET buyers = excluded.buyers, sellers = excluded.sellers,
         waiting = excluded.waiting",
        params![category.code(), week.week, &week.country, week.buyers, week.sellers, week.waiting],
    )
}

/// The newest weeks of a category in one country, or in all (`--`); newest first.
pub(crate) fn list_weeks(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    country: &str,
    most: i64,
) -> Outcome<Vec<WeekRow>> {
    let rows = tx.all(
        "SELECT week, country, buyers, sellers, waiting FROM category_week
         WHERE category = $1 AND country = $2 ORDER BY week DESC LIMIT $3",
        params![category.code(), country, most],
    )?;
    let read = |row: &Row| {
        Ok(WeekRow {
            week: row.int(0)?,
            country: row.string(1)?,
            buyers: row.int(2)?,
            sellers: row.int(3)?,
            waiting: row.int(4)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Admissions decided before an instant, so that unused ones can be looked for.
pub(crate) fn list_admitted_before(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    before: Timestamp,
    after: i64,
    most: i64,
) -> Outcome<Vec<Id<Firm>>> {
    let rows = tx.all(
        "SELECT firm FROM application WHERE category = $1 AND state = 'admitted'
         AND decided_at <= $2 AND firm > $3 ORDER BY firm LIMIT $4",
        params![category.code(), before, after, most],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}
