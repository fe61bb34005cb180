//! What a firm sees of its addresses and of what happened.

use super::firm_of;
use crate::model::{Deed, Delivery, Endpoint, EventKind, HookKind, PublicEvent, Whole};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Any, Cursor, Id, Limit, Outcome, Page, Stop};

/// Deeds and tries shown of one thing; more are seldom and older.
const SHOWN_MOST: i64 = 50;

/// The addresses of the firm, oldest first.
pub fn endpoints(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Endpoint>> {
    let firm = firm_of(by)?;
    store::list_endpoints(tx, firm, Rules::current().webhook.endpoints_most)
}

/// One of them.
pub fn endpoint(tx: &mut Tx<'_>, by: &Actor, id: Id<HookKind>) -> Outcome<Endpoint> {
    let firm = firm_of(by)?;
    store::get_endpoint(tx, firm, id)
}

/// What was done to it, newest first.
pub fn deeds(tx: &mut Tx<'_>, by: &Actor, id: Id<HookKind>) -> Outcome<Vec<Deed>> {
    let firm = firm_of(by)?;
    store::list_deeds(tx, (firm, id), SHOWN_MOST)
}

/// What is and was on its way to it, newest first.
pub fn deliveries(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<HookKind>,
    (after, limit): (Option<Cursor>, Limit),
) -> Outcome<Page<Delivery>> {
    let firm = firm_of(by)?;
    store::get_endpoint(tx, firm, id)?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_deliveries(tx, (firm, id), before, limit.ask())?;
    Ok(Page::cut(rows, limit, |delivery| delivery.position))
}

/// One delivery with its event and its tries, newest first.
pub fn delivery(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<HookKind>,
    event: Id<EventKind>,
) -> Outcome<Whole> {
    let firm = firm_of(by)?;
    store::get_endpoint(tx, firm, id)?;
    let (position, event) = store::find_event(tx, firm, event)?.ok_or(Stop::Absent)?;
    let delivery = store::find_delivery(tx, (firm, id), position)?.ok_or(Stop::Absent)?;
    let attempts = store::list_attempts(tx, (firm, id), position, SHOWN_MOST)?;
    Ok((delivery, event, attempts))
}

/// What is asked for of the list of events.
#[derive(Debug, Clone, Default)]
pub(crate) struct EventFilter {
    pub(crate) kind: Option<String>,
    pub(crate) deal: Option<Id<Any>>,
    pub(crate) after: i64,
}

/// Events of the firm after a place in its list, oldest first, each with its place; of one type or
/// about one deal.
pub fn events(
    tx: &mut Tx<'_>,
    by: &Actor,
    (kind, deal): (Option<&str>, Option<Id<Any>>),
    after: i64,
    limit: Limit,
) -> Outcome<Vec<(i64, PublicEvent)>> {
    let firm = firm_of(by)?;
    store::list_events(tx, firm, (kind, deal), after, limit.ask())
}

/// One event of the firm.
pub fn event(tx: &mut Tx<'_>, by: &Actor, id: Id<EventKind>) -> Outcome<PublicEvent> {
    let firm = firm_of(by)?;
    Ok(store::find_event(tx, firm, id)?.ok_or(Stop::Absent)?.1)
}
