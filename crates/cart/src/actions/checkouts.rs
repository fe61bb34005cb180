//! Checking out: what a cart comes to, and one transaction that makes a contract with each shop.

use super::firm_of;
use super::lines::cart_of;
use crate::model::{
    AddressKind, CartRefusal, CheckedOut, CheckoutKind, CheckoutView, Freight, NewCheckout,
    Payment, PaymentView, Placed, Preview, ShopOrder,
};
use crate::store;
use ::store::Tx;
use deal::{Address, Card, DealKind, Delivery, NewLine, NewOrder, Side};
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Firm, Id, Lang, Limit, Outcome, Page, Stop};
use std::collections::BTreeMap;

/// Orders at the bank among which a checkout's own are looked for: only open ones matter.
const ORDERS: i64 = 20;

pub(super) fn shops_most() -> i64 {
    Rules::current().cart.shops_most
}

/// What the cart comes to for an address: per shop its lines, freight and sum, and one payment for
/// each currency, with all that keeps it from being placed.
pub fn preview(tx: &mut Tx<'_>, by: &Actor, address: Option<Id<AddressKind>>) -> Outcome<Preview> {
    let firm = firm_of(by)?;
    Ok(look(tx, firm, address, None)?.0)
}

/// The same, with the goods called as in a language: only what is shown differs.
pub(crate) fn preview_in(
    tx: &mut Tx<'_>,
    by: &Actor,
    address: Option<Id<AddressKind>>,
    lang: Lang,
) -> Outcome<Preview> {
    let firm = firm_of(by)?;
    Ok(look(tx, firm, address, Some(lang))?.0)
}

fn look(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    address: Option<Id<AddressKind>>,
    lang: Option<Lang>,
) -> Outcome<(Preview, Option<Address>)> {
    let to = address.map(|id| store::get_address(tx, firm, id)).transpose()?;
    let to = to.map(|kept| kept.address);
    let cart = cart_of(tx, firm, lang)?;
    let mut shops: Vec<Id<Firm>> = cart.shops.iter().map(|shop| shop.seller.firm).collect();
    shops.dedup();
    let rules = match &to {
        Some(_) => store::list_rules_of(tx, &shops, Rules::current().cart.freight_rules_most)?,
        None => BTreeMap::new(),
    };
    let taxes = store::list_taxes_of(tx, &shops)?;
    Ok((Preview::of(&cart, (&rules, &taxes), to.as_ref(), shops_most())?, to))
}

/// Places what lies in the cart, all or nothing: a contract with each shop, with what lies ready
/// kept for it. Refused where anything is not as it was seen; what cannot be had is named.
pub fn place(tx: &mut Tx<'_>, by: &Actor, new: &NewCheckout) -> Outcome<Placed> {
    let (firm, _) = by.trader()?;
    let (preview, to) = look(tx, firm, new.address, None)?;
    if !preview.troubles.is_empty() {
        return Err(Stop::RefusedAll(preview.troubles));
    }
    if preview.seal != new.seal {
        return Err(CartRefusal::Changed.into());
    }
    let (checkout, now) = (tx.id::<CheckoutKind>(), tx.now());
    store::add_checkout(tx, firm, (checkout, now))?;
    let mut payments = BTreeMap::new();
    for total in &preview.payments {
        let payment = Payment { id: tx.id(), checkout, total: *total };
        store::add_payment(tx, firm, &payment)?;
        payments.insert(total.currency.code(), payment.id);
    }
    let mut deals = Vec::with_capacity(preview.shops.len());
    for shop in &preview.shops {
        let note = new.notes.get(&shop.seller.firm).cloned();
        let deal = order(tx, by, shop, (note, to.as_ref()))?;
        let payment = payments.get(shop.total.currency.code());
        let payment = *payment.ok_or(Stop::Bug("a contract without its payment"))?;
        store::add_checkout_deal(tx, firm, payment, (deal, shop.total))?;
        for item in &shop.items {
            store::end_line(tx, firm, (item.offer.product, item.quantity))?;
        }
        deals.push(deal);
    }
    Ok(Placed { checkout, deals })
}

fn order(
    tx: &mut Tx<'_>,
    by: &Actor,
    shop: &ShopOrder,
    (note, to): (Option<String>, Option<&Address>),
) -> Outcome<Id<DealKind>> {
    let line = |item: &crate::model::Item| NewLine {
        product: item.offer.product,
        quantity: item.quantity,
    };
    let lines = shop.items.iter().map(line).collect();
    let offers: Vec<_> = shop.items.iter().map(|item| item.offer.clone()).collect();
    let freight = match shop.freight {
        Freight::Costs(amount) => Some(amount),
        Freight::Included | Freight::Refused => None,
    };
    let address = to.filter(|_| shop.travels()).cloned();
    let order = NewOrder { lines, note, original_at: None };
    let tax = shop.tax.clone();
    let delivery = Delivery { address, freight, tax };
    Ok(deal::place_delivered(tx, by, &order, &offers, &delivery)?.deal)
}

/// A page of the firm's checkouts, newest first.
pub fn checkouts(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<CheckedOut>> {
    let firm = firm_of(by)?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_checkouts(tx, firm, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |one| one.id.raw()))
}

/// A checkout of the firm: its payments, what of them is still due, and how its contracts stand.
pub fn checkout(tx: &mut Tx<'_>, by: &Actor, id: Id<CheckoutKind>) -> Outcome<CheckoutView> {
    let firm = firm_of(by)?;
    let kept = store::get_checkout(tx, firm, id)?;
    let rows = store::list_payments(tx, firm, id, shops_most())?;
    let sides: Vec<_> = rows.iter().map(|(_, deal)| (*deal, Side::Buyer)).collect();
    let cards = deal::stages_of(tx, &sides)?;
    let awaited = custody::orders(tx, by, None, Limit::clamp(ORDERS))?.rows;
    let mut payments: Vec<PaymentView> = Vec::new();
    for (payment, deal) in rows {
        let card = cards.iter().find(|card| card.deal == deal).cloned();
        let card: Card = card.ok_or(Stop::Absent)?;
        match payments.last_mut().filter(|last| last.id == payment.id) {
            Some(last) => last.deals.push(card),
            None => payments.push(PaymentView {
                id: payment.id,
                total: payment.total,
                due: None,
                awaited: None,
                deals: vec![card],
            }),
        }
    }
    for payment in &mut payments {
        payment.due = payment.still_due()?;
        payment.awaited = awaited_for(&awaited, payment);
    }
    let mut firms: Vec<_> = cards.iter().filter_map(|card| card.other).collect();
    firms.sort_unstable();
    firms.dedup();
    let sellers = party::trust_lines(tx, &firms)?;
    Ok(CheckoutView { id, at: kept.at, payments, sellers })
}

/// The transfer that is awaited for a payment: one over what is due, or else an older one, which
/// may be under way.
fn awaited_for(orders: &[custody::BankOrder], payment: &PaymentView) -> Option<custody::BankOrder> {
    let its_own = || {
        let is_its_own = |order: &&custody::BankOrder| {
            order.agreement == Some(payment.id.cast()) && order.state.is_open()
        };
        orders.iter().filter(is_its_own)
    };
    let of_now = its_own().find(|order| payment.due == Some(order.amount));
    of_now.or_else(|| its_own().next()).cloned()
}
