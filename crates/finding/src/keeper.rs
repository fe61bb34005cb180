//! The index that each process keeps for itself: built from the store, then following what
//! changes, and never believed without a look into the store.

use ::store::{Heard, Told, Tx};
use kernel::rules::Rules;
use kernel::{Cursor, Limit, MICROS_PER_SECOND, Outcome, Page};
use search::{Document, Found, Index, Question};
use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use web::App;

/// Events of one bucket that are taken at a time.
const EVENTS_AT_A_TIME: i64 = 200;
/// Things read at a time; one read stays far below its time limit.
const READ_AT_A_TIME: usize = 500;

/// One sort of thing that is kept in an index.
pub trait Things: Send + Sync + 'static {
    /// What reading them is called in the log.
    const READING: &'static str;

    /// The ids of the things that these events are about.
    fn touched(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<BTreeSet<i64>>;

    /// Of these things, those that can be found now, as they are found.
    fn documents(tx: &mut Tx<'_>, ids: &[i64]) -> Outcome<Vec<Document>>;

    /// A page of all things that can be found, in an order that stays.
    fn all_after(tx: &mut Tx<'_>, after: Option<Cursor>, limit: Limit) -> Outcome<Page<Document>>;
}

/// An index of one sort of thing, and up to where it has heard.
pub struct Keeper<T> {
    index: Arc<Index>,
    heard: Mutex<Option<Heard>>,
    is_built: AtomicBool,
    behind_s: AtomicI64,
    things: PhantomData<fn() -> T>,
}

impl<T: Things> Keeper<T> {
    /// The index in a folder, as this process or an earlier one left it.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        Self::of(Index::open(folder)?)
    }

    /// An empty index in memory.
    pub fn in_memory() -> anyhow::Result<Self> {
        Self::of(Index::in_memory()?)
    }

    fn of(index: Index) -> anyhow::Result<Self> {
        let mark = index.mark()?.filter(|mark| !mark.is_empty());
        // A mark that does not read is an index that is built again.
        let heard: Option<Heard> = mark.and_then(|mark| mark.parse().ok());
        Ok(Self {
            is_built: AtomicBool::new(heard.is_some()),
            heard: Mutex::new(heard),
            behind_s: AtomicI64::new(0),
            index: Arc::new(index),
            things: PhantomData,
        })
    }

    /// The index itself.
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// Whether all that happened a moment ago can be found.
    pub fn is_ready(&self) -> bool {
        let most = Rules::current().ranking.lag_most_s;
        self.is_built.load(Ordering::Acquire) && self.behind_s.load(Ordering::Acquire) <= most
    }

    /// What answers a question, as far as the index knows: the hits at these places.
    pub fn find(&self, question: &Question, places: Range<usize>) -> Outcome<Found> {
        Ok(self.index.find_at(question, places)?)
    }

    /// What somebody may be about to type.
    pub fn complete(&self, typed: &str, most: usize) -> Outcome<Vec<String>> {
        Ok(self.index.complete(typed, most)?)
    }

    /// Takes what has changed since the last time, all of it if it never did; tells how many events
    /// were heard or things read. Called again and again, by one task of a process.
    pub async fn follow(self: &Arc<Self>, app: &App) -> Outcome<usize> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(heard) = heard else { return self.build(app).await };
        let read = app.store().read(T::READING, move |tx| {
            let (told, heard) = heard.next(tx, EVENTS_AT_A_TIME)?;
            let first = told.iter().map(|told| told.at).min();
            let touched = T::touched(tx, &told)?;
            Ok((told.len(), first, touched, heard, tx.now()))
        });
        let (count, first, touched, heard, now) = read.await?;
        let Some(first) = first else {
            self.behind_s.store(0, Ordering::Release);
            return Ok(0);
        };
        let behind_s = (now.micros() - first.micros()) / MICROS_PER_SECOND;
        self.behind_s.store(behind_s, Ordering::Release);
        let touched: Vec<i64> = touched.into_iter().collect();
        for some in touched.chunks(READ_AT_A_TIME) {
            self.take(app, some.to_vec()).await?;
        }
        if !touched.is_empty() {
            self.commit(app, &heard).await?;
        }
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(heard);
        Ok(count)
    }

    /// Puts these things into the index as they are now, or takes them out.
    async fn take(self: &Arc<Self>, app: &App, ids: Vec<i64>) -> Outcome<()> {
        let gone: Vec<u64> = ids.iter().map(|id| id.unsigned_abs()).collect();
        let read = app.store().read(T::READING, move |tx| T::documents(tx, &ids));
        let documents = read.await?;
        let index = Arc::clone(&self.index);
        let put = move || {
            index.remove(&gone);
            index.put(&documents)
        };
        Ok(app.upkeep(put).await??)
    }

    async fn commit(self: &Arc<Self>, app: &App, heard: &Heard) -> Outcome<()> {
        let (index, mark) = (Arc::clone(&self.index), heard.to_string());
        Ok(app.upkeep(move || index.commit(&mark)).await??)
    }

    /// Builds the index from zero while what there was of it answers. What changes meanwhile is
    /// heard afterwards, because the mark is taken first.
    pub async fn build(self: &Arc<Self>, app: &App) -> Outcome<usize> {
        let heard = app.store().read(T::READING, Heard::now).await?;
        // Whatever stops it half way, the next look begins again.
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.index.clear()?;
        let (mut after, mut count) = (None::<Cursor>, 0);
        let limit = Limit::clamp(i64::try_from(READ_AT_A_TIME).unwrap_or(i64::MAX));
        loop {
            let read = app.store().read(T::READING, move |tx| T::all_after(tx, after, limit));
            let Page { rows, next } = read.await?;
            count += rows.len();
            let index = Arc::clone(&self.index);
            app.upkeep(move || index.put(&rows)).await??;
            after = next;
            if after.is_none() {
                break;
            }
        }
        self.commit(app, &heard).await?;
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(heard);
        self.is_built.store(true, Ordering::Release);
        Ok(count)
    }
}
