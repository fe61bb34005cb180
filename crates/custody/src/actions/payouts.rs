//! Payments out in files, each under one name for ever: a file may be asked for again, and is the
//! same; a payment is never put into a second one.

use super::differences::list_unknown;
use crate::model::{
    BatchState, OwnAccount, Payout, PayoutBatch, PayoutBatchKind, PayoutFile, PayoutState,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Id, Money, Outcome, Stop};

/// Payouts looked after in one piece.
const LOOKED_AFTER: i64 = 100;

/// Puts what waits in the currency of one of our accounts into a batch, if it is time.
pub fn make_batch(tx: &mut Tx<'_>, own: &OwnAccount) -> Outcome<Option<PayoutBatch>> {
    let rules = &Rules::current().bank;
    let now = tx.now();
    let last = store::find_newest_batch(tx, own.currency)?;
    let pause_s = rules.payout_every_min * 60;
    if last.is_some_and(|last| {
        now < last.at.plus_seconds(pause_s) && last.payments < rules.payouts_most
    }) {
        return Ok(None);
    }
    let lines = store::list_waiting_out(tx, own.currency, rules.payouts_most)?;
    if lines.is_empty() {
        return Ok(None);
    }
    let mut total = Money::zero(own.currency);
    for line in &lines {
        total = total.plus(line.amount)?;
    }
    let batch = PayoutBatch {
        id: tx.id(),
        account: own.number.clone(),
        payments: i64::try_from(lines.len()).unwrap_or(i64::MAX),
        total,
        pay_on: now.date_in(&Rules::current().market.time_zone).to_string(),
        state: BatchState::Made,
        at: now,
    };
    store::add_batch(tx, &batch)?;
    for line in &lines {
        store::put_in_batch(tx, &line.payout, batch.id)?;
    }
    Ok(Some(batch))
}

/// The oldest batch that has not left for certain, with its payments.
pub fn unsent_batch(tx: &mut Tx<'_>) -> Outcome<Option<PayoutFile>> {
    let Some(batch) = store::find_unsent_batch(tx)? else { return Ok(None) };
    let payments = store::list_of_batch(tx, batch.id, batch.payments)?;
    let total: i64 = payments.iter().map(|line| line.amount.minor).sum();
    if total != batch.total.minor {
        return Err(Stop::Bug("a batch differs from its payments"));
    }
    Ok(Some(PayoutFile { batch, payments }))
}

/// A batch lies ready, and may leave from now on; not if something of it was stopped since it was
/// written.
pub fn mark_leaving(tx: &mut Tx<'_>, id: Id<PayoutBatchKind>) -> Outcome<bool> {
    let batch = store::find_batch(tx, id)?.ok_or(Stop::Absent)?;
    if batch.state == BatchState::Made {
        if !store::list_stopped_of(tx, id)?.is_empty() {
            return Ok(false);
        }
        store::change_batch(tx, id, BatchState::Leaving)?;
    }
    Ok(true)
}

/// A batch has left: its answers are waited for.
pub fn mark_sent(tx: &mut Tx<'_>, id: Id<PayoutBatchKind>) -> Outcome<()> {
    let batch = store::find_batch(tx, id)?.ok_or(Stop::Absent)?;
    match batch.state {
        BatchState::Made => Err(Stop::Bug("a batch left that did not lie ready")),
        BatchState::Sent => Ok(()),
        BatchState::Leaving => {
            store::change_batch(tx, id, BatchState::Sent)?;
            let look_at = tx.now().plus_seconds(Rules::current().bank.look_after_h * 3_600);
            store::send_all(tx, id, look_at)
        }
    }
}

/// Looks after payouts whose answer should have come: they are unknown, are waited for a few times
/// more, and then a clerk must look. Nothing is ever ordered again. Tells how many there were.
pub fn look_after_payouts(tx: &mut Tx<'_>) -> Outcome<usize> {
    let rules = &Rules::current().bank;
    let now = tx.now();
    let due = store::list_to_look_after(tx, now, LOOKED_AFTER)?;
    for line in &due {
        let looks = line.payout.looks + 1;
        let is_last = looks >= rules.looks_most;
        let look_at = (!is_last).then(|| now.plus_seconds(rules.look_after_h * 3_600));
        // A yes stays one: what the bank accepted it may pay, whatever it says later.
        let state = match line.payout.state {
            PayoutState::Accepted => PayoutState::Accepted,
            _ => PayoutState::Unknown,
        };
        let payout = Payout { state, looks, ..line.payout.clone() };
        store::change_payout(tx, &payout, look_at, None)?;
        if is_last {
            list_unknown(tx, line)?;
        }
    }
    Ok(due.len())
}
