//! Money that nobody has moved in years: its owner is written to, then it is kept apart, and it is
//! theirs whenever they ask.

use super::escrow::post;
use super::stops::is_under_order;
use crate::events::{BalanceClaimed, BalanceUnclaimed};
use crate::model::{
    CustodyRefusal, IdleStep, IdleWallet, PLATFORM, UnclaimedBalance, reason, unclaimed_of,
    wallet_of,
};
use crate::store;
use ::store::{Timer, Tx};
use kernel::rules::Rules;
use kernel::{Actor, Currency, Firm, Id, Limit, Money, Outcome, Stop, Timestamp};

/// Wallets taken under watch in one transaction.
const WATCHED_AT_A_TIME: i64 = 100;
/// Currencies of one firm.
const CURRENCIES_MOST: i64 = 200;

/// The timer of a wallet that is watched.
pub(crate) const IDLE: &str = "custody-idle";

/// Takes new wallets under watch, found by an index of their own; tells how many. The first look
/// follows at once, by the wallet's own timer.
pub(crate) fn watch_wallets(tx: &mut Tx<'_>) -> Outcome<usize> {
    let new = store::list_unwatched(tx, WATCHED_AT_A_TIME)?;
    let now = tx.now();
    for (firm, currency) in &new {
        let (firm, currency) = (*firm, *currency);
        store::mark_watched(tx, firm, currency)?;
        // What is the market's own is claimed by nobody.
        if firm != PLATFORM.cast() {
            let timer = tx.set_timer(firm, IDLE, now)?;
            let since = Timestamp::from_micros(0);
            store::put_idle(tx, &IdleWallet { firm, currency, steps: 0, since }, timer)?;
        }
    }
    Ok(new.len())
}

/// Whether a wallet is not watched yet.
pub(crate) fn has_unwatched(tx: &mut Tx<'_>) -> Outcome<bool> {
    Ok(!store::list_unwatched(tx, 1)?.is_empty())
}

/// A watched wallet's timer is due: what has happened since says what is to be done, and when the
/// next look is. Everything follows the timer's own time. While an order of an authority stands
/// over the firm, which may not move its money then, all the time begins anew.
pub(crate) fn look_at_idle(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    timer: Id<Timer>,
    at: Timestamp,
) -> Outcome<()> {
    let Some(idle) = store::find_idle(tx, firm, timer)? else { return Ok(()) };
    let rules = &Rules::current().unclaimed;
    let wallet = wallet_of(firm, idle.currency);
    let newest = ledger::statement(tx, wallet, None, Limit::clamp(1))?.rows;
    let moved_at = newest.first().map_or(at, |entry| entry.at);
    let available = ledger::balance(tx, wallet)?.available;
    let (after, step) = match is_under_order(tx, firm)? {
        true => (IdleWallet { steps: 0, since: at, ..idle }, None),
        false => idle.step((moved_at, available), at, rules),
    };
    match step {
        None => {}
        Some(IdleStep::Move) => set_apart(tx, firm, available)?,
        Some(IdleStep::First) => write_to(tx, &after, available, "unclaimed-first")?,
        Some(IdleStep::Second) => write_to(tx, &after, available, "unclaimed-second")?,
    }
    let timer = tx.set_timer(firm, IDLE, after.due_at(rules))?;
    store::put_idle(tx, &after, timer)
}

fn write_to(tx: &mut Tx<'_>, idle: &IdleWallet, amount: Money, kind: &'static str) -> Outcome<()> {
    let rules = Rules::current();
    let on = idle.since.plus_days(rules.unclaimed.moved_d).date_in(&rules.market.time_zone);
    let amount = format!("{} {}", amount.currency.code(), amount.plain());
    let facts = vec![("amount", amount), ("on", on.to_string())];
    party::send_to_owners(tx, &[idle.firm], kind, |_, _| facts.clone())
}

fn set_apart(tx: &mut Tx<'_>, firm: Id<Firm>, amount: Money) -> Outcome<()> {
    let currency = amount.currency;
    let (from, to) = (wallet_of(firm, currency), unclaimed_of(currency));
    post(tx, from, to, amount, reason::UNCLAIMED)?;
    store::add_unclaimed(tx, firm, amount)?;
    let told = format!("{} {}", currency.code(), amount.plain());
    party::send_to_owners(tx, &[firm], "unclaimed-moved", |_, _| vec![("amount", told.clone())])?;
    tx.tell(firm, &BalanceUnclaimed { firm, currency, amount_minor: amount.minor })
}

/// What of the firm's money was set apart, for the firm.
pub fn unclaimed(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<UnclaimedBalance>> {
    let firm = super::firm_of(by)?;
    unclaimed_of_firm(tx, firm)
}

/// The same, whoever asks.
pub(super) fn unclaimed_of_firm(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<UnclaimedBalance>> {
    store::list_unclaimed(tx, firm, CURRENCIES_MOST)
}

/// An owner asks for what was set apart: it lies in the wallet again, whole.
pub fn claim_unclaimed(tx: &mut Tx<'_>, by: &Actor, currency: Currency) -> Outcome<Money> {
    let (firm, _) = by.trader()?;
    if !by.is_owner_of(firm) {
        return Err(Stop::Forbidden);
    }
    give_back(tx, firm, currency)?.ok_or_else(|| CustodyRefusal::NothingUnclaimed.into())
}

/// What was set apart lies in the wallet again; nothing where nothing was.
pub(super) fn give_back(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
) -> Outcome<Option<Money>> {
    let all = unclaimed_of_firm(tx, firm)?;
    let own = all.into_iter().find(|balance| balance.currency == currency);
    let Some(own) = own else { return Ok(None) };
    let amount = own.left();
    let (from, to) = (unclaimed_of(currency), wallet_of(firm, currency));
    post(tx, from, to, amount, reason::CLAIMED_BACK)?;
    store::give_unclaimed_back(tx, &own)?;
    tx.tell(firm, &BalanceClaimed { firm, currency, amount_minor: amount.minor })?;
    Ok(Some(amount))
}

/// Compares what is owed to firms that have not asked with what the ledger keeps apart.
pub fn verify_unclaimed(tx: &mut Tx<'_>) -> Outcome<Vec<String>> {
    let mut problems = Vec::new();
    for owed in store::sum_unclaimed(tx)? {
        let posted = ledger::balance(tx, unclaimed_of(owed.currency))?.posted;
        if posted != owed {
            problems.push(format!("unclaimed: {owed:?} is owed, the postings say {posted:?}"));
        }
    }
    Ok(problems)
}
