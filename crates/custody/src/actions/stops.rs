//! What stops a firm's money on its way out. Whoever knows why writes it here, in its own
//! transaction; custody obeys.

use super::accounts::name_for;
use super::bank::pay_to;
use super::idle::{give_back, unclaimed_of_firm};
use super::notices::reject;
use super::wallet::wallet_of_firm;
use crate::model::{
    BankAccount, BankNotice, BankOrder, BankOrderKind, CustodyRefusal, Leaving, NewBankAccount,
    NewStop, PayoutBatch, PayoutFile, PayoutStop, StopCause, UnclaimedBalance, may_leave,
    wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Any, Firm, Id, Money, Outcome, Person, Refusal, Stop};

/// Orders of one firm that are taken back.
const WAITING_MOST: i64 = 500;
/// Stops of one firm that are looked at.
const STOPS_MOST: i64 = 100;

/// Stops a firm's money, whole or in part, or one order. What waits already and is stopped whole
/// stays where it is; a batch that has not left leaves it out, and what an authority has stopped
/// since it was ordered goes back to the wallet.
pub fn stop_payouts(tx: &mut Tx<'_>, stop: &NewStop) -> Outcome<()> {
    store::add_stop(tx, stop)
}

/// What was stopped for this reason is stopped no more; what waited goes with the next batch.
pub fn end_stop(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<Any>) -> Outcome<()> {
    store::end_stop(tx, firm, id)
}

/// Takes back what a firm has ordered out and what has not left: the money is free in its wallet
/// again, where an order of an authority has come over it.
pub fn take_waiting_back(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    for waiting in store::list_waiting_of(tx, firm, WAITING_MOST)? {
        take_back(tx, firm, waiting)?;
    }
    Ok(())
}

fn take_back(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (order, reference, amount): (Id<BankOrderKind>, String, Money),
) -> Outcome<()> {
    let bank_reference = format!("{reference}/by-order");
    reject(tx, &BankNotice { bank_reference, order_reference: reference, amount })?;
    store::remove_waiting_payout(tx, firm, order)
}

/// Names the account of who administers a firm by an order: to it alone money may go from now on.
/// It is used only after the rules' waiting time, as every account.
pub fn name_account_by_order(
    tx: &mut Tx<'_>,
    (firm, stop): (Id<Firm>, Id<Any>),
    new: &NewBankAccount,
    by: Id<Person>,
) -> Outcome<BankAccount> {
    let account = name_for(tx, firm, new, by)?;
    store::narrow_stop(tx, firm, stop, account.id)?;
    Ok(account)
}

/// The account of who administers a firm by an order, once it is named.
pub fn administrators_account(
    tx: &mut Tx<'_>,
    (firm, stop): (Id<Firm>, Id<Any>),
) -> Outcome<Option<BankAccount>> {
    let own = stops(tx, firm)?.into_iter().find(|own| own.new.id == stop);
    let Some(only_to) = own.and_then(|own| own.new.only_to) else { return Ok(None) };
    store::find_bank_account(tx, firm, only_to)
}

/// What can be paid to who administers a firm, currency by currency: what is free in its wallets,
/// and what was set apart since nobody moved it.
pub fn administrable(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Money>> {
    let apart = unclaimed_of_firm(tx, firm)?;
    let mut all = Vec::new();
    for balance in wallet_of_firm(tx, firm)? {
        let free = balance.available;
        let own = apart.iter().find(|apart| apart.currency == free.currency);
        all.push(free.plus(own.map_or(Money::zero(free.currency), UnclaimedBalance::left))?);
    }
    Ok(all)
}

/// Orders money of a firm out to who administers it by an order: the firm's own people have no say.
/// Where its wallet has not that much, what was set apart comes back first.
pub fn pay_administrator(
    tx: &mut Tx<'_>,
    which: (Id<Firm>, Id<Any>),
    amount: Money,
) -> Outcome<BankOrder> {
    let account = administrators_account(tx, which)?.ok_or(CustodyRefusal::OnlyToAdministrator)?;
    let available = ledger::balance(tx, wallet_of(which.0, amount.currency))?.available;
    if available.minor < amount.minor {
        give_back(tx, which.0, amount.currency)?;
    }
    pay_to(tx, which.0, amount, account.id)
}

/// What stops a firm's money now, for whoever has stopped it.
pub fn stops(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<PayoutStop>> {
    store::list_stops(tx, firm, STOPS_MOST)
}

/// Whether an order of an authority stands over a firm.
pub(super) fn is_under_order(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<bool> {
    Ok(stops(tx, firm)?.iter().any(|stop| stop.new.cause == StopCause::Order))
}

/// Refused where one of two firms may begin no new deals.
pub fn may_begin(tx: &mut Tx<'_>, one: Id<Firm>, other: Id<Firm>) -> Outcome<()> {
    if store::ends_deals(tx, one, other)? {
        return Err(CustodyRefusal::NoNewDeals.into());
    }
    Ok(())
}

/// Why a firm may not pay an amount into custody now, if anything stops it.
pub fn what_stops(tx: &mut Tx<'_>, firm: Id<Firm>, amount: Money) -> Outcome<Option<Refusal>> {
    match check_leaving(tx, firm, amount, None) {
        Err(Stop::Refused(refusal)) => Ok(Some(refusal)),
        other => other.map(|()| None),
    }
}

/// Refused where money may not leave a firm's wallet.
pub(super) fn check_leaving(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    amount: Money,
    account: Option<Id<crate::model::BankAccountKind>>,
) -> Outcome<()> {
    let stops = stops(tx, firm)?;
    if stops.is_empty() {
        return Ok(());
    }
    let available = ledger::balance(tx, wallet_of(firm, amount.currency))?.available;
    let leaving = Leaving { amount, left_minor: available.minor - amount.minor, account };
    Ok(may_leave(&stops, &leaving)?)
}

/// Takes what is stopped out of a batch that has not left. Tells the file as it goes then, or
/// nothing if none of it goes.
pub fn leave_out(tx: &mut Tx<'_>, file: &PayoutFile) -> Outcome<Option<PayoutFile>> {
    let batch = store::find_batch(tx, file.batch.id)?.ok_or(Stop::Absent)?;
    for line in store::list_stopped_of(tx, batch.id)? {
        store::take_out_of_batch(tx, line.firm, line.order)?;
        if line.is_by_order {
            take_back(tx, line.firm, (line.order, line.reference, line.amount))?;
        }
    }
    let payments = store::list_of_batch(tx, batch.id, batch.payments)?;
    let count = i64::try_from(payments.len()).unwrap_or(i64::MAX);
    if count == batch.payments {
        return Ok(Some(PayoutFile { batch, payments }));
    }
    let mut total = Money::zero(batch.total.currency);
    for line in &payments {
        total = total.plus(line.amount)?;
    }
    let batch = PayoutBatch { payments: count, total, ..batch };
    if count == 0 {
        store::remove_batch(tx, batch.id)?;
        return Ok(None);
    }
    store::shrink_batch(tx, &batch)?;
    Ok(Some(PayoutFile { batch, payments }))
}

/// Whether an order out may be carried out now, for a bank that is played.
pub(crate) fn is_stopped(tx: &mut Tx<'_>, order: &crate::model::BankOrder) -> Outcome<bool> {
    let stops = stops(tx, order.firm)?;
    Ok(stops.iter().any(|stop| {
        let is_whole = stop.new.stays.is_none() && stop.new.only_to.is_none();
        is_whole && stop.new.order.is_none_or(|one| one == order.id)
    }))
}

/// What of a firm's own stops it may know: those that an authority has ordered.
pub fn orders_over(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<PayoutStop>> {
    let firm = super::firm_of(by)?;
    let told = |stop: &PayoutStop| stop.new.cause == StopCause::Order;
    Ok(stops(tx, firm)?.into_iter().filter(told).collect())
}
