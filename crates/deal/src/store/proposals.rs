//! What sellers propose after both have signed.

use crate::model::{DealKind, Proposal, ProposalKind, ProposalState, Proposed};
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::{Any, Currency, Id, Limit, Money, Outcome, Stop};

/// Writes a proposal; a second open one of a deal is refused by the table.
pub(crate) fn add_proposal(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    proposal: &Proposal,
) -> Outcome<()> {
    let terms = serde_json::to_string(&proposal.terms).context("terms that JSON cannot hold")?;
    tx.add(
        "INSERT INTO proposal (deal, id, kind, state, person, reason, old_total, new_total, terms,
         old_text, new_hash, at, ended_at, answer_by, timer)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        params![
            deal,
            proposal.id,
            proposal.kind.word(),
            proposal.state.word(),
            proposal.person,
            &proposal.reason,
            proposal.old_total.minor,
            proposal.new_total.minor,
            &terms,
            &proposal.old_text,
            &proposal.new_hash,
            proposal.at,
            proposal.ended_at,
            proposal.answer_by,
            proposal.timer
        ],
        Stop::Stale,
    )
}

/// Ends the open proposal of a deal; gives the timer of its answer.
pub(crate) fn end_proposal(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    id: Id<ProposalKind>,
    state: ProposalState,
) -> Outcome<Option<Id<Any>>> {
    let now = tx.now();
    let row = tx.change(
        "UPDATE proposal SET state = $3, ended_at = $4
         WHERE deal = $1 AND id = $2 AND state = 'open' RETURNING timer",
        params![deal, id, state.word(), now],
    )?;
    Ok(row.ok_or(Stop::Stale)?.maybe_id(0)?)
}

/// A deal's proposals, oldest first.
pub(crate) fn list_proposals(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    currency: Currency,
) -> Outcome<Vec<Proposal>> {
    let rows = tx.all(
        "SELECT id, kind, state, person, reason, old_total, new_total, terms, old_text, new_hash,
         at, ended_at, answer_by, timer FROM proposal WHERE deal = $1 ORDER BY id LIMIT $2",
        params![deal, Limit::MOST],
    )?;
    let read = |row: &Row| {
        Ok(Proposal {
            id: row.id(0)?,
            kind: row.word(1, Proposed::from_word)?,
            state: row.word(2, ProposalState::from_word)?,
            person: row.id(3)?,
            reason: row.string(4)?,
            old_total: Money::new(row.int(5)?, currency),
            new_total: Money::new(row.int(6)?, currency),
            terms: serde_json::from_str(row.text(7)?).context("terms that do not read")?,
            old_text: row.string(8)?,
            new_hash: row.bytes(9)?.try_into().context("a hash of another length")?,
            at: row.time(10)?,
            ended_at: row.maybe_time(11)?,
            answer_by: row.maybe_time(12)?,
            timer: row.maybe_id(13)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}
