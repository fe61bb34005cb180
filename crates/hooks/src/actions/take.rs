//! Facts become events of the firms that listen.

use crate::model::{
    Endpoint, EndpointState, EventKind, EventType, Fact, HookKind, PublicEvent, find_type, tell,
};
use crate::store;
use ::store::{Told, Tx};
use kernel::rules::Rules;
use kernel::{Firm, Id, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// Firms and facts of one round of questions.
const AT_A_TIME: usize = 50;

/// Writes what each listening firm may know of some facts, and sets it on its way. Whoever has
/// neither an address nor a key costs two questions for fifty facts.
pub(crate) fn take_all(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let oldest = tx.now().plus_days(-Rules::current().webhook.kept_d);
    let public = told.iter().filter(|told| told.at >= oldest).filter_map(|told| {
        let kind = find_type(&told.name)?;
        (told.version == kind.told_version).then_some((kind, told))
    });
    let mut events = Vec::new();
    for (kind, told) in public {
        events.extend(events_of(kind, told)?);
    }
    let firms: BTreeSet<Id<Firm>> = events.iter().map(|event| event.firm).collect();
    let firms: Vec<Id<Firm>> = firms.into_iter().collect();
    for some in firms.chunks(AT_A_TIME) {
        take_of(tx, some, &events)?;
    }
    Ok(())
}

fn events_of(kind: &EventType, told: &Told) -> Outcome<Vec<PublicEvent>> {
    let body = told.read()?;
    Ok(tell(kind, Fact { id: told.id, home: told.home, body: &body, at: told.at }))
}

fn take_of(tx: &mut Tx<'_>, firms: &[Id<Firm>], events: &[PublicEvent]) -> Outcome<()> {
    let endpoints = store::list_listeners(tx, firms)?;
    let with_keys = party::with_keys(tx, firms)?;
    let mut by_firm: BTreeMap<Id<Firm>, Vec<&Endpoint>> =
        with_keys.into_iter().map(|firm| (firm, Vec::new())).collect();
    for endpoint in &endpoints {
        by_firm.entry(endpoint.firm).or_default().push(endpoint);
    }
    if by_firm.is_empty() {
        return Ok(());
    }
    let heard: Vec<&PublicEvent> =
        events.iter().filter(|event| by_firm.contains_key(&event.firm)).collect();
    let listening: Vec<Id<Firm>> = by_firm.keys().copied().collect();
    let facts: BTreeSet<Id<EventKind>> = heard.iter().map(|event| event.id).collect();
    let facts: Vec<Id<EventKind>> = facts.into_iter().collect();
    let mut known = BTreeSet::new();
    for facts in facts.chunks(AT_A_TIME) {
        known.extend(store::list_known(tx, &listening, facts)?);
    }
    let mut woken = BTreeSet::new();
    for event in heard.into_iter().filter(|event| !known.contains(&(event.firm, event.id))) {
        let position = tx.id::<kernel::Any>().raw();
        store::add_event(tx, position, event)?;
        let wanting = by_firm.get(&event.firm).into_iter().flatten();
        for endpoint in wanting.filter(|one| is_told(one, event)) {
            send_to(tx, endpoint.id, position, event)?;
            woken.insert((event.firm, endpoint.id));
        }
    }
    let now = tx.now();
    woken.into_iter().try_for_each(|endpoint| store::hear_of_work(tx, endpoint, now))
}

/// What happened before an address was named, or while it is off, is in the list alone.
fn is_told(endpoint: &Endpoint, event: &PublicEvent) -> bool {
    let is_there = endpoint.state != EndpointState::Off && endpoint.at <= event.at;
    is_there && endpoint.wish.takes(&event.kind)
}

/// An event sets out for an address.
pub(super) fn send_to(
    tx: &mut Tx<'_>,
    endpoint: Id<HookKind>,
    position: i64,
    event: &PublicEvent,
) -> Outcome<()> {
    store::add_delivery(tx, endpoint, position, event)?;
    store::add_lane(tx, (event.firm, endpoint), event.lane)
}
