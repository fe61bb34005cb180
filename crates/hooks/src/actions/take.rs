//! Facts become events of the firms that listen.

use crate::model::{
    Endpoint, EndpointState, EventKind, EventType, Fact, HookKind, PublicEvent, find_type, readers,
    tell,
};
use crate::store;
use ::store::{Told, Tx};
use kernel::rules::Rules;
use kernel::{Firm, Id, Outcome};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Firms and facts of one round of questions.
const AT_A_TIME: usize = 50;

/// Writes what each listening firm may know of some facts, and sets it on its way. Whoever has
/// neither an address nor a key costs two questions for fifty firms, and nothing is made for them.
pub(crate) fn take_all(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let oldest = tx.now().plus_days(-Rules::current().webhook.kept_d);
    let mut facts: Vec<(&EventType, &Told, Value)> = Vec::new();
    for told in told.iter().filter(|told| told.at >= oldest) {
        let Some(kind) = find_type(&told.name) else { continue };
        if told.version == kind.told_version {
            facts.push((kind, told, told.read()?));
        }
    }
    let firms = facts.iter().flat_map(|(kind, _, body)| readers(kind, body));
    let firms: BTreeSet<Id<Firm>> = firms.map(|(firm, _)| firm).collect();
    let by_firm = listening(tx, &firms.into_iter().collect::<Vec<_>>())?;
    let mut events = Vec::new();
    for (kind, told, body) in &facts {
        let fact = Fact { id: told.id, home: told.home, body, at: told.at };
        events.extend(tell(kind, fact, |firm| by_firm.contains_key(&firm)));
    }
    write_all(tx, &by_firm, &events)
}

/// The firms of these that listen, with their addresses; those with a key alone read the list.
fn listening(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<BTreeMap<Id<Firm>, Vec<Endpoint>>> {
    let mut by_firm: BTreeMap<Id<Firm>, Vec<Endpoint>> = BTreeMap::new();
    for some in firms.chunks(AT_A_TIME) {
        let endpoints = store::list_listeners(tx, some)?;
        let with_keys = party::with_keys(tx, some)?;
        by_firm.extend(with_keys.into_iter().map(|firm| (firm, Vec::new())));
        for endpoint in endpoints {
            by_firm.entry(endpoint.firm).or_default().push(endpoint);
        }
    }
    Ok(by_firm)
}

fn write_all(
    tx: &mut Tx<'_>,
    by_firm: &BTreeMap<Id<Firm>, Vec<Endpoint>>,
    events: &[PublicEvent],
) -> Outcome<()> {
    let known = known(tx, by_firm, events)?;
    let mut woken = BTreeSet::new();
    for event in events.iter().filter(|event| !known.contains(&(event.firm, event.id))) {
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

/// What was written before, by whoever followed before.
fn known(
    tx: &mut Tx<'_>,
    by_firm: &BTreeMap<Id<Firm>, Vec<Endpoint>>,
    events: &[PublicEvent],
) -> Outcome<BTreeSet<(Id<Firm>, Id<EventKind>)>> {
    let firms: Vec<Id<Firm>> = by_firm.keys().copied().collect();
    let facts: BTreeSet<Id<EventKind>> = events.iter().map(|event| event.id).collect();
    let facts: Vec<Id<EventKind>> = facts.into_iter().collect();
    let mut known = BTreeSet::new();
    for firms in firms.chunks(AT_A_TIME) {
        for facts in facts.chunks(AT_A_TIME) {
            known.extend(store::list_known(tx, firms, facts)?);
        }
    }
    Ok(known)
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
