//! A question as it stands in an address: `?q=socks&place=CN&trades=10`.

use crate::scope::Scope;
use search::{Question, Tag};
use std::collections::BTreeMap;

/// Results on one page.
pub const ROWS: usize = 24;
/// Characters of a filter's value that are read.
pub const VALUE_MOST: usize = 120;
/// The last page; further on, other words find sooner what is looked for.
pub const PAGES_MOST: usize = 10;

/// What results can be narrowed down by, one value of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// The code of a category, with those under it.
    Category,
    /// Where the firm is, or where the goods go: ISO 3166-1, or ISO 3166-2.
    Place,
    /// What the firm says it is.
    Role,
    /// So many trades that the firm has finished without a refund, or more.
    Trades,
}

impl Filter {
    const ALL: [Self; 4] = [Self::Category, Self::Place, Self::Role, Self::Trades];

    /// Its name in addresses and in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Place => "place",
            Self::Role => "role",
            Self::Trades => "trades",
        }
    }

    /// What a hit must have; nothing for a value that cannot be read.
    pub fn tag(self, value: &str) -> Option<Tag> {
        let value = value.to_owned();
        match self {
            Self::Category => Some(Tag::Shelf(value)),
            Self::Place => Some(Tag::Place(value)),
            Self::Role => Some(Tag::Role(value)),
            Self::Trades => value.parse().ok().map(Tag::Trust),
        }
    }

    /// The filter and the value that ask for a tag.
    pub fn of(tag: &Tag) -> Option<(Self, String)> {
        match tag {
            Tag::Shelf(code) => Some((Self::Category, code.clone())),
            Tag::Place(place) => Some((Self::Place, place.clone())),
            Tag::Role(role) => Some((Self::Role, role.clone())),
            Tag::Trust(trades) => Some((Self::Trades, trades.to_string())),
            _ => None,
        }
    }
}

/// Words, filters and a page. Values that cannot be read are as if they were not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The words.
    pub text: String,
    /// The value of each filter.
    pub filters: BTreeMap<Filter, String>,
    /// The page, from 0 on.
    pub page: usize,
}

impl Asked {
    /// Reads the names and values of an address.
    pub fn read(told: &[(String, String)]) -> Self {
        let mut asked = Self::default();
        for (name, value) in told {
            let value: String = value.trim().chars().take(VALUE_MOST).collect();
            let filter = Filter::ALL.into_iter().find(|filter| filter.name() == name);
            match (name.as_str(), filter) {
                ("q", _) => asked.text = value,
                ("page", _) => asked.page = page_of(&value),
                (_, Some(filter)) if filter.tag(&value).is_some() && !value.is_empty() => {
                    asked.filters.insert(filter, value);
                }
                _ => {}
            }
        }
        asked
    }

    /// The question for the index.
    pub fn question(&self) -> Question {
        let tags = self.filters.iter().filter_map(|(filter, value)| filter.tag(value)).collect();
        Question { text: self.text.clone(), tags, ..Question::default() }
    }

    /// The same words without filters.
    pub fn bare(&self) -> Self {
        Self { text: self.text.clone(), ..Self::default() }
    }

    /// The same from the first page on, without one filter.
    pub fn without(&self, filter: Filter) -> Self {
        let mut asked = Self { page: 0, ..self.clone() };
        asked.filters.remove(&filter);
        asked
    }

    /// Another page of it.
    pub fn at(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }

    /// The address of this question among the things of a scope.
    pub fn path(&self, scope: Scope) -> String {
        let mut told = vec![("q", self.text.clone())];
        told.extend(self.filters.iter().map(|(filter, value)| (filter.name(), value.clone())));
        told.extend((self.page > 0).then(|| ("page", (self.page + 1).to_string())));
        let told = serde_urlencoded::to_string(told);
        // Names and texts can always be written into an address.
        format!("{}?{}", scope.path(), told.unwrap_or_default())
    }
}

/// Reads an address's pairs; what cannot be read is no pair.
pub fn pairs(query: Option<&str>) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default()
}

/// A whole number that is not below zero, with or without commas between its thousands.
pub fn whole(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|letter| !matches!(letter, ',' | ' ')).collect();
    digits.parse().ok().filter(|count| *count >= 0)
}

fn page_of(value: &str) -> usize {
    let page = whole(value).and_then(|page| usize::try_from(page).ok());
    page.unwrap_or(1).clamp(1, PAGES_MOST) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Asked {
        Asked::read(&pairs(Some(query)))
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let asked = read("q=%E8%A2%9C+mill&place=CN-ZJ&trades=10&role=factory&page=3");
        assert_eq!((asked.text.as_str(), asked.page, asked.filters.len()), ("袜 mill", 2, 3));
        let path = asked.path(Scope::Firms);
        let query = path.strip_prefix("/search/firms?").expect("an address");
        assert_eq!(read(query), asked);
        assert_eq!(asked.question().tags.len(), 3);
        assert_eq!(asked.without(Filter::Place).at(0).filters.len(), 2);
    }

    #[test]
    fn what_cannot_be_read_is_not_asked() {
        let asked = read("trades=many&page=-1&place=&odd=1&page=99999999999999999999");
        assert_eq!(asked, Asked::default());
        assert_eq!(read("page=1000").page, PAGES_MOST - 1);
    }
}
