//! What is new of a search that somebody keeps.

use crate::finder::Finder;
use crate::model::{Listing, ProductKind, ProductState, Wanted};
use crate::store;
use ::store::Tx;
use finding::pairs;
use kernel::{Firm, Id, Outcome};
use search::{Hit, Question};

/// New goods that are named at a time.
const NAMED_MOST: usize = 24;

/// The newest product that was passed by, and the titles of those that are new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Everything up to it has been looked at.
    pub newest: Id<ProductKind>,
    /// What is new, the newest first, cut after a page.
    pub titles: Vec<String>,
}

/// A search of goods as it is kept, from the part of its address behind the question mark: its
/// words, and the address in its plain form. `None` if it asks for nothing.
pub fn read_search(query: &str) -> Option<(String, String)> {
    let wanted = Wanted { page: 0, ..Wanted::read(&pairs(Some(query))) };
    let asks = !wanted.text.is_empty() || wanted.is_filtered();
    let path = wanted.path();
    let plain = path.split_once('?').map_or("", |(_, query)| query).to_owned();
    asks.then_some((wanted.text, plain))
}

/// What of a kept search has come since a product, of other firms than the one that keeps it. Of
/// what merely has some of the words nothing is said.
pub fn news(
    tx: &mut Tx<'_>,
    finder: &Finder,
    (query, after): (&str, Id<ProductKind>),
    keeper: Id<Firm>,
) -> Outcome<News> {
    let question = Wanted::read(&pairs(Some(query))).question();
    let newer_than = u64::try_from(after.raw()).ok();
    let found = finder.find(&Question { newer_than, ..question }, 0..search::WINDOW)?;
    let whole = if found.meant.is_none() { found.whole } else { 0 };
    let mut hits: Vec<Hit> = found.hits.into_iter().take(whole).collect();
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.id));
    let newest = hits.first().and_then(|hit| i64::try_from(hit.id).ok()).map_or(after, Id::new);
    hits.truncate(NAMED_MOST);
    let ids: Vec<Id<ProductKind>> = hits.iter().map(|hit| Id::new(hit.id.cast_signed())).collect();
    let mut new: Vec<Listing> = store::list_listings(tx, &ids)?;
    new.retain(|one| one.card.state == ProductState::Listed);
    new.sort_by_key(|one| std::cmp::Reverse(one.card.offer.product));
    let firms: Vec<Id<Firm>> = new.iter().map(|one| one.card.offer.firm).collect();
    let marks = party::marks(tx, &firms)?;
    let is_shown = |firm| firm != keeper && marks.get(&firm).is_none_or(|marks| !marks.is_hidden);
    new.retain(|one| is_shown(one.card.offer.firm));
    Ok(News { newest, titles: new.into_iter().map(|one| one.card.offer.title).collect() })
}
