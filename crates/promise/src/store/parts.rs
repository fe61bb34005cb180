//! What belongs to a claim: what was done, and what was shown.

use crate::model::{Compensation, CompensationKind, Shown, Step};
use ::store::{Row, Tx, params};
use deal::DealKind;
use kernel::{Firm, Id, Limit, Outcome, Person, Stop};
use remedy::{EvidenceKind, EvidenceSource};

/// Writes what was done.
pub(crate) fn add_step(tx: &mut Tx<'_>, claim: &Compensation, step: &Step) -> Outcome<()> {
    tx.add(
        "INSERT INTO compensation_step (deal, id, compensation, told, firm, person, body, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            claim.deal,
            step.id,
            claim.id,
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
    claim: Id<CompensationKind>,
) -> Outcome<Vec<Step>> {
    let rows = tx.all(
        "SELECT id, told, firm, person, body, at FROM compensation_step
         WHERE deal = $1 AND compensation = $2 ORDER BY id LIMIT $3",
        params![deal, claim, Limit::MOST],
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
    claim: &Compensation,
    firm: Id<Firm>,
    told: &str,
) -> Outcome<i64> {
    let row = tx.get(
        "SELECT COUNT(*) FROM compensation_step
         WHERE deal = $1 AND compensation = $2 AND firm = $3 AND told = $4",
        params![claim.deal, claim.id, firm, told],
    )?;
    Ok(row.int(0)?)
}

/// Whether a person has taken the case before.
pub(crate) fn has_taken(
    tx: &mut Tx<'_>,
    claim: &Compensation,
    person: Id<Person>,
) -> Outcome<bool> {
    let row = tx.get(
        "SELECT COUNT(*) FROM compensation_step WHERE deal = $1 AND compensation = $2
         AND person = $3 AND told = 'compensation-taken'",
        params![claim.deal, claim.id, person],
    )?;
    Ok(row.int(0)? > 0)
}

/// Writes evidence, whose bytes are kept already.
pub(crate) fn add_evidence(tx: &mut Tx<'_>, claim: &Compensation, shown: &Shown) -> Outcome<()> {
    tx.add(
        "INSERT INTO compensation_evidence (deal, id, compensation, firm, source, sha256, name,
         media_type, size, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            claim.deal,
            shown.id,
            claim.id,
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

/// All evidence of a claim, oldest first.
pub(crate) fn list_evidence(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    claim: Id<CompensationKind>,
) -> Outcome<Vec<Shown>> {
    let rows = tx.all(
        "SELECT id, firm, source, sha256, name, media_type, size, at FROM compensation_evidence
         WHERE deal = $1 AND compensation = $2 ORDER BY id LIMIT $3",
        params![deal, claim, Limit::MOST],
    )?;
    Ok(rows.iter().map(evidence).collect::<anyhow::Result<_>>()?)
}

/// One piece of evidence of a claim.
pub(crate) fn get_evidence(
    tx: &mut Tx<'_>,
    claim: &Compensation,
    id: Id<EvidenceKind>,
) -> Outcome<Shown> {
    let row = tx.get(
        "SELECT id, firm, source, sha256, name, media_type, size, at FROM compensation_evidence
         WHERE deal = $1 AND id = $2 AND compensation = $3",
        params![claim.deal, id, claim.id],
    )?;
    Ok(evidence(&row)?)
}

fn evidence(row: &Row) -> anyhow::Result<Shown> {
    Ok(Shown {
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
