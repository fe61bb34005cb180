//! What belongs to a remedy: what was done, and what was shown.

use crate::model::{Evidence, EvidenceKind, EvidenceSource, Remedy, Step};
use ::store::{Row, Tx, params};
use deal::{DealKind, RemedyKind};
use kernel::{Firm, Id, Limit, Outcome, Person, Stop};

/// Writes what was done.
pub(crate) fn add_step(tx: &mut Tx<'_>, remedy: &Remedy, step: &Step) -> Outcome<()> {
    tx.add(
        "INSERT INTO remedy_step (deal, id, remedy, told, firm, person, body, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            remedy.deal,
            step.id,
            remedy.id,
            &step.told,
            step.firm,
            step.person,
            step.text.as_deref(),
            step.at
        ],
        Stop::Bug("a step twice"),
    )
}

/// All that was done, oldest first. The limits of the rules keep it short.
pub(crate) fn list_steps(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    remedy: Id<RemedyKind>,
) -> Outcome<Vec<Step>> {
    let rows = tx.all(
        "SELECT id, told, firm, person, body, at FROM remedy_step
         WHERE deal = $1 AND remedy = $2 ORDER BY id LIMIT $3",
        params![deal, remedy, Limit::MOST],
    )?;
    let read = |row: &Row| {
        Ok(Step {
            id: row.id(0)?,
            told: row.string(1)?,
            firm: row.maybe_id(2)?,
            person: row.maybe_id(3)?,
            text: row.maybe_string(4)?,
            at: row.time(5)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// How often a side did something.
pub(crate) fn count_steps(
    tx: &mut Tx<'_>,
    remedy: &Remedy,
    firm: Id<Firm>,
    told: &str,
) -> Outcome<i64> {
    let row = tx.get(
        "SELECT COUNT(*) FROM remedy_step
         WHERE deal = $1 AND remedy = $2 AND firm = $3 AND told = $4",
        params![remedy.deal, remedy.id, firm, told],
    )?;
    Ok(row.int(0)?)
}

/// What an officer has had to do with the case, oldest first: `remedy-taken`, `remedy-put-back`,
/// `remedy-seconded`.
pub(crate) fn list_of_officer(
    tx: &mut Tx<'_>,
    remedy: &Remedy,
    person: Id<Person>,
) -> Outcome<Vec<String>> {
    let rows = tx.all(
        "SELECT told FROM remedy_step WHERE deal = $1 AND remedy = $2 AND person = $3
         AND told IN ('remedy-taken', 'remedy-put-back', 'remedy-seconded') ORDER BY id LIMIT $4",
        params![remedy.deal, remedy.id, person, Limit::MOST],
    )?;
    Ok(rows.iter().map(|row| row.string(0)).collect::<anyhow::Result<_>>()?)
}

/// Writes evidence, whose bytes are kept already.
pub(crate) fn add_evidence(tx: &mut Tx<'_>, remedy: &Remedy, shown: &Evidence) -> Outcome<()> {
    tx.add(
        "INSERT INTO evidence (deal, id, remedy, firm, source, sha256, name, media_type, size, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            remedy.deal,
            shown.id,
            remedy.id,
            shown.firm,
            shown.source.word(),
            &shown.sha256,
            &shown.name,
            &shown.media_type,
            shown.bytes,
            shown.at
        ],
        Stop::Bug("evidence twice"),
    )
}

/// All evidence of a remedy, oldest first.
pub(crate) fn list_evidence(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    remedy: Id<RemedyKind>,
) -> Outcome<Vec<Evidence>> {
    let rows = tx.all(
        "SELECT id, firm, source, sha256, name, media_type, size, at FROM evidence
         WHERE deal = $1 AND remedy = $2 ORDER BY id LIMIT $3",
        params![deal, remedy, Limit::MOST],
    )?;
    Ok(rows.iter().map(evidence).collect::<anyhow::Result<_>>()?)
}

/// One piece of evidence of a remedy.
pub(crate) fn get_evidence(
    tx: &mut Tx<'_>,
    remedy: &Remedy,
    id: Id<EvidenceKind>,
) -> Outcome<Evidence> {
    let row = tx.get(
        "SELECT id, firm, source, sha256, name, media_type, size, at FROM evidence
         WHERE deal = $1 AND id = $2 AND remedy = $3",
        params![remedy.deal, id, remedy.id],
    )?;
    Ok(evidence(&row)?)
}

fn evidence(row: &Row) -> anyhow::Result<Evidence> {
    Ok(Evidence {
        id: row.id(0)?,
        firm: row.id(1)?,
        source: row.word(2, EvidenceSource::from_word)?,
        sha256: row.string(3)?,
        name: row.string(4)?,
        media_type: row.string(5)?,
        bytes: row.int(6)?,
        at: row.time(7)?,
    })
}
