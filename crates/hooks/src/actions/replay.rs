//! Sending again.

use super::owner_of;
use crate::model::{
    Endpoint, EndpointState, EventKind, HookKind, HooksRefusal, PublicEvent, Replayed,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Stop, Timestamp};
use std::collections::BTreeSet;

fn active(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<HookKind>) -> Outcome<Endpoint> {
    let endpoint = store::lock_endpoint(tx, firm, id)?.ok_or(Stop::Absent)?;
    match endpoint.state {
        EndpointState::Active => Ok(endpoint),
        _ => Err(HooksRefusal::NotActive.into()),
    }
}

/// Sends one event to an address again, whether it arrived or not, or for the first time. It has
/// the id that it always had.
pub fn replay(tx: &mut Tx<'_>, by: &Actor, id: Id<HookKind>, event: Id<EventKind>) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    active(tx, firm, id)?;
    let (position, event) = store::find_event(tx, firm, event)?.ok_or(Stop::Absent)?;
    put(tx, (firm, id), position, &event)?;
    let now = tx.now();
    store::hear_of_work(tx, (firm, id), now)
}

/// Sends all events since an instant that an address should have had and does not have: those that
/// were given up, and those that came while it was off or not there yet. At most as many as the
/// rules say; what this gives tells whether there are more.
pub fn replay_since(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<HookKind>,
    since: Timestamp,
) -> Outcome<Replayed> {
    let (firm, person) = owner_of(by)?;
    let endpoint = active(tx, firm, id)?;
    let now = tx.now();
    if since > now {
        return Err(HooksRefusal::Since.into());
    }
    let most = Rules::current().webhook.replay_most;
    let events = store::list_since(tx, firm, since, most)?;
    let is_full = i64::try_from(events.len()).unwrap_or(0) == most;
    let places = events.iter().map(|(position, _)| *position);
    let range = places.clone().min().zip(places.max());
    let Some((first, last)) = range else { return Ok(Replayed { count: 0, next_since: None }) };
    let settled: BTreeSet<i64> =
        store::list_settled(tx, (firm, id), (first, last))?.into_iter().collect();
    let mut count = 0;
    for (position, event) in &events {
        // A try of another address is nothing for this one.
        let is_own = event.kind != crate::model::TEST || event.lane == id.cast();
        if is_own && endpoint.wish.takes(&event.kind) && !settled.contains(position) {
            put(tx, (firm, id), *position, event)?;
            count += 1;
        }
    }
    store::hear_of_work(tx, (firm, id), now)?;
    store::add_deed(tx, (firm, id), Some(person), "replayed")?;
    let next_since = events.last().filter(|_| is_full).map(|(_, event)| event.at);
    Ok(Replayed { count, next_since })
}

fn put(
    tx: &mut Tx<'_>,
    key: (Id<Firm>, Id<HookKind>),
    position: i64,
    event: &PublicEvent,
) -> Outcome<()> {
    store::put_on_way_again(tx, key.1, position, event)?;
    store::wake_lane(tx, key, event.lane)
}
