//! A request reaches the sellers that can serve it, and what firms want to hear of reaches them.

use crate::model::{
    Match, NewSavedSearch, Request, RequestKind, RequestRefusal, RequestState, SavedSearch,
    SavedSearchKind, SellerRecord,
};
use crate::store::{leads, requests, searches};
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Lang, Outcome, Timestamp};
use std::collections::BTreeMap;

use super::reader;

/// Requests that wait to be matched, looked up at once.
const UNMATCHED_MOST: i64 = 16;
/// New requests that one look of a saved search goes through.
const OPENED_MOST: i64 = 200;
/// Saved searches whose letters are written in one go.
const DUE_MOST: i64 = 20;

/// The requests that were brought to nobody yet, oldest first.
pub fn unmatched_requests(tx: &mut Tx<'_>) -> Outcome<Vec<Request>> {
    let ids = requests::list_unmatched(tx, UNMATCHED_MOST)?;
    requests::list_requests(tx, &ids)
}

/// Brings a request to these sellers, once: each gets a lead with its arithmetic, and a letter.
pub fn bring(tx: &mut Tx<'_>, id: Id<RequestKind>, found: &[Match]) -> Outcome<()> {
    let request = requests::get_request(tx, id)?;
    if request.state != RequestState::Open || !requests::mark_matched(tx, id)? {
        return Ok(());
    }
    for one in found.iter().filter(|one| one.firm != request.buyer) {
        leads::add(tx, id, one)?;
    }
    let firms: Vec<_> = found.iter().map(|one| one.firm).collect();
    let (title, country) = (&request.wanted.title, request.wanted.country());
    party::send_to_owners(tx, &firms, "lead", |_, _| {
        let path = format!("/requests/{id}");
        vec![("title", title.clone()), ("country", country.to_owned()), ("path", path)]
    })
}

/// How these firms answer, and when a request was brought to each last; for the roster.
pub fn seller_records(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<BTreeMap<Id<Firm>, SellerRecord>> {
    let (mut replies, led) = (talk::reply_records(tx, firms)?, leads::list_led(tx, firms)?);
    let record = |firm: &Id<Firm>| {
        let reply = replies.remove(firm).unwrap_or_default();
        (*firm, SellerRecord { reply, led_at: led.get(firm).copied() })
    };
    Ok(firms.iter().map(record).collect())
}

/// Keeps a search for the actor's firm.
pub fn save_search(tx: &mut Tx<'_>, by: &Actor, new: &NewSavedSearch) -> Outcome<SavedSearch> {
    let (firm, _) = by.trader()?;
    let filter = new.read()?;
    let rules = &Rules::current().alert;
    let kept = searches::list(tx, firm, rules.searches_most)?;
    let count = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    if count >= rules.searches_most {
        return Err(RequestRefusal::TooManySearches { most: rules.searches_most }.into());
    }
    let (at, next_at) = (tx.now(), tx.now().plus_seconds(rules.every_h * 3_600));
    let seen = at.micros();
    let search = SavedSearch { id: tx.id(), sought: new.kind, filter, seen, next_at, at };
    searches::add(tx, firm, &search)?;
    Ok(search)
}

/// The saved searches of the actor's firm, newest first.
pub fn saved_searches(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<SavedSearch>> {
    let firm = reader(by)?;
    searches::list(tx, firm, Rules::current().alert.searches_most)
}

/// Forgets a saved search of the actor's firm.
pub fn forget_search(tx: &mut Tx<'_>, by: &Actor, id: Id<SavedSearchKind>) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    searches::delete(tx, firm, id)
}

/// Forgets a saved search by the proof that stood in its letter.
pub fn unsubscribe(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<SavedSearchKind>) -> Outcome<()> {
    searches::delete(tx, firm, id)
}

/// Writes the letters of the saved searches that are due, each with the requests that opened since
/// the last; a search without new ones waits for another day. `proof` makes the secret of a link
/// that ends the letters. Tells how many searches were looked at.
pub fn write_digests(
    tx: &mut Tx<'_>,
    proof: impl Fn(Id<Firm>, Id<SavedSearchKind>) -> String,
) -> Outcome<usize> {
    let due = searches::list_due(tx, DUE_MOST)?;
    let Some(since) = due.iter().map(|(_, search)| search.seen).min() else { return Ok(0) };
    let opened = requests::list_opened_since(tx, Timestamp::from_micros(since), OPENED_MOST)?;
    let rules = &Rules::current().alert;
    let most = usize::try_from(rules.matches_most).unwrap_or(0);
    let end = opened.last().and_then(|request| request.opened_at).map_or(since, Timestamp::micros);
    let count = due.len();
    for (firm, mut search) in due {
        let is_new = |request: &&Request| {
            request.opened_at.is_some_and(|at| at.micros() > search.seen)
                && request.buyer != firm
                && search.filter.fits(&request.wanted)
        };
        let found: Vec<&Request> = opened.iter().filter(is_new).take(most).collect();
        if !found.is_empty() {
            let stop = format!("/alerts/stop/{firm}/{}/{}", search.id, proof(firm, search.id));
            write_digest(tx, firm, &found, &stop)?;
        }
        search.seen = search.seen.max(end);
        search.next_at = tx.now().plus_seconds(rules.every_h * 3_600);
        searches::move_on(tx, firm, &search)?;
    }
    Ok(count)
}

fn write_digest(tx: &mut Tx<'_>, firm: Id<Firm>, found: &[&Request], stop: &str) -> Outcome<()> {
    let titles: Vec<&str> = found.iter().map(|one| one.wanted.title.as_str()).collect();
    let count = found.len().to_string();
    party::send_to_owners(tx, &[firm], "alert", |_, lang| {
        let between = if lang == Lang::ZhCn { "；" } else { "; " };
        vec![("count", count.clone()), ("titles", titles.join(between)), ("stop", stop.to_owned())]
    })
}
