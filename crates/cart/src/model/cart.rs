//! What lies in a cart, as it can be had now.

use super::refusal::CartRefusal;
use catalog::{Listing, Offer, OrderSum, Photo, ProductKind, ProductState};
use kernel::{Currency, Firm, Id, Lang, Money, Outcome, Refusal, Stop, UnitPrice};
use party::TrustLine;
use std::collections::BTreeMap;

/// A line as it was laid in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CartLine {
    pub(crate) product: Id<ProductKind>,
    pub(crate) quantity: i64,
    /// The price of one that was seen then.
    pub(crate) seen: UnitPrice,
}

/// A line as it can be had now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The terms now; of what is hidden or gone, the last ones.
    pub offer: Offer,
    /// The language of its title.
    pub title_lang: Lang,
    /// Its photo.
    pub photo: Option<Photo>,
    /// How many are wanted.
    pub quantity: i64,
    /// What they cost now, where so many can be ordered.
    pub sum: Option<OrderSum>,
    /// Why it cannot be ordered now.
    pub trouble: Option<Refusal>,
    /// The price of one when it was laid in, if it is another now.
    pub was: Option<UnitPrice>,
}

/// What of one shop lies in a cart, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopCart {
    /// Who sells it.
    pub seller: TrustLine,
    /// The lines, in the order of their products.
    pub items: Vec<Item>,
    /// What those cost that can be had.
    pub total: Money,
}

/// A cart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cart {
    /// By shop and currency.
    pub shops: Vec<ShopCart>,
    /// What all cost that can be had, by currency.
    pub totals: Vec<Money>,
}

impl Cart {
    /// Puts what was laid in together with how it can be had now.
    pub(crate) fn of(
        lines: &[CartLine],
        listings: Vec<Listing>,
        sellers: &[TrustLine],
    ) -> Outcome<Self> {
        let mut shops: BTreeMap<(Id<Firm>, &str), Vec<Item>> = BTreeMap::new();
        for line in lines {
            let listing = listings.iter().find(|one| one.card.offer.product == line.product);
            let item = Item::of(line, listing.ok_or(Stop::Absent)?);
            let currency = item.offer.currency.code();
            shops.entry((item.offer.firm, currency)).or_default().push(item);
        }
        let mut cart = Self::default();
        for ((firm, _), items) in shops {
            let seller = sellers.iter().find(|line| line.firm == firm).ok_or(Stop::Absent)?;
            let currency = items.first().map_or(Currency::USD, |item| item.offer.currency);
            let total = sum(currency, &items)?;
            cart.shops.push(ShopCart { seller: seller.clone(), items, total });
        }
        cart.totals = by_currency(cart.shops.iter().map(|shop| shop.total))?;
        Ok(cart)
    }

    /// Whether nothing lies in it.
    pub fn is_empty(&self) -> bool {
        self.shops.is_empty()
    }

    /// All that keeps it from being ordered as it is.
    pub fn troubles(&self) -> Vec<Refusal> {
        let items = self.shops.iter().flat_map(|shop| &shop.items);
        items.filter_map(|item| item.trouble.clone()).collect()
    }
}

fn sum(currency: Currency, items: &[Item]) -> Outcome<Money> {
    let mut sums = items.iter().filter_map(|item| item.sum);
    Ok(sums.try_fold(Money::zero(currency), |total, sum| total.plus(sum.total))?)
}

/// Amounts added up by currency, in the order of the currencies' codes.
pub(super) fn by_currency(amounts: impl Iterator<Item = Money>) -> Outcome<Vec<Money>> {
    let mut totals: BTreeMap<&str, Money> = BTreeMap::new();
    let amounts: Vec<Money> = amounts.collect();
    for amount in &amounts {
        let none = Money::zero(amount.currency);
        let total = totals.entry(amount.currency.code()).or_insert(none);
        *total = total.plus(*amount)?;
    }
    Ok(totals.into_values().collect())
}

impl Item {
    /// How a line can be had now.
    pub(crate) fn of(line: &CartLine, listing: &Listing) -> Self {
        let card = &listing.card;
        let read = may_be_had(&card.offer, card.state, line.quantity);
        let (sum, trouble) = match read {
            Ok(sum) => (Some(sum), None),
            Err(refusal) => (None, Some(refusal)),
        };
        let was = sum.filter(|sum| sum.price != line.seen).map(|_| line.seen);
        Self {
            offer: card.offer.clone(),
            title_lang: card.title_lang,
            photo: card.photo,
            quantity: line.quantity,
            sum,
            trouble,
            was,
        }
    }
}

/// What so many cost now; or why they cannot be ordered, with the goods' name.
pub(crate) fn may_be_had(
    offer: &Offer,
    state: ProductState,
    quantity: i64,
) -> Result<OrderSum, Refusal> {
    let title = || offer.title.clone();
    if state != ProductState::Listed {
        return Err(CartRefusal::ItemGone { title: title() }.into());
    }
    if !offer.is_open_offer {
        return Err(CartRefusal::ItemAsksFirst { title: title() }.into());
    }
    offer.must_have(quantity)?;
    let (least, lot) = (offer.moq(), offer.order_multiple);
    let wrong = || CartRefusal::ItemQuantity { title: title(), least, lot };
    offer.sum_for(quantity).map_err(|_| wrong().into())
}
