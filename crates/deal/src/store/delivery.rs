//! Where goods go.

use crate::model::{Address, DealKind};
use ::store::{Tx, params};
use kernel::{Id, Outcome, Stop};

/// Writes where the goods of a deal go.
pub(crate) fn add_delivery(tx: &mut Tx<'_>, deal: Id<DealKind>, to: &Address) -> Outcome<()> {
    tx.add(
        "INSERT INTO delivery (deal, name, phone, country, region, city, street, postcode)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            deal,
            &to.name,
            &to.phone,
            &to.country,
            &to.region,
            &to.city,
            &to.street,
            &to.postcode
        ],
        Stop::Bug("two addresses for one deal"),
    )
}

/// Where the goods of a deal go.
pub(crate) fn find_delivery(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<Option<Address>> {
    let row = tx.find(
        "SELECT name, phone, country, region, city, street, postcode FROM delivery
         WHERE deal = $1",
        params![deal],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Address {
        name: row.string(0)?,
        phone: row.string(1)?,
        country: row.string(2)?,
        region: row.string(3)?,
        city: row.string(4)?,
        street: row.string(5)?,
        postcode: row.string(6)?,
    }))
}
