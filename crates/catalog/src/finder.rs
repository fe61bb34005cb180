//! The index of what is listed, which each process keeps for itself: it is built from the store,
//! then follows what changes, and is never believed without a look into the store.

use crate::actions;
use crate::events::ProductChanged;
use crate::model::{Attribute, Category, Listing, ProductKind, ProductState, counted};
use ::store::{Event, Heard, Told};
use kernel::rules::Rules;
use kernel::{Cursor, Id, Limit, MICROS_PER_SECOND, Outcome};
use search::{Document, Found, Index, Question, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use web::App;

/// Events of one bucket that are taken at a time.
const EVENTS_AT_A_TIME: i64 = 200;
/// Products read at a time when the index is built; one read stays far below its time limit.
const BUILT_AT_A_TIME: i64 = 500;
/// Words looked for in vain that are kept until they are written.
const UNMET_MOST: usize = 1_000;
/// What the index is made of: raised when that changes, so that one made otherwise is built again.
const MADE_OF: &str = "known-facts ";
/// Characters of a fact that readers narrow down by; longer ones are texts.
const FACT_MOST: usize = 40;

/// The index and up to where it has heard.
pub struct Finder {
    index: Index,
    heard: Mutex<Option<Heard>>,
    is_built: AtomicBool,
    behind_s: AtomicI64,
    unmet: Mutex<BTreeMap<String, i64>>,
}

impl Finder {
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
        let heard: Option<Heard> = mark.and_then(|mark| mark.strip_prefix(MADE_OF)?.parse().ok());
        Ok(Self {
            is_built: AtomicBool::new(heard.is_some()),
            heard: Mutex::new(heard),
            behind_s: AtomicI64::new(0),
            unmet: Mutex::default(),
            index,
        })
    }

    /// Whether all that was listed a moment ago can be found.
    pub fn is_ready(&self) -> bool {
        let most = Rules::current().ranking.lag_most_s;
        self.is_built.load(Ordering::Acquire) && self.behind_s.load(Ordering::Acquire) <= most
    }

    /// Takes what has changed since the last time, all of it if it never did; tells how many events
    /// were heard or products read. Called again and again, by one task of a process.
    pub async fn follow(self: &Arc<Self>, app: &App) -> Outcome<usize> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(heard) = heard else { return self.build(app).await };
        let read = app.store().read("catalog.heard", move |tx| {
            let (told, heard) = heard.next(tx, EVENTS_AT_A_TIME)?;
            Ok((told, heard, tx.now()))
        });
        let (told, heard, now) = read.await?;
        let Some(first) = told.iter().map(|told| told.at).min() else {
            self.behind_s.store(0, Ordering::Release);
            return Ok(0);
        };
        let behind_s = (now.micros() - first.micros()) / MICROS_PER_SECOND;
        self.behind_s.store(behind_s, Ordering::Release);
        let changed = changed(&told)?;
        let ids = changed.clone();
        let read = app.store().read("catalog.index", move |tx| actions::documents(tx, &ids));
        let listings = read.await?;
        let finder = Arc::clone(self);
        app.compute(move || finder.take(&changed, &listings, heard)).await??;
        Ok(told.len())
    }

    fn take(&self, ids: &[Id<ProductKind>], all: &[Listing], heard: Heard) -> anyhow::Result<()> {
        if !ids.is_empty() {
            let listed = all.iter().filter(|one| one.card.state == ProductState::Listed);
            let documents: Vec<Document> = listed.map(document).collect();
            let gone: Vec<u64> = ids.iter().map(|id| id.raw().unsigned_abs()).collect();
            self.index.remove(&gone);
            self.index.put(&documents)?;
            self.index.commit(&format!("{MADE_OF}{heard}"))?;
        }
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(heard);
        Ok(())
    }

    /// Builds the index from zero while what there was of it answers. What changes meanwhile is
    /// heard afterwards, because the mark is taken first.
    pub async fn build(self: &Arc<Self>, app: &App) -> Outcome<usize> {
        let heard = app.store().read("catalog.heard", Heard::now).await?;
        self.index.clear()?;
        let (mut after, mut count) = (None::<Cursor>, 0);
        loop {
            let read = app.store().read("catalog.index", move |tx| {
                actions::listed_after(tx, after, Limit::clamp(BUILT_AT_A_TIME))
            });
            let page = read.await?;
            count += page.rows.len();
            let finder = Arc::clone(self);
            let put = move || {
                let documents: Vec<Document> = page.rows.iter().map(document).collect();
                finder.index.put(&documents).map(|()| page.next)
            };
            after = app.compute(put).await??;
            if after.is_none() {
                break;
            }
        }
        let (finder, mark) = (Arc::clone(self), format!("{MADE_OF}{heard}"));
        app.compute(move || finder.index.commit(&mark)).await??;
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(heard);
        self.is_built.store(true, Ordering::Release);
        Ok(count)
    }

    /// What bare tantivy does for a question, for comparison.
    pub fn find_bare(&self, question: &Question, most: usize) -> anyhow::Result<usize> {
        self.index.find_bare(question, most)
    }

    pub(crate) fn find(&self, question: &Question) -> Outcome<Found> {
        Ok(self.index.find(question)?)
    }

    pub(crate) fn complete(&self, typed: &str, most: usize) -> Outcome<Vec<String>> {
        Ok(self.index.complete(typed, most)?)
    }

    /// Remembers words that found nothing, until they are written.
    pub(crate) fn note_unmet(&self, words: &str) {
        let words: String = search::fold(words).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut unmet = self.unmet.lock().unwrap_or_else(PoisonError::into_inner);
        if !words.is_empty() && (unmet.len() < UNMET_MOST || unmet.contains_key(&words)) {
            *unmet.entry(words).or_default() += 1;
        }
    }

    /// Writes what was looked for in vain. Only the process that writes keeps it.
    pub async fn write_unmet(&self, app: &App) -> Outcome<usize> {
        let unmet = std::mem::take(&mut *self.unmet.lock().unwrap_or_else(PoisonError::into_inner));
        if unmet.is_empty() {
            return Ok(0);
        }
        let count = unmet.len();
        let write = move |tx: &mut ::store::Tx<'_>| actions::find::add_unmet(tx, &unmet);
        app.store().write_in(::store::Lane::Bulk, "catalog.unmet", write).await?;
        Ok(count)
    }
}

fn changed(told: &[Told]) -> Outcome<Vec<Id<ProductKind>>> {
    let mut ids = BTreeSet::new();
    for told in told.iter().filter(|told| told.name == ProductChanged::NAME) {
        ids.insert(told.read::<ProductChanged>()?.product);
    }
    Ok(ids.into_iter().collect())
}

/// What is found of a product, and what it is filtered and counted by.
fn document(listing: &Listing) -> Document {
    let (offer, details) = (&listing.card.offer, &listing.details);
    let shelf = details.category.as_deref().and_then(Category::find);
    let shelves = shelf.map(Category::path).unwrap_or_default();
    let options = details.variants.iter().flat_map(|variant| &variant.options);
    let mut facts: Vec<(String, String)> =
        details.attributes.iter().chain(options).map(fact).collect();
    facts.sort_unstable();
    facts.dedup();
    let mut tags = vec![
        Tag::Currency(offer.currency.code().to_owned()),
        Tag::Firm(offer.firm.raw().unsigned_abs()),
    ];
    tags.extend(shelves.iter().map(|shelf| Tag::Shelf(shelf.code().to_owned())));
    tags.extend(details.origin.clone().map(Tag::Origin));
    tags.extend(details.brand.clone().map(Tag::Brand));
    let short = facts.iter().filter(|(_, value)| value.chars().count() <= FACT_MOST);
    let counted = short.map(|(name, value)| counted(name, value));
    let counted: BTreeSet<_> = counted.collect();
    tags.extend(counted.into_iter().map(|(name, value)| Tag::Fact(name, value)));
    tags.extend(offer.is_open_offer.then_some(Tag::OpenOffer));
    let codes = [&listing.sku, &details.model, &details.gtin, &details.hs];
    let millionths = |tier: &crate::model::Tier| {
        (tier.min_quantity.unsigned_abs(), tier.price.millionths.unsigned_abs())
    };
    Document {
        id: offer.product.raw().unsigned_abs(),
        titles: vec![offer.title.clone()],
        brand: details.brand.clone().unwrap_or_default(),
        // Not those of its department: hats are no socks, though both stand beside each other.
        kinds: shelf.iter().flat_map(|shelf| shelf.names()).map(str::to_owned).collect(),
        codes: codes.into_iter().flatten().cloned().collect(),
        text: [listing.text.as_str(), &details.keywords.join(" ")].join("\n"),
        facts,
        tags,
        tiers: offer.tiers.iter().map(millionths).collect(),
        lead_time_d: offer.lead_time_d.unsigned_abs(),
        at: listing.card.refreshed_at.micros().unsigned_abs(),
    }
}

fn fact(attribute: &Attribute) -> (String, String) {
    (attribute.name.clone(), attribute.value.clone())
}
