//! Deal links: a guaranteed trade with a buyer who has no account yet.

use super::begin::{begin, find_offers, keep_if_there, open_escrow, tell};
use super::step;
use crate::model::{
    Contract, DeadlineKind, DealRefusal, Done, Line, LinkLine, LinkOffer, LinkView, Means, Origin,
    Side, Signature, Terms,
};
use crate::store::{self, Link};
use ::store::Tx;
use catalog::Offer;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Stop, Timestamp};

/// A seller signs an offer that whoever holds the token may see and accept, once. Tells until when.
pub fn offer_link(
    tx: &mut Tx<'_>,
    by: &Actor,
    offer: &LinkOffer,
    token_hash: &[u8; 32],
) -> Outcome<(Done, Timestamp)> {
    let (seller, person) = by.trader()?;
    let offers = find_offers(tx, offer.lines.iter().filter_map(|line| line.product))?;
    let mut contract = Contract::draw_up(tx.id(), terms_of(offer, seller, &offers)?, tx.now())?;
    let expires_at = tx.now().plus_days(Rules::current().sign_in.deal_link_d);
    let deadline = step::set(tx, &contract.deal, DeadlineKind::Accept, expires_at)?;
    contract.deal.deadline = Some(deadline);
    let link = Link { deal: contract.deal.id, expires_at, used_at: None };
    store::add_link(tx, token_hash, &link)?;
    let signature = contract.signed_by(seller, Means::Person, Some(person));
    let done = begin(tx, contract, &[signature])?;
    Ok((done, expires_at))
}

fn terms_of(offer: &LinkOffer, seller: Id<Firm>, offers: &[Offer]) -> Outcome<Terms> {
    let lines = offer.lines.iter().map(|line| line_of(line, seller, offers));
    Ok(Terms {
        buyer: None,
        seller,
        origin: Origin::Link,
        inquiry: None,
        quote: None,
        lines: lines.collect::<Outcome<_>>()?,
        currency: offer.currency,
        incoterm: offer.incoterm,
        place: offer.place,
        transport: offer.transport,
        lead_time_d: offer.lead_time_d,
        parts: offer.parts.clone(),
        may_ship_in_parts: offer.may_ship_in_parts,
        tax_basis: None,
        address: None,
        note: offer.note.clone(),
        original_at: None,
    })
}

fn line_of(line: &LinkLine, seller: Id<Firm>, offers: &[Offer]) -> Outcome<Line> {
    let listed = match line.product {
        None => None,
        Some(product) => {
            let own = |offer: &&Offer| offer.product == product && offer.firm == seller;
            Some(offers.iter().find(own).ok_or(Stop::Absent)?)
        }
    };
    let title = line.title.as_deref().or(listed.map(|offer| offer.title.as_str()));
    let unit = line.unit.or(listed.map(|offer| offer.unit));
    match (title, unit) {
        (Some(title), Some(unit)) => {
            Line::new(line.product, title, unit, line.quantity, line.price)
        }
        _ => Err(DealRefusal::LineNeedsWords.into()),
    }
}

/// What anybody sees who holds the token: contract, tracks, and what the seller has to show.
pub fn open_link(tx: &mut Tx<'_>, token_hash: &[u8; 32]) -> Outcome<LinkView> {
    let link = store::get_link(tx, token_hash)?;
    let (deal, milestones) = store::lock_deal(tx, link.deal)?;
    let lines = store::list_lines(tx, deal.id, deal.total.currency)?;
    let seller = party::trust_lines(tx, &[deal.seller])?.pop().ok_or(Stop::Absent)?;
    let (expires_at, is_used) = (link.expires_at, link.used_at.is_some());
    Ok(LinkView { deal, lines, milestones, expires_at, is_used, seller })
}

/// A firm accepts the offer behind a token: it signs and becomes the buyer.
pub fn accept_link(tx: &mut Tx<'_>, by: &Actor, token_hash: &[u8; 32]) -> Outcome<Done> {
    let (buyer, person) = by.trader()?;
    let link = store::get_link(tx, token_hash)?;
    let (deal, milestones) = store::lock_deal(tx, link.deal)?;
    let now = tx.now();
    if link.used_at.is_none() && now >= link.expires_at {
        return Err(DealRefusal::LinkExpired.into());
    }
    let mut decided = deal.accept(buyer, &milestones, now)?;
    let lines = store::list_lines(tx, deal.id, deal.total.currency)?;
    decided.after.holds_stock = keep_if_there(tx, deal.id, &lines)?;
    open_escrow(tx, &decided.after, buyer)?;
    store::use_link(tx, token_hash)?;
    store::add_firm_deal(tx, buyer, deal.id, Side::Buyer.word())?;
    let signature = Signature {
        firm: buyer,
        person: Some(person),
        means: Means::Person,
        contract_hash: deal.contract_hash,
        signed_at: now,
    };
    store::add_signature(tx, deal.id, &signature)?;
    let after = step::write(tx, &deal, decided, now)?;
    tell(tx, &after)?;
    Ok(Done::of(&after))
}
