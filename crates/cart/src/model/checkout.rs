//! A checkout: what a cart comes to for an address, and the contracts that it becomes.

use super::cart::{Cart, Item, ShopCart, by_currency};
use super::freight::{Freight, FreightRule, freight_of};
use super::refusal::CartRefusal;
use super::tax::ShopTax;
use deal::{Address, Card, DealKind, DeliveryTax, Goods, Information, MoneyTrack, Tracks};
use kernel::{Faults, Firm, Id, Kind, Money, Outcome, Refusal, Stop, TaxBasis, TaxSum, Timestamp};
use party::TrustLine;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Names checkouts.
#[derive(Debug)]
pub enum CheckoutKind {}
impl Kind for CheckoutKind {
    const PREFIX: &'static str = "checkout";
}

/// Names the payments of checkouts. To custody, what such a payment is for.
#[derive(Debug)]
pub enum PaymentKind {}
impl Kind for PaymentKind {
    const PREFIX: &'static str = "payment";
}

/// What is ordered of one shop, in one currency: a contract of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopOrder {
    /// Who sells.
    pub seller: TrustLine,
    /// The lines.
    pub items: Vec<Item>,
    /// What they cost.
    pub goods: Money,
    /// What bringing them costs.
    pub freight: Freight,
    /// How it is taxed, line by line; nothing where the shop does not tell.
    pub tax: Option<DeliveryTax>,
    /// The tax by category and rate.
    pub taxes: Vec<TaxSum>,
    /// All of it, with tax.
    pub total: Money,
}

/// What a cart comes to for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// By shop and currency, in the order in which they are placed.
    pub shops: Vec<ShopOrder>,
    /// One payment for each currency.
    pub payments: Vec<Money>,
    /// Something of it travels.
    pub needs_address: bool,
    /// All that keeps it from being placed.
    pub troubles: Vec<Refusal>,
    /// What was seen, in a few letters: placing it names them, and is refused where anything of it
    /// is different by then.
    pub seal: String,
}

/// What a buyer says when placing it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewCheckout {
    /// Where to; nothing if nothing travels.
    pub address: Option<Id<super::AddressKind>>,
    /// The seal of what was seen.
    pub seal: String,
    /// What is said to shops.
    pub notes: BTreeMap<Id<Firm>, String>,
}

/// What came of placing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The checkout.
    pub checkout: Id<CheckoutKind>,
    /// Its contracts, in their order.
    pub deals: Vec<Id<DealKind>>,
}

/// A payment for contracts in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Payment {
    pub(crate) id: Id<PaymentKind>,
    pub(crate) checkout: Id<CheckoutKind>,
    pub(crate) total: Money,
}

/// A checkout as its firm lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedOut {
    /// The checkout.
    pub id: Id<CheckoutKind>,
    /// When.
    pub at: Timestamp,
}

/// One payment of a checkout, with the contracts that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentView {
    /// The payment.
    pub id: Id<PaymentKind>,
    /// What all its contracts came to.
    pub total: Money,
    /// What is still to be paid; nothing once all is paid or over.
    pub due: Option<Money>,
    /// The payment that is awaited from the bank.
    pub awaited: Option<custody::BankOrder>,
    /// Its contracts as they stand.
    pub deals: Vec<Card>,
}

impl PaymentView {
    /// Whether a transfer over just what is due is awaited; one over another sum was asked for
    /// before a contract changed.
    pub(crate) fn is_awaited(&self) -> bool {
        self.awaited.as_ref().is_some_and(|order| Some(order.amount) == self.due)
    }
}

/// A checkout with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutView {
    /// The checkout.
    pub id: Id<CheckoutKind>,
    /// When.
    pub at: Timestamp,
    /// Its payments, one for each currency.
    pub payments: Vec<PaymentView>,
    /// The shops.
    pub sellers: Vec<TrustLine>,
}

/// What one piece of looking all checkouts over found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// What is wrong.
    pub problems: Vec<String>,
    /// Where to go on, if there is more.
    pub next: Option<Id<PaymentKind>>,
}

impl PaymentView {
    /// What its contracts that wait for money come to.
    pub(crate) fn still_due(&self) -> Outcome<Option<Money>> {
        let waits = |card: &&Card| {
            let Tracks { information, money, goods } = card.tracks;
            information == Information::Agreed
                && money == MoneyTrack::Nothing
                // Begun, if it was paid before and the payment was taken back.
                && (goods == Goods::NotStarted || card.tracks.is_in_work())
        };
        let mut due = self.deals.iter().filter(waits).map(|card| card.total);
        let Some(first) = due.next() else { return Ok(None) };
        Ok(Some(due.try_fold(first, Money::plus)?))
    }
}

impl ShopOrder {
    fn of(
        shop: &ShopCart,
        (rules, told): (&[FreightRule], Option<&ShopTax>),
        to: Option<&Address>,
    ) -> Outcome<Self> {
        let travels = |item: &&Item| !item.offer.is_virtual;
        let moved: Vec<&Item> = shop.items.iter().filter(travels).collect();
        let pieces = moved.iter().map(|item| item.quantity).fold(0, i64::saturating_add);
        let none = Money::zero(shop.total.currency);
        let sums = moved.iter().filter_map(|item| item.sum);
        let worth = sums.map(|sum| sum.total).try_fold(none, Money::plus)?;
        let freight = match to {
            Some(to) if pieces > 0 => freight_of(rules, to, (pieces, worth))?,
            _ => Freight::Included,
        };
        let freight_cost = match freight {
            Freight::Costs(amount) => Some(amount),
            Freight::Included | Freight::Refused => None,
        };
        let tax = told.map(|told| tax_of(told, &shop.items, to));
        let taxes = tax.as_ref().map_or_else(Vec::new, |tax| sums_of(tax, shop, freight_cost));
        let mut total = freight_cost.map_or(Ok(shop.total), |cost| shop.total.plus(cost))?;
        if tax.as_ref().is_some_and(|tax| tax.basis == TaxBasis::Net) {
            total = taxes.iter().map(|sum| sum.amount).try_fold(total, Money::plus)?;
        }
        let (seller, items) = (shop.seller.clone(), shop.items.clone());
        Ok(Self { seller, items, goods: shop.total, freight, tax, taxes, total })
    }

    /// Whether something of it travels.
    pub fn travels(&self) -> bool {
        self.items.iter().any(|item| !item.offer.is_virtual)
    }
}

/// Something of each shop.
type ByShop<T> = BTreeMap<Id<Firm>, T>;

fn tax_of(told: &ShopTax, items: &[Item], to: Option<&Address>) -> DeliveryTax {
    let product = |item: &Item| item.offer.product;
    let goods = items.iter().map(|item| (product(item), told.tax_of(Some(product(item)), to)));
    DeliveryTax { basis: told.basis, goods: goods.collect(), freight: told.tax_of(None, to) }
}

fn sums_of(tax: &DeliveryTax, shop: &ShopCart, freight: Option<Money>) -> Vec<TaxSum> {
    let goods =
        shop.items.iter().filter_map(|item| Some((tax.of(item.offer.product), item.sum?.total)));
    TaxSum::of(tax.basis, goods.chain(freight.map(|cost| (tax.freight, cost))))
}

impl Preview {
    /// Works out what a cart comes to.
    pub(crate) fn of(
        cart: &Cart,
        (rules, taxes): (&ByShop<Vec<FreightRule>>, &ByShop<ShopTax>),
        to: Option<&Address>,
        shops_most: i64,
    ) -> Outcome<Self> {
        let own = |firm: Id<Firm>| rules.get(&firm).map_or(&[][..], Vec::as_slice);
        let order = |shop: &ShopCart| {
            let firm = shop.seller.firm;
            ShopOrder::of(shop, (own(firm), taxes.get(&firm)), to)
        };
        let shops = cart.shops.iter().map(order).collect::<Outcome<Vec<_>>>()?;
        let mut faults = Faults::default();
        cart.troubles().into_iter().for_each(|trouble| faults.add(trouble));
        if shops.is_empty() {
            faults.add(CartRefusal::Empty);
        }
        if i64::try_from(shops.len()).unwrap_or(i64::MAX) > shops_most {
            faults.add(CartRefusal::ShopsTooMany { most: shops_most });
        }
        let needs_address = shops.iter().any(ShopOrder::travels);
        if needs_address && to.is_none() {
            faults.add(CartRefusal::AddressNeeded);
        }
        for shop in shops.iter().filter(|shop| shop.freight == Freight::Refused) {
            faults.add(CartRefusal::NotDelivered { shop: shop.seller.name.clone() });
        }
        let payments = by_currency(shops.iter().map(|shop| shop.total))?;
        let troubles = match faults.end() {
            Err(Stop::RefusedAll(all)) => all,
            _ => Vec::new(),
        };
        let seal = seal(&shops, to);
        Ok(Self { shops, payments, needs_address, troubles, seal })
    }
}

/// What somebody saw, in a few letters: lines, prices, freight, tax and address.
fn seal(shops: &[ShopOrder], to: Option<&Address>) -> String {
    let mut text = String::new();
    for shop in shops {
        for item in &shop.items {
            let total = item.sum.map(|sum| sum.total.minor);
            let (product, quantity) = (item.offer.product, item.quantity);
            // Writing to a text cannot fail.
            writeln!(text, "{product} {quantity} {total:?} {}", item.offer.currency).ok();
        }
        writeln!(text, "{} {:?} {}", shop.seller.firm, shop.freight, shop.total.minor).ok();
        writeln!(text, "{:?}", shop.tax).ok();
    }
    writeln!(text, "{to:?}").ok();
    let hash = Sha256::digest(text);
    hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}
