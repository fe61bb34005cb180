//! `jishi torture`: trades over HTTP while the server is killed again and again, then asks whether
//! anything that was answered is lost and anything was done twice.

mod bank;
mod book;
mod check;
mod client;
mod http;
mod left;
mod round;
mod servers;
mod stage;
mod traffic;

use crate::bench::{engine_name, room::Room};
use crate::config::{Settings, Torture};
use crate::output::say_result;
use crate::serve;
use anyhow::{Result, bail};
use bank::{Bank, BankAtWork};
use book::{Book, Counts};
use kernel::{MICROS_PER_SECOND, Timestamp};
use round::Rounds;
use serde::Serialize;
use servers::Servers;
use stage::Stage;
use std::process::ExitCode;
use std::sync::Arc;
use store::Address;
use store::clock::{Clock, QuickClock, SystemClock};
use traffic::Traffic;

/// What is due must have happened so many real seconds later.
const HAPPENS_WITHIN_S: i64 = 10;

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
    /// Payments out that the bank carried out, each once, and those that it refused.
    paid_out: u64,
    not_paid_out: u64,
    /// Trades paid by the bank's files.
    paid_by_bank: u64,
    /// Broken promises for which the protection fund paid.
    made_good: u64,
    /// Trades that a deadline ended, each at its own instant, and inspectors' answers by timers.
    by_deadline: u64,
    inspected: u64,
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
    let since = SystemClock.now().micros() / MICROS_PER_SECOND;
    let clock = QuickClock {
        since: Timestamp::from_micros(since * MICROS_PER_SECOND),
        times: how.speed,
        ahead_s: 0,
    };
    let stage = Arc::new(Stage::set(&room.address, clock.since).await?);
    let servers = Servers::start(&room.address, how, since)?;
    let book = Arc::new(Book::default());
    let folder = servers.bank_folder(&room.address);
    let bank = Bank::open(folder, &book, stage.bank_minor, how.seed);
    let payers = bank.payers();
    let work = BankAtWork::start(bank);
    let traffic = Traffic::start(&stage, &book, &servers, &payers, how.seed);
    let mut rounds = Rounds::new(how);
    let servers = rounds.run(&traffic, servers).await?;
    let (courier, left) = traffic.end().await;
    let bank = work.end(&book).await?;
    let late = clock.now().plus_seconds(-how.speed * HAPPENS_WITHIN_S).to_string();
    let ended = left.look(&courier, &book, &late).await?;
    check::all_over_http(&stage, &book, &courier, &left).await?;
    servers.stop(&book)?;
    let events = check::in_the_store(&room.address, &book, &bank).await?;
    Ok(Report {
        paid_out: bank.paid_out,
        not_paid_out: bank.refused,
        by_deadline: ended.by_deadline,
        inspected: ended.inspected,
        paid_by_bank: ended.by_bank,
        made_good: left.times_made_good(),
        ..report(settings, how, &rounds, book.counts(), events)
    })
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
        paid_out: 0,
        not_paid_out: 0,
        paid_by_bank: 0,
        made_good: 0,
        by_deadline: 0,
        inspected: 0,
        events,
        silence_ms_median,
        silence_ms_longest,
        problems: counts.problems,
    }
}
