//! `jishi torture`: trades over HTTP while the server is killed again and again, then asks whether
//! anything that was answered is lost and anything was done twice.

mod book;
mod check;
mod http;
mod round;
mod servers;
mod stage;
mod traffic;

use crate::bench::{engine_name, room::Room};
use crate::config::{Settings, Torture};
use crate::output::say_result;
use crate::serve;
use anyhow::{Result, bail};
use book::{Book, Counts};
use round::Rounds;
use serde::Serialize;
use servers::Servers;
use stage::Stage;
use std::process::ExitCode;
use std::sync::Arc;
use store::Address;
use traffic::Traffic;

/// What happened.
#[derive(Debug, Serialize)]
struct Report {
    engine: &'static str,
    seed: u64,
    processes: usize,
    /// Servers killed.
    kills: usize,
    /// Servers paused until another one wrote.
    pauses: usize,
    /// Answered requests that were not there any more, or not the same.
    lost: u64,
    /// Requests that were done twice.
    doubled: u64,
    /// Whatever else must not be.
    violations: u64,
    /// Requests that were answered with success.
    answered: u64,
    /// Requests that had to be sent again because no answer came or the server was busy.
    in_doubt: u64,
    /// Answered requests that were sent again to look.
    looked_at: u64,
    /// Events, each in its place.
    events: u64,
    /// From the blow until a new request was answered: the median and the longest.
    silence_ms_median: u64,
    silence_ms_longest: u64,
    problems: Vec<String>,
}

impl Report {
    fn is_clean(&self) -> bool {
        self.lost == 0 && self.doubled == 0 && self.violations == 0
    }
}

/// Tortures a fresh store; exit code 1 if it did not hold.
pub(crate) async fn run(settings: &Settings, how: &Torture) -> Result<ExitCode> {
    // Asked to stop, it takes its servers with it.
    let report = tokio::select! {
        report = torture(settings, how) => report?,
        () = serve::asked_to_stop() => bail!("stopped before the end"),
    };
    say_result(settings.says_json, &report)?;
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn torture(settings: &Settings, how: &Torture) -> Result<Report> {
    if how.processes > 1 && matches!(settings.store, Address::Sqlite(_)) {
        bail!("several processes need PostgreSQL: --store postgres://…");
    }
    let room = Room::beside(&settings.store)?;
    let stage = Arc::new(Stage::set(&room.address).await?);
    let servers = Servers::start(&room.address, how)?;
    let book = Arc::new(Book::default());
    let traffic = Traffic::start(&stage, &book, &servers, how.seed);
    let mut rounds = Rounds::new(how);
    let servers = rounds.run(&traffic, servers).await?;
    let courier = traffic.end().await;
    check::all_over_http(&stage, &book, &courier).await?;
    servers.stop(&book)?;
    let events = check::in_the_store(&room.address, &book).await?;
    let counts = book.counts();
    Ok(report(settings, how, &rounds, counts, events))
}

fn report(
    settings: &Settings,
    how: &Torture,
    rounds: &Rounds,
    counts: Counts,
    events: u64,
) -> Report {
    let (silence_ms_median, silence_ms_longest) = rounds.silence_ms();
    Report {
        engine: engine_name(&settings.store),
        seed: how.seed,
        processes: how.processes,
        kills: rounds.kills,
        pauses: rounds.pauses,
        lost: counts.lost,
        doubled: counts.doubled,
        violations: counts.violations,
        answered: counts.answered,
        in_doubt: counts.in_doubt,
        looked_at: counts.looked_at,
        events,
        silence_ms_median,
        silence_ms_longest,
        problems: counts.problems,
    }
}
