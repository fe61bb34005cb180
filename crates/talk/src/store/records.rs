//! How firms answer, as it was worked out last.

use crate::model::ReplyRecord;
use ::store::{Row, Tx, padded, params};
use kernel::{Firm, Id, Outcome, Timestamp};
use std::collections::BTreeMap;

/// Firms looked up in one statement; a longer list takes several.
const AT_A_TIME: usize = 50;
/// Records that one look at the day's end goes through.
const STALE_MOST: i64 = 100;

/// Keeps a firm's record until a question that it counts is too old.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    record: &ReplyRecord,
    stale_at: Option<Timestamp>,
) -> Outcome<()> {
    tx.run(
        "INSERT INTO reply_kept (firm, asked, answered, median_s, stale_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (firm) DO UPDATE SET asked = excluded.asked, answered = excluded.answered,
         median_s = excluded.median_s, stale_at = excluded.stale_at",
        params![firm, record.asked, record.answered, record.median_s, stale_at],
    )
}

/// The records of these firms; those whom nobody asked are left out.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<BTreeMap<Id<Firm>, ReplyRecord>> {
    let mut found = BTreeMap::new();
    for some in firms.chunks(AT_A_TIME) {
        for row in list_some(tx, some)? {
            let (asked, answered, median_s) = (row.int(1)?, row.int(2)?, row.maybe_int(3)?);
            found.insert(row.id(0)?, ReplyRecord { asked, answered, median_s });
        }
    }
    Ok(found)
}

fn list_some(tx: &mut Tx<'_>, some: &[Id<Firm>]) -> Outcome<Vec<Row>> {
    tx.all(
        "SELECT firm, asked, answered, median_s FROM reply_kept WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36,
         $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
        &padded::<_, AT_A_TIME>(some),
    )
}

/// Firms whose records count something that is too old by now.
pub(crate) fn list_stale(tx: &mut Tx<'_>) -> Outcome<Vec<Id<Firm>>> {
    let rows = tx.all(
        "SELECT firm FROM reply_kept WHERE stale_at <= $1 ORDER BY stale_at, firm LIMIT $2",
        params![tx.now(), STALE_MOST],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}
