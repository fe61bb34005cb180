//! A product's words in other languages.

use super::{editable, told};
use crate::model::{Card, Listing, NewWords, ProductKind};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Id, Lang, Outcome};

/// Writes what a product is called in a language that is not its own, over the version that the
/// actor has read; without a title it takes those words away.
pub fn set_words(
    tx: &mut Tx<'_>,
    by: &Actor,
    (id, version): (Id<ProductKind>, i64),
    lang: Lang,
    new: &NewWords,
) -> Outcome<Listing> {
    let mut listing = editable(tx, by, id, version)?;
    let words = new.read(&listing, lang)?;
    store::put_words(tx, (id, version), lang, words.as_ref())?;
    listing.card.offer.version += 1;
    told(tx, &listing)?;
    Ok(listing)
}

/// What a product is called in this language, if its seller wrote that.
pub fn words_in(tx: &mut Tx<'_>, id: Id<ProductKind>, lang: Lang) -> Outcome<Option<NewWords>> {
    Ok(store::list_words(tx, &[id], lang)?.remove(&id))
}

/// Turns titles into the reader's language where the seller wrote it. One query for every 50.
pub fn in_words_of(tx: &mut Tx<'_>, lang: Lang, cards: &mut [Card]) -> Outcome<()> {
    let foreign = cards.iter().filter(|card| card.title_lang != lang);
    let ids: Vec<_> = foreign.map(|card| card.offer.product).collect();
    let mut words = store::list_words(tx, &ids, lang)?;
    for card in cards {
        if card.title_lang != lang
            && let Some(words) = words.remove(&card.offer.product)
        {
            card.offer.title = words.title;
            card.title_lang = lang;
        }
    }
    Ok(())
}

/// The same for titles and texts of whole products.
pub fn documents_in(tx: &mut Tx<'_>, lang: Lang, listings: &mut [Listing]) -> Outcome<()> {
    let foreign = listings.iter().filter(|one| one.card.title_lang != lang);
    let ids: Vec<_> = foreign.map(|one| one.card.offer.product).collect();
    let mut words = store::list_words(tx, &ids, lang)?;
    for listing in listings.iter_mut().filter(|one| one.card.title_lang != lang) {
        if let Some(words) = words.remove(&listing.card.offer.product) {
            listing.card.offer.title = words.title;
            listing.card.title_lang = lang;
            if !words.text.is_empty() {
                listing.text = words.text;
            }
        }
    }
    Ok(())
}
