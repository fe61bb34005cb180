//! The ledger on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod batches;
mod chain;
mod holds;
mod postings;
mod walk;

use kernel::{Currency, Id, Outcome};
use ledger::{Account, Balance, MIGRATIONS, Posted, Purpose, Transfer, TransferKind};
use store::Tx;
use testkit::{Fresh, engines, fresh};

/// A store of one's own on each engine.
fn each_store() -> impl Iterator<Item = Fresh> {
    engines().map(|engine| fresh(engine, MIGRATIONS.to_vec()))
}

const fn usd(owner: i64, purpose: Purpose) -> Account {
    Account::new(Id::new(owner), purpose, Currency::USD)
}

const fn wallet(owner: i64) -> Account {
    usd(owner, Purpose::Wallet)
}

const fn escrow(owner: i64) -> Account {
    usd(owner, Purpose::Escrow)
}

const BANK: Account = usd(1, Purpose::Bank);

fn moving(id: i64, from: Account, to: Account, minor: i64) -> Transfer {
    Transfer::between(Id::new(id), from, to, minor, "test")
}

fn post_fresh(tx: &mut Tx<'_>, from: Account, to: Account, minor: i64) -> Outcome<Posted> {
    let id = tx.id::<TransferKind>();
    ledger::post_new(tx, &Transfer::between(id, from, to, minor, "test"))
}

async fn fund(fresh: &Fresh, account: Account, minor: i64) {
    let act = move |tx: &mut Tx<'_>| post_fresh(tx, BANK, account, minor);
    fresh.store.write("fund", act).await.expect("money comes in");
}

async fn post(fresh: &Fresh, transfer: Transfer) -> Outcome<Posted> {
    fresh.store.write("post", move |tx| ledger::post(tx, &transfer)).await
}

async fn balance(fresh: &Fresh, account: Account) -> Balance {
    let look = move |tx: &mut Tx<'_>| ledger::balance(tx, account);
    fresh.store.read("balance", look).await.expect("a balance")
}

/// Posted and available minor units.
async fn holds_now(fresh: &Fresh, account: Account) -> (i64, i64) {
    let balance = balance(fresh, account).await;
    (balance.posted.minor, balance.available.minor)
}

/// The code of the refusal; anything else fails the test.
fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}
