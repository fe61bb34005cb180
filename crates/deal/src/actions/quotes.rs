//! Accepting a quote.

use super::begin::{begin, keep_if_there};
use crate::model::{Contract, Done, Line, Means, NOTE_CHARS_MOST, Origin, Terms};
use ::store::Tx;
use kernel::{Actor, Id, Outcome};
use sourcing::{Award, AwardedLine, InquiryKind, QuoteKind, RequestAward, RequestKind, Take};

/// The buyer accepts so many on the terms of a quote: both are bound, the seller by the quote.
pub fn accept_quote(
    tx: &mut Tx<'_>,
    by: &Actor,
    inquiry: Id<InquiryKind>,
    quote: Id<QuoteKind>,
    quantity: i64,
) -> Outcome<Done> {
    let (buyer, person) = by.trader()?;
    let award = sourcing::award(tx, by, inquiry, quote, quantity)?;
    let seller = award.seller;
    let mut contract = Contract::draw_up(tx.id(), terms_of(award)?, tx.now())?;
    contract.deal.holds_stock = keep_if_there(tx, contract.deal.id, &contract.lines)?;
    let signatures = [
        contract.signed_by(seller, Means::Quote, None),
        contract.signed_by(buyer, Means::Person, Some(person)),
    ];
    begin(tx, contract, &signatures)
}

/// The buyer takes so much of some lines from a quote to a request; each such award is a deal
/// of its own.
pub fn accept_request_quote(
    tx: &mut Tx<'_>,
    by: &Actor,
    request: Id<RequestKind>,
    quote: Id<QuoteKind>,
    takes: &[Take],
) -> Outcome<Done> {
    let (buyer, person) = by.trader()?;
    let award = sourcing::award_request(tx, by, request, quote, takes)?;
    let seller = award.seller;
    let contract = Contract::draw_up(tx.id(), terms_of_request(award)?, tx.now())?;
    let signatures = [
        contract.signed_by(seller, Means::Quote, None),
        contract.signed_by(buyer, Means::Person, Some(person)),
    ];
    begin(tx, contract, &signatures)
}

fn terms_of_request(award: RequestAward) -> Outcome<Terms> {
    let line =
        |line: &AwardedLine| Line::new(None, &line.what, line.unit, line.quantity, line.unit_price);
    let lines = award.lines.iter().map(line).collect::<Outcome<Vec<_>>>()?;
    let note = award.contract_note(NOTE_CHARS_MOST);
    let terms = award.terms;
    Ok(Terms {
        buyer: Some(award.buyer),
        seller: award.seller,
        origin: Origin::Quote,
        inquiry: None,
        quote: Some(award.quote.cast()),
        lines,
        currency: terms.currency,
        incoterm: Some(terms.incoterm),
        place: Some(terms.place),
        transport: terms.transport,
        lead_time_d: Some(terms.lead_time_d),
        parts: terms.parts,
        may_ship_in_parts: None,
        tax_basis: None,
        address: None,
        note: Some(note),
        original_at: None,
    })
}

fn terms_of(award: Award) -> Outcome<Terms> {
    let product = Some(award.product);
    let line = Line::new(product, &award.title, award.unit, award.quantity, award.unit_price)?;
    Ok(Terms {
        buyer: Some(award.buyer),
        seller: award.seller,
        origin: Origin::Quote,
        inquiry: Some(award.inquiry.cast()),
        quote: Some(award.quote.cast()),
        lines: vec![line],
        currency: award.total.currency,
        incoterm: Some(award.incoterm),
        place: Some(award.place),
        transport: award.transport,
        lead_time_d: Some(award.lead_time_d),
        parts: award.parts,
        may_ship_in_parts: None,
        tax_basis: None,
        address: None,
        note: Some(award.note),
        original_at: None,
    })
}
