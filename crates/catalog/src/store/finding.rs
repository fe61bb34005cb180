//! What the order of results obeys, and what was looked for in vain.

use super::AT_A_TIME;
use crate::model::{ProductKind, RankSignal, Unmet};
use ::store::{Row, Tx, padded, params};
use kernel::{Firm, Id, Outcome};
use std::collections::BTreeMap;

/// Writes what a higher domain knows of a firm.
pub(crate) fn set_rank_signal(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    signal: RankSignal,
    thousandths: i64,
) -> Outcome<()> {
    tx.run(
        "INSERT INTO rank_signal (firm, kind, thousandths, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (firm, kind)
         DO UPDATE SET thousandths = excluded.thousandths, at = excluded.at",
        params![firm, signal.word(), thousandths, tx.now()],
    )
}

/// What is known of these firms, by firm and sort.
pub(crate) fn list_rank_signals(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<BTreeMap<(Id<Firm>, RankSignal), i64>> {
    let mut signals = BTreeMap::new();
    for some in firms.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT firm, kind, thousandths FROM rank_signal WHERE firm IN ($1, $2, $3, $4, $5, $6,
             $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
             $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41,
             $42, $43, $44, $45, $46, $47, $48, $49, $50)",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for row in &rows {
            if let Some(signal) = RankSignal::from_word(&row.string(1)?) {
                signals.insert((row.id(0)?, signal), row.int(2)?);
            }
        }
    }
    Ok(signals)
}

/// Counts words that found nothing so many times more.
pub(crate) fn add_unmet(tx: &mut Tx<'_>, words: &str, times: i64) -> Outcome<()> {
    tx.run(
        "INSERT INTO unmet_demand (words, times, first_at, last_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (words)
         DO UPDATE SET times = unmet_demand.times + excluded.times, last_at = excluded.last_at",
        params![words, times, tx.now(), tx.now()],
    )
}

/// The words that were looked for in vain at least so often, the most frequent first.
pub(crate) fn list_unmet(tx: &mut Tx<'_>, least: i64, most: i64) -> Outcome<Vec<Unmet>> {
    let rows = tx.all(
        "SELECT words, times, last_at FROM unmet_demand WHERE times >= $1
         ORDER BY times DESC, words LIMIT $2",
        params![least, most],
    )?;
    let read =
        |row: &Row| Ok(Unmet { words: row.string(0)?, times: row.int(1)?, last_at: row.time(2)? });
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// The ids of all that a firm lists.
pub(crate) fn list_listed_ids_of(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Id<ProductKind>>> {
    let rows = tx.all(
        "SELECT id FROM product WHERE firm = $1 AND state = 'listed' ORDER BY id",
        params![firm],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}
