//! Who of a firm gets a new conversation.

use super::TalkRefusal;
use kernel::text::read_line;
use kernel::{Id, Kind, Person};

/// More rules are read by nobody.
pub(crate) const ROUTES_MOST: i64 = 50;
/// A category's name.
const CATEGORY_CHARS_MOST: usize = 80;

/// Names routing rules.
#[derive(Debug)]
pub enum RouteKind {}
impl Kind for RouteKind {
    const PREFIX: &'static str = "route";
}

/// A rule: conversations about this category, from this country, go to this colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Its id; rules are tried in the order in which they were made.
    pub id: Id<RouteKind>,
    /// The category; any if left out.
    pub category: Option<String>,
    /// The asking firm's country, ISO 3166-1; any if left out.
    pub country: Option<String>,
    /// Who gets it.
    pub person: Id<Person>,
}

impl Route {
    /// Whether it fits.
    pub fn fits(&self, category: Option<&str>, country: &str) -> bool {
        let is_category = self.category.as_deref().is_none_or(|own| Some(own) == category);
        is_category && self.country.as_deref().is_none_or(|own| own == country)
    }
}

/// A rule as somebody types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRoute {
    /// The category; any if empty.
    pub category: String,
    /// The country's code; any if empty.
    pub country: String,
    /// Who gets it.
    pub person: Id<Person>,
}

impl NewRoute {
    /// Reads it.
    pub(crate) fn read(&self, id: Id<RouteKind>) -> Result<Route, TalkRefusal> {
        let category = match self.category.trim() {
            "" => None,
            told => Some(
                read_line(told, CATEGORY_CHARS_MOST)
                    .map_err(|_| TalkRefusal::CategoryUnreadable)?,
            ),
        };
        let country = match self.country.trim() {
            "" => None,
            told => {
                let code = told.to_ascii_uppercase();
                party::Country::from_code(&code).ok_or(TalkRefusal::CountryUnknown)?;
                Some(code)
            }
        };
        Ok(Route { id, category, country, person: self.person })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_fits_what_it_names_and_anything_where_it_names_nothing() {
        let new = |category: &str, country: &str| NewRoute {
            category: category.to_owned(),
            country: country.to_owned(),
            person: Id::new(1),
        };
        let route = new("socks", "se").read(Id::new(1)).expect("a rule");
        assert!(route.fits(Some("socks"), "SE"));
        assert!(!route.fits(Some("socks"), "CN") && !route.fits(None, "SE"));
        assert!(new("", "").read(Id::new(1)).expect("a rule").fits(None, "CN"));
        assert_eq!(new("", "XX").read(Id::new(1)), Err(TalkRefusal::CountryUnknown));
    }
}
