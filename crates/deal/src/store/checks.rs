//! What `verify` walks over.

use crate::model::{DealKind, RemedyKind};
use ::store::{Row, Tx, params};
use kernel::{Id, Outcome};

/// The deals after one, in order.
pub(crate) fn list_after(
    tx: &mut Tx<'_>,
    after: Id<DealKind>,
    most: i64,
) -> Outcome<Vec<Id<DealKind>>> {
    let rows =
        tx.all("SELECT id FROM deal WHERE id > $1 ORDER BY id LIMIT $2", params![after, most])?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// Deals that stand still after one up to another, with the remedy that stopped them.
pub(crate) fn list_stopped(
    tx: &mut Tx<'_>,
    after: Id<DealKind>,
    last: Id<DealKind>,
    most: i64,
) -> Outcome<Vec<(Id<DealKind>, Id<RemedyKind>)>> {
    let rows = tx.all(
        "SELECT id, remedy FROM deal WHERE id > $1 AND id <= $2 AND remedy IS NOT NULL
         ORDER BY id LIMIT $3",
        params![after, last, most],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.id(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Deals that are named by what belongs to them, after one up to another, and are not there.
pub(crate) fn list_orphans(
    tx: &mut Tx<'_>,
    after: Id<DealKind>,
    last: Id<DealKind>,
    most: i64,
) -> Outcome<Vec<(Id<DealKind>, String)>> {
    let rows = tx.all(
        "SELECT x.deal, x.what FROM (
           SELECT deal, 'line' AS what FROM line WHERE deal > $1 AND deal <= $2
           UNION ALL
           SELECT deal, 'milestone' AS what FROM milestone WHERE deal > $1 AND deal <= $2
           UNION ALL
           SELECT deal, 'signature' AS what FROM signature WHERE deal > $1 AND deal <= $2
           UNION ALL
           SELECT deal, 'shipment' AS what FROM shipment WHERE deal > $1 AND deal <= $2
           UNION ALL
           SELECT deal, 'shipment_line' AS what FROM shipment_line WHERE deal > $1 AND deal <= $2
           UNION ALL
           SELECT deal, 'proposal' AS what FROM proposal WHERE deal > $1 AND deal <= $2
           UNION ALL
           SELECT deal, 'timeline' AS what FROM timeline WHERE deal > $1 AND deal <= $2) x
         LEFT JOIN deal d ON d.id = x.deal WHERE d.id IS NULL ORDER BY x.deal LIMIT $3",
        params![after, last, most],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.string(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}
