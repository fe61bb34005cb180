//! Beginning a deal.

use super::agreement_of;
use super::step::set;
use crate::events::{DealAgreed, DealOffered};
use crate::model::{
    Contract, Deal, DealKind, DealRefusal, Delivery, Done, Entry, LINES_MOST, Line, Means,
    NewOrder, Origin, Side, Signature, Terms, Track,
};
use crate::store;
use ::store::Tx;
use catalog::{Offer, ProductKind};
use custody::{FeeRule, GOODS_CONFIRMED, NewEscrow};
use kernel::{Actor, Firm, Id, Outcome, Person, Stop, Transport};
use std::collections::BTreeMap;

/// Orders from listings that are open offers: agreed at once, since the listing is the seller's
/// word. Where freight or tax comes on top, the listing is not the whole price: that is ordered by
/// [`place_delivered`]. At most two questions to the store.
pub fn place(tx: &mut Tx<'_>, by: &Actor, order: &NewOrder) -> Outcome<Done> {
    let (buyer, person) = by.trader()?;
    if order.lines.is_empty() || order.lines.len() > LINES_MOST {
        let most = i64::try_from(LINES_MOST).unwrap_or(i64::MAX);
        return Err(DealRefusal::LinesOutOfRange { most }.into());
    }
    let offers = find_offers(tx, order.lines.iter().map(|line| line.product))?;
    if offers.iter().any(|offer| offer.is_open_offer && offer.is_checkout_only) {
        return Err(DealRefusal::ThroughCheckout.into());
    }
    sign(tx, (buyer, person), order, &offers, &Delivery::default())
}

/// The same with what was read of the offers before, and with how the goods are brought: freight is
/// a line of the contract.
pub fn place_delivered(
    tx: &mut Tx<'_>,
    by: &Actor,
    order: &NewOrder,
    offers: &[Offer],
    delivery: &Delivery,
) -> Outcome<Done> {
    let buyer = by.trader()?;
    sign(tx, buyer, order, offers, delivery)
}

fn sign(
    tx: &mut Tx<'_>,
    (buyer, person): (Id<Firm>, Id<Person>),
    order: &NewOrder,
    offers: &[Offer],
    delivery: &Delivery,
) -> Outcome<Done> {
    let mut terms = terms_of(order, buyer, offers)?;
    terms.address.clone_from(&delivery.address);
    if let Some(freight) = delivery.freight {
        terms.lines.push(Line::freight(freight)?);
    }
    if let Some(tax) = &delivery.tax {
        terms.tax_basis = Some(tax.basis);
        for line in &mut terms.lines {
            line.tax = Some(line.product.map_or(tax.freight, |product| tax.of(product)));
        }
    }
    let mut contract = Contract::draw_up(tx.id(), terms, tx.now())?;
    contract.deal.holds_stock = keep_stock(tx, &contract, offers)?;
    let signatures = [
        contract.signed_by(contract.deal.seller, Means::OpenOffer, None),
        contract.signed_by(buyer, Means::Person, Some(person)),
    ];
    begin(tx, contract, &signatures)
}

/// Keeps what lies ready of each product, by product, so that two orders never wait for each other;
/// tells whether anything was kept.
fn keep_stock(tx: &mut Tx<'_>, contract: &Contract, offers: &[Offer]) -> Outcome<bool> {
    let mut is_kept = false;
    for (product, quantity) in pieces_of(&contract.lines) {
        if let Some(offer) = offers.iter().find(|offer| offer.product == product) {
            is_kept |= catalog::reserve(tx, contract.deal.id.cast(), offer, quantity)?;
        }
    }
    Ok(is_kept)
}

/// Of terms that were agreed on: keeps what lies ready, the rest is made.
pub(super) fn keep_if_there(tx: &mut Tx<'_>, deal: Id<DealKind>, lines: &[Line]) -> Outcome<bool> {
    let mut is_kept = false;
    for (product, quantity) in pieces_of(lines) {
        is_kept |= catalog::reserve_if_there(tx, deal.cast(), product, quantity)?;
    }
    Ok(is_kept)
}

/// How many of each listed product these lines are, by product.
pub(super) fn pieces_of(lines: &[Line]) -> BTreeMap<Id<ProductKind>, i64> {
    let mut pieces = BTreeMap::new();
    for line in lines {
        if let Some(product) = line.product {
            let sum: &mut i64 = pieces.entry(product).or_default();
            *sum = sum.saturating_add(line.quantity);
        }
    }
    pieces
}

/// The offers of these products, each once. A product that is gone or hidden is absent.
pub(super) fn find_offers(
    tx: &mut Tx<'_>,
    products: impl Iterator<Item = Id<ProductKind>>,
) -> Outcome<Vec<Offer>> {
    let mut ids: Vec<Id<ProductKind>> = products.collect();
    ids.sort_unstable();
    ids.dedup();
    match ids.as_slice() {
        [] => Ok(Vec::new()),
        [only] => Ok(vec![catalog::offer(tx, *only)?]),
        some => catalog::offers(tx, some),
    }
}

fn terms_of(order: &NewOrder, buyer: Id<Firm>, offers: &[Offer]) -> Outcome<Terms> {
    let mut lines = Vec::with_capacity(order.lines.len());
    let first = order.lines.first().ok_or(Stop::Absent)?;
    let first = offers.iter().find(|offer| offer.product == first.product);
    let first = first.ok_or(Stop::Absent)?;
    for wanted in &order.lines {
        let offer = offers.iter().find(|offer| offer.product == wanted.product);
        let offer = offer.ok_or(Stop::Absent)?;
        if !offer.is_open_offer {
            return Err(DealRefusal::NotAnOpenOffer.into());
        }
        if offer.firm != first.firm {
            return Err(DealRefusal::TwoSellers.into());
        }
        let price = offer.price_for(wanted.quantity)?;
        let product = Some(offer.product);
        lines.push(Line::new(product, &offer.title, offer.unit, wanted.quantity, price)?);
    }
    let ordered = |offer: &&Offer| order.lines.iter().any(|line| line.product == offer.product);
    let lead_times = offers.iter().filter(ordered).map(|offer| offer.lead_time_d);
    let is_virtual = offers.iter().filter(ordered).all(|offer| offer.is_virtual);
    Ok(Terms {
        buyer: Some(buyer),
        seller: first.firm,
        origin: Origin::Order,
        inquiry: None,
        quote: None,
        lines,
        currency: first.currency,
        incoterm: None,
        place: None,
        transport: if is_virtual { Transport::Virtual } else { Transport::Express },
        // Goods that lie ready promise no lead time; then the time of retail holds.
        lead_time_d: lead_times.max().filter(|days| *days > 0),
        parts: Vec::new(),
        may_ship_in_parts: None,
        tax_basis: None,
        address: None,
        note: order.note.clone(),
        original_at: order.original_at,
    })
}

/// Writes a new deal with all that belongs to it, and tells of it.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    contract: Contract,
    signatures: &[Signature],
) -> Outcome<Done> {
    let Contract { mut deal, lines, milestones, address } = contract;
    let now = tx.now();
    if let Some(buyer) = deal.buyer {
        open_escrow(tx, &deal, buyer)?;
        let (kind, due_at) = deal.first_deadline(now);
        deal.deadline = Some(set(tx, &deal, kind, due_at)?);
        store::add_firm_deal(tx, buyer, deal.id, Side::Buyer.word())?;
    }
    store::add_deal(tx, &deal)?;
    store::add_firm_deal(tx, deal.seller, deal.id, Side::Seller.word())?;
    for line in &lines {
        store::add_line(tx, deal.id, line)?;
    }
    for part in &milestones {
        store::add_milestone(tx, deal.id, part)?;
    }
    for signature in signatures {
        store::add_signature(tx, deal.id, signature)?;
    }
    if let Some(address) = &address {
        store::add_delivery(tx, deal.id, address)?;
    }
    let (kind, firm) = match deal.buyer {
        Some(buyer) => ("agreed", buyer),
        None => ("offered", deal.seller),
    };
    let entry = Entry::new(Track::Information, kind).by(Some(firm)).money(deal.total);
    store::add_entry(tx, deal.id, &entry, now)?;
    tell(tx, &deal)?;
    Ok(Done::of(&deal))
}

/// Opens the escrow of a deal that both have signed.
pub(super) fn open_escrow(tx: &mut Tx<'_>, deal: &Deal, buyer: Id<Firm>) -> Outcome<()> {
    let pay = &deal.rules().pay;
    let new = NewEscrow {
        agreement: agreement_of(deal.id),
        buyer,
        seller: deal.seller,
        currency: deal.total.currency,
        fee: FeeRule {
            bps: pay.fee_bps,
            minimum_minor: pay.fee_minimum_minor,
            maximum_minor: pay.fee_maximum_minor,
        },
        rules_version: &deal.rules_version,
        conditions: &[GOODS_CONFIRMED],
    };
    custody::may_begin(tx, new.buyer, new.seller)?;
    custody::open(tx, &new)
}

/// Tells that a deal is offered or agreed.
pub(super) fn tell(tx: &mut Tx<'_>, deal: &Deal) -> Outcome<()> {
    let (id, seller) = (deal.id, deal.seller);
    let (currency, total_minor) = (deal.total.currency, deal.total.minor);
    match deal.buyer {
        None => tx.tell(id, &DealOffered { deal: id, seller, currency, total_minor }),
        Some(buyer) => tx.tell(id, &DealAgreed { deal: id, buyer, seller, currency, total_minor }),
    }
}
