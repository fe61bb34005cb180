//! Where goods stand, and how many there are.

use crate::model::{Shelf, Shelved, Stall, Wanted};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use catalog::ProductKind;
use kernel::{Firm, Id, Outcome, Stop};
use std::collections::BTreeMap;

/// Products asked for in one round trip; more go in several.
const AT_A_TIME: usize = 50;
/// More shelves than the tree has.
const SHELVES_MOST: i64 = 1_000;

/// Where these products stand.
pub(crate) fn list_shelved(
    tx: &mut Tx<'_>,
    ids: &[Id<ProductKind>],
) -> Outcome<BTreeMap<Id<ProductKind>, Shelved>> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT product, firm, country, category, department, currency, fresh, nth, at
             FROM shelved WHERE product IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
             $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29,
             $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46,
             $47, $48, $49, $50)",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for row in &rows {
            found.insert(row.id(0)?, shelved(row)?);
        }
    }
    Ok(found)
}

fn shelved(row: &Row) -> anyhow::Result<Shelved> {
    Ok(Shelved {
        product: row.id(0)?,
        firm: row.id(1)?,
        country: row.string(2)?,
        category: row.string(3)?,
        department: row.string(4)?,
        currency: row.string(5)?,
        fresh: row.int(6)?,
        nth: row.int(7)?,
        at: row.time(8)?,
    })
}

/// The products whose turns lie between two, the first left out and the last not.
pub(crate) fn list_goods_by_turn(
    tx: &mut Tx<'_>,
    (after, until): (i64, i64),
    most: i64,
) -> Outcome<Vec<Shelved>> {
    let rows = tx.all(
        "SELECT product, firm, country, category, department, currency, fresh, nth, at
         FROM shelved WHERE nth > $1 AND nth <= $2 ORDER BY nth LIMIT $3",
        params![after, until, most],
    )?;
    Ok(rows.iter().map(shelved).collect::<anyhow::Result<_>>()?)
}

/// Puts a product where it belongs.
pub(crate) fn add_shelved(tx: &mut Tx<'_>, place: &Shelved) -> Outcome<()> {
    let Shelved { product, firm, country, category, department, currency, fresh, nth, at } = place;
    tx.add(
        "INSERT INTO shelved (product, firm, country, category, department, currency, fresh, nth,
         at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![*product, *firm, country, category, department, currency, *fresh, *nth, *at],
        Stop::Bug("a product on its shelves twice"),
    )?;
    add_stands(tx, place)
}

fn add_stands(tx: &mut Tx<'_>, place: &Shelved) -> Outcome<()> {
    for shelf in place.shelves() {
        tx.add(
            "INSERT INTO stand (category, product, fresh, firm, country)
             VALUES ($1, $2, $3, $4, $5)",
            params![&shelf, place.product, place.fresh, place.firm, &place.country],
            Stop::Bug("a product on one shelf twice"),
        )?;
    }
    Ok(())
}

/// Moves a product to where it belongs now.
pub(crate) fn change_shelved(tx: &mut Tx<'_>, before: &Shelved, now: &Shelved) -> Outcome<()> {
    delete_stands(tx, before)?;
    tx.must(
        "UPDATE shelved SET country = $2, category = $3, department = $4, currency = $5,
         fresh = $6, at = $7 WHERE product = $1",
        params![
            now.product,
            &now.country,
            &now.category,
            &now.department,
            &now.currency,
            now.fresh,
            now.at
        ],
        1,
        Stop::Absent,
    )?;
    add_stands(tx, now)
}

/// Takes a product off its shelves.
pub(crate) fn delete_shelved(tx: &mut Tx<'_>, place: &Shelved) -> Outcome<()> {
    delete_stands(tx, place)?;
    tx.run("DELETE FROM shelved WHERE product = $1", params![place.product])
}

fn delete_stands(tx: &mut Tx<'_>, place: &Shelved) -> Outcome<()> {
    for shelf in place.shelves() {
        tx.run(
            "DELETE FROM stand WHERE category = $1 AND product = $2",
            params![&shelf, place.product],
        )?;
    }
    Ok(())
}

/// The goods of a shelf before one of them, freshest first, with their freshness.
pub(crate) fn list_fair(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    before: i64,
    most: i64,
) -> Outcome<Vec<(Id<ProductKind>, i64)>> {
    let rows = if wanted.country.is_empty() {
        tx.all(
            "SELECT product, fresh FROM stand WHERE category = $1 AND fresh < $2
             ORDER BY fresh DESC LIMIT $3",
            params![&wanted.category, before, most],
        )?
    } else {
        tx.all(
            "SELECT product, fresh FROM stand WHERE category = $1 AND country = $4 AND fresh < $2
             ORDER BY fresh DESC LIMIT $3",
            params![&wanted.category, before, most, &wanted.country],
        )?
    };
    let read = |row: &Row| Ok((row.id(0)?, row.int(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// A firm's freshest goods on a shelf, with their freshness.
pub(crate) fn list_freshest(
    tx: &mut Tx<'_>,
    category: &str,
    firm: Id<Firm>,
    most: i64,
) -> Outcome<Vec<(Id<ProductKind>, i64)>> {
    let rows = tx.all(
        "SELECT product, fresh FROM stand WHERE category = $1 AND firm = $2
         ORDER BY fresh DESC LIMIT $3",
        params![category, firm, most],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.int(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// The goods of a shelf after one of them, by id.
pub(crate) fn list_goods(
    tx: &mut Tx<'_>,
    category: &str,
    after: i64,
    most: i64,
) -> Outcome<Vec<(Id<ProductKind>, i64)>> {
    let rows = tx.all(
        "SELECT product FROM stand WHERE category = $1 AND product > $2 ORDER BY product LIMIT $3",
        params![category, after, most],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.int(0)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// A firm's goods in the whole market before one of them, freshest first.
pub(crate) fn list_goods_of_firm(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<(Id<ProductKind>, i64)>> {
    let rows = tx.all(
        "SELECT product, fresh FROM stand WHERE category = $1 AND firm = $2 AND fresh < $3
         ORDER BY fresh DESC LIMIT $4",
        params!["", firm, before, most],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.int(1)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// A firm's window on a shelf.
pub(crate) fn find_stall(
    tx: &mut Tx<'_>,
    category: &str,
    firm: Id<Firm>,
) -> Outcome<Option<Stall>> {
    let row = tx.find(
        "SELECT category, firm, country, goods, fresh, shown, nth, at FROM stall
         WHERE category = $1 AND firm = $2",
        params![category, firm],
    )?;
    Ok(row.as_ref().map(stall).transpose()?)
}

fn stall(row: &Row) -> anyhow::Result<Stall> {
    let ids = row.text(5)?.split(' ').filter(|id| !id.is_empty());
    let ids: Result<Vec<i64>, _> = ids.map(str::parse).collect();
    Ok(Stall {
        category: row.string(0)?,
        firm: row.id(1)?,
        country: row.string(2)?,
        goods: row.int(3)?,
        fresh: row.int(4)?,
        shown: ids.context("goods in a window")?.into_iter().map(Id::new).collect(),
        nth: row.int(6)?,
        at: row.time(7)?,
    })
}

fn shown(stall: &Stall) -> String {
    stall.shown.iter().map(|id| id.raw().to_string()).collect::<Vec<_>>().join(" ")
}

/// Opens a firm's window on a shelf.
pub(crate) fn add_stall(tx: &mut Tx<'_>, new: &Stall) -> Outcome<()> {
    let shown = shown(new);
    let Stall { category, firm, country, goods, fresh, nth, at, .. } = new;
    tx.add(
        "INSERT INTO stall (category, firm, country, goods, fresh, shown, nth, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![category, *firm, country, *goods, *fresh, &shown, *nth, *at],
        Stop::Bug("a window twice on a shelf"),
    )
}

/// Writes what is in a firm's window on a shelf now.
pub(crate) fn change_stall(tx: &mut Tx<'_>, now: &Stall) -> Outcome<()> {
    let shown = shown(now);
    tx.must(
        "UPDATE stall SET country = $3, goods = $4, fresh = $5, shown = $6, at = $7
         WHERE category = $1 AND firm = $2",
        params![&now.category, now.firm, &now.country, now.goods, now.fresh, &shown, now.at],
        1,
        Stop::Absent,
    )
}

/// Closes a firm's window on a shelf.
pub(crate) fn delete_stall(tx: &mut Tx<'_>, category: &str, firm: Id<Firm>) -> Outcome<()> {
    tx.run("DELETE FROM stall WHERE category = $1 AND firm = $2", params![category, firm])
}

/// The windows of a shelf before one of them, freshest first.
pub(crate) fn list_stalls(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    before: i64,
    most: i64,
) -> Outcome<Vec<Stall>> {
    let rows = if wanted.country.is_empty() {
        tx.all(
            "SELECT category, firm, country, goods, fresh, shown, nth, at FROM stall
             WHERE category = $1 AND fresh < $2 ORDER BY fresh DESC LIMIT $3",
            params![&wanted.category, before, most],
        )?
    } else {
        tx.all(
            "SELECT category, firm, country, goods, fresh, shown, nth, at FROM stall
             WHERE category = $1 AND country = $4 AND fresh < $2 ORDER BY fresh DESC LIMIT $3",
            params![&wanted.category, before, most, &wanted.country],
        )?
    };
    Ok(rows.iter().map(stall).collect::<anyhow::Result<_>>()?)
}

/// The firms whose turns lie between two, the first left out and the last not.
pub(crate) fn list_stalls_by_turn(
    tx: &mut Tx<'_>,
    (after, until): (i64, i64),
    most: i64,
) -> Outcome<Vec<Stall>> {
    let rows = tx.all(
        "SELECT category, firm, country, goods, fresh, shown, nth, at FROM stall
         WHERE category = $1 AND nth > $2 AND nth <= $3 ORDER BY nth LIMIT $4",
        params!["", after, until, most],
    )?;
    Ok(rows.iter().map(stall).collect::<anyhow::Result<_>>()?)
}

/// What stands on a shelf.
pub(crate) fn find_shelf(tx: &mut Tx<'_>, category: &str, country: &str) -> Outcome<Option<Shelf>> {
    let row = tx.find(
        "SELECT category, country, goods, firms, last_good, last_firm FROM shelf_count
         WHERE category = $1 AND country = $2",
        params![category, country],
    )?;
    Ok(row.as_ref().map(shelf).transpose()?)
}

fn shelf(row: &Row) -> anyhow::Result<Shelf> {
    Ok(Shelf {
        category: row.string(0)?,
        country: row.string(1)?,
        goods: row.int(2)?,
        firms: row.int(3)?,
        last: (row.int(4)?, row.int(5)?),
    })
}

/// Writes what stands on a shelf now; `is_new` where nothing ever stood there.
pub(crate) fn change_shelf(tx: &mut Tx<'_>, now: &Shelf, before: Option<&Shelf>) -> Outcome<()> {
    let Shelf { category, country, goods, firms, last: (last_good, last_firm) } = now;
    if before.is_none() {
        return tx.add(
            "INSERT INTO shelf_count (category, country, goods, firms, last_good, last_firm)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![category, country, *goods, *firms, *last_good, *last_firm],
            Stop::Bug("a shelf twice"),
        );
    }
    tx.must(
        "UPDATE shelf_count SET goods = $3, firms = $4, last_good = $5, last_firm = $6
         WHERE category = $1 AND country = $2",
        params![category, country, *goods, *firms, *last_good, *last_firm],
        1,
        Stop::Absent,
    )
}

/// All shelves with what stands on them, of all countries together.
pub(crate) fn list_shelves(tx: &mut Tx<'_>) -> Outcome<Vec<Shelf>> {
    let rows = tx.all(
        "SELECT category, country, goods, firms, last_good, last_firm FROM shelf_count
         WHERE country = '' ORDER BY category LIMIT $1",
        params![SHELVES_MOST],
    )?;
    Ok(rows.iter().map(shelf).collect::<anyhow::Result<_>>()?)
}

/// A shelf by the sellers' countries, those with most goods first.
pub(crate) fn list_countries(tx: &mut Tx<'_>, category: &str, most: i64) -> Outcome<Vec<Shelf>> {
    let rows = tx.all(
        "SELECT category, country, goods, firms, last_good, last_firm FROM shelf_count
         WHERE category = $1 AND country <> '' AND goods > 0 ORDER BY goods DESC, country
         LIMIT $2",
        params![category, most],
    )?;
    Ok(rows.iter().map(shelf).collect::<anyhow::Result<_>>()?)
}

/// Empties all shelves.
pub(crate) fn clear_shelves(tx: &mut Tx<'_>) -> Outcome<()> {
    tx.run("DELETE FROM shelved", &[])?;
    tx.run("DELETE FROM stand", &[])?;
    tx.run("DELETE FROM stall", &[])?;
    tx.run("DELETE FROM firm_shelf", &[])?;
    tx.run("DELETE FROM shelf_count", &[])
}
