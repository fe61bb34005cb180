//! What the order of results obeys, and what was looked for in vain.

use super::AT_A_TIME;
use crate::model::RankSignal;
use ::store::{Tx, padded, params};
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

/// The words that were looked for in vain most often.
pub(crate) fn list_unmet(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<(String, i64)>> {
    let rows = tx.all(
        "SELECT words, times FROM unmet_demand ORDER BY times DESC, words LIMIT $1",
        params![most],
    )?;
    Ok(rows.iter().map(|row| Ok((row.string(0)?, row.int(1)?))).collect::<anyhow::Result<_>>()?)
}
