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

/// What at most `IDS_AT_A_TIME` people do not want letters about.
pub(crate) fn list_unwilling(
    tx: &mut Tx<'_>,
    people: &[Id<Person>],
) -> Outcome<Vec<(Id<Person>, String)>> {
    let rows = tx.all(
        "SELECT person, topic FROM unwanted_letter WHERE person IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) ORDER BY person, topic",
        &padded::<_, IDS_AT_A_TIME>(people),
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.string(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// How many letters at most `IDS_AT_A_TIME` people had on a day; those who had none are not told
/// of.
pub(crate) fn list_letter_counts(
    tx: &mut Tx<'_>,
    people: &[Id<Person>],
    day: i64,
) -> Outcome<Vec<(Id<Person>, i64)>> {
    let asked = padded::<_, IDS_AT_A_TIME>(people);
    let asked: Vec<_> = asked.into_iter().chain([day.into()]).collect();
    let rows = tx.all(
        "SELECT person, count FROM letter_day WHERE person IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) AND day = $51
         ORDER BY person {LOCK}",
        &asked,
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.int(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Counts more letters of a person on a day, and forgets the days before.
pub(crate) fn count_letters(
    tx: &mut Tx<'_>,
    person: Id<Person>,
    day: i64,
    more: i64,
) -> Outcome<()> {
    tx.run(
        "INSERT INTO letter_day (person, day, count) VALUES ($1, $2, $3)
         ON CONFLICT (person, day) DO UPDATE SET count = letter_day.count + excluded.count",
        params![person, day, more],
    )?;
    tx.run("DELETE FROM letter_day WHERE person = $1 AND day < $2", params![person, day])
}
