//! Products as they are offered, shown in lists, and read in full.

use super::{CatalogRefusal, Details, NewProduct, Stock, Terms, Tier, price_at, too_few};
use kernel::{
    Actor, Currency, Firm, Id, Kind, Lang, Money, Outcome, Stop, Timestamp, Unit, UnitPrice,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    /// Its own firm, which hid it.
    Hidden,
    /// Its own firm, which is not done with it.
    Draft,
    /// Its own firm, until it refreshes it: its time on the market is over.
    Expired,
}

impl ProductState {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Hidden => "hidden",
            Self::Draft => "draft",
            Self::Expired => "expired",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Listed, Self::Hidden, Self::Draft, Self::Expired];
        all.into_iter().find(|state| state.word() == word)
    }
}

/// A photo that lies in the files folder under the hash of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// SHA-256 of the JPEG.
    pub hash: [u8; 32],
    /// Pixels from left to right.
    pub width: i64,
    /// Pixels from top to bottom.
    pub height: i64,
}

/// What is done with one of several photos.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PhotoAct {
    /// It becomes the one that lists show.
    First,
    /// It goes.
    Remove,
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
    /// Prices, by rising quantity; empty in a draft at most.
    pub tiers: Vec<Tier>,
    /// Whether an order at these prices is an agreement at once.
    pub is_open_offer: bool,
    /// Days from payment to dispatch.
    pub lead_time_d: i64,
    /// It is sold in whole numbers of so many.
    pub order_multiple: i64,
    /// Raised by every edit.
    pub version: i64,
    /// It does not travel: a code, a file, a service.
    pub is_virtual: bool,
    /// What lies ready; none if it is made to order.
    pub stock: Option<Stock>,
    /// Freight or tax comes on top of its price, so that it is ordered through the checkout only.
    pub is_checkout_only: bool,
}

impl Offer {
    /// Whether so many lie ready, or can be made.
    pub fn must_have(&self, quantity: i64) -> Result<(), CatalogRefusal> {
        match self.stock {
            Some(stock) if stock.free() < quantity => Err(too_few(&self.title, stock.free())),
            _ => Ok(()),
        }
    }

    /// Whether nothing of it is left.
    pub fn is_sold_out(&self) -> bool {
        self.stock.is_some_and(|stock| stock.free() < self.moq())
    }

    /// The minimum order.
    pub fn moq(&self) -> i64 {
        self.tiers.first().map_or(1, |tier| tier.min_quantity)
    }

    /// The price of one unit when so many are ordered; refuses less than the minimum, and what is
    /// no whole number of lots.
    pub fn price_for(&self, quantity: i64) -> Result<UnitPrice, CatalogRefusal> {
        let below = || CatalogRefusal::BelowMinimum { moq: self.moq(), unit: self.unit };
        let price = price_at(&self.tiers, quantity).ok_or_else(below)?;
        if quantity % self.order_multiple.max(1) != 0 {
            return Err(CatalogRefusal::NotAMultiple { multiple: self.order_multiple });
        }
        Ok(price)
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
    /// When it was listed, or refreshed last.
    pub refreshed_at: Timestamp,
    /// When it is hidden by itself, unless it is refreshed.
    pub expires_at: Option<Timestamp>,
    /// Its place among what is listed: larger ones are fresher.
    pub fresh: i64,
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
    /// What else is known of it.
    pub details: Details,
    /// Its photos after the first.
    pub photos: Vec<Photo>,
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

    /// Gives a product that was made ready beforehand its id, its firm and its days.
    pub(crate) fn begin(
        &mut self,
        id: Id<ProductKind>,
        firm: Id<Firm>,
        now: Timestamp,
        listed_d: i64,
    ) {
        let card = &mut self.card;
        (card.offer.product, card.offer.firm, card.fresh) = (id, firm, id.raw());
        (card.at, card.refreshed_at) = (now, now);
        card.expires_at = (card.state != ProductState::Draft).then(|| now.plus_days(listed_d));
    }

    /// What was typed over it: a draft stays a draft until it is shown, and nothing else becomes
    /// one.
    pub(crate) fn keep_state(&self, new: &NewProduct) -> NewProduct {
        NewProduct { is_draft: self.card.state == ProductState::Draft, ..new.clone() }
    }

    /// Shows it to everybody for so many days from now on, ahead of what was shown before.
    pub(crate) fn refresh(
        &mut self,
        now: Timestamp,
        listed_d: i64,
        fresh: i64,
    ) -> Result<(), CatalogRefusal> {
        if self.card.offer.tiers.is_empty() {
            return Err(CatalogRefusal::DraftNotWhole);
        }
        self.card.state = ProductState::Listed;
        self.card.refreshed_at = now;
        self.card.expires_at = Some(now.plus_days(listed_d));
        self.card.fresh = fresh;
        Ok(())
    }

    /// Whether it is on the market though its time is over.
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        let is_past = self.card.expires_at.is_some_and(|end| end <= now);
        self.card.state == ProductState::Listed && is_past
    }

    /// Its photos, the one that lists show first.
    pub fn all_photos(&self) -> impl Iterator<Item = Photo> {
        self.card.photo.into_iter().chain(self.photos.iter().copied())
    }

    /// This product on new terms, one version on.
    pub(crate) fn changed(&self, terms: Terms) -> Self {
        let before = &self.card;
        let offer = &before.offer;
        let stock = Stock::told_over(offer.stock, terms.stock);
        let new = terms.offer(offer.product, offer.firm, offer.version + 1);
        let offer = Offer { stock, is_checkout_only: offer.is_checkout_only, ..new };
        let card = Card { offer, title_lang: terms.title_lang, ..before.clone() };
        let photos = self.photos.clone();
        Self { card, sku: terms.sku, text: terms.text, details: terms.details, photos }
    }
}
