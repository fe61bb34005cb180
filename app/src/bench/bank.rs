//! `jishi bench bank`: a day of payments out and in through files of a played bank, some of them
//! wrong. At its end every difference is on the work list and the ledger is the bank, or it fails.

use super::figures::per_second;
use super::fixture::failed;
use super::room::Room;
use crate::config::{BankBench, Settings};
use crate::market::options;
use crate::output::say_result;
use anyhow::{Result, anyhow, ensure};
use bankfile::Party;
use custody::jobs::Bank;
use custody::ports::{Mischief, PlayedBank};
use custody::{BankAccountKind, DifferenceKind, NewBankAccount, OwnAccount};
use kernel::{Actor, Currency, Cursor, Desk, Firm, Id, Limit, Money, Outcome, Role, Scope};
use ledger::{Account, Purpose};
use serde::Serialize;
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use store::{Store, Tx};

const ACCOUNT: &str = "DE89370400440532013000";
const CLERK: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Operator };
const BUYER: Id<Firm> = Id::new(1_002);
const SELLER: Id<Firm> = Id::new(1_003);
/// Orders written in one transaction.
const ORDERS_AT_A_TIME: u64 = 50;
/// What the seller has to pay out of, in minor units.
const SELLER_HAS: i64 = 10_000_000_000;

#[derive(Serialize)]
struct Figures {
    engine: &'static str,
    payments: u64,
    wrong: u64,
    differences: usize,
    by_kind: BTreeMap<&'static str, usize>,
    unexplained_minor: i64,
    ledger_minor: i64,
    bank_minor: i64,
    problems: usize,
    out_s: u64,
    in_s: u64,
    taken_per_s: u64,
}

const fn owner(firm: Id<Firm>) -> Actor {
    Actor::Member { person: Id::new(1), firm: Some((firm, Role::Owner)), scope: Scope::Full }
}

const fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

/// Measures and reports; fails unless the ledger is the bank and everything is explained.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(crate) async fn run(settings: &Settings, how: &BankBench) -> Result<ExitCode> {
    let room = Room::beside(&settings.store)?;
    let store = Store::open(&room.address, options())?;
    let now = store.read("bench.now", |tx| Ok(tx.now())).await.map_err(failed)?;
    let mischief = Mischief { payments_one_in: how.wrong_one_in, files_one_in: 3 };
    let behind = PlayedBank::open(ACCOUNT, usd(0), (now.date_in("UTC"), now), how.seed);
    let behind = Arc::new(behind.with(mischief));
    let own = OwnAccount { currency: Currency::USD, number: ACCOUNT.to_owned() };
    let bank = Bank::new(Box::new(behind.clone()), "Jishi".to_owned(), None, vec![own]);
    let account = prepare(&store, &bank, &behind).await?;
    let half = how.payments / 2;
    order_all(&store, &behind, account, half).await?;
    let begun = Instant::now();
    while bank.send_payouts(&store).await.map_err(failed)? > 0 {}
    let out = begun.elapsed();
    let begun = Instant::now();
    behind.notify()?;
    behind.end_day()?;
    bank.take_told(&store).await.map_err(failed)?;
    let took = begun.elapsed();
    let figures = Figures {
        engine: super::engine_name(&room.address),
        payments: half * 2,
        wrong: behind.wrong(),
        bank_minor: behind.balance().minor,
        out_s: out.as_secs(),
        in_s: took.as_secs(),
        taken_per_s: per_second(half * 2, took),
        ..seen(&store).await?
    };
    say_result(settings.says_json, &figures)?;
    let is_equal = figures.ledger_minor == figures.bank_minor
        && figures.unexplained_minor == 0
        && figures.problems == 0;
    Ok(if is_equal { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn write<T: Send + 'static>(
    store: &Store,
    act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
) -> Result<T> {
    store.write("bench.bank", act).await.map_err(failed)
}

/// Money for the seller, through the bank, and an account that has waited its time.
async fn prepare(store: &Store, bank: &Bank, behind: &PlayedBank) -> Result<Id<BankAccountKind>> {
    let order = write(store, |tx| custody::top_up(tx, &owner(SELLER), usd(SELLER_HAS))).await?;
    behind.come(usd(SELLER_HAS), &order.reference, &Party::default());
    behind.notify()?;
    bank.take_told(store).await.map_err(failed)?;
    let new = NewBankAccount {
        holder: "Seller".to_owned(),
        number: "SE4550000000058398257466".to_owned(),
        bank_code: String::new(),
    };
    let named =
        write(store, move |tx| custody::name_bank_account(tx, &owner(SELLER), &new)).await?;
    let waited = "UPDATE bank_account SET usable_at = at WHERE firm = $1";
    write(store, move |tx| tx.run(waited, store::params![SELLER])).await?;
    let wallet = Account::new(SELLER.cast(), Purpose::Wallet, Currency::USD);
    let look = move |tx: &mut Tx<'_>| ledger::balance(tx, wallet);
    let has = store.read("bench.wallet", look).await.map_err(failed)?.available;
    ensure!(
        has.minor > SELLER_HAS / 2,
        "the seller's money went wrong with this seed; take another"
    );
    Ok(named.id)
}

/// Half of the payments in, half of them out.
async fn order_all(
    store: &Store,
    behind: &PlayedBank,
    account: Id<BankAccountKind>,
    half: u64,
) -> Result<()> {
    let mut nth = 0;
    while nth < half {
        let until = (nth + ORDERS_AT_A_TIME).min(half);
        let orders = write(store, move |tx| {
            let mut orders = Vec::new();
            for own in nth..until {
                let minor = i64::try_from(own % 90_000).unwrap_or(0) + 1_000;
                orders.push(custody::top_up(tx, &owner(BUYER), usd(minor))?);
                custody::pay_out(tx, &owner(SELLER), usd(minor + 7), account)?;
            }
            Ok(orders)
        });
        for order in orders.await? {
            let name = Some(format!("Buyer of {}", order.reference));
            behind.come(order.amount, &order.reference, &Party { name, ..Party::default() });
        }
        nth = until;
    }
    Ok(())
}

/// The work list, the last statement, the ledger, and what `verify` finds.
async fn seen(store: &Store) -> Result<Figures> {
    let (mut by_kind, mut differences) = (BTreeMap::new(), 0);
    let mut after: Option<Cursor> = None;
    loop {
        let limit = Limit::clamp(Limit::MOST);
        let look = move |tx: &mut Tx<'_>| custody::differences(tx, &CLERK, after, limit);
        let page = store.read("bench.differences", look).await.map_err(failed)?;
        for row in &page.rows {
            *by_kind.entry(row.kind.word()).or_insert(0) += 1;
            differences += 1;
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    ensure!(!by_kind.contains_key(DifferenceKind::NotBooked.word()), "a payment was not booked");
    let last = store.read("bench.statement", |tx| custody::statements(tx, &CLERK, ACCOUNT, "9999"));
    let last = last.await.map_err(failed)?;
    let last = last.first().ok_or_else(|| anyhow!("no statement was taken"))?;
    let bank = Account::new(custody::CUSTODIAN, Purpose::Bank, Currency::USD);
    let look = move |tx: &mut Tx<'_>| ledger::balance(tx, bank);
    let mirror = store.read("bench.mirror", look).await.map_err(failed)?.posted;
    let report = ledger::jobs::verify(store).await.map_err(failed)?;
    Ok(Figures {
        engine: "",
        payments: 0,
        wrong: 0,
        differences,
        by_kind,
        unexplained_minor: last.unexplained.minor,
        ledger_minor: mirror.negated().minor,
        bank_minor: 0,
        problems: report.problems.len(),
        out_s: 0,
        in_s: 0,
        taken_per_s: 0,
    })
}
