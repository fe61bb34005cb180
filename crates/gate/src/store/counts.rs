//! Numbers that are kept, one for each thing that is counted.

use crate::model::{Counter, Day};
use ::store::{Tx, params};
use catalog::CategoryCode;
use kernel::Outcome;

/// Moves a number.
pub(crate) fn add(tx: &mut Tx<'_>, counter: Counter, by: i64) -> Outcome<()> {
    tx.run(
        "INSERT INTO counter (name, n) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET n = counter.n + excluded.n",
        params![counter.word(), by],
    )
}

/// Moves the number of those who did something last on a day.
pub(crate) fn add_on(tx: &mut Tx<'_>, counter: Counter, day: Day, by: i64) -> Outcome<()> {
    tx.run(
        "INSERT INTO counter_day (name, day, n) VALUES ($1, $2, $3)
         ON CONFLICT (name, day) DO UPDATE SET n = counter_day.n + excluded.n",
        params![counter.word(), day.0, by],
    )
}

/// Moves the number of a country's buyers in a category that count until a day.
pub(crate) fn add_buyers(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    day: Day,
    country: &str,
    by: i64,
) -> Outcome<()> {
    tx.run(
        "INSERT INTO buyer_day (category, day, country, n) VALUES ($1, $2, $3, $4)
         ON CONFLICT (category, day, country) DO UPDATE SET n = buyer_day.n + excluded.n",
        params![category.code(), day.0, country, by],
    )
}

/// A number.
pub(crate) fn get(tx: &mut Tx<'_>, counter: Counter) -> Outcome<i64> {
    let row = tx.find("SELECT n FROM counter WHERE name = $1", params![counter.word()])?;
    Ok(row.map(|row| row.int(0)).transpose()?.unwrap_or(0))
}

/// How many did something after a day.
pub(crate) fn get_after(tx: &mut Tx<'_>, counter: Counter, day: Day) -> Outcome<i64> {
    let row = tx.get(
        "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM counter_day
         WHERE name = $1 AND day > $2",
        params![counter.word(), day.0],
    )?;
    Ok(row.int(0)?)
}
