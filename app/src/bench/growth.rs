//! `jishi bench growth`: what a trade costs in a large store beside a small one. Both are measured
//! by turns in one run, so that a machine that gives more or less meanwhile gives it to both. The
//! small one is made anew for each turn: else it would grow with what is measured in it.

use super::figures::{per_second, ratio};
use super::fixture::Fixture;
use super::room::Room;
use super::trades::{Run, called_directly, catch_up, open, over_http, prefill};
use crate::config::{GrowthBench, Settings, TradesBench};
use crate::market::{Market, options};
use crate::output::say_result;
use crate::verify::verify;
use anyhow::Result;
use serde::Serialize;
use std::process::ExitCode;
use std::time::Duration;
use store::Store;

/// The first run that is measured: the store was filled by an earlier one.
const FIRST_RUN: u64 = 10;

/// What a benchmark found.
#[derive(Debug, Serialize)]
struct Figures {
    engine: &'static str,
    clients: usize,
    turns: u64,
    small_trades: u64,
    large_trades: u64,
    in_process: Beside,
    http: Beside,
    violations: i64,
}

/// One way to trade, in both stores.
#[derive(Debug, Serialize)]
struct Beside {
    small_trades_per_s: u64,
    large_trades_per_s: u64,
    /// What a trade costs in the large store, where it costs one in the small one.
    large_of_small_cost: f64,
    /// The same of each turn, the least first.
    of_turns: Vec<f64>,
}

/// A store that holds so many trades.
struct Filled {
    room: Room,
    market: Market,
    fixture: Fixture,
    how: TradesBench,
}

impl Filled {
    async fn make(room: Room, how: &GrowthBench, trades: u64) -> Result<Self> {
        let market = open(&room, Store::open(&room.address, options())?)?;
        let fixture = Fixture::make(&market).await?;
        let (seconds, clients) = (how.seconds, how.clients);
        let how = TradesBench { seconds, clients, rate: None, refused_percent: 0, prefill: trades };
        prefill(&market, &fixture, &how).await?;
        catch_up(&market).await?;
        Ok(Self { room, market, fixture, how })
    }

    async fn turn(&self, way: Way, run: u64) -> Result<Run> {
        let (market, fixture, how) = (&self.market, &self.fixture, &self.how);
        let done = match way {
            Way::InProcess => called_directly(market, fixture, how, (how.seconds, run)).await?,
            Way::Http => over_http(market, fixture, how, run).await?,
        };
        catch_up(market).await?;
        Ok(done)
    }

    async fn verified(self) -> Result<i64> {
        let findings = verify(self.market.app.store()).await?;
        self.market.app.store().close();
        drop(self.room);
        Ok(findings.violations())
    }
}

/// How trades come.
#[derive(Debug, Clone, Copy)]
enum Way {
    InProcess,
    Http,
}

/// Measures, verifies, reports.
pub(crate) async fn run(settings: &Settings, how: &GrowthBench) -> Result<ExitCode> {
    let room = Room::beside(&settings.store)?;
    let large = Filled::make(room.within("large").await?, how, how.large).await?;
    let (in_process, of_small) = by_turns((&room, &large), how, Way::InProcess).await?;
    let (http, of_smaller) = by_turns((&room, &large), how, Way::Http).await?;
    let figures = Figures {
        engine: super::engine_name(&room.address),
        clients: how.clients,
        turns: how.turns,
        small_trades: how.small,
        large_trades: how.large,
        in_process,
        http,
        violations: of_small + of_smaller + large.verified().await?,
    };
    room.clear(&["small", "large"]).await?;
    say_result(settings.says_json, &figures)?;
    Ok(if figures.violations == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Each turn measures both stores, the small one first in every other turn. Tells too how many
/// violations the small ones had.
async fn by_turns(
    (room, large): (&Room, &Filled),
    how: &GrowthBench,
    way: Way,
) -> Result<(Beside, i64)> {
    let mut sums = [(0, Duration::ZERO); 2];
    let (mut of_turns, mut violations) = (Vec::new(), 0);
    for turn in 0..how.turns {
        let run = FIRST_RUN + 2 * turn + u64::from(matches!(way, Way::Http));
        let small = Filled::make(room.within("small").await?, how, how.small).await?;
        let mut costs_ns = [0; 2];
        for nth in if turn % 2 == 0 { [0, 1] } else { [1, 0] } {
            let done = [&small, large][nth].turn(way, run).await?;
            costs_ns[nth] = cost_ns((done.tally.trades, done.took));
            sums[nth].0 += done.tally.trades;
            sums[nth].1 += done.took;
        }
        of_turns.push(ratio(costs_ns[1], costs_ns[0]));
        violations += small.verified().await?;
    }
    of_turns.sort_by(f64::total_cmp);
    let [small, large] = sums;
    let beside = Beside {
        small_trades_per_s: per_second(small.0, small.1),
        large_trades_per_s: per_second(large.0, large.1),
        large_of_small_cost: ratio(cost_ns(large), cost_ns(small)),
        of_turns,
    };
    Ok((beside, violations))
}

/// Nanoseconds for one.
fn cost_ns((trades, took): (u64, Duration)) -> u64 {
    u64::try_from(took.as_nanos() / u128::from(trades.max(1))).unwrap_or(u64::MAX)
}
