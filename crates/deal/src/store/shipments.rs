//! Shipments, and what each holds.

use crate::model::{Contents, DealKind, Dispatch, Packed, Shipment, ShipmentKind};
use ::store::{Row, Tx, params};
use kernel::{Id, Limit, Outcome, Stop, Transport};

/// Writes a shipment that leaves now.
pub(crate) fn add_shipment(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    id: Id<ShipmentKind>,
    (dispatch, contents): (&Dispatch, Contents),
) -> Outcome<()> {
    let now = tx.now();
    tx.add(
        "INSERT INTO shipment (deal, id, carrier, tracking, transport, shipped_at, eta,
         delivered_at, contents) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            deal,
            id,
            &dispatch.carrier,
            &dispatch.tracking,
            dispatch.transport.word(),
            now,
            dispatch.eta,
            None::<i64>,
            contents.word()
        ],
        Stop::Bug("a shipment twice"),
    )
}

/// Notes that the carrier has handed the goods over; told again, it changes nothing.
pub(crate) fn deliver_shipment(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    id: Id<ShipmentKind>,
) -> Outcome<bool> {
    let now = tx.now();
    let row = tx.change(
        "UPDATE shipment SET delivered_at = $3
         WHERE deal = $1 AND id = $2 AND delivered_at IS NULL RETURNING id",
        params![deal, id, now],
    )?;
    Ok(row.is_some())
}

/// A deal's shipments, oldest first, each with what it holds.
pub(crate) fn list_shipments(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<Vec<Shipment>> {
    let rows = tx.all(
        "SELECT id, carrier, tracking, transport, shipped_at, eta, delivered_at, contents
         FROM shipment
         WHERE deal = $1 ORDER BY id LIMIT $2",
        params![deal, Limit::MOST],
    )?;
    let read = |row: &Row| {
        Ok(Shipment {
            id: row.id(0)?,
            carrier: row.string(1)?,
            tracking: row.string(2)?,
            transport: row.word(3, Transport::from_word)?,
            shipped_at: row.time(4)?,
            eta: row.maybe_time(5)?,
            delivered_at: row.maybe_time(6)?,
            contents: row.word(7, Contents::from_word)?,
            packed: Vec::new(),
        })
    };
    let mut shipments: Vec<Shipment> = rows.iter().map(read).collect::<anyhow::Result<_>>()?;
    if shipments.iter().any(|shipment| shipment.contents == Contents::Part) {
        let packed = list_packed(tx, deal)?;
        for shipment in &mut shipments {
            let own = packed.iter().filter(|(id, _)| *id == shipment.id);
            shipment.packed = own.map(|(_, packed)| *packed).collect();
        }
    }
    Ok(shipments)
}

/// The most lines of parcels of one deal: its lines, in each of its shipments.
const PACKED_MOST: i64 = 8_000;

fn list_packed(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<Vec<(Id<ShipmentKind>, Packed)>> {
    let rows = tx.all(
        "SELECT shipment, nth, quantity FROM shipment_line WHERE deal = $1
         ORDER BY shipment, nth LIMIT $2",
        params![deal, PACKED_MOST],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, Packed { nth: row.int(1)?, quantity: row.int(2)? }));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// How many shipments a deal has.
pub(crate) fn count_shipments(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<i64> {
    let row = tx.get("SELECT COUNT(*) FROM shipment WHERE deal = $1", params![deal])?;
    Ok(row.int(0)?)
}

/// So many of a line leave in a shipment: never more than is left of it, however many ask at once.
pub(crate) fn send_line(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    shipment: Id<ShipmentKind>,
    packed: Packed,
) -> Outcome<()> {
    tx.must(
        "UPDATE line SET sent = sent + $3
         WHERE deal = $1 AND nth = $2 AND sent + short + $3 <= quantity",
        params![deal, packed.nth, packed.quantity],
        1,
        Stop::Stale,
    )?;
    tx.add(
        "INSERT INTO shipment_line (deal, shipment, nth, quantity) VALUES ($1, $2, $3, $4)",
        params![deal, shipment, packed.nth, packed.quantity],
        Stop::Bug("a line twice in a shipment"),
    )
}

/// The rest of a line will not come.
pub(crate) fn close_line(tx: &mut Tx<'_>, deal: Id<DealKind>, rest: Packed) -> Outcome<()> {
    tx.must(
        "UPDATE line SET short = short + $3
         WHERE deal = $1 AND nth = $2 AND sent + short + $3 = quantity",
        params![deal, rest.nth, rest.quantity],
        1,
        Stop::Stale,
    )
}
