//! A request reaches the sellers that can serve it.

use crate::model::{Match, Request, RequestKind, RequestState, SellerRecord};
use crate::store::{leads, requests};
use ::store::Tx;
use kernel::{Firm, Id, Outcome};
use std::collections::BTreeMap;

/// Requests that wait to be matched, looked up at once.
const UNMATCHED_MOST: i64 = 16;

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
