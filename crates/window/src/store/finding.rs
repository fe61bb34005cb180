//! What firms are found by.

use ::store::{Tx, padded, params};
use kernel::{Firm, Id, Outcome, Stop};
use std::collections::BTreeMap;

/// Firms asked for in one round trip; more go in several.
const AT_A_TIME: usize = 50;

/// The names in the other script of those of these firms that have written a page; empty if it
/// names none.
pub(crate) fn list_other_names(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<BTreeMap<Id<Firm>, String>> {
    let mut found = BTreeMap::new();
    for some in firms.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT firm, other_name FROM firm_page WHERE firm IN ($1, $2, $3, $4, $5, $6, $7, $8,
             $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
             $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42,
             $43, $44, $45, $46, $47, $48, $49, $50)",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for row in &rows {
            found.insert(row.id(0)?, row.string(1)?);
        }
    }
    Ok(found)
}

/// The shelves on which goods of these firms stand, by their codes.
pub(crate) fn list_firm_shelves(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<BTreeMap<Id<Firm>, Vec<String>>> {
    let mut found: BTreeMap<Id<Firm>, Vec<String>> = BTreeMap::new();
    for some in firms.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT firm, category FROM firm_shelf WHERE firm IN ($1, $2, $3, $4, $5, $6, $7, $8,
             $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
             $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42,
             $43, $44, $45, $46, $47, $48, $49, $50) ORDER BY firm, category",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for row in &rows {
            found.entry(row.id(0)?).or_default().push(row.string(1)?);
        }
    }
    Ok(found)
}

/// Notes that goods of a firm stand on a shelf.
pub(crate) fn add_firm_shelf(tx: &mut Tx<'_>, firm: Id<Firm>, category: &str) -> Outcome<()> {
    tx.add(
        "INSERT INTO firm_shelf (firm, category) VALUES ($1, $2)",
        params![firm, category],
        Stop::Bug("a shelf of a firm twice"),
    )
}

/// Notes that none do any longer.
pub(crate) fn delete_firm_shelf(tx: &mut Tx<'_>, firm: Id<Firm>, category: &str) -> Outcome<()> {
    tx.run("DELETE FROM firm_shelf WHERE firm = $1 AND category = $2", params![firm, category])
}
