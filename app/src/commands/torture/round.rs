//! Blow after blow: wait, kill or pause, see that writes come back, look whether all is there.

use super::check;
use super::servers::Servers;
use super::traffic::Traffic;
use crate::config::Torture;
use anyhow::{Result, bail};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// A blow falls after so many milliseconds of work.
const WORKS_MS: std::ops::RangeInclusive<u64> = 50..=400;
/// Writes that do not come back within this are a violation of their own.
const COMES_BACK_WITHIN: Duration = Duration::from_secs(30);
/// How often somebody is asked who writes.
const ASKED_EVERY: Duration = Duration::from_millis(20);

/// What has been dealt out so far.
pub(super) struct Rounds {
    pub(super) kills: usize,
    pub(super) pauses: usize,
    wanted: usize,
    rng: ChaCha12Rng,
    // Of its own, so that what is looked at does not change where the blows fall.
    sample_rng: ChaCha12Rng,
    silences: Vec<Duration>,
}

impl Rounds {
    pub(super) fn new(how: &Torture) -> Self {
        Self {
            kills: 0,
            pauses: 0,
            wanted: how.kills,
            rng: ChaCha12Rng::seed_from_u64(how.seed),
            sample_rng: ChaCha12Rng::seed_from_u64(how.seed.wrapping_add(1)),
            silences: Vec::new(),
        }
    }

    /// Deals out all blows; gives back the servers, all of them up.
    #[expect(clippy::disallowed_methods, reason = "a blow falls when it falls")]
    pub(super) async fn run(&mut self, traffic: &Traffic, mut servers: Servers) -> Result<Servers> {
        for nth in 0..self.wanted {
            tokio::time::sleep(Duration::from_millis(self.rng.random_range(WORKS_MS))).await;
            if servers.count() == 1 {
                self.kill_the_only(traffic, &mut servers).await?;
            } else {
                self.strike_the_writer(traffic, &mut servers).await?;
            }
            check::a_sample(traffic, &mut self.sample_rng).await;
            show_progress(nth + 1, self.wanted);
        }
        Ok(servers)
    }

    async fn kill_the_only(&mut self, traffic: &Traffic, servers: &mut Servers) -> Result<()> {
        let began = now();
        servers.kill(0);
        self.kills += 1;
        servers.start_one(0)?;
        self.wait_for_writes(traffic, 0, began).await;
        Ok(())
    }

    /// Kills or pauses whoever writes; another one must take over.
    async fn strike_the_writer(&mut self, traffic: &Traffic, servers: &mut Servers) -> Result<()> {
        let writer = writer(traffic).await?;
        let next = (writer + 1) % servers.count();
        let is_kill = self.rng.random_range(0..2) == 0;
        let began = now();
        if is_kill {
            servers.kill(writer);
            self.kills += 1;
        } else {
            servers.pause(writer)?;
            self.pauses += 1;
        }
        self.wait_for_writes(traffic, next, began).await;
        if is_kill { servers.start_one(writer) } else { servers.resume(writer) }
    }

    async fn wait_for_writes(&mut self, traffic: &Traffic, nth: usize, began: Instant) {
        match traffic.probe(nth, COMES_BACK_WITHIN).await {
            Some(_) => self.silences.push(began.elapsed()),
            None => {
                let told = format!("no write for {COMES_BACK_WITHIN:?}");
                traffic.book.violation(told);
            }
        }
    }

    /// The median and the longest time from a blow until a new request was answered.
    pub(super) fn silence_ms(&self) -> (u64, u64) {
        let mut all = self.silences.clone();
        all.sort_unstable();
        let ms = |silence: Option<&Duration>| {
            silence.map_or(0, |silence| u64::try_from(silence.as_millis()).unwrap_or(u64::MAX))
        };
        (ms(all.get(all.len() / 2)), ms(all.last()))
    }
}

/// Who writes; somebody must.
#[expect(clippy::disallowed_methods, reason = "a server that begins to write tells nobody")]
async fn writer(traffic: &Traffic) -> Result<usize> {
    let until = now() + COMES_BACK_WITHIN;
    while now() < until {
        if let Some(writer) = traffic.courier.writer().await {
            return Ok(writer);
        }
        tokio::time::sleep(ASKED_EVERY).await;
    }
    bail!("no server writes")
}

#[expect(clippy::disallowed_methods, reason = "measures how long nobody could write")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::print_stderr, reason = "this is the command line")]
fn show_progress(done: usize, wanted: usize) {
    if std::io::stderr().is_terminal() {
        let end = if done == wanted { '\n' } else { '\r' };
        eprint!("{done} of {wanted}{end}");
    }
}
