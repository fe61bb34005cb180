//! Single acts of the replay: which action of which domain, by whom.

use super::crowd::{Job, Made};
use super::export::pay_by_bank;
use super::goods::Good;
use super::records::{CURRENCY, Invoice, Records, Row};
use super::trader::{Trader, open};
use catalog::{NewProduct, NewTier, ProductKind};
use deal::{DealKind, RecordedLine, RecordedOrder, Shipping};
use kernel::{Actor, Id, Money, Transport, Unit, UnitPrice};
use party::DirectFirm;
use std::sync::Arc;

/// Who brings the goods, which the records do not tell.
const CARRIER: &str = "Parcel post";
/// Days from payment to dispatch that the listings tell.
const LEAD_TIME_D: i64 = 3;

/// A firm opens.
pub(super) fn join(new: DirectFirm) -> Job {
    Arc::new(move |tx| open(tx, &new).map(Made::Firm))
}

/// The wholesaler lists some of its goods.
pub(super) fn list(by: Actor, goods: &[Good], records: &Records) -> Job {
    let new: Vec<(usize, NewProduct, bool)> = goods
        .iter()
        .map(|good| (good.code, product(good, &records.codes[good.code]), good.is_shown))
        .collect();
    Arc::new(move |tx| {
        let mut listed = Vec::with_capacity(new.len());
        for (code, new, is_shown) in &new {
            let offer = catalog::list_product(tx, &by, new)?.card.offer;
            if !is_shown {
                catalog::hide(tx, &by, offer.product, offer.version)?;
            }
            listed.push((*code, offer.product));
        }
        Ok(Made::Listings(listed))
    })
}

fn product(good: &Good, code: &str) -> NewProduct {
    NewProduct {
        sku: Some(code.to_owned()),
        title: good.title.clone(),
        title_lang: "en".to_owned(),
        text: String::new(),
        unit: Unit::PIECE.code().to_owned(),
        currency: CURRENCY.code().to_owned(),
        moq: 1,
        lead_time_d: LEAD_TIME_D,
        is_open_offer: true,
        tiers: vec![NewTier { min_quantity: 1, price: good.price.plain() }],
        ..NewProduct::default()
    }
}

/// The operator brings an invoice in as a deal, at the prices that it tells.
pub(super) fn place(by: Actor, order: RecordedOrder) -> Job {
    Arc::new(move |tx| deal::place_recorded(tx, &by, &order).map(|done| Made::Deal(done.deal)))
}

/// A line as the contract will have it.
pub(super) fn line(row: &Row, title: &str, product: Option<Id<ProductKind>>) -> RecordedLine {
    RecordedLine {
        product,
        title: title.to_owned(),
        unit: Unit::PIECE,
        quantity: row.quantity,
        price: UnitPrice::new(row.millionths, CURRENCY),
    }
}

/// The buyer pays all by bank.
pub(super) fn pay(buyer: Trader, deal: Id<DealKind>) -> Job {
    Arc::new(move |tx| pay_by_bank(tx, &buyer.actor(), deal, 1).map(|()| Made::Nothing))
}

/// The wholesaler sends the goods.
pub(super) fn ship(seller: Trader, deal: Id<DealKind>, invoice: &Invoice) -> Job {
    let shipping = Shipping {
        carrier: CARRIER.to_owned(),
        tracking: invoice.number.clone(),
        transport: Transport::Express,
        eta: None,
    };
    Arc::new(move |tx| deal::ship(tx, &seller.actor(), deal, &shipping).map(|_| Made::Nothing))
}

/// The buyer confirms that the goods came.
pub(super) fn confirm(buyer: Trader, deal: Id<DealKind>) -> Job {
    Arc::new(move |tx| deal::confirm(tx, &buyer.actor(), deal).map(|_| Made::Nothing))
}

/// The wholesaler gives back what a line of a cancellation says.
pub(super) fn refund(
    seller: Trader,
    deal: Id<DealKind>,
    invoice: &Invoice,
    row: &Row,
    title: &str,
) -> Job {
    let amount = Money::new(-row.amount_minor, CURRENCY);
    let reason = format!("{}: {} × {title} taken back", invoice.number, -row.quantity);
    Arc::new(move |tx| {
        deal::refund(tx, &seller.actor(), deal, amount, &reason).map(|_| Made::Nothing)
    })
}
