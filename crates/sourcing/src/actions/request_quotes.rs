//! Quotes to a request: given, revised once, taken back, awarded.

use super::requests::write_to_buyer;
use crate::events::{RequestAwarded, RequestFreed, RequestFull, RequestQuoted};
use crate::model::{
    NewRequestQuote, QuoteKind, QuoteState, Request, RequestAward, RequestKind, RequestQuote,
    RequestRefusal, RequestState, Side, Take,
};
use crate::store::{request_quotes, requests};
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Id, Outcome, Stop};

/// Binds the seller to a quote until its end. A seller's second one is a revision of the first, and
/// there is no third; one quote more than may be is refused, however many come at once.
pub fn quote_request(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
    new: &NewRequestQuote,
) -> Outcome<RequestQuote> {
    let (seller, _) = by.trader()?;
    let request = requests::get_request(tx, id)?;
    let is_asked = requests::is_asked(tx, seller, id)?;
    request.side_of(by, is_asked)?;
    let last = request_quotes::find_last(tx, id, seller)?;
    let revision = admit(tx, &request, by, last.as_ref())?;
    let rules = Rules::current();
    let (terms, sample, lines) = new.read(&request, tx.now(), rules)?;
    let holds = last.as_ref().is_some_and(|last| last.state == QuoteState::Open);
    if !holds && !requests::take_place(tx, id, rules.request.quotes_most)? {
        return Err(Request::full());
    }
    let is_first = last.is_none();
    if let Some(mut last) = last.filter(|_| holds) {
        request_quotes::change(tx, &mut last, QuoteState::Replaced)?;
    }
    let quote = RequestQuote {
        id: tx.id(),
        request: id,
        seller,
        revision,
        terms,
        sample,
        lines,
        state: QuoteState::Open,
        version: 1,
        at: tx.now(),
    };
    request_quotes::add(tx, &quote)?;
    if is_first {
        requests::add_row(tx, seller, id, Side::Seller, "")?;
    }
    let buyer = request.buyer;
    tx.tell(id, &RequestQuoted { request: id, quote: quote.id, buyer, seller })?;
    if !holds && request.quotes + 1 == rules.request.quotes_most {
        tx.tell(id, &RequestFull { request: id, buyer })?;
        write_to_buyer(tx, &request, "request-full")?;
    }
    Ok(quote)
}

/// Which revision a new quote of this seller would be.
fn admit(tx: &Tx<'_>, request: &Request, by: &Actor, last: Option<&RequestQuote>) -> Outcome<i64> {
    let (seller, _) = by.trader()?;
    let most = Rules::current().request.revisions_most;
    let Some(last) = last else {
        request.admit_quote(seller, tx.now())?;
        return Ok(0);
    };
    request.admit_revision(tx.now())?;
    match last.state {
        QuoteState::Accepted => Err(RequestRefusal::QuoteAccepted.into()),
        _ if last.revision >= most => Err(RequestRefusal::RevisionsUsed { most }.into()),
        QuoteState::Withdrawn if request.state == RequestState::Full => Err(Request::full()),
        _ => Ok(last.revision + 1),
    }
}

/// Takes a quote back before anybody accepted it; its place is free again.
pub fn withdraw_request_quote(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
    quote: Id<QuoteKind>,
) -> Outcome<RequestQuote> {
    let (seller, _) = by.trader()?;
    let mut quote = request_quotes::find(tx, id, quote)?.ok_or(Stop::Absent)?;
    if quote.seller != seller {
        return Err(Stop::Absent);
    }
    quote.admit_withdrawal()?;
    if quote.state == QuoteState::Open {
        request_quotes::change(tx, &mut quote, QuoteState::Withdrawn)?;
        requests::free_place(tx, id)?;
        tx.tell(id, &RequestFreed { request: id })?;
    }
    Ok(quote)
}

/// Takes so much of some lines from a quote, once for each quote. Called by the deal that begins,
/// in its own transaction. Several quotes may share a request, and a line; what was asked for is
/// never exceeded.
pub fn award_request(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
    quote: Id<QuoteKind>,
    takes: &[Take],
) -> Outcome<RequestAward> {
    by.trader()?;
    let mut request = requests::get_request(tx, id)?;
    request.admit_buyer(by)?;
    let mut quote = request_quotes::find(tx, id, quote)?.ok_or(Stop::Absent)?;
    let award = quote.award(&request, takes, tx.now())?;
    request_quotes::change(tx, &mut quote, QuoteState::Accepted)?;
    request_quotes::add_award(tx, &award)?;
    let taken: i64 = award.lines.iter().map(|line| line.quantity).sum();
    let left: i64 = request.wanted.lines.iter().map(|line| line.left()).sum();
    if left == taken {
        request.state = RequestState::Awarded;
        requests::change_state(tx, &mut request)?;
    }
    let (buyer, seller) = (award.buyer, award.seller);
    tx.tell(id, &RequestAwarded { request: id, quote: quote.id, buyer, seller })?;
    Ok(award)
}
