//! The walk itself: a handful of acts at once, then time, then the bank; and a look after each.

use super::Report;
use super::act::{Action, Made};
use super::draw::Draw;
use super::files::{self, Line};
use super::look::{self, Look};
use super::naive::{DAY, World};
use super::naive_shelf::Shelf;
use super::stage::{CLERK, Trader, open_firms};
use crate::config::Walk;
use crate::market::{on_due, options};
use crate::verify::verify;
use anyhow::{Result, anyhow, bail};
use custody::jobs::Bank;
use kernel::{Any, Id, Limit, Stop, Timestamp};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use store::clock::SetClock;
use store::faults::{Fault, Faults};
use store::{Address, OnceKey, Options, Store, Tx, engines_at};
use tokio::task::JoinSet;

/// Acts at once.
const AT_ONCE: u64 = 24;
/// Of so many acts before, one is asked again.
const REMEMBERED: u64 = 4_000;
/// Of so many of the newest claims on promises each is looked at, each time.
const LOOKED_AT: usize = 24;
/// Whoever has no answer after so many tries says so.
const TRIES_MOST: usize = 40;
/// Problems told in words; the walk ends there.
const PROBLEMS_MOST: usize = 10;
const HOUR: i64 = DAY / 24;
/// Where the clock begins: 2026-03-02 12:00 UTC, a Monday.
const NOON: i64 = 1_772_452_800_000_000;

/// What is kept of an act for whoever asks again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    /// Its place among all acts, in the order in which they were done.
    place: u64,
    made: Made,
}

/// How an act was answered.
#[derive(Debug)]
enum Answer {
    Done(Told),
    /// The business said no, at this place.
    Refused(u64, String),
    Never(String),
}

/// The world, its store, and where both are.
pub(super) struct Way {
    address: Address,
    clock: SetClock,
    faults: Faults,
    has_faults: bool,
    store: Store,
    bank: Bank,
    world: World,
    traders: Vec<Trader>,
    draw: Draw,
    /// Acts so far, and each one's name in keys.
    acts: Vec<Action>,
    /// What was answered to them.
    told: HashMap<u64, Told>,
    places: Arc<AtomicU64>,
    touched: BTreeSet<usize>,
    report: Report,
}

fn open(address: &Address, clock: &SetClock, faults: &Faults) -> Result<Store> {
    let options = Options { clock: Some(Arc::new(clock.clone())), readers: 2, ..options() };
    let engines = faults.around(engines_at(address, &options.own_address));
    Ok(Store::open_with(engines, options)?)
}

impl Way {
    /// A fresh store with firms, whose accounts have waited their time.
    pub(super) async fn begin(address: &Address, how: &Walk) -> Result<Self> {
        let (clock, faults) = (SetClock::at(Timestamp::from_micros(NOON)), Faults::default());
        let store = open(address, &clock, &faults)?;
        if store.numbers().position > 0 {
            bail!("{address} is not empty; a walk needs a database of its own");
        }
        let traders = store.write("walk.stage", open_firms).await;
        let traders = traders.map_err(|stop| anyhow!("setting the stage: {stop:?}"))?;
        let now = NOON + 3 * DAY;
        clock.set(Timestamp::from_micros(now));
        let shelves = traders.iter().map(|trader| trader.stock.map(Shelf::new)).collect();
        let world = World::new(shelves, now);
        Ok(Self {
            address: address.clone(),
            clock,
            faults,
            has_faults: how.faults,
            store,
            bank: files::bank(&world),
            world,
            traders,
            draw: Draw { rng: ChaCha12Rng::seed_from_u64(how.seed) },
            acts: Vec::new(),
            told: HashMap::new(),
            places: Arc::default(),
            touched: BTreeSet::new(),
            report: Report::default(),
        })
    }

    /// Walks until so many acts were tried, or something is not as it should be.
    pub(super) async fn walk(&mut self, actions: u64) -> Result<()> {
        while self.report.actions < actions && self.report.problems.is_empty() {
            let left = actions - self.report.actions;
            self.some_acts(left.min(AT_ONCE)).await?;
            if self.draw.one_in(3) {
                self.some_time().await?;
            }
            if self.draw.one_in(3) {
                self.a_file().await?;
            }
            self.look().await?;
            if self.has_faults && self.draw.one_in(150) {
                self.reopen()?;
            }
        }
        Ok(())
    }

    /// Looks at everything once more, and lets the program look itself.
    pub(super) async fn end(mut self) -> Result<Report> {
        for from in (0..self.world.deals.len()).step_by(500) {
            if self.report.problems.is_empty() {
                self.touched = (from..self.world.deals.len().min(from + 500)).collect();
                self.look().await?;
            }
        }
        let breaks = look::breaks(&self.world, &self.traders, 0);
        self.ask("walk.breaks", breaks).await?;
        let listed = |tx: &mut Tx<'_>| custody::differences(tx, &CLERK, None, Limit::clamp(5));
        if let Ok(page) = self.store.read("walk.differences", listed).await {
            tracing::debug!(listed = ?page.rows, "what clerks see last");
        }
        let found = verify(&self.store).await?;
        self.report.problems.extend(found.problems);
        let finished = self.world.finished();
        self.report.deals = self.world.deals.len();
        self.report.finished = finished;
        self.report.proposals = self.world.deals.iter().map(|deal| deal.proposals).sum();
        self.report.parcels = self.world.deals.iter().map(|deal| deal.parcels).sum();
        self.report.broken_promises = self.world.breaks.len();
        self.report.remedies = self.world.deals.iter().map(|deal| deal.asks).sum();
        (self.report.bounced, self.report.debts) = (self.world.bounced, self.world.debts);
        self.report.violations = self.report.problems.len();
        self.store.close();
        Ok(self.report)
    }

    fn problem(&mut self, told: String) {
        if self.report.problems.len() < PROBLEMS_MOST {
            self.report.problems.push(told);
        }
    }

    /// Lets some of the commits to come go wrong.
    fn spoil(&mut self) {
        const KINDS: [Fault; 6] = [
            Fault::FailedCommit,
            Fault::LostAnswer,
            Fault::LostBefore,
            Fault::Deadlock,
            Fault::FullDisk,
            Fault::LostAsking,
        ];
        if !self.has_faults || !self.faults.are_over() || !self.draw.one_in(4) {
            return;
        }
        let count = 1 + self.draw.below(3);
        let kinds = (0..count).map(|_| KINDS[self.draw.below(KINDS.len())]);
        let kinds: Vec<Fault> = kinds.collect();
        self.report.faults += kinds.len() as u64;
        self.faults.arrange(kinds);
    }

    /// Some acts at once, each asked until there is an answer; then the same by arithmetic, in the
    /// order in which the store did them.
    async fn some_acts(&mut self, count: u64) -> Result<()> {
        self.spoil();
        let mut asked = JoinSet::new();
        for _ in 0..count {
            let name = self.next();
            let action = self.acts[usize::try_from(name)?];
            let doing = action.doing(&self.world, &self.traders);
            let (store, places) = (self.store.clone(), Arc::clone(&self.places));
            let has_faults = self.has_faults;
            asked.spawn(async move {
                let answer = ask(&store, &places, (name, &action), doing, has_faults).await;
                (name, action, answer)
            });
        }
        self.report.actions += count;
        let mut answers = Vec::new();
        while let Some(answer) = asked.join_next().await {
            answers.push(answer?);
        }
        answers.sort_by_key(|(_, _, answer)| match answer {
            Answer::Done(told) => told.place,
            Answer::Refused(place, _) => *place,
            Answer::Never(_) => u64::MAX,
        });
        for (name, action, answer) in answers {
            tracing::debug!(name, ?action, ?answer, "an act");
            self.compare(name, action, answer);
        }
        Ok(())
    }

    /// A new act, or one of before.
    fn next(&mut self) -> u64 {
        let count = self.acts.len() as u64;
        if count > 0 && self.draw.one_in(20) {
            self.report.repeated += 1;
            let back = self.draw.rng.random_range(1..=count.min(REMEMBERED));
            return count - back;
        }
        let action = self.draw.action(&self.world);
        self.acts.push(action);
        count
    }

    fn compare(&mut self, name: u64, action: Action, answer: Answer) {
        self.touched.extend(action.deal());
        let before = self.told.get(&name);
        match answer {
            Answer::Never(why) => self.problem(format!("{action:?}: {why}")),
            Answer::Done(told) => match before {
                Some(before) if *before == told => {}
                Some(before) => {
                    self.problem(format!("{action:?} was {before:?} and is {told:?}"));
                }
                None => {
                    let deals = self.world.deals.len();
                    let may = action.walk(&mut self.world, &self.traders, &told.made);
                    self.touched.extend(deals..self.world.deals.len());
                    if may.is_err() {
                        self.problem(format!("{action:?} was done and must be refused"));
                    }
                    self.told.insert(name, told);
                }
            },
            Answer::Refused(_, why) if before.is_some() => {
                self.problem(format!("{action:?} was done, asked again it is refused: {why}"));
            }
            Answer::Refused(_, why) => {
                self.report.refused += 1;
                if action.walk(&mut self.world, &self.traders, &Made::default()).is_ok() {
                    self.problem(format!("{action:?} must be done and was refused: {why}"));
                }
            }
        }
    }

    /// Some hours or days go by.
    async fn some_time(&mut self) -> Result<()> {
        let hours = if self.draw.one_in(4) { 120 } else { 20 };
        let passes = self.draw.minor(hours * HOUR);
        self.pass(passes).await
    }

    /// Time goes by; what comes due happens.
    async fn pass(&mut self, micros: i64) -> Result<()> {
        let mut now = self.world.now + micros;
        self.clock.set(Timestamp::from_micros(now));
        self.spoil();
        let mut tries = 0;
        loop {
            match store::run_timers(&self.store, on_due).await {
                Ok(0) => {}
                Ok(fired) => {
                    self.report.timers += fired as u64;
                    continue;
                }
                Err(stop) if tries > TRIES_MOST => bail!("timers do not run: {stop:?}"),
                Err(_) => {
                    tries += 1;
                    continue;
                }
            }
            if !self.store.read("walk.put-off", store::any_timer_put_off).await.unwrap_or(true) {
                break;
            }
            // Whatever failed is tried again a minute later, and means its own time all the same.
            now += HOUR / 60;
            self.clock.set(Timestamp::from_micros(now));
        }
        tracing::debug!(now, "time");
        self.touched.extend(self.world.go_to(now));
        Ok(())
    }

    /// What waits to be paid out leaves; then the bank tells something by a file, now and then
    /// twice.
    async fn a_file(&mut self) -> Result<()> {
        self.pass(self.world.rules.bank.payout_every_min * HOUR / 60).await?;
        self.spoil();
        let mut tries = 0;
        while let Err(stop) = self.bank.send_payouts(&self.store).await {
            tries += 1;
            if tries > TRIES_MOST {
                bail!("payouts do not leave: {stop:?}");
            }
        }
        let lines: Vec<Line> = self.draw.lines(&self.world);
        let bytes = files::written(&lines, self.report.files, &self.world)?;
        let times = if self.draw.one_in(4) { 2 } else { 1 };
        for _ in 0..times {
            self.spoil();
            self.report.files += 1;
            let mut tries = 0;
            loop {
                match self.bank.take_file(&self.store, "told.xml", &bytes).await {
                    Ok(kept) if kept.state == "taken" => break,
                    Ok(kept) => {
                        self.problem(format!("a file was refused: {}", kept.faults));
                        break;
                    }
                    Err(stop) if tries > TRIES_MOST => bail!("a file is not taken: {stop:?}"),
                    Err(_) => tries += 1,
                }
            }
        }
        for line in lines {
            tracing::debug!(?line, "the bank told");
            self.touched.extend(line.order.and_then(|order| self.world.orders[order].deal));
            line.walk(&mut self.world);
        }
        Ok(())
    }

    /// Compares what was touched.
    async fn look(&mut self) -> Result<()> {
        let places = std::mem::take(&mut self.touched);
        let deals = look::deals(&self.world, &places, &self.traders);
        self.ask("walk.deals", deals).await?;
        self.ask("walk.shelves", look::shelves(&self.world, &self.traders)).await?;
        self.ask("walk.stands", look::stands(&self.world, &self.traders)).await?;
        let from = self.world.breaks.len().saturating_sub(LOOKED_AT);
        self.ask("walk.breaks", look::breaks(&self.world, &self.traders, from)).await?;
        let purses = look::purses(&self.world, &self.traders);
        self.ask("walk.purses", purses).await
    }

    async fn ask(&mut self, name: &'static str, look: Look) -> Result<()> {
        let found = self.store.read(name, look).await;
        for unlike in found.map_err(|stop| anyhow!("looking: {stop:?}"))? {
            let told = format!("after {} acts: {unlike}", self.report.actions);
            self.problem(told);
        }
        Ok(())
    }

    /// Shuts the store and opens it anew.
    fn reopen(&mut self) -> Result<()> {
        self.store.close();
        self.store = open(&self.address, &self.clock, &self.faults)?;
        self.report.reopened += 1;
        Ok(())
    }
}

/// Asks under one key until somebody knows.
#[expect(clippy::disallowed_methods, reason = "a client's own patience, not the market's time")]
async fn ask(
    store: &Store,
    places: &Arc<AtomicU64>,
    (name, action): (u64, &Action),
    doing: super::act::Doing,
    has_faults: bool,
) -> Answer {
    let home = Id::<Any>::new(CLERK.person().map_or(1, |person| person.raw()));
    let body = format!("{action:?}");
    let key = OnceKey::new(home, home, "walk", &format!("walk-{name}"), body.as_bytes());
    let Ok(key) = key else { return Answer::Never("a bad key".to_owned()) };
    let doing = Arc::new(std::sync::Mutex::new(doing));
    let mut last = String::new();
    for _ in 0..TRIES_MOST {
        let (key, doing, places) = (key.clone(), Arc::clone(&doing), Arc::clone(places));
        let own = Arc::new(AtomicU64::new(0));
        let mine = Arc::clone(&own);
        let act = move |tx: &mut Tx<'_>| {
            // The writer runs one closure after the other, so this is the order of the acts.
            let place = places.fetch_add(1, Ordering::SeqCst);
            mine.store(place, Ordering::SeqCst);
            let mut doing = doing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let made = |tx: &mut Tx<'_>| Ok(Told { place, made: doing(tx)? });
            tx.once(&key, made)
        };
        match store.write("walk.act", act).await {
            Ok(answered) => return Answer::Done(answered.value),
            Err(
                stop @ (Stop::Refused(_) | Stop::RefusedAll(_) | Stop::Absent | Stop::Forbidden),
            ) => {
                let why = stop.code().map_or_else(|| format!("{stop:?}"), str::to_owned);
                return Answer::Refused(own.load(Ordering::SeqCst), why);
            }
            Err(stop) if !has_faults => return Answer::Never(format!("{stop:?}")),
            Err(stop) => last = format!("{stop:?}"),
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    Answer::Never(last)
}
