//! People, their contacts, and the operator's people.

use super::IDS_AT_A_TIME;
use crate::model::{Clerk, Contact, NewPerson, PartyRefusal, desk_from_word, desk_word};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Desk, Firm, Id, Lang, Outcome, Person, Stop};

/// A person as kept.
pub(crate) struct Known {
    pub(crate) id: Id<Person>,
    pub(crate) name: String,
    pub(crate) lang: Lang,
    pub(crate) password_hash: Option<String>,
    pub(crate) version: i64,
}

/// Writes a new person.
pub(crate) fn add_person(tx: &mut Tx<'_>, id: Id<Person>, person: &NewPerson) -> Outcome<()> {
    let hash = person.password_hash.as_deref();
    tx.add(
        "INSERT INTO person (id, lang, name, password_hash, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, person.lang.tag(), person.name.as_str(), hash, tx.now(), 1],
        Stop::Bug("a person's id twice"),
    )
}

/// The person; it is a fault if they are gone.
pub(crate) fn get_person(tx: &mut Tx<'_>, id: Id<Person>) -> Outcome<Known> {
    let row = tx
        .find("SELECT lang, name, password_hash, version FROM person WHERE id = $1", params![id])?;
    let row = row.with_context(|| format!("{id} is gone"))?;
    Ok(Known {
        id,
        lang: row.word(0, Lang::from_tag)?,
        name: row.string(1)?,
        password_hash: row.maybe_string(2)?,
        version: row.int(3)?,
    })
}

/// Names of at most `IDS_AT_A_TIME` people, in any order.
pub(crate) fn list_names(
    tx: &mut Tx<'_>,
    people: &[Id<Person>],
) -> Outcome<Vec<(Id<Person>, String)>> {
    let rows = tx.all(
        "SELECT id, name FROM person WHERE id IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
        &padded::<_, IDS_AT_A_TIME>(people),
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.string(1)?))).collect::<anyhow::Result<_>>()?)
}

/// Gives a person another password.
pub(crate) fn set_password(tx: &mut Tx<'_>, id: Id<Person>, hash: &str) -> Outcome<()> {
    tx.must(
        "UPDATE person SET password_hash = $2, version = version + 1 WHERE id = $1",
        params![id, hash],
        1,
        Stop::Absent,
    )
}

/// Claims a contact for a person.
pub(crate) fn add_contact(tx: &mut Tx<'_>, contact: &Contact, person: Id<Person>) -> Outcome<()> {
    tx.add(
        "INSERT INTO contact (value, kind, person, verified_at) VALUES ($1, $2, $3, $4)",
        params![contact.value(), contact.channel().word(), person, tx.now()],
        PartyRefusal::ContactTaken,
    )
}

/// Whose contact it is.
pub(crate) fn find_owner(tx: &mut Tx<'_>, contact: &Contact) -> Outcome<Option<Id<Person>>> {
    let row = tx.find("SELECT person FROM contact WHERE value = $1", params![contact.value()])?;
    Ok(row.map(|row| row.id(0)).transpose()?)
}

/// A contact of a person.
pub(crate) fn find_contact_of(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<Option<Contact>> {
    let row = tx.find(
        "SELECT value FROM contact WHERE person = $1 ORDER BY value LIMIT 1",
        params![person],
    )?;
    Ok(row.map(|row| row.string(0)).transpose()?.map(Contact::kept))
}

/// Where an owner of a firm is reached, and in which language.
pub(crate) type OwnerContact = (Id<Firm>, Id<Person>, Contact, Lang);

/// Where the owners of at most `IDS_AT_A_TIME` firms are reached, and in which language; by firm.
pub(crate) fn list_owner_contacts(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<Vec<OwnerContact>> {
    let rows = tx.all(
        "SELECT m.firm, c.value, p.lang, m.person FROM member AS m
         JOIN person AS p ON p.id = m.person JOIN contact AS c ON c.person = m.person
         WHERE m.role = 'owner' AND m.firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)
         ORDER BY m.firm, m.person, c.value",
        &padded::<_, IDS_AT_A_TIME>(firms),
    )?;
    let read = |row: &Row| {
        let contact = Contact::kept(row.string(1)?);
        Ok((row.id(0)?, row.id(3)?, contact, row.word(2, Lang::from_tag)?))
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Seats a person at a desk of the operator.
pub(crate) fn add_clerk(tx: &mut Tx<'_>, person: Id<Person>, desk: Desk) -> Outcome<()> {
    tx.add(
        "INSERT INTO clerk (person, desk) VALUES ($1, $2)",
        params![person, desk_word(desk)],
        Stop::Bug("a clerk twice"),
    )
}

/// The desk of one of the operator's people.
pub(crate) fn find_desk(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<Option<Desk>> {
    let row = tx.find("SELECT desk FROM clerk WHERE person = $1", params![person])?;
    Ok(row.map(|row| row.word(0, desk_from_word)).transpose()?)
}

/// The operator's people with a contact of each, most at once.
pub(crate) fn list_clerks(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<Clerk>> {
    let rows = tx.all(
        "SELECT k.person, k.desk, p.lang, MIN(c.value) FROM clerk AS k
         JOIN person AS p ON p.id = k.person JOIN contact AS c ON c.person = k.person
         GROUP BY k.person, k.desk, p.lang ORDER BY k.person LIMIT $1",
        params![most],
    )?;
    let read = |row: &Row| {
        let (person, contact) = (row.id(0)?, Contact::kept(row.string(3)?));
        let (desk, lang) = (row.word(1, desk_from_word)?, row.word(2, Lang::from_tag)?);
        Ok(Clerk { person, desk, contact, lang })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}
