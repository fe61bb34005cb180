//! Which letters of news a person wants, and how many they got.

use super::IDS_AT_A_TIME;
use crate::model::Topic;
use ::store::{Row, Tx, padded, params};
use kernel::{Id, Outcome, Person, Stop};

/// What a person does not want.
pub(crate) fn list_unwanted(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<Vec<Topic>> {
    let rows = tx.all(
        "SELECT topic FROM unwanted_letter WHERE person = $1 ORDER BY topic LIMIT 100",
        params![person],
    )?;
    let topic = |row: &Row| Ok(Topic::from_word(row.text(0)?));
    let topics: Vec<Option<Topic>> = rows.iter().map(topic).collect::<anyhow::Result<_>>()?;
    Ok(topics.into_iter().flatten().collect())
}

/// A person does not want letters about something.
pub(crate) fn add_unwanted(tx: &mut Tx<'_>, person: Id<Person>, topic: Topic) -> Outcome<()> {
    tx.add(
        "INSERT INTO unwanted_letter (person, topic) VALUES ($1, $2)",
        params![person, topic.word()],
        Stop::Stale,
    )
}

/// They want them again.
pub(crate) fn remove_unwanted(tx: &mut Tx<'_>, person: Id<Person>, topic: Topic) -> Outcome<()> {
    tx.run(
        "DELETE FROM unwanted_letter WHERE person = $1 AND topic = $2",
        params![person, topic.word()],
    )
}

/// Those of these people who do not want letters about something.
pub(crate) fn list_unwilling(
    tx: &mut Tx<'_>,
    people: &[Id<Person>],
    topic: Topic,
) -> Outcome<Vec<Id<Person>>> {
    let asked = padded::<_, IDS_AT_A_TIME>(people);
    let asked: Vec<_> = asked.into_iter().chain([topic.word().into()]).collect();
    let rows = tx.all(
        "SELECT person FROM unwanted_letter WHERE person IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) AND topic = $51
         ORDER BY person",
        &asked,
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// Counts one more letter of a person on a day; tells whether there were fewer than so many before.
pub(crate) fn count_letter(
    tx: &mut Tx<'_>,
    person: Id<Person>,
    (day, most): (i64, i64),
) -> Outcome<bool> {
    let row = tx.find(
        "SELECT count FROM letter_day WHERE person = $1 AND day = $2 {LOCK}",
        params![person, day],
    )?;
    let Some(row) = row else {
        tx.add(
            "INSERT INTO letter_day (person, day, count) VALUES ($1, $2, 1)",
            params![person, day],
            Stop::Busy { retry_after_s: 1 },
        )?;
        return Ok(most > 0);
    };
    if row.int(0)? >= most {
        return Ok(false);
    }
    tx.run(
        "UPDATE letter_day SET count = count + 1 WHERE person = $1 AND day = $2",
        params![person, day],
    )?;
    Ok(true)
}

/// Counts of days before one are forgotten.
pub(crate) fn forget_days(tx: &mut Tx<'_>, person: Id<Person>, day: i64) -> Outcome<()> {
    tx.run("DELETE FROM letter_day WHERE person = $1 AND day < $2", params![person, day])
}
