//! Asking, answering with a quote, taking it back, accepting it.

mod find;
mod leads;
mod request_files;
mod request_quotes;
mod requests;
mod searches;

pub(crate) use find::may_look;
pub use find::{find, unmet};
pub use leads::{bring, seller_records, unmatched_requests};
pub(crate) use request_files::admit_request_file;
pub use request_files::{add_request_file, remove_request_file, request_file, request_files};
pub use request_quotes::{award_request, quote_request, withdraw_request_quote};
pub(crate) use requests::expire_request;
pub use requests::request_categories;
pub use requests::{
    change_request, close_request, demand, draft_request, leads, own_request_quotes, own_requests,
    request, requests_in_review, review_request, send_request,
};
pub use searches::{
    Alert, due_alerts, forget_search, save_search, saved_searches, unsubscribe, write_alerts,
};

use crate::events::{InquiryMade, QuoteAccepted, QuoteGiven};
use crate::model::{
    Award, Going, Inquiry, InquiryKind, InquiryRow, InquiryState, NewInquiry, NewQuote, Quote,
    QuoteKind, QuoteState, Side, Thread, compare::reply_weight,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Stop, TurnCursor, TurnPage};
use std::collections::BTreeMap;
use talk::{Message, NewMessage, Opening, ReplyRecord, Subject};

/// Asks the seller of a listed product; what the buyer writes is the first message.
pub fn inquire(tx: &mut Tx<'_>, by: &Actor, new: &NewInquiry) -> Outcome<Inquiry> {
    let (buyer, _) = by.trader()?;
    let offer = catalog::offer(tx, new.product)?;
    let inquiry = new.read(tx.id(), offer, buyer, tx.now())?;
    store::add_inquiry(tx, &inquiry)?;
    let opening = Opening {
        id: inquiry.id.cast(),
        to: inquiry.seller,
        subject: Subject::new("inquiry", inquiry.id, &inquiry.title),
        category: None,
        text: new.text.clone(),
    };
    talk::open(tx, by, &opening)?;
    tx.tell(inquiry.id, &InquiryMade::from(&inquiry))?;
    Ok(inquiry)
}

/// Lets the order of what is found obey how a seller answers.
pub(crate) fn weigh_reply(tx: &mut Tx<'_>, seller: Id<Firm>, record: &ReplyRecord) -> Outcome<()> {
    let thousandths = reply_weight(record, &Rules::current().matching);
    catalog::set_rank_signal(tx, seller, catalog::RankSignal::Reply, thousandths)
}

/// Says something beside an inquiry; only its two firms may.
pub fn say(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<InquiryKind>,
    new: impl Into<NewMessage>,
) -> Outcome<Message> {
    talk::say(tx, by, id.cast(), new)
}

/// Binds the seller to a quote until its end; one that was open is replaced.
pub fn quote(tx: &mut Tx<'_>, by: &Actor, id: Id<InquiryKind>, new: &NewQuote) -> Outcome<Quote> {
    by.trader()?;
    let inquiry = store::get_inquiry(tx, id)?;
    inquiry.admit(by, Side::Seller)?;
    let given = store::count_quotes(tx, id)?;
    inquiry.admit_quote(given)?;
    let (terms, tiers) = new.read(tx.now(), Rules::current())?;
    let (quote, seller, at) = (tx.id(), inquiry.seller, tx.now());
    let state = QuoteState::Open;
    let quote = Quote { id: quote, inquiry: id, seller, terms, tiers, state, version: 1, at };
    store::replace_open_quote(tx, id)?;
    store::add_quote(tx, &quote)?;
    store::change_state(tx, &inquiry, &inquiry.moved(InquiryState::Quoted))?;
    tx.tell(id, &QuoteGiven::of(&inquiry, &quote))?;
    talk::put_card(tx, by, id.cast(), quote.card(&inquiry))?;
    Ok(quote)
}

/// Takes a quote back before anybody accepted it.
pub fn withdraw(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<InquiryKind>,
    quote: Id<QuoteKind>,
) -> Outcome<Quote> {
    by.trader()?;
    let inquiry = store::get_inquiry(tx, id)?;
    inquiry.admit(by, Side::Seller)?;
    let mut quote = store::find_quote(tx, id, quote)?.ok_or(Stop::Absent)?;
    quote.admit_withdrawal()?;
    if quote.state == QuoteState::Open {
        store::change_quote(tx, &quote, QuoteState::Withdrawn)?;
        store::change_state(tx, &inquiry, &inquiry.moved(InquiryState::Open))?;
        quote.state = QuoteState::Withdrawn;
        quote.version += 1;
    }
    Ok(quote)
}

/// Accepts a quote for a quantity, once for each inquiry. Called by the deal that begins, in its
/// own transaction.
pub fn award(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<InquiryKind>,
    quote: Id<QuoteKind>,
    quantity: i64,
) -> Outcome<Award> {
    by.trader()?;
    let inquiry = store::get_inquiry(tx, id)?;
    inquiry.admit(by, Side::Buyer)?;
    let quote = store::find_quote(tx, id, quote)?.ok_or(Stop::Absent)?;
    let award = quote.award(&inquiry, quantity, tx.now())?;
    store::change_quote(tx, &quote, QuoteState::Accepted)?;
    store::change_state(tx, &inquiry, &inquiry.moved(InquiryState::Agreed))?;
    tx.tell(id, &QuoteAccepted::from(&award))?;
    Ok(award)
}

/// An inquiry with its quotes, newest first; only for its two firms.
pub fn get(tx: &mut Tx<'_>, by: &Actor, id: Id<InquiryKind>) -> Outcome<Thread> {
    let firm = reader(by)?;
    let inquiry = store::get_inquiry(tx, id)?;
    let side = inquiry.side_of(firm)?;
    let quotes = store::list_quotes(tx, id)?;
    Ok(Thread { inquiry, side, quotes })
}

/// A page of the actor's firm's inquiries, newest first, on both sides.
pub fn inquiries(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<InquiryRow>> {
    let firm = reader(by)?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_inquiries(tx, firm, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |row| row.inquiry.raw()))
}

/// The firm's inquiries for people: those where it has the next word first, then by what happened
/// last.
pub(crate) fn inquiries_by_turn(
    tx: &mut Tx<'_>,
    by: &Actor,
    at: TurnCursor,
    limit: Limit,
) -> Outcome<TurnPage<Going>> {
    let firm = reader(by)?;
    let rows = store::list_inquiries(tx, firm, at.before(), TurnCursor::ASK)?;
    let ids: Vec<_> = rows.iter().map(|row| row.inquiry).collect();
    let quoted = store::list_last_quotes(tx, &ids)?;
    let ids: Vec<_> = ids.into_iter().map(Id::cast).collect();
    let said = talk::last_words(tx, by, &ids)?.into_iter();
    let said: BTreeMap<_, _> = said.map(|word| (word.conversation, word)).collect();
    let going = rows.into_iter().map(|row| {
        let (quoted, said) = (quoted.get(&row.inquiry), said.get(&row.inquiry.cast()));
        Going::of(row, quoted.copied(), said)
    });
    Ok(TurnPage::cut(going.collect(), at, limit, Going::turn_key))
}

/// The firm that somebody reads for; a key that only reads will do.
fn reader(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Absent),
    }
}
