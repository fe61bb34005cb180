//! Imports with their faults, and the products that they may find.

use super::AT_A_TIME;
use crate::model::{
    Alike, Import, ImportKind, ImportState, Likeness, ProductKind, Taken, ToldFault,
};
use ::store::{Param, Row, Tx, params};
use anyhow::Context;
use kernel::{Firm, Id, Lang, Outcome, Stop};

/// Writes a new import.
pub(crate) fn add_import(tx: &mut Tx<'_>, import: &Import) -> Outcome<()> {
    let plan = serde_json::to_string(&import.plan).context("a plan")?;
    tx.add(
        "INSERT INTO import (id, firm, person, lang, file, file_name, file_bytes, plan, state,
         is_in_earnest, row_count, product_count, fault_count, next_byte, added, changed,
         unchanged, at, ended_at, leaves_out, left_out, alike_count, alike, shut_out)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         $19, $20, $21, $22, $23, $24)",
        params![
            import.id,
            import.firm,
            import.person,
            import.lang.tag(),
            &import.file,
            &import.file_name,
            import.file_bytes,
            &plan,
            import.state.word(),
            import.is_in_earnest,
            import.row_count,
            import.product_count,
            import.fault_count,
            import.next_byte,
            import.taken.added,
            import.taken.changed,
            import.taken.unchanged,
            import.at,
            import.ended_at,
            import.leaves_out,
            import.left_out,
            import.alike_count,
            import.alike.word(),
            import.taken.shut_out
        ],
        Stop::Bug("an import id twice"),
    )
}

/// An import.
pub(crate) fn get_import(tx: &mut Tx<'_>, id: Id<ImportKind>) -> Outcome<Import> {
    let row = tx.get(
        "SELECT id, firm, person, lang, file, file_name, file_bytes, plan, state, is_in_earnest,
         row_count, product_count, fault_count, next_byte, added, changed, unchanged, at, ended_at,
         leaves_out, left_out, alike_count, alike, shut_out FROM import WHERE id = $1",
        params![id],
    )?;
    Ok(import(&row)?)
}

/// A firm's imports before one of them, newest first.
pub(crate) fn list_imports(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Import>> {
    let rows = tx.all(
        "SELECT id, firm, person, lang, file, file_name, file_bytes, plan, state, is_in_earnest,
         row_count, product_count, fault_count, next_byte, added, changed, unchanged, at, ended_at,
         leaves_out, left_out, alike_count, alike, shut_out
         FROM import WHERE firm = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(import).collect::<anyhow::Result<_>>()?)
}

/// The oldest import in a state, if there is one.
pub(crate) fn find_import_in(tx: &mut Tx<'_>, state: ImportState) -> Outcome<Option<Import>> {
    let rows = tx.all(
        "SELECT id, firm, person, lang, file, file_name, file_bytes, plan, state, is_in_earnest,
         row_count, product_count, fault_count, next_byte, added, changed, unchanged, at, ended_at,
         leaves_out, left_out, alike_count, alike, shut_out
         FROM import WHERE state = $1 ORDER BY id LIMIT 1",
        params![state.word()],
    )?;
    Ok(rows.first().map(import).transpose()?)
}

/// Writes an import's state over the one it had at a place of the staged file.
pub(crate) fn change_import(
    tx: &mut Tx<'_>,
    import: &Import,
    (state, next_byte): (ImportState, i64),
) -> Outcome<()> {
    let plan = serde_json::to_string(&import.plan).context("a plan")?;
    tx.must(
        "UPDATE import SET state = $4, plan = $5, row_count = $6, product_count = $7,
         fault_count = $8, next_byte = $9, added = $10, changed = $11, unchanged = $12,
         ended_at = $13, leaves_out = $14, left_out = $15, alike_count = $16, alike = $17,
         shut_out = $18 WHERE id = $1 AND state = $2 AND next_byte = $3",
        params![
            import.id,
            state.word(),
            next_byte,
            import.state.word(),
            &plan,
            import.row_count,
            import.product_count,
            import.fault_count,
            import.next_byte,
            import.taken.added,
            import.taken.changed,
            import.taken.unchanged,
            import.ended_at,
            import.leaves_out,
            import.left_out,
            import.alike_count,
            import.alike.word(),
            import.taken.shut_out
        ],
        1,
        Stop::Stale,
    )
}

/// Forgets the faults of an import.
pub(crate) fn drop_faults(tx: &mut Tx<'_>, id: Id<ImportKind>) -> Outcome<()> {
    tx.run("DELETE FROM import_fault WHERE import = $1", params![id])
}

/// Writes faults of an import.
pub(crate) fn add_faults(tx: &mut Tx<'_>, id: Id<ImportKind>, faults: &[ToldFault]) -> Outcome<()> {
    for fault in faults {
        tx.add(
            "INSERT INTO import_fault (import, number, row_number, column_name, told)
             VALUES ($1, $2, $3, $4, $5)",
            params![id, fault.number, fault.row, &fault.column, &fault.told],
            Stop::Stale,
        )?;
    }
    Ok(())
}

/// The faults of an import after one of them, in the order of the rows.
pub(crate) fn list_faults(
    tx: &mut Tx<'_>,
    id: Id<ImportKind>,
    after: i64,
    most: i64,
) -> Outcome<Vec<ToldFault>> {
    let rows = tx.all(
        "SELECT number, row_number, column_name, told FROM import_fault
         WHERE import = $1 AND number > $2 ORDER BY number LIMIT $3",
        params![id, after, most],
    )?;
    let fault = |row: &Row| {
        let (number, line) = (row.int(0)?, row.int(1)?);
        Ok(ToldFault { number, row: line, column: row.string(2)?, told: row.string(3)? })
    };
    Ok(rows.iter().map(fault).collect::<anyhow::Result<_>>()?)
}

/// A firm's products by these article numbers, the newest last.
pub(crate) fn list_by_skus(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    skus: &[&str],
) -> Outcome<Vec<(String, Id<ProductKind>)>> {
    let mut found = Vec::new();
    for some in skus.chunks(AT_A_TIME) {
        let last = some.last().map_or(Param::Null, |sku| Param::Text(sku));
        let mut asked = [last; AT_A_TIME + 1];
        asked[0] = Param::from(firm);
        asked[1..].iter_mut().zip(some).for_each(|(place, sku)| *place = Param::Text(sku));
        let rows = tx.all(
            "SELECT sku, id FROM product WHERE firm = $1 AND sku IN ($2, $3, $4, $5, $6, $7, $8,
             $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
             $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42,
             $43, $44, $45, $46, $47, $48, $49, $50, $51) ORDER BY id",
            &asked,
        )?;
        let read = rows.iter().map(|row| Ok((row.string(0)?, row.id(1)?)));
        found.extend(read.collect::<anyhow::Result<Vec<_>>>()?);
    }
    Ok(found)
}

/// Goods of a firm without an article number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unnumbered {
    /// Which one.
    pub(crate) id: Id<ProductKind>,
    /// Its title, brand and model.
    pub(crate) likeness: Likeness,
}

/// A firm's goods without an article number by these titles, the oldest first.
pub(crate) fn list_unnumbered(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    titles: &[&str],
    most_of_one: i64,
) -> Outcome<Vec<Unnumbered>> {
    let mut found = Vec::new();
    for some in titles.chunks(AT_A_TIME) {
        let last = some.last().map_or(Param::Null, |title| Param::Text(title));
        let mut asked = [last; AT_A_TIME + 2];
        asked[0] = Param::from(firm);
        asked[1] = Param::from(most_of_one * 50);
        asked[2..].iter_mut().zip(some).for_each(|(place, title)| *place = Param::Text(title));
        let rows = tx.all(
            "SELECT id, title, brand, model FROM product
             WHERE firm = $1 AND sku IS NULL AND title IN ($3, $4, $5, $6, $7, $8, $9, $10, $11,
             $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28,
             $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45,
             $46, $47, $48, $49, $50, $51, $52) ORDER BY id LIMIT $2",
            &asked,
        )?;
        let read = |row: &Row| {
            let (brand, model) = (row.maybe_string(2)?, row.maybe_string(3)?);
            let likeness = Likeness { title: row.string(1)?, brand, model };
            Ok(Unnumbered { id: row.id(0)?, likeness })
        };
        found.extend(rows.iter().map(read).collect::<anyhow::Result<Vec<_>>>()?);
    }
    Ok(found)
}

/// Keeps what a firm said last about files with these headings.
pub(crate) fn put_habit(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    headings: &[u8; 32],
    told: &str,
) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "INSERT INTO import_habit (firm, headings, told, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (firm, headings) DO UPDATE SET told = excluded.told, at = excluded.at",
        params![firm, headings, told, now],
    )
}

/// What a firm said last about files with these headings.
pub(crate) fn find_habit(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    headings: &[u8; 32],
) -> Outcome<Option<String>> {
    let rows = tx.all(
        "SELECT told FROM import_habit WHERE firm = $1 AND headings = $2",
        params![firm, headings],
    )?;
    Ok(rows.first().map(|row| row.string(0)).transpose()?)
}

fn import(row: &Row) -> anyhow::Result<Import> {
    let plan = serde_json::from_str(row.text(7)?).context("a plan")?;
    Ok(Import {
        id: row.id(0)?,
        firm: row.id(1)?,
        person: row.maybe_id(2)?,
        lang: row.word(3, Lang::from_tag)?,
        file: row.string(4)?,
        file_name: row.string(5)?,
        file_bytes: row.int(6)?,
        plan,
        state: row.word(8, ImportState::from_word)?,
        is_in_earnest: row.flag(9)?,
        row_count: row.int(10)?,
        product_count: row.int(11)?,
        fault_count: row.int(12)?,
        next_byte: row.int(13)?,
        taken: Taken {
            added: row.int(14)?,
            changed: row.int(15)?,
            unchanged: row.int(16)?,
            shut_out: row.int(23)?,
        },
        at: row.time(17)?,
        ended_at: row.maybe_time(18)?,
        leaves_out: row.flag(19)?,
        left_out: row.int(20)?,
        alike_count: row.int(21)?,
        alike: row.word(22, Alike::from_word)?,
    })
}
