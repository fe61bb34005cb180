//! Requests to buy: written, sent, reviewed, opened, closed.

use super::reader;
use crate::events::{RequestClosed, RequestOpened, RequestReturned};
use crate::jobs::REQUEST_ENDS;
use crate::model::{
    Compared, Filter, Lead, NewRequest, Order, Reader, Request, RequestKind, RequestQuote,
    RequestRefusal, RequestSeen, RequestState, Side, UnknownBuyer, Verdict, compare, due_after,
    marks_of,
};
use crate::store::{leads, request_quotes, requests};
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Desk, Id, Limit, Outcome, Page, Stop, Timestamp, TurnCursor};
use std::collections::BTreeMap;

/// Requests of a firm that are looked at for the same one.
const SAME_MOST: i64 = 20;
/// What a clerk sees at a time: a morning's work.
const IN_REVIEW_MOST: i64 = 50;

/// Writes a draft that nobody else sees.
pub fn draft_request(tx: &mut Tx<'_>, by: &Actor, new: &NewRequest) -> Outcome<Request> {
    let (buyer, _) = by.trader()?;
    let rules = Rules::current();
    let wanted = new.read(tx.now(), rules)?;
    let most = rules.request.under_way_most;
    if requests::count_under_way(tx, buyer)? >= most {
        return Err(RequestRefusal::TooManyUnderWay { most }.into());
    }
    let request = Request::draft(tx.id(), buyer, wanted, tx.now());
    requests::add_request(tx, &request)?;
    Ok(request)
}

/// Writes a draft anew, over the version that the buyer has read.
pub fn change_request(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
    version: i64,
    new: &NewRequest,
) -> Outcome<Request> {
    let mut request = of_buyer(tx, by, id)?;
    request.admit_edit(version)?;
    request.wanted = new.read(tx.now(), Rules::current())?;
    requests::change_draft(tx, &request)?;
    request.version += 1;
    Ok(request)
}

/// Sends a draft: to a clerk, or at once to the sellers where the rules trust the buyer and the
/// checks mark nothing.
pub fn send_request(tx: &mut Tx<'_>, by: &Actor, id: Id<RequestKind>) -> Outcome<Request> {
    let mut request = of_buyer(tx, by, id)?;
    if request.state != RequestState::Draft {
        return Err(RequestRefusal::NotADraft.into());
    }
    request.wanted.admit_sending()?;
    let rules = Rules::current();
    let same = requests::list_same(tx, &request, SAME_MOST)?;
    let same = requests::list_requests(tx, &same)?;
    let asks_twice =
        same.iter().any(|one| one.state.is_under_way() && one.state != RequestState::Draft);
    request.marks = marks_of(&request.wanted, UnknownBuyer { asks_twice }, rules);
    request.reasons = Vec::new();
    request.review_note = String::new();
    if request.marks.is_empty() && is_trusted(tx, &request, rules)? {
        return open(tx, request);
    }
    request.state = RequestState::Review;
    request.due_at = Some(due_after(tx.now(), rules));
    requests::change_state(tx, &mut request)?;
    Ok(request)
}

fn is_trusted(tx: &mut Tx<'_>, request: &Request, rules: &Rules) -> Outcome<bool> {
    let least = rules.request.opens_at_once_trades;
    if least == 0 {
        return Ok(false);
    }
    let buyer = party::trust_lines(tx, &[request.buyer])?.pop();
    Ok(buyer.is_some_and(|line| line.finished >= least && line.bad == 0))
}

fn open(tx: &mut Tx<'_>, mut request: Request) -> Outcome<Request> {
    let until = tx.now().plus_days(request.wanted.open_d);
    request.state = RequestState::Open;
    request.due_at = None;
    request.opened_at = Some(tx.now());
    request.open_until = Some(until);
    requests::change_state(tx, &mut request)?;
    tx.set_timer(request.id, REQUEST_ENDS, until)?;
    tx.tell(request.id, &RequestOpened { request: request.id, buyer: request.buyer })?;
    Ok(request)
}

/// A clerk opens a request, or sends it back to its buyer with the reasons.
pub fn review_request(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
    verdict: &Verdict,
) -> Outcome<Request> {
    at_desk(by)?;
    let (reasons, note) = verdict.read()?;
    let mut request = requests::get_request(tx, id)?;
    if request.state != RequestState::Review {
        return Err(RequestRefusal::NotInReview.into());
    }
    request.review_note = note;
    if reasons.is_empty() {
        let request = open(tx, request)?;
        write_to_buyer(tx, &request, "request-opened")?;
        return Ok(request);
    }
    request.reasons = reasons;
    request.state = RequestState::Draft;
    request.due_at = None;
    requests::change_state(tx, &mut request)?;
    tx.tell(id, &RequestReturned { request: id, buyer: request.buyer })?;
    write_to_buyer(tx, &request, "request-returned")?;
    Ok(request)
}

/// A letter to the buyer about a request.
pub(super) fn write_to_buyer(
    tx: &mut Tx<'_>,
    request: &Request,
    kind: &'static str,
) -> Outcome<()> {
    let (title, path) = (request.wanted.title.clone(), format!("/requests/{}", request.id));
    party::send_to_owners(tx, &[request.buyer], kind, |_, _| {
        vec![("title", title.clone()), ("path", path.clone())]
    })
}

fn at_desk(by: &Actor) -> Outcome<()> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ if by.is_at(Desk::Operator) => Ok(()),
        _ => Err(Stop::Forbidden),
    }
}

/// The requests that wait for a clerk, what is due first; at most fifty.
pub fn requests_in_review(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Request>> {
    at_desk(by)?;
    requests::list_in_review(tx, IN_REVIEW_MOST)
}

/// The buyer wants no more quotes; those that are there may still be accepted. A draft or what is
/// in review ends as well.
pub fn close_request(tx: &mut Tx<'_>, by: &Actor, id: Id<RequestKind>) -> Outcome<Request> {
    let mut request = of_buyer(tx, by, id)?;
    if request.state.is_under_way() {
        request.state = RequestState::Closed;
        requests::change_state(tx, &mut request)?;
        tx.tell(id, &RequestClosed { request: id, buyer: request.buyer })?;
    }
    Ok(request)
}

/// The time for quotes is over. Called by its timer.
pub(crate) fn expire_request(
    tx: &mut Tx<'_>,
    id: Id<RequestKind>,
    due_at: Timestamp,
) -> Outcome<()> {
    let mut request = requests::get_request(tx, id)?;
    let is_going = matches!(request.state, RequestState::Open | RequestState::Full);
    if is_going && request.open_until.is_some_and(|end| end <= due_at) {
        request.state = RequestState::Expired;
        requests::change_state(tx, &mut request)?;
        tx.tell(id, &RequestClosed { request: id, buyer: request.buyer })?;
        if request.quotes > 0 {
            write_to_buyer(tx, &request, "request-ended")?;
        }
    }
    Ok(())
}

fn of_buyer(tx: &mut Tx<'_>, by: &Actor, id: Id<RequestKind>) -> Outcome<Request> {
    by.trader()?;
    let request = requests::get_request(tx, id)?;
    request.admit_buyer(by)?;
    Ok(request)
}

/// A request with what its reader may see: all quotes for its buyer, its own for a seller.
pub fn request(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
    order: Order,
) -> Outcome<RequestSeen> {
    if *by == Actor::Stranger {
        return Err(Stop::SignIn);
    }
    let request = requests::get_request(tx, id)?;
    let is_asked = match by.firm() {
        Some(firm) if firm != request.buyer => requests::is_asked(tx, firm, id)?,
        _ => false,
    };
    let reader = request.side_of(by, is_asked)?;
    let quotes = match (reader, by.firm()) {
        (Reader::Firm(Side::Seller), Some(firm)) => {
            request_quotes::find_last(tx, id, firm)?.into_iter().collect()
        }
        (Reader::Firm(Side::Buyer), _) => request_quotes::list(tx, id)?,
        _ => Vec::new(),
    };
    let leads = match (reader, by.firm()) {
        (Reader::Clerk, _) => leads::list_of_request(tx, id, Limit::DEFAULT.rows())?,
        (Reader::Firm(Side::Seller), Some(firm)) => {
            leads::find(tx, firm, id)?.into_iter().collect()
        }
        _ => Vec::new(),
    };
    let awards = match reader {
        Reader::Firm(Side::Buyer) => request_quotes::list_awards(tx, id)?,
        _ => Vec::new(),
    };
    let quotes = beside(tx, &request, quotes, order)?;
    Ok(RequestSeen { request, reader, quotes, awards, leads })
}

/// Quotes with what stands beside each: two questions for all of them.
fn beside(
    tx: &mut Tx<'_>,
    request: &Request,
    quotes: Vec<RequestQuote>,
    order: Order,
) -> Outcome<Vec<Compared>> {
    let sellers: Vec<_> = quotes.iter().map(|quote| quote.seller).collect();
    let trust = party::trust_lines(tx, &sellers)?;
    let trust: BTreeMap<_, _> = trust.into_iter().map(|line| (line.firm, line)).collect();
    let records = talk::reply_records(tx, &sellers)?;
    let mut compared = Vec::with_capacity(quotes.len());
    for quote in quotes {
        let line = trust.get(&quote.seller).cloned().ok_or(Stop::Bug("a seller without a name"))?;
        let reply = records.get(&quote.seller).copied().unwrap_or_default();
        compared.push(Compared::new(quote, &request.wanted.lines, line, reply));
    }
    compare::sort(&mut compared, order, Rules::current().matching.trades_full);
    Ok(compared)
}

/// A page of the requests that the actor's firm wrote, newest first.
pub fn own_requests(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Request>> {
    let firm = reader(by)?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let ids = requests::list_of_firm(tx, firm, Side::Buyer, before, limit.ask())?;
    let page = Page::cut(ids, limit, |id| id.raw());
    Ok(Page { rows: requests::list_requests(tx, &page.rows)?, next: page.next })
}

/// A page of the requests that the actor's firm quoted to, newest first, each with its last quote.
pub fn own_request_quotes(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<(Request, RequestQuote)>> {
    let firm = reader(by)?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let ids = requests::list_of_firm(tx, firm, Side::Seller, before, limit.ask())?;
    let page = Page::cut(ids, limit, |id| id.raw());
    let mut quotes = request_quotes::list_of_seller(tx, firm, &page.rows)?;
    let rows = requests::list_requests(tx, &page.rows)?;
    let pair = |request: Request| quotes.remove(&request.id).map(|quote| (request, quote));
    Ok(Page { rows: rows.into_iter().filter_map(pair).collect(), next: page.next })
}

/// A page of the requests that were brought to the actor's firm, newest first, with the arithmetic
/// of each.
pub fn leads(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<(Request, Lead)>> {
    let firm = reader(by)?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = leads::list_of_firm(tx, firm, before, limit.ask())?;
    let page = Page::cut(rows, limit, |lead| lead.request.raw());
    let ids: Vec<_> = page.rows.iter().map(|lead| lead.request).collect();
    let mut leads: BTreeMap<_, _> =
        page.rows.into_iter().map(|lead| (lead.request, lead)).collect();
    let rows = requests::list_requests(tx, &ids)?;
    let pair = |request: Request| leads.remove(&request.id).map(|lead| (request, lead));
    Ok(Page { rows: rows.into_iter().filter_map(pair).collect(), next: page.next })
}

/// A page of the open requests that a filter lets through, newest first. Its words are looked for
/// in a window of the newest hundred, so that a page may be short and still go on.
pub fn demand(
    tx: &mut Tx<'_>,
    by: &Actor,
    filter: &Filter,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Request>> {
    reader(by)?;
    let filter = filter.read()?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    if filter.words.is_empty() {
        let rows = requests::list_open(tx, &filter, before, limit.ask())?;
        return Ok(Page::cut(rows, limit, |request| request.id.raw()));
    }
    let rows = requests::list_open(tx, &filter, before, TurnCursor::ASK)?;
    let goes_on = i64::try_from(rows.len()).unwrap_or(0) >= TurnCursor::ASK;
    let oldest = rows.last().map(|request| Cursor(request.id.raw())).filter(|_| goes_on);
    let rows = rows.into_iter().filter(|request| filter.fits(&request.wanted)).collect();
    let page = Page::cut(rows, limit, |request: &Request| request.id.raw());
    Ok(Page { next: page.next.or(oldest), ..page })
}

/// The codes of the categories that a request asks for, for whoever counts demand.
pub fn request_categories(tx: &mut Tx<'_>, id: Id<RequestKind>) -> Outcome<Vec<String>> {
    requests::list_categories(tx, id)
}
