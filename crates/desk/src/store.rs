//! What clerks were told of.

use crate::model::Told;
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::{Id, Outcome, Person};
use std::collections::BTreeMap;

/// The operator's people are fewer.
const CLERKS_MOST: i64 = 500;

/// What each clerk was told of last.
pub(crate) fn list_told(tx: &mut Tx<'_>) -> Outcome<BTreeMap<Id<Person>, Told>> {
    let rows = tx.all(
        "SELECT marks, at, person FROM desk_told ORDER BY person LIMIT $1",
        params![CLERKS_MOST],
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(2)?, told(row)?))).collect::<anyhow::Result<_>>()?)
}

fn told(row: &Row) -> anyhow::Result<Told> {
    let marks = serde_json::from_str(row.text(0)?).context("marks")?;
    Ok(Told { marks, at: Some(row.time(1)?) })
}

/// What a clerk was told of last, read for update.
pub(crate) fn find_told(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<Told> {
    let row =
        tx.find("SELECT marks, at FROM desk_told WHERE person = $1 {LOCK}", params![person])?;
    Ok(row.as_ref().map(told).transpose()?.unwrap_or_default())
}

/// Writes what a clerk is told of now.
pub(crate) fn keep_told(tx: &mut Tx<'_>, person: Id<Person>, told: &Told) -> Outcome<()> {
    let marks = serde_json::to_string(&told.marks).context("marks")?;
    tx.run(
        "INSERT INTO desk_told (person, marks, at) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET marks = excluded.marks, at = excluded.at",
        params![person, &marks, told.at],
    )?;
    Ok(())
}
