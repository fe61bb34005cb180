//! The address book.

use crate::model::{AddressKind, BookAddress};
use ::store::{Row, Tx, params};
use deal::Address;
use kernel::{Firm, Id, Outcome, Stop};

/// A firm's addresses, the one that is proposed first first.
pub(crate) fn list_addresses(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    most: i64,
) -> Outcome<Vec<BookAddress>> {
    let rows = tx.all(
        "SELECT id, name, phone, country, region, city, street, postcode, is_first, version
         FROM address WHERE firm = $1 ORDER BY is_first DESC, id DESC LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(address).collect::<anyhow::Result<_>>()?)
}

/// An address of a firm; another firm's is absent.
pub(crate) fn get_address(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<AddressKind>,
) -> Outcome<BookAddress> {
    let row = tx.get(
        "SELECT id, name, phone, country, region, city, street, postcode, is_first, version
         FROM address WHERE firm = $1 AND id = $2",
        params![firm, id],
    )?;
    Ok(address(&row)?)
}

fn address(row: &Row) -> anyhow::Result<BookAddress> {
    let address = Address {
        name: row.string(1)?,
        phone: row.string(2)?,
        country: row.string(3)?,
        region: row.string(4)?,
        city: row.string(5)?,
        street: row.string(6)?,
        postcode: row.string(7)?,
    };
    Ok(BookAddress { id: row.id(0)?, address, is_first: row.flag(8)?, version: row.int(9)? })
}

/// Writes a new address.
pub(crate) fn add_address(tx: &mut Tx<'_>, firm: Id<Firm>, new: &BookAddress) -> Outcome<()> {
    let to = &new.address;
    tx.add(
        "INSERT INTO address (firm, id, name, phone, country, region, city, street, postcode,
         is_first, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            firm,
            new.id,
            &to.name,
            &to.phone,
            &to.country,
            &to.region,
            &to.city,
            &to.street,
            &to.postcode,
            new.is_first,
            new.version
        ],
        Stop::Busy { retry_after_s: 1 },
    )
}

/// Writes an address over the version that was read.
pub(crate) fn change_address(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (id, version): (Id<AddressKind>, i64),
    to: &Address,
) -> Outcome<()> {
    tx.must(
        "UPDATE address SET name = $4, phone = $5, country = $6, region = $7, city = $8,
         street = $9, postcode = $10, version = version + 1
         WHERE firm = $1 AND id = $2 AND version = $3",
        params![
            firm,
            id,
            version,
            &to.name,
            &to.phone,
            &to.country,
            &to.region,
            &to.city,
            &to.street,
            &to.postcode
        ],
        1,
        Stop::Stale,
    )
}

/// No address of the firm is proposed first.
pub(crate) fn end_first(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    tx.run("UPDATE address SET is_first = 0 WHERE firm = $1 AND is_first = 1", params![firm])
}

/// This one is.
pub(crate) fn make_first(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<AddressKind>) -> Outcome<()> {
    tx.must(
        "UPDATE address SET is_first = 1 WHERE firm = $1 AND id = $2",
        params![firm, id],
        1,
        Stop::Absent,
    )
}

/// An address vanishes.
pub(crate) fn remove_address(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<AddressKind>) -> Outcome<()> {
    tx.must("DELETE FROM address WHERE firm = $1 AND id = $2", params![firm, id], 1, Stop::Absent)
}
