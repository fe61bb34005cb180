//! Deals that were carried out: the goods left, and the deal is over.

use crate::model::{DealKind, FinishedSides};
use ::store::{Row, Tx, params};
use kernel::{Id, Outcome};

pub(crate) fn find_finished(tx: &mut Tx<'_>, id: Id<DealKind>) -> Outcome<Option<FinishedSides>> {
    let row = tx.find(
        "SELECT id, buyer, seller, ended_at FROM deal
         WHERE id = $1 AND shipped_at IS NOT NULL AND ended_at IS NOT NULL",
        params![id],
    )?;
    Ok(row.as_ref().map(sides).transpose()?)
}

pub(crate) fn list_finished(
    tx: &mut Tx<'_>,
    after: Id<DealKind>,
    most: i64,
) -> Outcome<Vec<FinishedSides>> {
    let rows = tx.all(
        "SELECT id, buyer, seller, ended_at FROM deal
         WHERE id > $1 AND shipped_at IS NOT NULL AND ended_at IS NOT NULL ORDER BY id LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(sides).collect::<anyhow::Result<_>>()?)
}

fn sides(row: &Row) -> anyhow::Result<FinishedSides> {
    Ok(FinishedSides {
        deal: row.id(0)?,
        buyer: row.id(1)?,
        seller: row.id(2)?,
        finished_at: row.time(3)?,
    })
}
