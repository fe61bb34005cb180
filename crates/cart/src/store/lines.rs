//! What lies in carts.

use crate::model::CartLine;
use ::store::{Row, Tx, params};
use catalog::ProductKind;
use kernel::{Firm, Id, Outcome, Stop, UnitPrice};

/// What lies in a firm's cart, by product.
pub(crate) fn list_lines(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<CartLine>> {
    let rows = tx.all(
        "SELECT product, quantity, currency, millionths FROM cart_line
         WHERE firm = $1 ORDER BY product LIMIT $2",
        params![firm, most],
    )?;
    let read = |row: &Row| {
        let seen = UnitPrice::new(row.int(3)?, row.currency(2)?);
        Ok(CartLine { product: row.id(0)?, quantity: row.int(1)?, seen })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Lays a line in, or in the place of the one that lies there.
pub(crate) fn put_line(tx: &mut Tx<'_>, firm: Id<Firm>, line: &CartLine) -> Outcome<()> {
    let now = tx.now();
    tx.add(
        "INSERT INTO cart_line (firm, product, quantity, currency, millionths, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (firm, product) DO UPDATE SET
         quantity = excluded.quantity, currency = excluded.currency,
         millionths = excluded.millionths, at = excluded.at",
        params![firm, line.product, line.quantity, line.seen.currency, line.seen.millionths, now],
        Stop::Bug("a line of a cart that may not be"),
    )
}

/// Takes a line out, if it lies there.
pub(crate) fn remove_line(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    product: Id<ProductKind>,
) -> Outcome<()> {
    tx.run("DELETE FROM cart_line WHERE firm = $1 AND product = $2", params![firm, product])
}

/// Takes a line out that was ordered, if it is still as it was read: else somebody of the firm is
/// ordering it too.
pub(crate) fn end_line(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (product, quantity): (Id<ProductKind>, i64),
) -> Outcome<()> {
    tx.must(
        "DELETE FROM cart_line WHERE firm = $1 AND product = $2 AND quantity = $3",
        params![firm, product, quantity],
        1,
        Stop::Stale,
    )
}
