//! What a product is called in a language that is not its own; the original is always kept.

use super::terms::{TEXT_CHARS_MOST, TITLE_CHARS_MOST, optional};
use super::{CatalogRefusal, Listing};
use kernel::text::{read_line, read_paragraphs};
use kernel::{Faults, Lang, Outcome};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A title and a text in another language, written by the seller.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewWords {
    /// The title; empty takes the words of this language away.
    #[serde(default)]
    #[schema(example = "精梳棉袜，200 针")]
    pub title: String,
    /// The text; paragraphs set apart by `\n`.
    #[serde(default)]
    pub text: String,
}

impl NewWords {
    /// Reads the words of a product in a language; none to take them away.
    pub(crate) fn read(&self, listing: &Listing, lang: Lang) -> Outcome<Option<Self>> {
        let mut faults = Faults::default();
        if lang == listing.card.title_lang {
            faults.add(CatalogRefusal::WordsOfTheOriginal);
        }
        let title = read_line(&self.title, TITLE_CHARS_MOST);
        let title = optional("words_title", TITLE_CHARS_MOST, title);
        let title = faults.or(title, String::new());
        let text = read_paragraphs(&self.text, TEXT_CHARS_MOST);
        let text = faults.or(optional("words_text", TEXT_CHARS_MOST, text), String::new());
        if title.is_empty() && !text.is_empty() && self.title.trim().is_empty() {
            faults.add(CatalogRefusal::WordsWithoutTitle);
        }
        faults.end().map(|()| (!title.is_empty()).then_some(Self { title, text }))
    }
}
