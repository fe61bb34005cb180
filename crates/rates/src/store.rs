//! Every SQL statement of the rates.

use crate::model::RateDay;
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::{Currency, Id, Outcome, Person, Rate, Rates};
use std::collections::BTreeMap;

/// Writes a day's rates, over what was known of it.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    rates: &Rates,
    source: &str,
    by: Option<Id<Person>>,
) -> Outcome<()> {
    let told: BTreeMap<&str, Rate> =
        rates.all().iter().map(|(one, rate)| (one.code(), *rate)).collect();
    let told = serde_json::to_string(&told).context("rates as JSON")?;
    tx.run(
        "INSERT INTO rate_day (base, day, source, rates, by_person, at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (base, day) DO UPDATE SET source = excluded.source, rates = excluded.rates,
         by_person = excluded.by_person, at = excluded.at",
        params![rates.base.code(), &rates.day, source, &told, by, tx.now()],
    )
}

/// The newest days of a base, the last one first.
pub(crate) fn list(tx: &mut Tx<'_>, base: Currency, most: i64) -> Outcome<Vec<RateDay>> {
    let rows = tx.all(
        "SELECT day, source, rates, at FROM rate_day WHERE base = $1 ORDER BY day DESC LIMIT $2",
        params![base.code(), most],
    )?;
    let read = |row: &Row| {
        let told: BTreeMap<String, Rate> =
            serde_json::from_str(row.text(2)?).context("rates that are no JSON")?;
        let known = |(code, rate): (String, Rate)| Some((Currency::from_code(&code)?, rate));
        Ok(RateDay {
            rates: Rates::new(row.string(0)?, base, told.into_iter().filter_map(known)),
            source: row.string(1)?,
            at: row.time(3)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}
