//! What is found of a product, and the words that were looked for in vain.

use crate::actions;
use crate::events::ProductChanged;
use crate::model::{Attribute, Category, Listing, ProductState, counted};
use crate::store;
use ::store::{Event, Told, Tx};
use finding::{Keeper, Things};
use kernel::rules::Rules;
use kernel::{Cursor, Firm, Id, Limit, Outcome, Page};
use party::events::FirmChanged;
use party::{FirmMarks, TrustLine};
use search::{Document, Found, Hit, Question, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use web::App;

/// Words looked for in vain that are kept until they are written.
const UNMET_MOST: usize = 1_000;
/// Characters of a fact that readers narrow down by; longer ones are texts.
const FACT_MOST: usize = 40;

/// The index of what is listed, and what was looked for in it in vain.
pub struct Finder {
    keeper: Arc<Keeper<Goods>>,
    unmet: Mutex<BTreeMap<String, i64>>,
}

impl Finder {
    /// The index in a folder, as this process or an earlier one left it.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self::of(Keeper::open(folder)?))
    }

    /// An empty index in memory.
    pub fn in_memory() -> anyhow::Result<Self> {
        Ok(Self::of(Keeper::in_memory()?))
    }

    fn of(keeper: Keeper<Goods>) -> Self {
        Self { keeper: Arc::new(keeper), unmet: Mutex::default() }
    }

    /// What keeps it up.
    pub fn keeper(&self) -> &Arc<Keeper<Goods>> {
        &self.keeper
    }

    /// Whether all that was listed a moment ago can be found.
    pub fn is_ready(&self) -> bool {
        self.keeper.is_ready()
    }

    /// Takes what has changed since the last time; tells how much that was.
    pub async fn follow(&self, app: &App) -> Outcome<usize> {
        self.keeper.follow(app).await
    }

    /// Builds the index from zero while what there was of it answers.
    pub async fn build(&self, app: &App) -> Outcome<usize> {
        self.keeper.build(app).await
    }

    /// What bare tantivy does for a question, for comparison.
    pub fn find_bare(&self, question: &Question, most: usize) -> anyhow::Result<usize> {
        self.keeper.index().find_bare(question, most)
    }

    pub(crate) fn find(&self, question: &Question, places: Range<usize>) -> Outcome<Found> {
        self.keeper.find(question, places)
    }

    pub(crate) fn alike(&self, hits: &[Hit]) -> Outcome<Vec<u32>> {
        Ok(self.keeper.index().alike(hits)?)
    }

    pub(crate) fn complete(&self, typed: &str, most: usize) -> Outcome<Vec<String>> {
        self.keeper.complete(typed, most)
    }

    /// Remembers words that found nothing, until they are written.
    pub(crate) fn note_unmet(&self, words: &str) {
        let words: String = search::fold(words).split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.note_again([(words, 1)].into());
        }
    }

    /// Takes what was looked for in vain since the last time, to be written or sent on.
    pub fn take_unmet(&self) -> BTreeMap<String, i64> {
        std::mem::take(&mut *self.unmet.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Counts in what another process noted, or what could not be sent on.
    pub fn note_again(&self, more: BTreeMap<String, i64>) {
        let mut unmet = self.unmet.lock().unwrap_or_else(PoisonError::into_inner);
        for (words, times) in more {
            if times > 0 && (unmet.len() < UNMET_MOST || unmet.contains_key(&words)) {
                *unmet.entry(words).or_default() += times;
            }
        }
    }

    /// Writes what was looked for in vain; for the process that writes.
    pub async fn write_unmet(&self, app: &App) -> Outcome<usize> {
        let unmet = self.take_unmet();
        if unmet.is_empty() {
            return Ok(0);
        }
        let count = unmet.len();
        let write = move |tx: &mut ::store::Tx<'_>| actions::find::add_unmet(tx, &unmet);
        app.store().write_in(::store::Lane::Bulk, "catalog.unmet", write).await?;
        Ok(count)
    }
}

/// What is listed.
pub enum Goods {}

impl Things for Goods {
    const READING: &'static str = "catalog.index";

    fn touched(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<BTreeSet<i64>> {
        let mut ids = BTreeSet::new();
        let mut firms = BTreeSet::new();
        for told in told {
            match told.name.as_str() {
                ProductChanged::NAME => {
                    ids.insert(told.read::<ProductChanged>()?.product.raw());
                }
                FirmChanged::NAME => {
                    firms.insert(told.read::<FirmChanged>()?.firm);
                }
                _ => {}
            }
        }
        for firm in firms {
            ids.extend(store::list_listed_ids_of(tx, firm)?.into_iter().map(Id::raw));
        }
        Ok(ids)
    }

    fn documents(tx: &mut Tx<'_>, ids: &[i64]) -> Outcome<Vec<Document>> {
        let ids: Vec<_> = ids.iter().copied().map(Id::new).collect();
        let listings = actions::documents(tx, &ids)?;
        documents(tx, &listings)
    }

    fn all_after(tx: &mut Tx<'_>, after: Option<Cursor>, limit: Limit) -> Outcome<Page<Document>> {
        let Page { rows, next } = actions::listed_after(tx, after, limit)?;
        Ok(Page { rows: documents(tx, &rows)?, next })
    }
}

/// What is known of the sellers, by which goods are narrowed down.
type Sellers = BTreeMap<Id<Firm>, (TrustLine, FirmMarks)>;

/// Those of these products that are listed by firms that are shown, as they are found.
fn documents(tx: &mut Tx<'_>, listings: &[Listing]) -> Outcome<Vec<Document>> {
    let listed = listings.iter().filter(|one| one.card.state == ProductState::Listed);
    let firms: BTreeSet<_> = listed.clone().map(|one| one.card.offer.firm).collect();
    let firms: Vec<_> = firms.into_iter().collect();
    let mut marks = party::marks(tx, &firms)?;
    let lines = party::trust_lines(tx, &firms)?.into_iter();
    let known = lines.map(|line| {
        let marks = marks.remove(&line.firm).unwrap_or_default();
        (line.firm, (line, marks))
    });
    let sellers: Sellers = known.filter(|(_, (_, marks))| !marks.is_hidden).collect();
    let found = listed.filter_map(|one| Some((one, sellers.get(&one.card.offer.firm)?)));
    Ok(found.map(|(one, seller)| document(one, seller)).collect())
}

/// What is found of a product, and what it is filtered and counted by.
fn document(listing: &Listing, (line, marks): &(TrustLine, FirmMarks)) -> Document {
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
    tags.extend(seller_tags(line, marks));
    let codes = [&listing.sku, &details.model, &details.gtin, &details.hs];
    let millionths = |tier: &crate::model::Tier| {
        (tier.min_quantity.unsigned_abs(), tier.price.millionths.unsigned_abs())
    };
    Document {
        id: offer.product.raw().unsigned_abs(),
        owner: offer.firm.raw().unsigned_abs(),
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

/// Where a firm is, what it says it is and how many trades it has finished, to narrow down by.
pub fn seller_tags(line: &TrustLine, marks: &FirmMarks) -> Vec<Tag> {
    let mut tags = vec![Tag::Place(line.country.code().to_owned())];
    tags.extend(marks.region.map(|region| Tag::Place(region.code().to_owned())));
    tags.extend(Some(marks.role.clone()).filter(|role| !role.is_empty()).map(Tag::Role));
    let steps = &Rules::current().ranking.trades_steps;
    tags.extend(party::steps_of(line.sound(), steps).map(|step| Tag::Trust(step.unsigned_abs())));
    tags
}

fn fact(attribute: &Attribute) -> (String, String) {
    (attribute.name.clone(), attribute.value.clone())
}
