//! What clerks were told of.

use crate::model::Told;
use ::store::{Tx, params};
use anyhow::Context;
use kernel::{Id, Outcome, Person};

/// What a clerk was told of last.
pub(crate) fn find_told(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<Told> {
    let row =
        tx.find("SELECT marks, at FROM desk_told WHERE person = $1 {LOCK}", params![person])?;
    let Some(row) = row else { return Ok(Told::default()) };
    let marks = serde_json::from_str(row.text(0)?).context("marks")?;
    Ok(Told { marks, at: Some(row.time(1)?) })
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
