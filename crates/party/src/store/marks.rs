//! What is known of firms beside their names.

use super::IDS_AT_A_TIME;
use crate::model::{ChangedFirm, FirmMarks, Region};
use ::store::{Row, Tx, padded, params};
use kernel::{Firm, Id, Outcome, Stop, Timestamp};

/// Writes a firm's name over the version that was read.
pub(crate) fn rename_firm(
    tx: &mut Tx<'_>,
    (firm, version): (Id<Firm>, i64),
    new: &ChangedFirm,
) -> Outcome<()> {
    tx.must(
        "UPDATE firm SET name = $3, name_lang = $4, version = version + 1
         WHERE id = $1 AND version = $2",
        params![firm, version, new.name.as_str(), new.name_lang.tag()],
        1,
        Stop::Stale,
    )
}

/// Writes where in its country a firm is.
pub(crate) fn put_region(tx: &mut Tx<'_>, firm: Id<Firm>, region: Option<Region>) -> Outcome<()> {
    tx.run(
        "INSERT INTO firm_mark (firm, region, role, hidden_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (firm) DO UPDATE SET region = excluded.region",
        params![firm, region.map_or("", Region::code), "", None::<Timestamp>],
    )
}

/// Writes what a firm says it is.
pub(crate) fn put_role(tx: &mut Tx<'_>, firm: Id<Firm>, role: &str) -> Outcome<()> {
    tx.run(
        "INSERT INTO firm_mark (firm, region, role, hidden_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (firm) DO UPDATE SET role = excluded.role",
        params![firm, "", role, None::<Timestamp>],
    )
}

/// Writes since when a firm is shown to nobody; `None` for one that is shown.
pub(crate) fn put_hidden(tx: &mut Tx<'_>, firm: Id<Firm>, since: Option<Timestamp>) -> Outcome<()> {
    tx.run(
        "INSERT INTO firm_mark (firm, region, role, hidden_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (firm) DO UPDATE SET hidden_at = excluded.hidden_at",
        params![firm, "", "", since],
    )
}

/// What is known of at most `IDS_AT_A_TIME` firms, in any order.
pub(crate) fn list_marks(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<Vec<(Id<Firm>, FirmMarks)>> {
    let rows = tx.all(
        "SELECT firm, region, role, hidden_at FROM firm_mark WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
        &padded::<_, IDS_AT_A_TIME>(firms),
    )?;
    Ok(rows.iter().map(marks).collect::<anyhow::Result<_>>()?)
}

fn marks(row: &Row) -> anyhow::Result<(Id<Firm>, FirmMarks)> {
    let marks = FirmMarks {
        region: Region::from_code(row.text(1)?),
        role: row.string(2)?,
        is_hidden: row.maybe_time(3)?.is_some(),
    };
    Ok((row.id(0)?, marks))
}

/// The firms after one of them, by id.
pub(crate) fn list_firms_after(
    tx: &mut Tx<'_>,
    after: Id<Firm>,
    most: i64,
) -> Outcome<Vec<Id<Firm>>> {
    let rows =
        tx.all("SELECT id FROM firm WHERE id > $1 ORDER BY id LIMIT $2", params![after, most])?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}
