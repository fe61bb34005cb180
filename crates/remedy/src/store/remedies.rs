//! The remedy itself.

use crate::model::{About, Decision, Remedy, RemedyRefusal, State, Want};
use ::store::{Row, Tx, params};
use deal::{DealKind, RemedyKind};
use kernel::{Id, Money, Outcome, Stop, Transport};

/// Writes a new remedy. A second open one of a deal is refused by the table.
pub(crate) fn add_remedy(tx: &mut Tx<'_>, remedy: &Remedy) -> Outcome<()> {
    tx.add(
        "INSERT INTO remedy (deal, id, buyer, seller, want, currency, amount, reason, state,
         was_shipped, is_retail, rules_version, returned_by, level, officer, barred, to_buyer,
         needs_return, changes, timer, due_at, asked_at, ended_at, version, is_virtual,
         is_of_right, about)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         $19, $20, $21, $22, $23, $24, $25, $26, $27)",
        params![
            remedy.deal,
            remedy.id,
            remedy.buyer,
            remedy.seller,
            remedy.want.word(),
            remedy.amount.currency,
            remedy.amount.minor,
            &remedy.reason,
            remedy.state.word(),
            remedy.was_shipped,
            remedy.is_retail,
            &remedy.rules_version,
            remedy.returned_by.map(Transport::word),
            remedy.level,
            remedy.officer,
            remedy.barred,
            remedy.decision.map(|decision| decision.to_buyer.minor),
            remedy.decision.map(|decision| decision.needs_return),
            remedy.changes,
            remedy.timer,
            remedy.due_at,
            remedy.asked_at,
            remedy.ended_at,
            remedy.version,
            remedy.is_virtual,
            remedy.is_of_right,
            &remedy.about.text()?
        ],
        RemedyRefusal::AlreadyOpen,
    )
}

/// Writes an act, if the remedy is still as it was read.
pub(crate) fn change_remedy(tx: &mut Tx<'_>, before: &Remedy, after: &Remedy) -> Outcome<()> {
    tx.must(
        "UPDATE remedy SET want = $4, amount = $5, reason = $6, state = $7, returned_by = $8,
         level = $9, officer = $10, barred = $11, to_buyer = $12, needs_return = $13,
         changes = $14, timer = $15, due_at = $16, ended_at = $17, version = $18,
         is_of_right = $19, about = $20, calendar = $21
         WHERE deal = $1 AND id = $2 AND version = $3",
        params![
            before.deal,
            before.id,
            before.version,
            after.want.word(),
            after.amount.minor,
            &after.reason,
            after.state.word(),
            after.returned_by.map(Transport::word),
            after.level,
            after.officer,
            after.barred,
            after.decision.map(|decision| decision.to_buyer.minor),
            after.decision.map(|decision| decision.needs_return),
            after.changes,
            after.timer,
            after.due_at,
            after.ended_at,
            after.version,
            after.is_of_right,
            &after.about.text()?,
            after.calendar.as_deref()
        ],
        1,
        Stop::Stale,
    )
}

/// A remedy of a deal, read for update.
pub(crate) fn lock_remedy(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    id: Id<RemedyKind>,
) -> Outcome<Remedy> {
    let row = tx.get(
        "SELECT deal, id, buyer, seller, want, currency, amount, reason, state, was_shipped,
         is_retail, rules_version, returned_by, level, officer, barred, to_buyer, needs_return,
         changes, timer, due_at, asked_at, ended_at, version, is_virtual, is_of_right,
         about, calendar FROM remedy WHERE deal = $1 AND id = $2 {LOCK}",
        params![deal, id],
    )?;
    Ok(remedy(&row)?)
}

/// The one that is open, if one is.
pub(crate) fn find_open(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<Option<Remedy>> {
    let row = tx.find(
        "SELECT deal, id, buyer, seller, want, currency, amount, reason, state, was_shipped,
         is_retail, rules_version, returned_by, level, officer, barred, to_buyer, needs_return,
         changes, timer, due_at, asked_at, ended_at, version, is_virtual, is_of_right,
         about, calendar FROM remedy WHERE deal = $1 AND ended_at IS NULL {LOCK}",
        params![deal],
    )?;
    Ok(row.as_ref().map(remedy).transpose()?)
}

/// All of a deal, newest first; the rules allow few.
pub(crate) fn list_of_deal(tx: &mut Tx<'_>, deal: Id<DealKind>, most: i64) -> Outcome<Vec<Remedy>> {
    let rows = tx.all(
        "SELECT deal, id, buyer, seller, want, currency, amount, reason, state, was_shipped,
         is_retail, rules_version, returned_by, level, officer, barred, to_buyer, needs_return,
         changes, timer, due_at, asked_at, ended_at, version, is_virtual, is_of_right,
         about, calendar FROM remedy WHERE deal = $1 ORDER BY id DESC LIMIT $2",
        params![deal, most],
    )?;
    Ok(rows.iter().map(remedy).collect::<anyhow::Result<_>>()?)
}

fn remedy(row: &Row) -> anyhow::Result<Remedy> {
    let currency = row.currency(5)?;
    let (to_buyer, needs_return) = (row.maybe_int(16)?, row.maybe_int(17)?);
    let transport = row.maybe_string(12)?;
    Ok(Remedy {
        deal: row.id(0)?,
        id: row.id(1)?,
        buyer: row.id(2)?,
        seller: row.id(3)?,
        want: row.word(4, Want::from_word)?,
        amount: Money::new(row.int(6)?, currency),
        reason: row.string(7)?,
        state: row.word(8, State::from_word)?,
        was_shipped: row.flag(9)?,
        is_retail: row.flag(10)?,
        is_virtual: row.flag(24)?,
        rules_version: row.string(11)?,
        returned_by: match transport {
            Some(_) => Some(row.word(12, Transport::from_word)?),
            None => None,
        },
        level: row.int(13)?,
        officer: row.maybe_id(14)?,
        barred: row.maybe_id(15)?,
        decision: to_buyer.zip(needs_return).map(|(minor, needs_return)| Decision {
            to_buyer: Money::new(minor, currency),
            needs_return: needs_return == 1,
        }),
        changes: row.int(18)?,
        timer: row.maybe_id(19)?,
        due_at: row.maybe_time(20)?,
        asked_at: row.time(21)?,
        ended_at: row.maybe_time(22)?,
        version: row.int(23)?,
        is_of_right: row.flag(25)?,
        calendar: row.maybe_string(27)?,
        about: About::from_text(row.text(26)?)?,
    })
}
