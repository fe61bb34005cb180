//! `jishi bench ledger`: transfers a second, in batches and one by one.

use super::figures::per_second;
use super::floor;
use super::recorder::{Recorded, Recording};
use super::room::Room;
use crate::config::{LedgerBench, Settings};
use crate::market::migrations;
use crate::output::say_result;
use crate::verify::verify;
use anyhow::Result;
use kernel::{Currency, Id, Stop};
use ledger::{Account, Purpose, Transfer};
use serde::Serialize;
use std::process::ExitCode;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};
use store::{Address, Options, Store};

/// Wallets filled in one call.
const FILLED_AT_ONCE: i64 = 1_000;
/// What each wallet begins with, in cents.
const OPENING: i64 = 100_000_000;

#[derive(Serialize)]
struct Figures {
    engine: &'static str,
    batch_transfers_per_s: u64,
    single_transfers_per_s: u64,
    floor_batch_transfers_per_s: u64,
    floor_ratio_percent: u64,
    batch_size: i64,
    clients: usize,
    wallets: i64,
    transfers: i64,
    violations: i64,
}

/// Measures, verifies, reports.
pub(crate) async fn run(settings: &Settings, how: &LedgerBench) -> Result<ExitCode> {
    let room = Room::beside(&settings.store)?;
    fill(&open(&room.address)?, how).await?;
    let floor = floor_rate(&room, how).await?;
    let store = open(&room.address)?;
    let limit = Duration::from_secs(how.seconds);
    let batch = batches(&store, how, limit).await?;
    let single = singles(&store, how, limit).await?;
    let report = verify(&store).await?;
    store.close();
    let figures = Figures {
        engine: super::engine_name(&room.address),
        batch_transfers_per_s: batch,
        single_transfers_per_s: single,
        floor_batch_transfers_per_s: floor,
        floor_ratio_percent: batch * 100 / floor.max(1),
        batch_size: how.batch,
        clients: how.clients,
        wallets: how.wallets,
        transfers: report.transfers,
        violations: report.violations(),
    };
    say_result(settings.says_json, &figures)?;
    Ok(if figures.violations == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn open(address: &Address) -> Result<Store> {
    let options = Options { migrations: migrations(), ..Options::default() };
    Ok(Store::open(address, options)?)
}

fn wallet(owner: i64) -> Account {
    Account::new(Id::new(1_000_000 + owner), Purpose::Wallet, Currency::USD)
}

fn fault(stop: Stop) -> anyhow::Error {
    anyhow::anyhow!("{stop:?}")
}

/// Gives each wallet its opening balance and closes the store.
async fn fill(store: &Store, how: &LedgerBench) -> Result<()> {
    let bank = Account::new(Id::new(1), Purpose::Bank, Currency::USD);
    let mut from = 0;
    while from < how.wallets {
        let until = (from + FILLED_AT_ONCE).min(how.wallets);
        let act = move |tx: &mut store::Tx<'_>| {
            let transfers: Vec<Transfer> = (from..until)
                .map(|owner| Transfer::between(tx.id(), bank, wallet(owner), OPENING, "opening"))
                .collect();
            ledger::post_all(tx, &transfers)
        };
        store.write("bench.fill", act).await.map_err(fault)?;
        from = until;
    }
    store.close();
    Ok(())
}

/// A stream of wallet pairs that is the same in every run.
#[derive(Clone)]
struct Pairs {
    state: u64,
    wallets: i64,
}

impl Pairs {
    fn new(seed: u64, wallets: i64) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, wallets }
    }

    /// Two different wallets, by Marsaglia's xorshift.
    fn next(&mut self) -> (Account, Account) {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let from = (self.state >> 1).cast_signed() % self.wallets;
        let step = 1 + (self.state >> 33).cast_signed() % (self.wallets - 1);
        (wallet(from), wallet((from + step) % self.wallets))
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
async fn batches(store: &Store, how: &LedgerBench, limit: Duration) -> Result<u64> {
    let began = Instant::now();
    let mut pairs = Pairs::new(7, how.wallets);
    let mut done: u64 = 0;
    while began.elapsed() < limit {
        let drawn: Vec<(Account, Account)> = (0..how.batch).map(|_| pairs.next()).collect();
        let act = move |tx: &mut store::Tx<'_>| {
            let transfers: Vec<Transfer> = drawn
                .iter()
                .map(|&(from, to)| Transfer::between(tx.id(), from, to, 5, "bench"))
                .collect();
            ledger::post_all(tx, &transfers).map(|posted| posted.len())
        };
        done += store.write("bench.batch", act).await.map_err(fault)? as u64;
    }
    Ok(per_second(done, began.elapsed()))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time and owns its tasks")]
async fn singles(store: &Store, how: &LedgerBench, limit: Duration) -> Result<u64> {
    let began = Instant::now();
    let mut clients = Vec::new();
    for client in 0..how.clients {
        let store = store.clone();
        let mut pairs = Pairs::new(client as u64 + 100, how.wallets);
        clients.push(tokio::spawn(async move {
            let mut done: u64 = 0;
            while began.elapsed() < limit {
                let (from, to) = pairs.next();
                let act = move |tx: &mut store::Tx<'_>| {
                    let transfer = Transfer::between(tx.id(), from, to, 5, "bench");
                    ledger::post_new(tx, &transfer)
                };
                store.write("bench.single", act).await?;
                done += 1;
            }
            Ok::<u64, Stop>(done)
        }));
    }
    let mut done = 0;
    for client in clients {
        done += client.await?.map_err(fault)?;
    }
    Ok(per_second(done, began.elapsed()))
}

/// Records a shorter run, then does the same on the bare driver.
async fn floor_rate(room: &Room, how: &LedgerBench) -> Result<u64> {
    let copy = room.copy(&room.address, "floor").await?;
    let recorded = room.copy(&room.address, "recorded").await?;
    let recording = Recording::default();
    let engines = Recorded::at(&recorded, Arc::clone(&recording));
    let options = Options { migrations: migrations(), ..Options::default() };
    let store = Store::open_with(Arc::new(engines), options)?;
    let before = transfers(&store).await?;
    batches(&store, how, Duration::from_secs(2)).await?;
    let done = transfers(&store).await? - before;
    store.close();
    let steps = std::mem::take(&mut *recording.lock().unwrap_or_else(PoisonError::into_inner));
    let took = floor::run(&copy, steps).await?;
    room.compare(&recorded, &copy).await?;
    room.clear(&["recorded", "floor"]).await?;
    Ok(per_second(u64::try_from(done)?, took))
}

async fn transfers(store: &Store) -> Result<i64> {
    Ok(verify(store).await?.transfers)
}
