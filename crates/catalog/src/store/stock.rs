//! Stock and what of it is kept. Each change is guarded by what must be true of the row.

use crate::model::{ProductKind, Reserved, Stock};
use ::store::{Row, Tx, params};
use kernel::{Any, Id, Outcome, Stop};

/// Writes the first stock of a product.
pub(crate) fn add(tx: &mut Tx<'_>, product: Id<ProductKind>, stock: &Stock) -> Outcome<()> {
    tx.add(
        "INSERT INTO stock (product, on_hand, reserved, revision) VALUES ($1, $2, $3, $4)",
        params![product, stock.on_hand, stock.reserved, stock.revision],
        Stop::Stale,
    )
}

/// Writes how many there are, over the count that was read.
pub(crate) fn count(
    tx: &mut Tx<'_>,
    product: Id<ProductKind>,
    before: &Stock,
    on_hand: i64,
) -> Outcome<()> {
    tx.must(
        "UPDATE stock SET on_hand = $3, revision = revision + 1
         WHERE product = $1 AND revision = $2 AND reserved <= $3",
        params![product, before.revision, on_hand],
        1,
        Stop::Stale,
    )
}

/// Takes a stock of which nothing is kept away: the product is made to order again.
pub(crate) fn remove(tx: &mut Tx<'_>, product: Id<ProductKind>, before: &Stock) -> Outcome<()> {
    tx.must(
        "DELETE FROM stock WHERE product = $1 AND revision = $2 AND reserved = 0",
        params![product, before.revision],
        1,
        Stop::Stale,
    )
}

/// The stock of a product.
pub(crate) fn find(tx: &mut Tx<'_>, product: Id<ProductKind>) -> Outcome<Option<Stock>> {
    let row = tx.find(
        "SELECT on_hand, reserved, revision FROM stock WHERE product = $1",
        params![product],
    )?;
    Ok(row.map(|row| read(&row, 0)).transpose()?.flatten())
}

/// Reads a stock from three columns of a row, where the product has one.
pub(super) fn read(row: &Row, column: usize) -> anyhow::Result<Option<Stock>> {
    let Some(on_hand) = row.maybe_int(column)? else { return Ok(None) };
    let (reserved, revision) = (row.int(column + 1)?, row.int(column + 2)?);
    Ok(Some(Stock { on_hand, reserved, revision }))
}

/// Keeps so many if they are free; tells whether they were.
pub(crate) fn keep(tx: &mut Tx<'_>, product: Id<ProductKind>, quantity: i64) -> Outcome<bool> {
    let kept = tx.change(
        "UPDATE stock SET reserved = reserved + $2
         WHERE product = $1 AND on_hand - reserved >= $2 RETURNING reserved",
        params![product, quantity],
    )?;
    Ok(kept.is_some())
}

/// Notes for whom.
pub(crate) fn add_reservation(
    tx: &mut Tx<'_>,
    product: Id<ProductKind>,
    holder: Id<Any>,
    quantity: i64,
) -> Outcome<()> {
    let now = tx.now();
    tx.add(
        "INSERT INTO reservation (product, holder, quantity, at) VALUES ($1, $2, $3, $4)",
        params![product, holder, quantity, now],
        Stop::Bug("a product is kept twice for one holder"),
    )
}

/// Ends what is kept for a holder; tells how many it was.
pub(crate) fn end_reservation(
    tx: &mut Tx<'_>,
    product: Id<ProductKind>,
    holder: Id<Any>,
) -> Outcome<Option<i64>> {
    let ended = tx.change(
        "DELETE FROM reservation WHERE product = $1 AND holder = $2 RETURNING quantity",
        params![product, holder],
    )?;
    Ok(ended.map(|row| row.int(0)).transpose()?)
}

/// Of what is kept for a holder so many go away; tells whether there were more than these.
pub(crate) fn lessen(
    tx: &mut Tx<'_>,
    product: Id<ProductKind>,
    holder: Id<Any>,
    quantity: i64,
) -> Outcome<bool> {
    let left = tx.change(
        "UPDATE reservation SET quantity = quantity - $3
         WHERE product = $1 AND holder = $2 AND quantity > $3 RETURNING quantity",
        params![product, holder, quantity],
    )?;
    Ok(left.is_some())
}

/// So many are free again.
pub(crate) fn let_go(tx: &mut Tx<'_>, product: Id<ProductKind>, quantity: i64) -> Outcome<()> {
    tx.must(
        "UPDATE stock SET reserved = reserved - $2 WHERE product = $1 AND reserved >= $2",
        params![product, quantity],
        1,
        Stop::Bug("more was kept than is reserved"),
    )
}

/// So many have left: who counted before they did has counted something else.
pub(crate) fn send(tx: &mut Tx<'_>, product: Id<ProductKind>, quantity: i64) -> Outcome<()> {
    tx.must(
        "UPDATE stock SET reserved = reserved - $2, on_hand = on_hand - $2,
         revision = revision + 1
         WHERE product = $1 AND reserved >= $2",
        params![product, quantity],
        1,
        Stop::Bug("more was kept than is reserved"),
    )
}

/// What is kept for holders after one up to another.
pub(crate) fn list_between(
    tx: &mut Tx<'_>,
    after: Id<Any>,
    last: Id<Any>,
    most: i64,
) -> Outcome<Vec<Reserved>> {
    let rows = tx.all(
        "SELECT product, holder, quantity FROM reservation WHERE holder > $1 AND holder <= $2
         ORDER BY holder, product LIMIT $3",
        params![after, last, most],
    )?;
    let read =
        |row: &Row| Ok(Reserved { product: row.id(0)?, holder: row.id(1)?, quantity: row.int(2)? });
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Stocks after a product, each with the sum of its reservations.
pub(crate) fn list_with_sums(
    tx: &mut Tx<'_>,
    after: Id<ProductKind>,
    most: i64,
) -> Outcome<Vec<(Id<ProductKind>, Stock, i64)>> {
    let rows = tx.all(
        "SELECT s.product, s.on_hand, s.reserved, s.revision,
         (SELECT CAST(COALESCE(SUM(r.quantity), 0) AS BIGINT) FROM reservation r
          WHERE r.product = s.product)
         FROM stock s WHERE s.product > $1 ORDER BY s.product LIMIT $2",
        params![after, most],
    )?;
    let read = |row: &Row| {
        let (on_hand, reserved, revision) = (row.int(1)?, row.int(2)?, row.int(3)?);
        Ok((row.id(0)?, Stock { on_hand, reserved, revision }, row.int(4)?))
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Reservations after a product up to another whose stock is not there.
pub(crate) fn list_orphans(
    tx: &mut Tx<'_>,
    after: Id<ProductKind>,
    last: Id<ProductKind>,
    most: i64,
) -> Outcome<Vec<(Id<ProductKind>, Id<Any>)>> {
    let rows = tx.all(
        "SELECT r.product, r.holder FROM reservation r
         LEFT JOIN stock s ON s.product = r.product
         WHERE r.product > $1 AND r.product <= $2 AND s.product IS NULL
         ORDER BY r.product, r.holder LIMIT $3",
        params![after, last, most],
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect::<anyhow::Result<_>>()?)
}
