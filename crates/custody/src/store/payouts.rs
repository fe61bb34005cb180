//! Payments out by files, their batches, and what firms owe.

use crate::model::{
    Agreement, BankAccount, BankAccountKind, BankOrderKind, BatchState, Claim, ClaimKind, OwedTo,
    Payout, PayoutBatch, PayoutBatchKind, PayoutLine, PayoutState,
};
use ::store::{Row, Tx, padded, params};
use kernel::{Currency, Firm, Id, Money, Outcome, Person, Stop, Timestamp};

/// Writes where an order's money goes.
pub(crate) fn add_payout(tx: &mut Tx<'_>, payout: &Payout) -> Outcome<()> {
    tx.add(
        "INSERT INTO payout (firm, bank_order, batch, name, number, bank_code, state, looks,
         look_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            payout.firm,
            payout.order,
            payout.batch,
            &payout.name,
            &payout.number,
            payout.bank_code.as_deref(),
            payout.state.word(),
            payout.looks,
            None::<i64>,
            None::<&str>
        ],
        Stop::Bug("a payout stands already"),
    )
}

/// The payout of an order, if it goes by a file.
pub(crate) fn find_payout(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    order: Id<BankOrderKind>,
) -> Outcome<Option<Payout>> {
    let row = tx.find(
        "SELECT firm, bank_order, batch, name, number, bank_code, state, looks
         FROM payout WHERE firm = $1 AND bank_order = $2 {LOCK}",
        params![firm, order],
    )?;
    Ok(row.as_ref().map(payout).transpose()?)
}

/// What waits to go out in a currency, oldest first.
pub(crate) fn list_waiting_out(
    tx: &mut Tx<'_>,
    currency: Currency,
    most: i64,
) -> Outcome<Vec<PayoutLine>> {
    let rows = tx.all(
        "SELECT p.firm, p.bank_order, p.batch, p.name, p.number, p.bank_code, p.state, p.looks,
         o.reference, o.currency, o.amount
         FROM bank_order o JOIN payout p ON p.firm = o.firm AND p.bank_order = o.id
         WHERE o.direction = 'out' AND o.state = 'waiting' AND o.currency = $1
         AND p.state = 'waiting' AND NOT EXISTS (SELECT 1 FROM payout_stop s
         WHERE s.firm = p.firm AND s.ended_at IS NULL AND s.stays IS NULL AND s.only_to IS NULL
         AND (s.bank_order IS NULL OR s.bank_order = p.bank_order)) ORDER BY o.id LIMIT $2",
        params![currency, most],
    )?;
    Ok(rows.iter().map(line).collect::<anyhow::Result<_>>()?)
}

/// Payments out of all firms that have not left, after one.
pub(crate) fn list_not_left(
    tx: &mut Tx<'_>,
    after: Id<BankOrderKind>,
    most: i64,
) -> Outcome<Vec<(Id<Firm>, Id<BankOrderKind>)>> {
    let rows = tx.all(
        "SELECT firm, bank_order FROM payout
         WHERE (state = 'waiting' OR state = 'batched') AND bank_order > $1
         ORDER BY bank_order LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect::<anyhow::Result<_>>()?)
}

/// The payments of a batch, after one, in the order that they are written in.
pub(crate) fn list_of_batch(
    tx: &mut Tx<'_>,
    batch: Id<PayoutBatchKind>,
    most: i64,
) -> Outcome<Vec<PayoutLine>> {
    let rows = tx.all(
        "SELECT p.firm, p.bank_order, p.batch, p.name, p.number, p.bank_code, p.state, p.looks,
         o.reference, o.currency, o.amount
         FROM payout p JOIN bank_order o ON o.firm = p.firm AND o.id = p.bank_order
         WHERE p.batch = $1 ORDER BY p.firm, p.bank_order LIMIT $2",
        params![batch, most],
    )?;
    Ok(rows.iter().map(line).collect::<anyhow::Result<_>>()?)
}

/// Puts a payout into a batch, and its order to the bank.
pub(crate) fn put_in_batch(
    tx: &mut Tx<'_>,
    payout: &Payout,
    batch: Id<PayoutBatchKind>,
) -> Outcome<()> {
    tx.must(
        "UPDATE payout SET batch = $3, state = 'batched'
         WHERE firm = $1 AND bank_order = $2 AND state = 'waiting'",
        params![payout.firm, payout.order, batch],
        1,
        Stop::Stale,
    )?;
    tx.must(
        "UPDATE bank_order SET state = 'sent'
         WHERE firm = $1 AND id = $2 AND state = 'waiting'",
        params![payout.firm, payout.order],
        1,
        Stop::Stale,
    )
}

/// Writes what became of a payout, and when its answer is looked for.
pub(crate) fn change_payout(
    tx: &mut Tx<'_>,
    payout: &Payout,
    look_at: Option<Timestamp>,
    reason: Option<&str>,
) -> Outcome<()> {
    tx.must(
        "UPDATE payout SET state = $3, looks = $4, look_at = $5, reason = $6
         WHERE firm = $1 AND bank_order = $2",
        params![payout.firm, payout.order, payout.state.word(), payout.looks, look_at, reason],
        1,
        Stop::Absent,
    )
}

/// Every payout of a batch that has left is waited for from now on.
pub(crate) fn send_all(
    tx: &mut Tx<'_>,
    batch: Id<PayoutBatchKind>,
    look_at: Timestamp,
) -> Outcome<()> {
    tx.run(
        "UPDATE payout SET state = 'sent', look_at = $2 WHERE batch = $1 AND state = 'batched'",
        params![batch, look_at],
    )
}

/// Payouts whose answer should have come, the longest first.
pub(crate) fn list_to_look_after(
    tx: &mut Tx<'_>,
    now: Timestamp,
    most: i64,
) -> Outcome<Vec<PayoutLine>> {
    let rows = tx.all(
        "SELECT p.firm, p.bank_order, p.batch, p.name, p.number, p.bank_code, p.state, p.looks,
         o.reference, o.currency, o.amount
         FROM payout p JOIN bank_order o ON o.firm = p.firm AND o.id = p.bank_order
         WHERE p.look_at <= $1
         ORDER BY p.look_at NULLS FIRST, p.firm, p.bank_order LIMIT $2",
        params![now, most],
    )?;
    Ok(rows.iter().map(line).collect::<anyhow::Result<_>>()?)
}

fn line(row: &Row) -> anyhow::Result<PayoutLine> {
    Ok(PayoutLine {
        reference: row.string(8)?,
        amount: Money::new(row.int(10)?, row.currency(9)?),
        payout: payout(row)?,
    })
}

fn payout(row: &Row) -> anyhow::Result<Payout> {
    Ok(Payout {
        firm: row.id(0)?,
        order: row.id(1)?,
        batch: row.maybe_id(2)?,
        name: row.string(3)?,
        number: row.string(4)?,
        bank_code: row.maybe_string(5)?,
        state: row.word(6, PayoutState::from_word)?,
        looks: row.int(7)?,
    })
}

/// Writes a new batch.
pub(crate) fn add_batch(tx: &mut Tx<'_>, batch: &PayoutBatch) -> Outcome<()> {
    tx.add(
        "INSERT INTO payout_batch (id, currency, account, payments, total, pay_on, state, at,
         sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            batch.id,
            batch.total.currency,
            &batch.account,
            batch.payments,
            batch.total.minor,
            &batch.pay_on,
            batch.state.word(),
            batch.at,
            None::<i64>
        ],
        Stop::Bug("a batch stands already"),
    )
}

/// A batch, read for update.
pub(crate) fn find_batch(tx: &mut Tx<'_>, id: Id<PayoutBatchKind>) -> Outcome<Option<PayoutBatch>> {
    let row = tx.find(
        "SELECT id, currency, account, payments, total, pay_on, state, at
         FROM payout_batch WHERE id = $1 {LOCK}",
        params![id],
    )?;
    Ok(row.as_ref().map(batch).transpose()?)
}

/// The oldest batch that has not left for certain.
pub(crate) fn find_unsent_batch(tx: &mut Tx<'_>) -> Outcome<Option<PayoutBatch>> {
    let row = tx.find(
        "SELECT id, currency, account, payments, total, pay_on, state, at
         FROM payout_batch WHERE state <> 'sent' ORDER BY id LIMIT 1",
        params![],
    )?;
    Ok(row.as_ref().map(batch).transpose()?)
}

/// The newest batch of a currency.
pub(crate) fn find_newest_batch(
    tx: &mut Tx<'_>,
    currency: Currency,
) -> Outcome<Option<PayoutBatch>> {
    let row = tx.find(
        "SELECT id, currency, account, payments, total, pay_on, state, at
         FROM payout_batch WHERE currency = $1 ORDER BY id DESC LIMIT 1",
        params![currency],
    )?;
    Ok(row.as_ref().map(batch).transpose()?)
}

/// Writes how far a batch has come.
pub(crate) fn change_batch(
    tx: &mut Tx<'_>,
    id: Id<PayoutBatchKind>,
    state: BatchState,
) -> Outcome<()> {
    let sent_at = (state == BatchState::Sent).then(|| tx.now());
    tx.must(
        "UPDATE payout_batch SET state = $2, sent_at = $3 WHERE id = $1",
        params![id, state.word(), sent_at],
        1,
        Stop::Absent,
    )
}

/// Writes that fewer payments go in a batch than were put into it.
pub(crate) fn shrink_batch(tx: &mut Tx<'_>, batch: &PayoutBatch) -> Outcome<()> {
    tx.must(
        "UPDATE payout_batch SET payments = $2, total = $3 WHERE id = $1 AND state = 'made'",
        params![batch.id, batch.payments, batch.total.minor],
        1,
        Stop::Stale,
    )
}

/// Takes a batch away of which nothing goes.
pub(crate) fn remove_batch(tx: &mut Tx<'_>, id: Id<PayoutBatchKind>) -> Outcome<()> {
    tx.must(
        "DELETE FROM payout_batch WHERE id = $1 AND state = 'made'",
        params![id],
        1,
        Stop::Stale,
    )
}

fn batch(row: &Row) -> anyhow::Result<PayoutBatch> {
    Ok(PayoutBatch {
        id: row.id(0)?,
        total: Money::new(row.int(4)?, row.currency(1)?),
        account: row.string(2)?,
        payments: row.int(3)?,
        pay_on: row.string(5)?,
        state: row.word(6, BatchState::from_word)?,
        at: row.time(7)?,
    })
}

/// Writes a new claim.
pub(crate) fn add_claim(tx: &mut Tx<'_>, claim: &Claim) -> Outcome<()> {
    tx.add(
        "INSERT INTO claim (firm, id, owed_to, agreement, currency, amount, paid, reason, at,
         ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            claim.firm,
            claim.id,
            claim.owed_to.word(),
            claim.agreement,
            claim.amount.currency,
            claim.amount.minor,
            claim.paid_minor,
            &claim.reason,
            claim.at,
            None::<i64>
        ],
        Stop::Bug("a claim stands already"),
    )
}

/// Adds to what is paid of a claim.
pub(crate) fn pay_claim(tx: &mut Tx<'_>, claim: &Claim, minor: i64) -> Outcome<()> {
    let ended_at = (claim.left().minor == minor).then(|| tx.now());
    tx.must(
        "UPDATE claim SET paid = paid + $3, ended_at = $4
         WHERE firm = $1 AND id = $2 AND ended_at IS NULL",
        params![claim.firm, claim.id, minor, ended_at],
        1,
        Stop::Stale,
    )
}

/// What a firm owes, oldest first.
pub(crate) fn list_open_claims(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<Claim>> {
    let rows = tx.all(
        "SELECT firm, id, agreement, currency, amount, paid, reason, at, owed_to
         FROM claim WHERE firm = $1 AND ended_at IS NULL ORDER BY id LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(claim).collect::<anyhow::Result<_>>()?)
}

/// What a seller came to owe the bank out of an agreement's release, paid since or not, in minor
/// units.
pub(crate) fn sum_owed_for(
    tx: &mut Tx<'_>,
    seller: Id<Firm>,
    agreement: Id<Agreement>,
) -> Outcome<i64> {
    let row = tx.get(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM claim
         WHERE firm = $1 AND agreement = $2 AND owed_to = 'bank'",
        params![seller, agreement],
    )?;
    Ok(row.int(0)?)
}

/// What all firms owe, after one, oldest first.
pub(crate) fn list_claims_after(tx: &mut Tx<'_>, after: i64, most: i64) -> Outcome<Vec<Claim>> {
    let rows = tx.all(
        "SELECT firm, id, agreement, currency, amount, paid, reason, at, owed_to
         FROM claim WHERE id > $1 AND ended_at IS NULL ORDER BY id LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(claim).collect::<anyhow::Result<_>>()?)
}

/// One that is open, read for update.
pub(crate) fn lock_claim(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<ClaimKind>,
) -> Outcome<Option<Claim>> {
    let row = tx.find(
        "SELECT firm, id, agreement, currency, amount, paid, reason, at, owed_to
         FROM claim WHERE firm = $1 AND id = $2 AND ended_at IS NULL {LOCK}",
        params![firm, id],
    )?;
    Ok(row.as_ref().map(claim).transpose()?)
}

fn claim(row: &Row) -> anyhow::Result<Claim> {
    Ok(Claim {
        firm: row.id(0)?,
        id: row.id::<ClaimKind>(1)?,
        agreement: row.maybe_id::<Agreement>(2)?,
        amount: Money::new(row.int(4)?, row.currency(3)?),
        paid_minor: row.int(5)?,
        reason: row.string(6)?,
        at: row.time(7)?,
        owed_to: row.word(8, OwedTo::from_word)?,
    })
}

/// Writes an account that a firm has named.
pub(crate) fn add_bank_account(
    tx: &mut Tx<'_>,
    account: &BankAccount,
    by: Id<Person>,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO bank_account (firm, id, holder, number, bank_code, by_person, at,
         usable_at, removed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            account.firm,
            account.id,
            &account.holder,
            &account.number,
            account.bank_code.as_deref(),
            by,
            account.at,
            account.usable_at,
            None::<i64>
        ],
        Stop::Bug("an account stands already"),
    )
}

/// The accounts of a firm that are not removed.
pub(crate) fn list_bank_accounts(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    most: i64,
) -> Outcome<Vec<BankAccount>> {
    let rows = tx.all(
        "SELECT firm, id, holder, number, bank_code, at, usable_at
         FROM bank_account WHERE firm = $1 AND removed_at IS NULL ORDER BY id LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(account).collect::<anyhow::Result<_>>()?)
}

/// One of them.
pub(crate) fn find_bank_account(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<BankAccountKind>,
) -> Outcome<Option<BankAccount>> {
    let row = tx.find(
        "SELECT firm, id, holder, number, bank_code, at, usable_at
         FROM bank_account WHERE firm = $1 AND id = $2 AND removed_at IS NULL",
        params![firm, id],
    )?;
    Ok(row.as_ref().map(account).transpose()?)
}

fn account(row: &Row) -> anyhow::Result<BankAccount> {
    Ok(BankAccount {
        firm: row.id(0)?,
        id: row.id(1)?,
        holder: row.string(2)?,
        number: row.string(3)?,
        bank_code: row.maybe_string(4)?,
        at: row.time(5)?,
        usable_at: row.time(6)?,
    })
}

/// Firms whose accounts are read in one query.
pub(crate) const FIRMS_AT_A_TIME: usize = 50;

/// The holders' names on the accounts of at most `FIRMS_AT_A_TIME` firms.
pub(crate) fn list_holders(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<Vec<(Id<Firm>, String)>> {
    let rows = tx.all(
        "SELECT firm, holder FROM bank_account WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)
         AND removed_at IS NULL ORDER BY firm, id LIMIT 1000",
        &padded::<_, FIRMS_AT_A_TIME>(firms),
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.string(1)?))).collect::<anyhow::Result<_>>()?)
}

/// Uses an account no more.
pub(crate) fn remove_bank_account(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<BankAccountKind>,
) -> Outcome<()> {
    let now = tx.now();
    tx.must(
        "UPDATE bank_account SET removed_at = $3
         WHERE firm = $1 AND id = $2 AND removed_at IS NULL",
        params![firm, id, now],
        1,
        Stop::Absent,
    )
}
