//! Beginning a deal.

use super::agreement_of;
use super::step::set;
use crate::events::{DealAgreed, DealOffered};
use crate::model::{
    Contract, Deal, DealRefusal, Done, Entry, LINES_MOST, Line, Means, NewOrder, Origin, Side,
    Signature, Terms, Track,
};
use crate::store;
use ::store::Tx;
use catalog::{Offer, ProductKind};
use custody::{GOODS_CONFIRMED, NewEscrow};
use kernel::{Actor, Firm, Id, Outcome, Stop, Transport};

/// Orders from listings that are open offers: agreed at once, since the listing is the seller's
/// word. At most two questions to the store.
pub fn place(tx: &mut Tx<'_>, by: &Actor, order: &NewOrder) -> Outcome<Done> {
    let (buyer, person) = by.trader()?;
    if order.lines.is_empty() || order.lines.len() > LINES_MOST {
        let most = i64::try_from(LINES_MOST).unwrap_or(i64::MAX);
        return Err(DealRefusal::LinesOutOfRange { most }.into());
    }
    let offers = find_offers(tx, order.lines.iter().map(|line| line.product))?;
    let terms = terms_of(order, buyer, &offers)?;
    let contract = Contract::draw_up(tx.id(), terms, tx.now())?;
    let signatures = [
        contract.signed_by(contract.deal.seller, Means::OpenOffer, None),
        contract.signed_by(buyer, Means::Person, Some(person)),
    ];
    begin(tx, contract, &signatures)
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
    let first = offers.first().ok_or(Stop::Absent)?;
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
    let lead_time_d = offers.iter().map(|offer| offer.lead_time_d).max();
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
        transport: Transport::Express,
        lead_time_d,
        parts: Vec::new(),
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
    let Contract { mut deal, lines, milestones } = contract;
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
        fee_bps: pay.fee_bps,
        fee_minimum_minor: pay.fee_minimum_minor,
        rules_version: &deal.rules_version,
        conditions: &[GOODS_CONFIRMED],
    };
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
