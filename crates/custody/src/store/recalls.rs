//! Payments that are asked back.

use crate::model::{BankOrderKind, DifferenceRow, Recall, RecallState};
use ::store::{Row, Tx, params};
use anyhow::Context;
use bankfile::OriginalPayment;
use kernel::{Id, Money, Outcome, Stop};

/// Keeps a request.
pub(crate) fn add_recall(tx: &mut Tx<'_>, recall: &Recall) -> Outcome<()> {
    let payment = &recall.payment;
    tx.add(
        "INSERT INTO recall (id, account, assigner, code, message_id, message_name,
         instruction_id, end_to_end, transaction_id, settled_on, currency, amount, why,
         state, bank_order, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        params![
            recall.id,
            &recall.account,
            recall.assigner.as_deref(),
            recall.code.as_deref(),
            payment.message_id.as_deref(),
            payment.message_name.as_deref(),
            payment.instruction_id.as_deref(),
            payment.end_to_end.as_deref(),
            payment.transaction_id.as_deref(),
            payment.settled_on.map(|day| day.to_string()).as_deref(),
            recall.amount.currency,
            recall.amount.minor,
            recall.why.as_deref(),
            recall.state.word(),
            recall.order,
            recall.due_at
        ],
        Stop::Bug("a recall stands already"),
    )
}

/// The request beside a line of the work list.
pub(crate) fn find_recall(tx: &mut Tx<'_>, id: Id<DifferenceRow>) -> Outcome<Option<Recall>> {
    let row = tx.find(
        "SELECT id, account, assigner, code, message_id, message_name, instruction_id,
         end_to_end, transaction_id, settled_on, currency, amount, why, state, reason,
         bank_order, due_at, answered_at FROM recall WHERE id = $1 {LOCK}",
        params![id],
    )?;
    Ok(row.as_ref().map(recall).transpose()?)
}

/// The request about an order's payment that nobody has answered.
pub(crate) fn find_recall_of(
    tx: &mut Tx<'_>,
    order: Id<BankOrderKind>,
    amount: Money,
) -> Outcome<Option<Recall>> {
    let row = tx.find(
        "SELECT id, account, assigner, code, message_id, message_name, instruction_id,
         end_to_end, transaction_id, settled_on, currency, amount, why, state, reason,
         bank_order, due_at, answered_at FROM recall
         WHERE bank_order = $1 AND state = 'asked' AND currency = $2 AND amount = $3
         ORDER BY id LIMIT 1",
        params![order, amount.currency, amount.minor],
    )?;
    Ok(row.as_ref().map(recall).transpose()?)
}

/// The oldest requests for an amount on an account that were agreed to and not taken yet.
pub(crate) fn list_recalls_to_take(
    tx: &mut Tx<'_>,
    account: &str,
    amount: Money,
    most: i64,
) -> Outcome<Vec<Recall>> {
    let rows = tx.all(
        "SELECT id, account, assigner, code, message_id, message_name, instruction_id,
         end_to_end, transaction_id, settled_on, currency, amount, why, state, reason,
         bank_order, due_at, answered_at FROM recall
         WHERE account = $1 AND amount = $2 AND currency = $3 AND state = 'agreed'
         ORDER BY id LIMIT $4",
        params![account, amount.minor, amount.currency, most],
    )?;
    Ok(rows.iter().map(recall).collect::<anyhow::Result<_>>()?)
}

/// Writes what is answered; the answer is due to the bank.
pub(crate) fn answer_recall(
    tx: &mut Tx<'_>,
    id: Id<DifferenceRow>,
    (state, reason): (RecallState, Option<&str>),
    order: Option<Id<BankOrderKind>>,
) -> Outcome<()> {
    let now = tx.now();
    tx.must(
        "UPDATE recall SET state = $2, reason = $3, bank_order = $4, answered_at = $5,
         answer = 'due' WHERE id = $1 AND state = 'asked'",
        params![id, state.word(), reason, order, now],
        1,
        Stop::Stale,
    )
}

/// The bank has taken the money: with an answer, or without waiting for one.
pub(crate) fn take_recall(tx: &mut Tx<'_>, id: Id<DifferenceRow>) -> Outcome<()> {
    tx.must(
        "UPDATE recall SET state = 'taken' WHERE id = $1 AND (state = 'agreed' OR state = 'asked')",
        params![id],
        1,
        Stop::Stale,
    )
}

/// The oldest request whose answer has not left for certain, and whether it may have.
pub(crate) fn find_unsent_answer(tx: &mut Tx<'_>) -> Outcome<Option<(Recall, bool)>> {
    let row = tx.find(
        "SELECT id, account, assigner, code, message_id, message_name, instruction_id,
         end_to_end, transaction_id, settled_on, currency, amount, why, state, reason,
         bank_order, due_at, answered_at, answer FROM recall
         WHERE answer = 'due' OR answer = 'leaving' ORDER BY id LIMIT 1",
        params![],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((recall(&row)?, row.string(18)? == "leaving")))
}

/// How far the answer is: `leaving`, then `sent`.
pub(crate) fn change_answer(tx: &mut Tx<'_>, id: Id<DifferenceRow>, word: &str) -> Outcome<()> {
    tx.must(
        "UPDATE recall SET answer = $2 WHERE id = $1 AND (answer = 'due' OR answer = 'leaving')",
        params![id, word],
        1,
        Stop::Stale,
    )
}

fn recall(row: &Row) -> anyhow::Result<Recall> {
    let settled_on = row.maybe_string(9)?;
    let settled_on = settled_on.map(|day| day.parse()).transpose().context("a day")?;
    let amount = Money::new(row.int(11)?, row.currency(10)?);
    Ok(Recall {
        id: row.id(0)?,
        account: row.string(1)?,
        assigner: row.maybe_string(2)?,
        code: row.maybe_string(3)?,
        payment: OriginalPayment {
            message_id: row.maybe_string(4)?,
            message_name: row.maybe_string(5)?,
            instruction_id: row.maybe_string(6)?,
            end_to_end: row.maybe_string(7)?,
            transaction_id: row.maybe_string(8)?,
            amount: Some(amount),
            settled_on,
            account: None,
        },
        amount,
        why: row.maybe_string(12)?,
        state: row.word(13, RecallState::from_word)?,
        reason: row.maybe_string(14)?,
        order: row.maybe_id(15)?,
        due_at: row.time(16)?,
        answered_at: row.maybe_time(17)?,
    })
}
