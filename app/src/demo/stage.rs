//! Where the replay happens: a store of its own until everything is in it.

use super::people::{OFFICER, contact};
use super::plan::Plan;
use super::records;
use super::summary::Summary;
use super::walk::{Stage, replay};
use crate::config::{Demo, Serve, Settings};
use crate::market::{Market, options};
use crate::opening::{open, setup};
use anyhow::{Context, Result, anyhow, bail};
use kernel::Outcome;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use store::clock::{Clock, SetClock, SystemClock};
use store::{Address, Follower, Options, Store, Tx, run_followers};

/// How often followers look for events while the replay goes on.
const PAUSE: Duration = Duration::from_millis(20);

/// Sees to it that the store that the settings name holds the demonstration; tells of the replay if
/// there had to be one.
pub(crate) async fn prepare(settings: &Settings, how: &Demo) -> Result<Option<Summary>> {
    if let Address::Sqlite(path) = &settings.store
        && !path.exists()
    {
        let aside = Aside::of(path);
        let store = Address::Sqlite(aside.path.clone());
        let summary = make(&Settings { store, ..settings.clone() }, how).await?;
        aside.put_in_place(path)?;
        return Ok(Some(summary));
    }
    let store = open(settings)?;
    let found = look(&store).await;
    store.close();
    drop(store);
    match found.map_err(|stop| anyhow!("looking into the store: {stop:?}"))? {
        Found::Nothing => make(settings, how).await.map(Some),
        Found::Demonstration => Ok(None),
        Found::Another => bail!(
            "{} holds another market, or a demonstration that was interrupted. Name an empty store \
             by --store, or empty this one",
            settings.store
        ),
    }
}

/// What a store holds.
enum Found {
    Nothing,
    Demonstration,
    Another,
}

async fn look(store: &Store) -> Outcome<Found> {
    let officer = contact(OFFICER)?;
    let look = move |tx: &mut Tx<'_>| {
        // The officer is the last to come.
        if party::password_of(tx, &officer)?.is_some() {
            return Ok(Found::Demonstration);
        }
        // Whoever heard of nothing is behind by everything that was ever told.
        match store::lag(tx, "nobody")? {
            (0, _) => Ok(Found::Nothing),
            _ => Ok(Found::Another),
        }
    };
    store.read("demo.look", look).await
}

/// Reads the records, then replays them into the store. The file is found right or refused before
/// the store is touched.
#[expect(clippy::disallowed_methods, reason = "the replay tells how long it took")]
async fn make(settings: &Settings, how: &Demo) -> Result<Summary> {
    let records = records::read(how.records.as_deref())?;
    let now = SystemClock.now();
    let plan = Plan::of(&records, now);
    Aside::clear(&settings.store)?;
    let clock = SetClock::at(now);
    let options = Options { clock: Some(Arc::new(clock.clone())), ..options() };
    let store = Store::open(&settings.store, options)?;
    let market =
        Market::new(store.clone(), setup(settings, &Serve { simulate: true, ..Serve::default() }))?;
    let stage = Stage { store, clock, now, files: market.app.kept() };
    let began = Instant::now();
    let replayed = with_followers(&stage.store, Box::pin(replay(&stage, &records, &plan))).await?;
    while run_timers(&market).await? > 0 {}
    let took = began.elapsed();
    let summary = Summary::of(&stage.store, (&records, &plan), &replayed, took).await?;
    stage.store.close();
    Ok(summary)
}

async fn run_timers(market: &Market) -> Result<usize> {
    market.clone().run_timers().await.map_err(|stop| anyhow!("timers: {stop:?}"))
}

/// Does `work` while followers follow, and lets them catch up.
#[expect(clippy::disallowed_methods, reason = "followers look again after a while")]
async fn with_followers<T>(store: &Store, work: impl Future<Output = Result<T>>) -> Result<T> {
    // What the simulated bank and carriers would hear, and what letters would be about: in the
    // records, all of it is long over.
    let deaf = |follower: Follower| Follower { hears: |_| false, ..follower };
    let followers = [
        trust::jobs::STANDING,
        deaf(custody::jobs::SIMULATED_BANK),
        deaf(deal::jobs::SIMULATED_CARRIERS),
        deaf(deal::jobs::LETTERS),
        deaf(custody::jobs::LETTERS),
    ];
    let is_over = AtomicBool::new(false);
    let work = async {
        let done = work.await;
        is_over.store(true, Ordering::SeqCst);
        done
    };
    let follow = async {
        loop {
            let was_over = is_over.load(Ordering::SeqCst);
            let taken = run_followers(store, &followers).await;
            match taken {
                Ok(0) if was_over => return,
                Ok(_) if was_over => {}
                _ => tokio::time::sleep(PAUSE).await,
            }
        }
    };
    let (done, ()) = tokio::join!(work, follow);
    done
}

/// A store beside the one that was named, until it is complete.
struct Aside {
    path: PathBuf,
}

/// What a name of a store ends with while it is not complete.
const ASIDE: &str = ".replaying";

impl Aside {
    fn of(path: &Path) -> Self {
        Self { path: named(path, ASIDE) }
    }

    /// Takes away what an interrupted replay left beside; any other store is left alone, and so is
    /// one that another process is at.
    fn clear(store: &Address) -> Result<()> {
        let Address::Sqlite(path) = store else { return Ok(()) };
        let lock = named(path, ".lock");
        if !path.as_os_str().to_string_lossy().ends_with(ASIDE) || !lock.exists() {
            return Ok(());
        }
        if fs::File::open(&lock)?.try_lock().is_err() {
            bail!("another demonstration is being made at {}; let it end", path.display());
        }
        store::sqlite::remove(path)
    }

    /// Gives the finished store its name; never in place of another one.
    fn put_in_place(&self, path: &Path) -> Result<()> {
        store::sqlite::gather(&self.path)?;
        let in_the_way = || format!("{} is in the way", path.display());
        fs::hard_link(&self.path, path).with_context(in_the_way)?;
        store::sqlite::remove(&self.path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Ok(fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?)
    }
}

fn named(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
