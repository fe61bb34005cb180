//! Products as they are offered, shown in lists, and read in full.

use super::{CatalogRefusal, NewTier, TIERS_MOST, Tier, price_at, read_tiers};
use kernel::text::{TextFault, read_line, read_paragraphs};
use kernel::{
    Actor, Currency, Faults, Firm, Id, Kind, Lang, Money, Outcome, Stop, Timestamp, Unit, UnitPrice,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Fits two lines of a list on a phone.
const TITLE_CHARS_MOST: usize = 160;
/// A firm's own number of an article.
const SKU_CHARS_MOST: usize = 64;
/// Some two pages.
const TEXT_CHARS_MOST: usize = 4_000;
/// Whoever needs longer than a year agrees it by a quote.
const LEAD_TIME_MOST_D: i64 = 365;

/// Names products.
#[derive(Debug)]
pub enum ProductKind {}
impl Kind for ProductKind {
    const PREFIX: &'static str = "product";
}

/// Who sees a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ProductState {
    /// Everybody.
    Listed,
    /// Its own firm.
    Hidden,
}

impl ProductState {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Hidden => "hidden",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Listed, Self::Hidden].into_iter().find(|state| state.word() == word)
    }
}

/// A photo that lies in the files folder under the hash of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Photo {
    /// SHA-256 of the JPEG.
    pub hash: [u8; 32],
    /// Pixels from left to right.
    pub width: i64,
    /// Pixels from top to bottom.
    pub height: i64,
}

/// The terms on which a product is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The product.
    pub product: Id<ProductKind>,
    /// Who sells it.
    pub firm: Id<Firm>,
    /// Its title.
    pub title: String,
    /// What is counted.
    pub unit: Unit,
    /// The currency of its prices.
    pub currency: Currency,
    /// Prices, by rising quantity; never empty.
    pub tiers: Vec<Tier>,
    /// Whether an order at these prices is an agreement at once.
    pub is_open_offer: bool,
    /// Days from payment to dispatch.
    pub lead_time_d: i64,
    /// Raised by every edit.
    pub version: i64,
}

impl Offer {
    /// The minimum order.
    pub fn moq(&self) -> i64 {
        self.tiers.first().map_or(1, |tier| tier.min_quantity)
    }

    /// The price of one unit when so many are ordered; refuses less than the minimum.
    pub fn price_for(&self, quantity: i64) -> Result<UnitPrice, CatalogRefusal> {
        let below = || CatalogRefusal::BelowMinimum { moq: self.moq(), unit: self.unit };
        price_at(&self.tiers, quantity).ok_or_else(below)
    }

    /// What so many cost at the list price.
    pub fn sum_for(&self, quantity: i64) -> Outcome<OrderSum> {
        let price = self.price_for(quantity)?;
        Ok(OrderSum { quantity, price, total: price.times(quantity)? })
    }
}

/// What an order at the list price comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderSum {
    /// How many.
    pub quantity: i64,
    /// What one costs.
    pub price: UnitPrice,
    /// What all cost.
    pub total: Money,
}

/// What a list shows of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its terms.
    pub offer: Offer,
    /// The language of its title.
    pub title_lang: Lang,
    /// Its photo.
    pub photo: Option<Photo>,
    /// Who sees it.
    pub state: ProductState,
    /// Since when it is there.
    pub at: Timestamp,
}

/// All of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// What lists show.
    pub card: Card,
    /// The firm's own number of the article.
    pub sku: Option<String>,
    /// What it is; paragraphs set apart by `\n`.
    pub text: String,
}

impl Listing {
    /// Stops whoever may not see it: hidden, it exists for its own firm only.
    pub fn admit(&self, by: &Actor) -> Outcome<()> {
        let is_seen = self.card.state == ProductState::Listed || by.is(self.card.offer.firm);
        if is_seen { Ok(()) } else { Err(Stop::Absent) }
    }

    /// Stops whoever may not change it, and an edit of another version than this.
    pub fn admit_edit(&self, by: &Actor, version: i64) -> Outcome<()> {
        let (firm, _) = by.trader()?;
        if firm != self.card.offer.firm {
            return Err(Stop::Absent);
        }
        if version != self.card.offer.version {
            return Err(Stop::Stale);
        }
        Ok(())
    }

    /// This product on new terms, one version on.
    pub(crate) fn changed(&self, terms: Terms) -> Self {
        let Card { offer, photo, state, at, .. } = &self.card;
        let version = offer.version + 1;
        let offer = terms.offer(offer.product, offer.firm, version);
        let card =
            Card { offer, title_lang: terms.title_lang, photo: *photo, state: *state, at: *at };
        Self { card, sku: terms.sku, text: terms.text }
    }
}

/// A product as somebody types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewProduct {
    /// The firm's own number of the article.
    #[serde(default)]
    pub sku: Option<String>,
    /// 1 to 160 characters.
    #[schema(example = "Cotton socks, 200 needles")]
    pub title: String,
    /// BCP 47 tag of the title's language.
    #[schema(example = "en")]
    pub title_lang: String,
    /// At most 4,000 characters.
    #[serde(default)]
    pub text: String,
    /// UN/ECE Recommendation 20.
    #[schema(example = "PR")]
    pub unit: String,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: String,
    /// The minimum order, where the first tier begins.
    #[schema(example = 500)]
    pub moq: i64,
    /// Days from payment to dispatch, at most 365.
    #[schema(example = 20)]
    pub lead_time_d: i64,
    /// Whether an order at these prices is an agreement at once.
    #[serde(default)]
    pub is_open_offer: bool,
    /// Prices, by rising quantity; at most eight.
    pub tiers: Vec<NewTier>,
}

/// A product's terms, read and found right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) sku: Option<String>,
    pub(crate) title: String,
    pub(crate) title_lang: Lang,
    pub(crate) text: String,
    pub(crate) unit: Unit,
    pub(crate) currency: Currency,
    pub(crate) lead_time_d: i64,
    pub(crate) is_open_offer: bool,
    pub(crate) tiers: Vec<Tier>,
}

impl Terms {
    fn offer(&self, product: Id<ProductKind>, firm: Id<Firm>, version: i64) -> Offer {
        Offer {
            product,
            firm,
            title: self.title.clone(),
            unit: self.unit,
            currency: self.currency,
            tiers: self.tiers.clone(),
            is_open_offer: self.is_open_offer,
            lead_time_d: self.lead_time_d,
            version,
        }
    }

    /// A new product of a firm, listed.
    pub(crate) fn listing(self, id: Id<ProductKind>, firm: Id<Firm>, at: Timestamp) -> Listing {
        let offer = self.offer(id, firm, 1);
        let state = ProductState::Listed;
        let card = Card { offer, title_lang: self.title_lang, photo: None, state, at };
        Listing { card, sku: self.sku, text: self.text }
    }
}

impl NewProduct {
    /// Reads the form; every mistake is told at once, each with its field.
    pub(crate) fn read(&self) -> Outcome<Terms> {
        let mut faults = Faults::default();
        let title = read_line(&self.title, TITLE_CHARS_MOST);
        let title = title.map_err(|fault| text_refusal("title", TITLE_CHARS_MOST, fault));
        let title = faults.or(title, String::new());
        let sku = self.sku.as_deref().unwrap_or("");
        let sku = optional("sku", SKU_CHARS_MOST, read_line(sku, SKU_CHARS_MOST));
        let sku = faults.or(sku, String::new());
        let text = read_paragraphs(&self.text, TEXT_CHARS_MOST);
        let text = faults.or(optional("text", TEXT_CHARS_MOST, text), String::new());
        let lang = Lang::from_tag(&self.title_lang).ok_or(CatalogRefusal::LanguageUnknown);
        let unit = Unit::from_code(&self.unit).ok_or(CatalogRefusal::UnitUnknown);
        let currency = Currency::from_code(&self.currency);
        let currency = faults.or(currency.ok_or(CatalogRefusal::CurrencyUnknown), Currency::USD);
        let terms = Terms {
            sku: Some(sku).filter(|sku| !sku.is_empty()),
            title,
            title_lang: faults.or(lang, Lang::En),
            text,
            unit: faults.or(unit, Unit::PIECE),
            currency,
            lead_time_d: self.lead_time_d,
            is_open_offer: self.is_open_offer,
            tiers: faults.all_or(read_tiers(&self.tiers, currency, TIERS_MOST), Vec::new()),
        };
        self.check_numbers(&mut faults);
        faults.end().map(|()| terms)
    }

    fn check_numbers(&self, faults: &mut Faults) {
        if !(0..=LEAD_TIME_MOST_D).contains(&self.lead_time_d) {
            faults.add(CatalogRefusal::LeadTimeOutOfRange { most: LEAD_TIME_MOST_D });
        }
        let moq = self.moq;
        if moq < 1 || self.tiers.first().is_some_and(|first| first.min_quantity != moq) {
            faults.add(CatalogRefusal::FirstTierNotAtMinimum { moq: moq.max(1) });
        }
    }
}

fn optional(
    field: &'static str,
    most: usize,
    read: Result<String, TextFault>,
) -> Result<String, CatalogRefusal> {
    match read {
        Err(TextFault::Empty) => Ok(String::new()),
        read => read.map_err(|fault| text_refusal(field, most, fault)),
    }
}

fn text_refusal(field: &'static str, most: usize, fault: TextFault) -> CatalogRefusal {
    match fault {
        TextFault::Empty => CatalogRefusal::TitleEmpty,
        TextFault::TooLong => CatalogRefusal::TextTooLong { field, most },
        TextFault::Unprintable => CatalogRefusal::TextUnprintable { field },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn socks() -> NewProduct {
        let tier = |min_quantity, price: &str| NewTier { min_quantity, price: price.to_owned() };
        NewProduct {
            sku: Some(" S-200 ".into()),
            title: " Cotton socks ".into(),
            title_lang: "en".into(),
            text: "Soft.\r\nWarm.".into(),
            unit: "PR".into(),
            currency: "USD".into(),
            moq: 500,
            lead_time_d: 20,
            is_open_offer: true,
            tiers: vec![tier(500, "0.0875"), tier(5_000, "0.08")],
        }
    }

    fn faults(change: impl FnOnce(&mut NewProduct)) -> Vec<(&'static str, &'static str)> {
        let mut new = socks();
        change(&mut new);
        match new.read() {
            Err(Stop::RefusedAll(all)) => {
                all.iter().map(|one| (one.field.unwrap_or(""), one.code)).collect()
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_product_is_read_as_it_was_typed() {
        let terms = socks().read().expect("a product");
        let listing = terms.listing(Id::new(7), Id::new(1), Timestamp::default());
        assert_eq!(listing.card.offer.title, "Cotton socks");
        assert_eq!(
            (listing.sku.as_deref(), listing.text.as_str()),
            (Some("S-200"), "Soft.\nWarm.")
        );
        assert_eq!((listing.card.offer.moq(), listing.card.offer.version), (500, 1));
    }

    #[test]
    fn an_order_below_the_minimum_is_refused_with_the_minimum() {
        let terms = socks().read().expect("a product");
        let offer = terms.offer(Id::new(7), Id::new(1), 1);
        let refusal = CatalogRefusal::BelowMinimum { moq: 500, unit: Unit::PAIR };
        assert_eq!(offer.price_for(499), Err(refusal));
        assert_eq!(offer.price_for(500).map(|price| price.plain()), Ok("0.0875".into()));
        assert_eq!(offer.price_for(9_999).map(|price| price.millionths), Ok(80_000));
    }

    #[test]
    fn every_mistake_of_a_product_is_listed_at_once() {
        let found = faults(|new| {
            new.title = " ".into();
            new.sku = Some("x".repeat(65));
            new.text = "a\u{202e}b".into();
            new.title_lang = "xx".into();
            new.unit = "PAIR".into();
            new.currency = "ZZZ".into();
            new.moq = 0;
            new.lead_time_d = 366;
            new.tiers[0].price = "a lot".into();
        });
        let wanted = [
            ("title", "catalog-title-empty"),
            ("sku", "catalog-text-too-long"),
            ("text", "catalog-text-unprintable"),
            ("currency", "catalog-currency-unknown"),
            ("title_lang", "catalog-language-unknown"),
            ("unit", "catalog-unit-unknown"),
            ("tiers", "catalog-price-unreadable"),
            ("lead_time_d", "catalog-lead-time-out-of-range"),
            ("moq", "catalog-first-tier-not-at-minimum"),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn the_first_tier_begins_at_the_minimum() {
        assert!(faults(|_| ()).is_empty());
        let found = faults(|new| new.moq = 499);
        assert_eq!(found, [("moq", "catalog-first-tier-not-at-minimum")]);
    }
}
