//! The claim itself.

use crate::model::{Compensation, CompensationKind, Promise, PromiseRefusal, State};
use ::store::{Row, Timer, Tx, params};
use deal::DealKind;
use kernel::{Currency, Id, Money, Outcome, Stop};

/// Writes a new claim. A second one for the same promise of a deal is refused by the table.
pub(crate) fn add_claim(tx: &mut Tx<'_>, claim: &Compensation) -> Outcome<()> {
    tx.add(
        "INSERT INTO compensation (deal, id, buyer, seller, kind, promise, currency, amount,
         reason, state, is_agreed, rules_version, level, officer, barred, decided_by, awarded,
         fund_line, timer, due_at, asked_at, upheld_at, ended_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         $19, $20, $21, $22, $23, $24)",
        params![
            claim.deal,
            claim.id,
            claim.buyer,
            claim.seller,
            claim.promise.word(),
            claim.signed,
            claim.amount.currency,
            claim.amount.minor,
            &claim.reason,
            claim.state.word(),
            claim.is_agreed,
            &claim.rules_version,
            claim.level,
            claim.officer,
            claim.barred,
            claim.decided_by,
            claim.awarded_minor,
            claim.fund_line,
            claim.timer,
            claim.due_at,
            claim.asked_at,
            claim.upheld_at,
            claim.ended_at,
            claim.version
        ],
        PromiseRefusal::AlreadyClaimed,
    )
}

/// Writes an act, if the claim is still as it was read.
pub(crate) fn change_claim(
    tx: &mut Tx<'_>,
    before: &Compensation,
    after: &Compensation,
) -> Outcome<()> {
    tx.must(
        "UPDATE compensation SET state = $4, is_agreed = $5, level = $6, officer = $7,
         barred = $8, decided_by = $9, awarded = $10, fund_line = $11, timer = $12, due_at = $13,
         upheld_at = $14, ended_at = $15, version = $16
         WHERE deal = $1 AND id = $2 AND version = $3",
        params![
            before.deal,
            before.id,
            before.version,
            after.state.word(),
            after.is_agreed,
            after.level,
            after.officer,
            after.barred,
            after.decided_by,
            after.awarded_minor,
            after.fund_line,
            after.timer,
            after.due_at,
            after.upheld_at,
            after.ended_at,
            after.version
        ],
        1,
        Stop::Stale,
    )
}

/// A claim of a deal, read for update.
pub(crate) fn lock_claim(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    id: Id<CompensationKind>,
) -> Outcome<Compensation> {
    let row = tx.get(
        "SELECT deal, id, buyer, seller, kind, promise, currency, amount, reason, state, is_agreed,
         rules_version, level, officer, barred, decided_by, awarded, fund_line, timer, due_at,
         asked_at, upheld_at, ended_at, version
         FROM compensation WHERE deal = $1 AND id = $2 {LOCK}",
        params![deal, id],
    )?;
    Ok(compensation(&row)?)
}

/// The claim of a deal that waits for a timer, if one does.
pub(crate) fn find_waiting_for(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    timer: Id<Timer>,
) -> Outcome<Option<Compensation>> {
    let row = tx.find(
        "SELECT deal, id, buyer, seller, kind, promise, currency, amount, reason, state, is_agreed,
         rules_version, level, officer, barred, decided_by, awarded, fund_line, timer, due_at,
         asked_at, upheld_at, ended_at, version
         FROM compensation WHERE deal = $1 AND timer = $2 {LOCK}",
        params![deal, timer],
    )?;
    Ok(row.as_ref().map(compensation).transpose()?)
}

/// All claims of a deal, newest first; one for each promise.
pub(crate) fn list_of_deal(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<Vec<Compensation>> {
    let rows = tx.all(
        "SELECT deal, id, buyer, seller, kind, promise, currency, amount, reason, state, is_agreed,
         rules_version, level, officer, barred, decided_by, awarded, fund_line, timer, due_at,
         asked_at, upheld_at, ended_at, version
         FROM compensation WHERE deal = $1 ORDER BY id DESC LIMIT 20",
        params![deal],
    )?;
    Ok(rows.iter().map(compensation).collect::<anyhow::Result<_>>()?)
}

/// The claim that waits longest for the fund in a currency.
pub(crate) fn find_first_unpaid(
    tx: &mut Tx<'_>,
    currency: Currency,
) -> Outcome<Option<Compensation>> {
    let row = tx.find(
        "SELECT deal, id, buyer, seller, kind, promise, currency, amount, reason, state, is_agreed,
         rules_version, level, officer, barred, decided_by, awarded, fund_line, timer, due_at,
         asked_at, upheld_at, ended_at, version
         FROM compensation WHERE state = 'unpaid' AND currency = $1
         ORDER BY upheld_at NULLS LAST, deal, id LIMIT 1",
        params![currency],
    )?;
    Ok(row.as_ref().map(compensation).transpose()?)
}

/// Claims after one, in order, for `verify`.
pub(crate) fn list_after(
    tx: &mut Tx<'_>,
    (deal, id): (Id<DealKind>, Id<CompensationKind>),
    most: i64,
) -> Outcome<Vec<Compensation>> {
    let rows = tx.all(
        "SELECT deal, id, buyer, seller, kind, promise, currency, amount, reason, state, is_agreed,
         rules_version, level, officer, barred, decided_by, awarded, fund_line, timer, due_at,
         asked_at, upheld_at, ended_at, version
         FROM compensation WHERE deal > $1 OR (deal = $1 AND id > $2) ORDER BY deal, id LIMIT $3",
        params![deal, id, most],
    )?;
    Ok(rows.iter().map(compensation).collect::<anyhow::Result<_>>()?)
}

pub(super) fn compensation(row: &Row) -> anyhow::Result<Compensation> {
    Ok(Compensation {
        deal: row.id(0)?,
        id: row.id(1)?,
        buyer: row.id(2)?,
        seller: row.id(3)?,
        promise: row.word(4, Promise::from_word)?,
        signed: row.id(5)?,
        amount: Money::new(row.int(7)?, row.currency(6)?),
        reason: row.string(8)?,
        state: row.word(9, State::from_word)?,
        is_agreed: row.flag(10)?,
        rules_version: row.string(11)?,
        level: row.int(12)?,
        officer: row.maybe_id(13)?,
        barred: row.maybe_id(14)?,
        decided_by: row.maybe_id(15)?,
        awarded_minor: row.maybe_int(16)?,
        fund_line: row.maybe_int(17)?,
        timer: row.maybe_id(18)?,
        due_at: row.maybe_time(19)?,
        asked_at: row.time(20)?,
        upheld_at: row.maybe_time(21)?,
        ended_at: row.maybe_time(22)?,
        version: row.int(23)?,
    })
}
