//! Closed shelves, and who may list there.

use super::AT_A_TIME;
use crate::model::{Admission, CategoryCode, ProductKind, ShopRecord};
use ::store::{Tx, padded, params};
use anyhow::Context;
use kernel::{Firm, Id, Outcome, Stop};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a shelf is closed, and how a firm stands before it: `None` for an open shelf.
pub(crate) fn find_closed(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
) -> Outcome<Option<Option<Admission>>> {
    let row = tx.find(
        "SELECT a.state, a.points, a.since FROM closed_category AS c
         LEFT JOIN admission AS a ON a.category = c.category AND a.firm = $2
         WHERE c.category = $1",
        params![category.code(), firm],
    )?;
    let Some(row) = row else { return Ok(None) };
    let admission = match row.maybe_string(0)?.as_deref() {
        None => None,
        Some("admitted") => Some(Admission::Admitted),
        Some(_) => Some(Admission::Waiting {
            points: row.maybe_int(1)?.context("waiting without points")?,
            since: row.maybe_time(2)?.context("waiting since never")?,
        }),
    };
    Ok(Some(admission))
}

/// The closed shelves to which a firm is not let in.
pub(crate) fn list_shut(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<BTreeSet<String>> {
    let rows = tx.all(
        "SELECT c.category, a.state FROM closed_category AS c
         LEFT JOIN admission AS a ON a.category = c.category AND a.firm = $1
         ORDER BY c.category",
        params![firm],
    )?;
    let mut shut = BTreeSet::new();
    for row in &rows {
        if row.maybe_string(1)?.as_deref() != Some(Admission::Admitted.word()) {
            shut.insert(row.string(0)?);
        }
    }
    Ok(shut)
}

/// How many wait before a firm that waits.
pub(crate) fn count_before(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
) -> Outcome<i64> {
    let row = tx.get(
        "SELECT COUNT(*) FROM admission AS a JOIN admission AS own ON own.category = a.category
         WHERE a.category = $1 AND own.category = $1 AND own.firm = $2 AND a.state = 'waiting'
         AND (a.points > own.points OR (a.points = own.points AND (a.since < own.since
              OR (a.since = own.since AND a.firm < own.firm))))",
        params![category.code(), firm],
    )?;
    Ok(row.int(0)?)
}

/// Closes a shelf to whoever is not let in.
pub(crate) fn close(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    tx.run(
        "INSERT INTO closed_category (category, since) VALUES ($1, $2)
         ON CONFLICT (category) DO NOTHING",
        params![category.code(), tx.now()],
    )
}

/// Opens a shelf to everybody.
pub(crate) fn open(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    tx.run("DELETE FROM closed_category WHERE category = $1", params![category.code()])
}

/// Writes how a firm stands before a shelf.
pub(crate) fn set(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
    admission: Admission,
) -> Outcome<()> {
    let (points, since) = match admission {
        Admission::Admitted => (0, tx.now()),
        Admission::Waiting { points, since } => (points, since),
    };
    tx.run(
        "DELETE FROM admission WHERE category = $1 AND firm = $2",
        params![category.code(), firm],
    )?;
    tx.add(
        "INSERT INTO admission (category, firm, state, points, since) VALUES ($1, $2, $3, $4, $5)",
        params![category.code(), firm, admission.word(), points, since],
        Stop::Bug("an admission twice"),
    )
}

/// Takes a firm's place before a shelf away.
pub(crate) fn delete(tx: &mut Tx<'_>, category: &CategoryCode, firm: Id<Firm>) -> Outcome<()> {
    tx.run(
        "DELETE FROM admission WHERE category = $1 AND firm = $2",
        params![category.code(), firm],
    )
}

/// The categories of those of these products that have one.
pub(crate) fn list_categories(
    tx: &mut Tx<'_>,
    ids: &[Id<ProductKind>],
) -> Outcome<BTreeMap<Id<ProductKind>, CategoryCode>> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT id, category FROM product WHERE category IS NOT NULL AND id IN ($1, $2, $3, $4,
             $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
             $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39,
             $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for row in &rows {
            found.insert(row.id(0)?, CategoryCode::kept(row.string(1)?));
        }
    }
    Ok(found)
}

/// Firms with a listed product in a category, by id, after one of them.
pub(crate) fn list_sellers(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    after: Id<Firm>,
    most: i64,
) -> Outcome<Vec<Id<Firm>>> {
    let rows = tx.all(
        "SELECT DISTINCT firm FROM product WHERE category = $1 AND firm > $2 AND state = 'listed'
         ORDER BY firm LIMIT $3",
        params![category.code(), after, most],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// Whether a firm has a listed product in a category.
pub(crate) fn lists_in(tx: &mut Tx<'_>, category: &CategoryCode, firm: Id<Firm>) -> Outcome<bool> {
    let row = tx.find(
        "SELECT id FROM product WHERE category = $1 AND firm = $2 AND state = 'listed' LIMIT 1",
        params![category.code(), firm],
    )?;
    Ok(row.is_some())
}

/// Whether a firm has a listed product.
pub(crate) fn has_listing(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<bool> {
    let row = tx.find(
        "SELECT id FROM product WHERE firm = $1 AND state = 'listed' LIMIT 1",
        params![firm],
    )?;
    Ok(row.is_some())
}

/// Whether a firm has a listed product with an English title.
pub(crate) fn lists_in_english(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<bool> {
    let row = tx.find(
        "SELECT id FROM product WHERE firm = $1 AND state = 'listed' AND title_lang = 'en' LIMIT 1",
        params![firm],
    )?;
    Ok(row.is_some())
}

/// Whether a firm has a listed product with an HS code.
pub(crate) fn lists_with_hs(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<bool> {
    let row = tx.find(
        "SELECT id FROM product WHERE firm = $1 AND state = 'listed' AND hs IS NOT NULL LIMIT 1",
        params![firm],
    )?;
    Ok(row.is_some())
}

/// How well the newest products of a firm are described.
pub(crate) fn shop_record(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<ShopRecord> {
    let rows = tx.all(
        "SELECT title, CASE WHEN text = '' THEN 0 ELSE 1 END,
         CASE WHEN photo_hash IS NULL THEN 0 ELSE 1 END
         FROM product WHERE firm = $1 ORDER BY id DESC LIMIT $2",
        params![firm, i64::try_from(AT_A_TIME).unwrap_or(i64::MAX)],
    )?;
    let mut record = ShopRecord::default();
    let mut titles = BTreeSet::new();
    for row in &rows {
        record.products += 1;
        record.described += row.int(1)?;
        record.pictured += row.int(2)?;
        titles.insert(row.text(0)?.to_lowercase());
    }
    record.distinct = i64::try_from(titles.len()).unwrap_or(0);
    Ok(record)
}
