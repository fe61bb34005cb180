//! The officers' queue, and the claims of a firm.

use super::claims::compensation;
use crate::model::{Card, Compensation, CompensationKind, Promise, QueueRow, State};
use ::store::{Row, Tx, padded, params};
use deal::{DealKind, Side};
use kernel::{Firm, Id, Money, Outcome, Stop};
use std::collections::HashMap;

/// Cases that wait for an officer, the most urgent first.
pub(crate) fn list_queue(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<QueueRow>> {
    let rows = tx.all(
        "SELECT deal, id, kind, currency, amount, state, level, officer, due_at FROM compensation
         WHERE state = 'deciding' OR state = 'seconding'
         ORDER BY due_at NULLS LAST, deal, id LIMIT $1",
        params![most],
    )?;
    let read = |row: &Row| {
        Ok(QueueRow {
            deal: row.id(0)?,
            compensation: row.id(1)?,
            promise: row.word(2, Promise::from_word)?,
            amount: Money::new(row.int(4)?, row.currency(3)?),
            state: row.word(5, State::from_word)?,
            level: row.int(6)?,
            officer: row.maybe_id(7)?,
            due_at: row.time(8)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Puts a claim into the lists of its two firms.
pub(crate) fn add_to_firms(tx: &mut Tx<'_>, claim: &Compensation) -> Outcome<()> {
    for (firm, side) in [(claim.buyer, Side::Buyer), (claim.seller, Side::Seller)] {
        tx.add(
            "INSERT INTO firm_compensation (firm, compensation, deal, side, is_open)
             VALUES ($1, $2, $3, $4, $5)",
            params![firm, claim.id, claim.deal, side.word(), true],
            Stop::Bug("a claim twice in a list"),
        )?;
    }
    Ok(())
}

/// Writes in both lists that a claim is over.
pub(crate) fn end_in_lists(tx: &mut Tx<'_>, claim: &Compensation) -> Outcome<()> {
    for firm in [claim.buyer, claim.seller] {
        tx.must(
            "UPDATE firm_compensation SET is_open = 0
             WHERE firm = $1 AND compensation = $2 AND is_open = 1",
            params![firm, claim.id],
            1,
            Stop::Stale,
        )?;
    }
    Ok(())
}

/// Whether a claim on a seller is open.
pub(crate) fn has_open(tx: &mut Tx<'_>, seller: Id<Firm>) -> Outcome<bool> {
    let row = tx.find(
        "SELECT compensation FROM firm_compensation
         WHERE firm = $1 AND side = 'seller' AND is_open = 1 LIMIT 1",
        params![seller],
    )?;
    Ok(row.is_some())
}

/// Whether the lists of both firms say that a claim is open, for `verify`.
pub(crate) fn count_open_places(tx: &mut Tx<'_>, claim: &Compensation) -> Outcome<i64> {
    let row = tx.get(
        "SELECT COUNT(*) FROM firm_compensation
         WHERE firm IN ($1, $2) AND compensation = $3 AND is_open = 1",
        params![claim.buyer, claim.seller, claim.id],
    )?;
    Ok(row.int(0)?)
}

/// Claims looked up in one statement; a longer page takes several.
const CLAIMS_AT_A_TIME: usize = 50;

/// The claims of a firm and those on it, before one, newest first.
pub(crate) fn list_of_firm(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Card>> {
    let rows = tx.all(
        "SELECT compensation, deal, side FROM firm_compensation
         WHERE firm = $1 AND compensation < $2 ORDER BY compensation DESC LIMIT $3",
        params![firm, before, most],
    )?;
    let place = |row: &Row| -> anyhow::Result<_> {
        Ok((row.id(0)?, row.id(1)?, row.word(2, Side::from_word)?))
    };
    let places: Vec<(Id<CompensationKind>, Id<DealKind>, Side)> =
        rows.iter().map(place).collect::<anyhow::Result<_>>()?;
    let mut found = HashMap::with_capacity(places.len());
    for some in places.chunks(CLAIMS_AT_A_TIME) {
        let deals: Vec<Id<DealKind>> = some.iter().map(|(_, deal, _)| *deal).collect();
        found.extend(list_some(tx, &deals)?.into_iter().map(|claim| (claim.id, claim)));
    }
    let card = |(id, _, side)| found.remove(&id).map(|compensation| Card { compensation, side });
    Ok(places.into_iter().filter_map(card).collect())
}

/// All claims of these deals: six at most of each.
fn list_some(tx: &mut Tx<'_>, deals: &[Id<DealKind>]) -> Outcome<Vec<Compensation>> {
    let rows = tx.all(
        "SELECT deal, id, buyer, seller, kind, promise, currency, amount, reason, state, is_agreed,
         rules_version, level, officer, barred, decided_by, awarded, fund_line, timer, due_at,
         asked_at, upheld_at, ended_at, version
         FROM compensation WHERE deal IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
         $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32,
         $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48,
         $49, $50)",
        &padded::<_, CLAIMS_AT_A_TIME>(deals),
    )?;
    Ok(rows.iter().map(compensation).collect::<anyhow::Result<_>>()?)
}
