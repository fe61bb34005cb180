//! What a text is in another language, as an engine made it.

use kernel::Lang;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// The tag where a text does not say its language and the engine is to find it.
pub(crate) const AUTO: &str = "auto";

/// Names a text in the store of translations.
pub type TextHash = [u8; 32];

/// SHA-256 of a text, as the cache knows it.
pub fn text_hash(text: &str) -> TextHash {
    Sha256::digest(text.as_bytes()).into()
}

/// A text that waits for its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The text.
    pub(crate) text: String,
    /// Its language, or `auto`.
    pub(crate) from: String,
    /// Into which language of the pages.
    pub(crate) to: Lang,
    /// How often an engine has failed.
    pub(crate) tries: i64,
}

/// A translation that may be shown beside its original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Translated {
    /// In the reader's language.
    pub text: String,
    /// Who made it, as it is shown.
    pub engine: String,
}

/// The language of pages by its two letters, as tags of texts begin.
pub(crate) const fn two_letters(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::ZhCn => "zh",
    }
}

/// Into which languages a text is to be translated: those of the pages but its own.
pub(crate) fn targets(from: &str) -> impl Iterator<Item = Lang> {
    let own = from.get(..2).unwrap_or("").to_owned();
    Lang::ALL.into_iter().filter(move |lang| two_letters(*lang) != own)
}
