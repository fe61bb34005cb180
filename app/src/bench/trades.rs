//! `jishi bench trades`: finished trades a second, over HTTP and in process, with the floor beside
//! them.

use super::figures::{disk_flushes, memory_kib, per_second, ratio};
use super::fixture::{Fixture, failed};
use super::floor;
use super::recorder::{Recorded, Recording, Step};
use super::room::Room;
use super::work::{Draws, HttpWorker, LocalWorker, Tally};
use crate::config::{Settings, TradesBench};
use crate::market::{Market, Setup, options};
use crate::output::say_result;
use crate::outside::Outside;
use crate::serve::{self, Bound};
use crate::verify::verify;
use anyhow::Result;
use serde::Serialize;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};
use store::{Address, Store};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use web::Place;

/// Workers of an open loop: enough that a slow answer holds up nobody else.
const OPEN_LOOP_WORKERS: usize = 512;
/// Callers in process: more would fill the writer's queue, which is for HTTP to show.
const LOCAL_MOST: usize = 1_024;
/// Seconds of the recorded run that the floor repeats.
const RECORDED_S: u64 = 3;

/// What a benchmark found.
#[derive(Debug, Serialize)]
struct Figures {
    engine: &'static str,
    clients: usize,
    trades: u64,
    http_trades_per_s: u64,
    http_p50_ms: f64,
    http_p99_ms: f64,
    http_slowest_ms: f64,
    http_busy_answers: u64,
    in_process_trades_per_s: u64,
    floor_trades_per_s: u64,
    in_process_of_floor_percent: u64,
    http_of_in_process_percent: u64,
    commits_per_s: u64,
    fsyncs_per_commit: Option<f64>,
    synchronous: &'static str,
    statements_per_trade: f64,
    bytes_per_trade: u64,
    refused_percent: u64,
    rate: Option<u64>,
    memory_before_kib: u64,
    memory_after_kib: u64,
    violations: i64,
}

/// The run in process, and the one over HTTP: no two runs on one store draw the same.
const LOCAL: u64 = 2;
const SERVED: u64 = 3;

/// One run of one kind.
pub(super) struct Run {
    pub(super) tally: Tally,
    pub(super) took: Duration,
}

impl Run {
    fn trades_per_s(&self) -> u64 {
        per_second(self.tally.trades, self.took)
    }
}

/// Measures, verifies, reports.
pub(crate) async fn run(settings: &Settings, how: &TradesBench) -> Result<ExitCode> {
    let room = Room::beside(&settings.store)?;
    let market = open(&room, Store::open(&room.address, options())?)?;
    let fixture = Fixture::make(&market).await?;
    prefill(&market, &fixture, how).await?;
    catch_up(&market).await?;
    let local = called_directly(&market, &fixture, how, (how.seconds.min(10), LOCAL)).await?;
    catch_up(&market).await?;
    let before = (market.app.store().numbers(), disk_flushes(&room.address));
    let bytes_before = room.bytes().await?;
    let memory_before_kib = memory_kib();
    let served = over_http(&market, &fixture, how, SERVED).await?;
    let commits = market.app.store().numbers().commits - before.0.commits;
    let flushes = disk_flushes(&room.address).zip(before.1).map(|(after, before)| after - before);
    let memory_after_kib = memory_kib();
    let bytes = room.bytes().await?.saturating_sub(bytes_before);
    let findings = verify(market.app.store()).await?;
    market.app.store().close();
    let floor = floor_of(&room, how).await?;
    let mut served = served;
    let (http, in_process) = (served.trades_per_s(), local.trades_per_s());
    let latencies = &mut served.tally.latencies;
    let figures = Figures {
        engine: super::engine_name(&room.address),
        clients: how.clients,
        trades: served.tally.trades,
        http_trades_per_s: http,
        http_p50_ms: latencies.percentile_ms(500),
        http_p99_ms: latencies.percentile_ms(990),
        http_slowest_ms: latencies.percentile_ms(1_000),
        http_busy_answers: served.tally.busy,
        in_process_trades_per_s: in_process,
        floor_trades_per_s: floor.trades_per_s,
        in_process_of_floor_percent: in_process * 100 / floor.trades_per_s.max(1),
        http_of_in_process_percent: http * 100 / in_process.max(1),
        commits_per_s: per_second(commits, served.took),
        fsyncs_per_commit: flushes.map(|flushes| ratio(flushes, commits)),
        synchronous: "full",
        statements_per_trade: floor.statements_per_trade,
        bytes_per_trade: bytes / served.tally.trades.max(1),
        refused_percent: how.refused_percent,
        rate: how.rate,
        memory_before_kib,
        memory_after_kib,
        violations: findings.violations(),
    };
    say_result(settings.says_json, &figures)?;
    Ok(if figures.violations == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

pub(super) fn open(room: &Room, store: Store) -> Result<Market> {
    let place = Place {
        name: "Bench".to_owned(),
        name_zh: "测试".to_owned(),
        url: "http://127.0.0.1".to_owned(),
        zone: "UTC".to_owned(),
        is_simulated: false,
    };
    // What is measured is the market, not the limits it sets to a single caller.
    let (folder, outside) = (room.files()?, Outside::default());
    Market::new(store, Setup { place, rates: (0, 0), folder, outside })
}

pub(super) async fn prefill(market: &Market, fixture: &Fixture, how: &TradesBench) -> Result<()> {
    let left = Arc::new(AtomicU64::new(how.prefill));
    let mut workers = JoinSet::new();
    for worker in 0..64 {
        let (mut local, left) = (local_worker(market, fixture, how, worker, 1), Arc::clone(&left));
        workers.spawn(async move {
            let take = |left: u64| left.checked_sub(1);
            while left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take).is_ok() {
                local.trade().await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = workers.join_next().await {
        done??;
    }
    Ok(())
}

/// Lets all who follow hear what was done while nothing ran beside it, and ends the day, whose
/// checkpoint goes over all of it: what is measured next is a market in its stride, not one that
/// makes up for a million trades.
pub(super) async fn catch_up(market: &Market) -> Result<()> {
    market.clone().end_day().await.map_err(failed)?;
    loop {
        let followed = market.clone().run_followers().await.map_err(failed)?;
        let indexed = market.clone().follow_with_index().await.map_err(failed)?;
        if followed + indexed == 0 {
            return Ok(());
        }
    }
}

fn local_worker(
    market: &Market,
    fixture: &Fixture,
    how: &TradesBench,
    worker: u64,
    run: u64,
) -> LocalWorker {
    LocalWorker {
        market: market.clone(),
        draws: Draws::new(worker, run),
        fixture: fixture.clone(),
        refused_percent: how.refused_percent,
        tally: Tally::default(),
    }
}

/// The same closures as over HTTP, called directly.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(super) async fn called_directly(
    market: &Market,
    fixture: &Fixture,
    how: &TradesBench,
    (seconds, run): (u64, u64),
) -> Result<Run> {
    let began = Instant::now();
    let mut workers = JoinSet::new();
    for worker in 0..how.clients.min(LOCAL_MOST) {
        let mut local = local_worker(market, fixture, how, worker as u64, run);
        workers.spawn(async move {
            while began.elapsed().as_secs() < seconds {
                local.trade().await?;
            }
            anyhow::Ok(local.tally)
        });
    }
    collect(workers, began).await
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(super) async fn over_http(
    market: &Market,
    fixture: &Fixture,
    how: &TradesBench,
    run: u64,
) -> Result<Run> {
    let bound = Bound::at(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let address = bound.address;
    let (stop, stopped) = oneshot::channel::<()>();
    let served = market.clone();
    let server = tokio::spawn(async move {
        let stopped = async move {
            stopped.await.ok();
        };
        serve::answer(&served, bound, stopped).await
    });
    let run = match how.rate {
        None => closed_loop(address, fixture, how, run).await,
        Some(rate) => open_loop(address, fixture, how, (rate, run)).await,
    };
    // A server that has ended already needs no word.
    stop.send(()).ok();
    server.await??;
    run
}

/// So many clients, each with a connection that is there.
async fn connected(
    address: SocketAddr,
    fixture: &Fixture,
    how: &TradesBench,
    (count, run): (usize, u64),
) -> Result<Vec<HttpWorker>> {
    let mut clients = Vec::with_capacity(count);
    for nth in 0..count {
        let draws = Draws::new(nth as u64, run);
        let mut client = HttpWorker::new(address, draws, fixture, how.refused_percent);
        client.connection.open().await?;
        clients.push(client);
    }
    Ok(clients)
}

/// Each client begins its next trade when the last one is finished.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
async fn closed_loop(
    address: SocketAddr,
    fixture: &Fixture,
    how: &TradesBench,
    run: u64,
) -> Result<Run> {
    let clients = connected(address, fixture, how, (how.clients, run)).await?;
    let seconds = how.seconds;
    let began = Instant::now();
    let mut workers = JoinSet::new();
    for mut http in clients {
        workers.spawn(async move {
            while began.elapsed().as_secs() < seconds {
                http.trade(Instant::now()).await?;
            }
            anyhow::Ok(http.tally)
        });
    }
    collect(workers, began).await
}

/// Trades begin at fixed instants, whatever the market does; what comes late counts from its
/// planned start.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
async fn open_loop(
    address: SocketAddr,
    fixture: &Fixture,
    how: &TradesBench,
    (rate, run): (u64, u64),
) -> Result<Run> {
    let clients = connected(address, fixture, how, (OPEN_LOOP_WORKERS, run)).await?;
    let began = Instant::now();
    let (next, total) = (Arc::new(AtomicU64::new(0)), rate * how.seconds);
    let mut workers = JoinSet::new();
    for mut http in clients {
        let next = Arc::clone(&next);
        workers.spawn(async move {
            loop {
                let nth = next.fetch_add(1, Ordering::SeqCst);
                if nth >= total {
                    return anyhow::Ok(http.tally);
                }
                let planned = began + Duration::from_micros(nth * 1_000_000 / rate);
                tokio::time::sleep_until(planned.into()).await;
                http.trade(planned).await?;
            }
        });
    }
    collect(workers, began).await
}

async fn collect(mut workers: JoinSet<Result<Tally>>, began: Instant) -> Result<Run> {
    let mut tally = Tally::default();
    while let Some(done) = workers.join_next().await {
        tally.join(done??);
    }
    Ok(Run { tally, took: began.elapsed() })
}

/// The floor's figures.
struct Floor {
    trades_per_s: u64,
    statements_per_trade: f64,
}

/// Records a shorter run in process on a fresh store, then does exactly the same on the bare
/// driver.
async fn floor_of(room: &Room, how: &TradesBench) -> Result<Floor> {
    let recorded = room.another("recorded").await?;
    let prepared = open(room, Store::open(&recorded, options())?)?;
    let fixture = Fixture::make(&prepared).await?;
    prepared.app.store().close();
    drop(prepared);
    let copy = room.copy(&recorded, "floor").await?;
    let (steps, trades) = record(room, &recorded, &fixture, how).await?;
    let statements = steps.iter().filter(|step| matches!(step, Step::Statement(..))).count();
    let took = floor::run(&copy, steps).await?;
    room.compare(&recorded, &copy).await?;
    room.clear(&["recorded", "floor"]).await?;
    Ok(Floor {
        trades_per_s: per_second(trades, took),
        statements_per_trade: ratio(statements as u64, trades),
    })
}

async fn record(
    room: &Room,
    address: &Address,
    fixture: &Fixture,
    how: &TradesBench,
) -> Result<(Vec<Step>, u64)> {
    let recording = Recording::default();
    let engines = Recorded::at(address, Arc::clone(&recording));
    let market = open(room, Store::open_with(Arc::new(engines), options())?)?;
    let run = called_directly(&market, fixture, how, (RECORDED_S, LOCAL)).await?;
    market.app.store().close();
    let steps = std::mem::take(&mut *recording.lock().unwrap_or_else(PoisonError::into_inner));
    Ok((steps, run.tally.trades))
}
