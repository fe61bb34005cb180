//! What is indexed: a listing, a firm or a request, as texts to be found by and tags to be filtered
//! by.

/// One thing that can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its id in the store.
    pub id: u64,
    /// Whose it is: its firm's id.
    pub owner: u64,
    /// Its title, in each language that it has one in.
    pub titles: Vec<String>,
    /// Whose mark it carries.
    pub brand: String,
    /// What sort of thing it is: the names of its category in every language, its type.
    pub kinds: Vec<String>,
    /// Numbers that name it: SKU, model, GTIN, HS code.
    pub codes: Vec<String>,
    /// What is said of it.
    pub text: String,
    /// Its facts, such as the colour, by name and value.
    pub facts: Vec<(String, String)>,
    /// What it is filtered and counted by.
    pub tags: Vec<Tag>,
    /// From which quantity on one unit costs so much, in millionths of its currency.
    pub tiers: Vec<(u64, u64)>,
    /// Days from payment to dispatch.
    pub lead_time_d: u64,
    /// When it was last new, in microseconds since 1970 UTC.
    pub at: u64,
}

/// Something that many documents have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// A category's code; a document carries those of all shelves that it stands on.
    Shelf(String),
    /// A country by ISO 3166.
    Origin(String),
    /// A mark.
    Brand(String),
    /// A fact's name and value.
    Fact(String, String),
    /// A currency by ISO 4217.
    Currency(String),
    /// A firm by its id.
    Firm(u64),
    /// It sells at its list price at once.
    OpenOffer,
}

/// Stands between the name and the value of a fact; no text that is taken in holds it.
const BETWEEN: char = '\u{1f}';

/// The letters of the sorts that are counted.
pub(crate) const COUNTED: [&str; 4] = ["b", "f", "o", "s"];

impl Tag {
    /// Whether readers are told how many hits carry it.
    pub(crate) fn is_counted(&self) -> bool {
        matches!(self, Self::Shelf(_) | Self::Origin(_) | Self::Brand(_) | Self::Fact(..))
    }

    pub(crate) fn is_currency(&self) -> bool {
        matches!(self, Self::Currency(_))
    }

    /// The tag as one word: a letter for its sort, then what it says.
    pub(crate) fn word(&self) -> String {
        match self {
            Self::Shelf(code) => format!("s{code}"),
            Self::Origin(country) => format!("o{country}"),
            Self::Brand(brand) => format!("b{brand}"),
            Self::Fact(name, value) => format!("f{name}{BETWEEN}{value}"),
            Self::Currency(currency) => format!("c{currency}"),
            Self::Firm(firm) => format!("m{firm}"),
            Self::OpenOffer => "w".to_owned(),
        }
    }

    /// Reads what `word` writes.
    pub(crate) fn read(word: &str) -> Option<Self> {
        let sort = word.chars().next()?;
        let said = &word[sort.len_utf8()..];
        Some(match sort {
            's' => Self::Shelf(said.to_owned()),
            'o' => Self::Origin(said.to_owned()),
            'b' => Self::Brand(said.to_owned()),
            'f' => {
                let (name, value) = said.split_once(BETWEEN)?;
                Self::Fact(name.to_owned(), value.to_owned())
            }
            'c' => Self::Currency(said.to_owned()),
            'm' => Self::Firm(said.parse().ok()?),
            'w' => Self::OpenOffer,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn a_tag_is_read_as_it_was_written() {
        let tags = [
            Tag::Shelf("hosiery".into()),
            Tag::Origin("CN".into()),
            Tag::Brand("雨虹".into()),
            Tag::Fact("Colour".into(), "red".into()),
            Tag::Currency("USD".into()),
            Tag::Firm(7),
            Tag::OpenOffer,
        ];
        for tag in tags {
            assert_eq!(Tag::read(&tag.word()), Some(tag));
        }
        assert_eq!((Tag::read(""), Tag::read("mx"), Tag::read("é")), (None, None, None));
    }
}
