//! A product as somebody types it, read and checked.

use super::{
    Card, CatalogRefusal, Details, Listing, NewTier, Offer, ProductKind, ProductState, STOCK_MOST,
    Stock, TIERS_MOST, Tier, read_tiers,
};
use kernel::text::{TextFault, read_line, read_paragraphs};
use kernel::{Currency, Faults, Firm, Id, Lang, Outcome, Timestamp, Unit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Fits two lines of a list on a phone.
pub(super) const TITLE_CHARS_MOST: usize = 160;
/// A firm's own number of an article.
const SKU_CHARS_MOST: usize = 64;
/// Some two pages.
pub(super) const TEXT_CHARS_MOST: usize = 4_000;
/// Whoever needs longer than a year agrees it by a quote.
const LEAD_TIME_MOST_D: i64 = 365;

/// A product as somebody types it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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
    /// Prices, by rising quantity; at most eight. A draft may have none.
    #[serde(default)]
    pub tiers: Vec<NewTier>,
    /// It is sold in whole numbers of so many; 1 if nothing is said.
    #[serde(default)]
    pub order_multiple: Option<i64>,
    /// Whether it does not travel: a code, a file, a service.
    #[serde(default)]
    pub is_virtual: bool,
    /// How many lie ready. Left out of a new product, it is made to order; left out of a change,
    /// the stock stays as it is.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000, example = 10)]
    pub stock: Option<i64>,
    /// The version of the stock that `stock` was counted at. If some have left since, `stock` is no
    /// count of what is there: a change is stale, and a file's row leaves the stock as it is.
    #[serde(default)]
    pub stock_version: Option<i64>,
    /// Whether it is kept as a draft, which only its own firm sees.
    #[serde(default)]
    pub is_draft: bool,
    /// What else is known of it.
    #[serde(flatten)]
    pub details: Details,
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
    pub(crate) order_multiple: i64,
    pub(crate) is_virtual: bool,
    pub(crate) stock: Option<i64>,
    pub(crate) stock_version: Option<i64>,
    pub(crate) is_draft: bool,
    pub(crate) tiers: Vec<Tier>,
    pub(crate) details: Details,
}

impl Terms {
    pub(crate) fn offer(&self, product: Id<ProductKind>, firm: Id<Firm>, version: i64) -> Offer {
        Offer {
            product,
            firm,
            title: self.title.clone(),
            unit: self.unit,
            currency: self.currency,
            tiers: self.tiers.clone(),
            is_open_offer: self.is_open_offer,
            lead_time_d: self.lead_time_d,
            order_multiple: self.order_multiple,
            version,
            is_virtual: self.is_virtual,
            stock: Stock::told_over(None, self.stock),
            is_checkout_only: false,
        }
    }

    /// Whether what it says of the stock was counted at another stock than this one.
    pub(crate) fn is_stale_of(&self, stock: Option<Stock>) -> bool {
        let now = stock.map_or(0, |stock| stock.revision);
        self.stock_version.is_some_and(|version| version != now)
    }

    /// Whether it counts anew, from so many on, a stock that has changed since: that count is lost.
    pub(crate) fn counts_too_late(&self, stock: Option<Stock>, was: Option<i64>) -> bool {
        let is_there = stock.map(|stock| stock.on_hand) == self.stock;
        let counts = self.stock.is_some() && self.stock != was && !is_there;
        counts && self.is_stale_of(stock)
    }

    /// A new product of a firm: listed for so many days, or a draft.
    pub(crate) fn listing(
        self,
        id: Id<ProductKind>,
        firm: Id<Firm>,
        at: Timestamp,
        listed_d: i64,
    ) -> Listing {
        let offer = self.offer(id, firm, 1);
        let state = if self.is_draft { ProductState::Draft } else { ProductState::Listed };
        let card = Card {
            offer,
            title_lang: self.title_lang,
            photo: None,
            state,
            at,
            refreshed_at: at,
            expires_at: (!self.is_draft).then(|| at.plus_days(listed_d)),
            fresh: id.raw(),
        };
        let details = self.details;
        Listing { card, sku: self.sku, text: self.text, details, photos: Vec::new() }
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
        let tiers = match self.is_draft && self.tiers.is_empty() {
            true => Ok(Vec::new()),
            false => read_tiers(&self.tiers, currency, TIERS_MOST),
        };
        let terms = Terms {
            sku: Some(sku).filter(|sku| !sku.is_empty()),
            title,
            title_lang: faults.or(lang, Lang::En),
            text,
            unit: faults.or(unit, Unit::PIECE),
            currency,
            lead_time_d: self.lead_time_d,
            is_open_offer: self.is_open_offer,
            order_multiple: self.order_multiple.unwrap_or(1),
            is_virtual: self.is_virtual,
            stock: self.stock,
            stock_version: self.stock_version,
            is_draft: self.is_draft,
            tiers: faults.all_or(tiers, Vec::new()),
            details: self.details.read(currency, &mut faults),
        };
        self.check_numbers(&mut faults);
        faults.end().map(|()| terms)
    }

    fn check_numbers(&self, faults: &mut Faults) {
        if !(0..=LEAD_TIME_MOST_D).contains(&self.lead_time_d) {
            faults.add(CatalogRefusal::LeadTimeOutOfRange { most: LEAD_TIME_MOST_D });
        }
        if self.stock.is_some_and(|stock| !(0..=STOCK_MOST).contains(&stock)) {
            faults.add(CatalogRefusal::StockOutOfRange { field: "stock", most: STOCK_MOST });
        }
        let moq = self.moq;
        let multiple = self.order_multiple.unwrap_or(1);
        if multiple < 1 || moq % multiple != 0 {
            faults.add(CatalogRefusal::MultipleOutOfStep { moq: moq.max(1) });
        }
        if moq < 1 || self.tiers.first().is_some_and(|first| first.min_quantity != moq) {
            faults.add(CatalogRefusal::FirstTierNotAtMinimum { moq: moq.max(1) });
        }
    }
}

pub(super) fn optional(
    field: &'static str,
    most: usize,
    read: Result<String, TextFault>,
) -> Result<String, CatalogRefusal> {
    match read {
        Err(TextFault::Empty) => Ok(String::new()),
        read => read.map_err(|fault| text_refusal(field, most, fault)),
    }
}

pub(super) fn text_refusal(field: &'static str, most: usize, fault: TextFault) -> CatalogRefusal {
    match fault {
        TextFault::Empty => CatalogRefusal::TitleEmpty,
        TextFault::TooLong => CatalogRefusal::TextTooLong { field, most },
        TextFault::Unprintable => CatalogRefusal::TextUnprintable { field },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Stop;

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
            ..NewProduct::default()
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
        let listing = terms.listing(Id::new(7), Id::new(1), Timestamp::default(), 90);
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
