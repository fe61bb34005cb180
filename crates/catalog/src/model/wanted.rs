//! What somebody looks for, as it stands in an address: `?q=socks&quantity=500&category=socks`.

use super::{Category, counted};
use finding::{Filter, PAGES_MOST, VALUE_MOST, whole};
use kernel::{Currency, UnitPrice};
use search::{PriceAt, Question, Tag};
use std::collections::BTreeMap;

pub(crate) use finding::ROWS;

/// Facts that one question may name.
const FACTS_MOST: usize = 8;

/// The order of the results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// By points.
    #[default]
    Best,
    /// The smallest minimum order first.
    Least,
    /// The shortest lead time first.
    Soonest,
    /// The lowest price of the wanted quantity first; only ever when asked for.
    Price,
}

impl Order {
    pub(crate) const ALL: [Self; 4] = [Self::Best, Self::Least, Self::Soonest, Self::Price];

    /// Its word in addresses.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Least => "least",
            Self::Soonest => "soonest",
            Self::Price => "price",
        }
    }
}

/// What is asked of a seller.
pub(crate) const SELLER: [Filter; 3] = [Filter::Place, Filter::Role, Filter::Trades];

/// A question with its order and page. Values that cannot be read are as if they were not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) text: String,
    pub(crate) category: Option<String>,
    pub(crate) origin: Option<String>,
    pub(crate) brand: Option<String>,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) quantity: Option<i64>,
    /// The highest price of one, as it was typed, and its currency.
    pub(crate) price: Option<(String, String)>,
    pub(crate) lead_time_d: Option<i64>,
    pub(crate) is_open_offer: bool,
    /// Where the seller is, what it says it is, how many trades it has finished.
    pub(crate) seller: BTreeMap<Filter, String>,
    pub(crate) order: Order,
    pub(crate) page: usize,
}

impl Wanted {
    /// Reads the names and values of an address.
    pub(crate) fn read(told: &[(String, String)]) -> Self {
        let mut wanted = Self::default();
        let (mut price, mut currency) = (None, None);
        for (name, value) in told {
            let value: String = value.trim().chars().take(VALUE_MOST).collect();
            let some = (!value.is_empty()).then(|| value.clone());
            match name.as_str() {
                "q" => wanted.text = value,
                "category" => wanted.category = some.filter(|code| Category::find(code).is_some()),
                "origin" => wanted.origin = some,
                "brand" => wanted.brand = some,
                "fact" if wanted.facts.len() < FACTS_MOST => {
                    let fact = value.split_once(": ");
                    wanted.facts.extend(fact.map(|(name, value)| counted(name, value)));
                }
                "quantity" => wanted.quantity = whole(&value),
                "lead_time_d" => wanted.lead_time_d = whole(&value),
                "price" => price = some,
                "currency" => currency = some,
                "open" => wanted.is_open_offer = value == "1",
                "order" => {
                    let named = Order::ALL.into_iter().find(|order| order.word() == value);
                    wanted.order = named.unwrap_or_default();
                }
                "page" => {
                    let page = whole(&value).and_then(|page| usize::try_from(page).ok());
                    wanted.page = page.unwrap_or(1).clamp(1, PAGES_MOST) - 1;
                }
                name => {
                    let filter = SELLER.into_iter().find(|filter| filter.name() == name);
                    let read = filter.filter(|filter| filter.tag(&value).is_some()).zip(some);
                    wanted.seller.extend(read);
                }
            }
        }
        wanted.price = price.zip(currency);
        wanted
    }

    /// The question for the index.
    pub(crate) fn question(&self) -> Question {
        let mut tags: Vec<Tag> = Vec::new();
        tags.extend(self.category.clone().map(Tag::Shelf));
        tags.extend(self.origin.clone().map(Tag::Origin));
        tags.extend(self.brand.clone().map(Tag::Brand));
        tags.extend(self.facts.iter().cloned().map(|(name, value)| Tag::Fact(name, value)));
        tags.extend(self.seller.iter().filter_map(|(filter, value)| filter.tag(value)));
        if self.is_open_offer {
            tags.push(Tag::OpenOffer);
        }
        Question {
            text: self.text.clone(),
            tags,
            price: self.price_at(),
            quantity: self.quantity.and_then(|quantity| u64::try_from(quantity).ok()),
            lead_time_d: self.lead_time_d.and_then(|days| u64::try_from(days).ok()),
            newer_than: None,
        }
    }

    fn price_at(&self) -> Option<PriceAt> {
        let (price, currency) = self.price.as_ref()?;
        let known = Currency::from_code(currency)?;
        let most = UnitPrice::parse(price, known).ok()?;
        let quantity = u64::try_from(self.quantity.unwrap_or(i64::MAX)).ok()?;
        let most_millionths = u64::try_from(most.millionths).ok()?;
        Some(PriceAt { quantity, currency: currency.clone(), most_millionths })
    }

    /// Whether anything but the words is asked for.
    pub(crate) fn is_filtered(&self) -> bool {
        *self
            != Self {
                text: self.text.clone(),
                order: self.order,
                page: self.page,
                ..Self::default()
            }
    }

    /// The address of this question.
    pub(crate) fn path(&self) -> String {
        let mut told: Vec<(&str, String)> = Vec::new();
        let mut tell = |name, value: Option<String>| told.extend(value.map(|value| (name, value)));
        tell("q", Some(self.text.clone()));
        tell("category", self.category.clone());
        tell("origin", self.origin.clone());
        tell("brand", self.brand.clone());
        for (name, value) in &self.facts {
            tell("fact", Some(format!("{name}: {value}")));
        }
        tell("quantity", self.quantity.map(|quantity| quantity.to_string()));
        tell("lead_time_d", self.lead_time_d.map(|days| days.to_string()));
        tell("price", self.price.as_ref().map(|(price, _)| price.clone()));
        tell("currency", self.price.as_ref().map(|(_, currency)| currency.clone()));
        tell("open", self.is_open_offer.then(|| "1".to_owned()));
        for (filter, value) in &self.seller {
            tell(filter.name(), Some(value.clone()));
        }
        tell("order", (self.order != Order::Best).then(|| self.order.word().to_owned()));
        tell("page", (self.page > 0).then(|| (self.page + 1).to_string()));
        let told = serde_urlencoded::to_string(told);
        // Names and texts can always be written into an address.
        format!("/search?{}", told.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let all = [
            ("q", "袜子 socks"),
            ("category", "socks"),
            ("origin", "CN"),
            ("brand", "雨虹 & Co"),
            ("fact", "Colour: red"),
            ("fact", "Size: 39-42"),
            ("quantity", "1,000"),
            ("lead_time_d", "30"),
            ("price", "0.75"),
            ("currency", "USD"),
            ("open", "1"),
            ("place", "CN-ZJ"),
            ("trades", "10"),
            ("order", "price"),
            ("page", "3"),
        ];
        let wanted = Wanted::read(&told(&all));
        assert_eq!((wanted.quantity, wanted.page, wanted.facts.len()), (Some(1_000), 2, 2));
        let path = wanted.path();
        let query = path.strip_prefix("/search?").expect("an address");
        let again: Vec<(String, String)> = serde_urlencoded::from_str(query).expect("pairs");
        assert_eq!(Wanted::read(&again), wanted);
        assert_eq!(wanted.question().tags.len(), 8);
    }

    #[test]
    fn what_cannot_be_read_is_not_asked() {
        let odd = [
            ("category", "no-such-shelf"),
            ("quantity", "-5"),
            ("price", "cheap"),
            ("currency", "ZZZ"),
            ("order", "random()"),
            ("page", "99999999999999999999"),
            ("fact", "nothing"),
            ("strange", "x"),
            ("trades", "many"),
        ];
        let wanted = Wanted::read(&told(&odd));
        let question = wanted.question();
        assert_eq!((question.tags.len(), question.price, question.quantity), (0, None, None));
        assert_eq!((wanted.order, wanted.page), (Order::Best, 0));
    }
}
