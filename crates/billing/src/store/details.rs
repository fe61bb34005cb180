//! Who stands on invoices, and who looked.

use crate::model::{Details, Look};
use ::store::{Row, Tx, params};
use kernel::{Any, Firm, Id, Outcome, Person, Stop};

/// The details of a firm, or of the operator, if they were told.
pub(crate) fn find_details(tx: &mut Tx<'_>, owner: Id<Any>) -> Outcome<Option<Details>> {
    let row = tx.find(
        "SELECT legal_name, street, city, post_code, country, vat_id, registration, version
         FROM bill_party WHERE owner = $1",
        params![owner],
    )?;
    let read = |row: &Row| {
        anyhow::Ok(Details {
            legal_name: row.string(0)?,
            street: row.string(1)?,
            city: row.string(2)?,
            post_code: row.string(3)?,
            country: row.string(4)?,
            vat_id: row.string(5)?,
            registration: row.string(6)?,
            version: row.int(7)?,
        })
    };
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes details over the version that was read.
pub(crate) fn put_details(
    tx: &mut Tx<'_>,
    owner: Id<Any>,
    details: &Details,
    by: Id<Person>,
) -> Outcome<()> {
    let now = tx.now();
    tx.must(
        "INSERT INTO bill_party (owner, legal_name, street, city, post_code, country, vat_id,
         registration, changed_by, changed_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (owner) DO UPDATE SET legal_name = excluded.legal_name,
         street = excluded.street, city = excluded.city, post_code = excluded.post_code,
         country = excluded.country, vat_id = excluded.vat_id,
         registration = excluded.registration, changed_by = excluded.changed_by,
         changed_at = excluded.changed_at, version = excluded.version
         WHERE bill_party.version = excluded.version - 1",
        params![
            owner,
            &details.legal_name,
            &details.street,
            &details.city,
            &details.post_code,
            &details.country,
            &details.vat_id,
            &details.registration,
            by,
            now,
            details.version + 1
        ],
        1,
        Stop::Stale,
    )
}

/// Writes down that a clerk looked at a firm's fees.
pub(crate) fn add_access(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    person: Id<Person>,
    what: &str,
) -> Outcome<()> {
    let (id, now) = (tx.id::<Any>(), tx.now());
    tx.add(
        "INSERT INTO bill_access (firm, id, person, what, at) VALUES ($1, $2, $3, $4, $5)",
        params![firm, id, person, what, now],
        Stop::Bug("a look twice"),
    )
}

/// Who looked at a firm's fees, newest first.
pub(crate) fn list_access(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Look>> {
    let rows = tx.all(
        "SELECT id, person, what, at FROM bill_access WHERE firm = $1 AND id < $2
         ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    let read = |row: &Row| Ok((row.int(0)?, row.id(1)?, row.string(2)?, row.time(3)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}
