//! What a firm wants to hear of.

use super::matching::words_of;
use super::{RequestRefusal, Wanted};
use kernel::text::read_line;
use kernel::{Faults, Id, Kind, Locode, Outcome, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody types into a search.
const WORDS_CHARS_MOST: usize = 160;
/// As the longest code of a category.
const CATEGORY_CHARS_MOST: usize = 32;

/// Names saved searches.
#[derive(Debug)]
pub enum SavedSearchKind {}
impl Kind for SavedSearchKind {
    const PREFIX: &'static str = "search";
}

/// What is looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sought {
    /// Requests to buy.
    #[default]
    Request,
    /// Products.
    Product,
}

impl Sought {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Product => "product",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Request, Self::Product].into_iter().find(|sought| sought.word() == word)
    }
}

/// The longest address of a search of goods.
const QUERY_CHARS_MOST: usize = 1_000;

/// A filter: words that must all stand in it, the beginning of a category, a country.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Filter {
    /// Words; all of them must be there.
    #[serde(default)]
    #[schema(example = "merino socks")]
    pub words: String,
    /// The beginning of a category's code.
    #[serde(default)]
    pub category: String,
    /// ISO 3166-1 code of where it goes, for requests.
    #[serde(default)]
    #[schema(example = "SE")]
    pub country: String,
    /// For goods: what stands behind the question mark in the address of a search, such as
    /// `q=socks&quantity=500&place=CN`. With it the other parts are not read.
    #[serde(default)]
    #[schema(example = "")]
    pub query: String,
}

impl Filter {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.category.is_empty()
            && self.country.is_empty()
            && self.query.is_empty()
    }

    /// The filter in its plain form; what cannot be read as one is told.
    pub(crate) fn read(&self) -> Outcome<Self> {
        let mut faults = Faults::default();
        let words = self.words.trim();
        if !words.is_empty() && read_line(words, WORDS_CHARS_MOST).is_err() {
            let most = WORDS_CHARS_MOST;
            faults.add(RequestRefusal::TextTooLong { field: "words", most });
        }
        let category = self.category.trim();
        if category.len() > CATEGORY_CHARS_MOST || !category.is_ascii() {
            let most = CATEGORY_CHARS_MOST;
            faults.add(RequestRefusal::TextTooLong { field: "category", most });
        }
        let country = self.country.trim().to_ascii_uppercase();
        if !country.is_empty() && !Locode::is_country(&country) {
            faults.add(RequestRefusal::DestinationUnknown);
        }
        faults.end()?;
        Ok(Self {
            words: words.to_owned(),
            category: category.to_owned(),
            country,
            query: String::new(),
        })
    }

    /// The filter of a search of goods: all of it in the form of an address.
    fn read_goods(&self) -> Outcome<Self> {
        let plain = self.read()?;
        let query = match self.query.trim() {
            "" => plain.as_query(),
            query if query.chars().count() > QUERY_CHARS_MOST => {
                let most = QUERY_CHARS_MOST;
                return Err(RequestRefusal::TextTooLong { field: "query", most }.into());
            }
            query => query.to_owned(),
        };
        let Some((words, query)) = catalog::read_search(&query) else {
            return Ok(Self::default());
        };
        Ok(Self { words, query, ..Self::default() })
    }

    fn as_query(&self) -> String {
        let told = [("q", &self.words), ("category", &self.category), ("place", &self.country)];
        let told = told.into_iter().filter(|(_, value)| !value.is_empty());
        // Texts can always be written into an address.
        serde_urlencoded::to_string(told.collect::<Vec<_>>()).unwrap_or_default()
    }

    /// Whether a request is one of those looked for.
    pub(crate) fn fits(&self, wanted: &Wanted) -> bool {
        let is_there = self.country.is_empty() || wanted.country() == self.country;
        let begins = |category: &str| category.starts_with(&self.category);
        let is_shelf =
            wanted.lines.iter().any(|line| begins(&line.category)) || (self.category.is_empty());
        if !is_there || !is_shelf {
            return false;
        }
        let mut told = words_of(&wanted.title);
        for line in &wanted.lines {
            told.extend(words_of(&line.what));
        }
        words_of(&self.words).is_subset(&told)
    }
}

/// A filter that a firm keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its id.
    pub id: Id<SavedSearchKind>,
    /// What is looked for.
    pub sought: Sought,
    /// The filter.
    pub filter: Filter,
    /// The newest thing that a letter has named or passed by, a raw id.
    pub seen: i64,
    /// When the next letter may go.
    pub next_at: Timestamp,
    /// Since when it is kept.
    pub at: Timestamp,
}

/// A saved search as a firm types it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewSavedSearch {
    /// What is looked for; requests if left out.
    #[serde(default)]
    pub kind: Sought,
    /// The filter; at least one part of it must be there.
    #[serde(flatten)]
    pub filter: Filter,
}

impl NewSavedSearch {
    /// The filter, if there is something to look for.
    pub(crate) fn read(&self) -> Outcome<Filter> {
        let filter = match self.kind {
            Sought::Request => self.filter.read()?,
            Sought::Product => self.filter.read_goods()?,
        };
        if filter.is_empty() { Err(RequestRefusal::SearchEmpty.into()) } else { Ok(filter) }
    }
}
