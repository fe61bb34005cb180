//! Who sends what next, and what came of it. The sending itself is outside of every transaction.

use crate::model::{DeliveryState, Endpoint, EndpointState, HookKind, Job, Next, Off, Sent, next};
use crate::store;
use ::store::Tx;
use kernel::rules::{Rules, Webhook};
use kernel::{Any, Firm, Id, MICROS_PER_DAY, MICROS_PER_SECOND, Outcome, Timestamp};
use std::collections::BTreeMap;

/// Addresses served in one closure, so that it stays short.
const ENDPOINTS_AT_A_TIME: i64 = 8;
/// An address whose places are all taken is looked at again so soon, unless one comes free before.
const LOOK_AGAIN_S: i64 = 1;

/// Whether anything waits to be sent.
pub(crate) fn any_due(tx: &mut Tx<'_>) -> Outcome<bool> {
    Ok(!store::list_due_endpoints(tx, 1)?.is_empty())
}

/// Takes at most so many deliveries to send: the first of each lane that is due, of the addresses
/// that wait longest. Each lane is leased, so that nobody else sends of it.
pub(crate) fn claim(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<Job>> {
    let rules = &Rules::current().webhook;
    let mut jobs = Vec::new();
    for (firm, id) in store::list_due_endpoints(tx, ENDPOINTS_AT_A_TIME)? {
        let left = most - i64::try_from(jobs.len()).unwrap_or(most);
        if left <= 0 {
            break;
        }
        if let Some(endpoint) = store::lock_endpoint(tx, firm, id)? {
            claim_of(tx, &endpoint, left, rules, &mut jobs)?;
        }
    }
    Ok(jobs)
}

fn claim_of(
    tx: &mut Tx<'_>,
    endpoint: &Endpoint,
    left: i64,
    rules: &Webhook,
    jobs: &mut Vec<Job>,
) -> Outcome<()> {
    let (now, key) = (tx.now(), (endpoint.firm, endpoint.id));
    let leased = store::list_leased(tx, endpoint.firm)?;
    let of_firm: i64 = leased.iter().map(|(_, lanes)| lanes).sum();
    let taken = leased.iter().find(|(id, _)| *id == endpoint.id).map_or(0, |(_, lanes)| *lanes);
    // Whoever fails holds one place, so that a few dead hosts take none of the others'; nor does a
    // firm that has many addresses.
    let places = if endpoint.failing_since.is_some() { 1 } else { rules.at_once_of_endpoint };
    let most = left.min(places - taken).min(rules.at_once_of_firm - of_firm);
    if most <= 0 {
        let again = now.plus_seconds(LOOK_AGAIN_S);
        return store::change_look(tx, key, Some(again));
    }
    let due = store::list_due_lanes(tx, key, most)?;
    let later = store::next_due(tx, key)?;
    let until = now.plus_seconds(rules.lease_s);
    let is_all = i64::try_from(due.len()).unwrap_or(0) < most;
    let already = jobs.len();
    for lane in due {
        let Some((position, event, body)) = lane.first else {
            store::end_lane(tx, key, lane.lane)?;
            continue;
        };
        let lease = tx.id::<Any>().raw();
        store::lease_lane(tx, key, (lane.lane, lease), until)?;
        jobs.push(Job {
            proof: endpoint.proof(now),
            url: endpoint.url.clone(),
            lane: lane.lane,
            lease,
            position,
            event,
            body,
            at_s: now.micros() / MICROS_PER_SECOND,
        });
    }
    let look = match is_all {
        // What is left waits behind the other addresses.
        false => Some(now),
        true if jobs.len() > already => Some(later.map_or(until, |later| later.min(until))),
        // Where nothing waits, whatever comes next tells of itself.
        true => later,
    };
    store::change_look(tx, key, look)
}

/// Writes what came of some tries, address by address. One that came too late, when its lane was
/// another's, is written in the log and changes nothing else.
pub(crate) fn record(tx: &mut Tx<'_>, sent: &[Sent]) -> Outcome<()> {
    let mut by_endpoint: BTreeMap<(Id<Firm>, Id<HookKind>), Vec<&Sent>> = BTreeMap::new();
    for one in sent {
        by_endpoint.entry(one.job.endpoint()).or_default().push(one);
    }
    for ((firm, id), sent) in by_endpoint {
        // Whatever was on its way to an address that is gone is forgotten.
        let Some(mut endpoint) = store::lock_endpoint(tx, firm, id)? else { continue };
        let mut looks = Vec::new();
        for one in sent {
            looks.extend(record_one(tx, &mut endpoint, one)?);
        }
        if let Some(look) = looks.into_iter().min() {
            store::hear_of_work(tx, (firm, id), look)?;
        }
    }
    Ok(())
}

/// Writes one, and tells when its lane is due.
fn record_one(
    tx: &mut Tx<'_>,
    endpoint: &mut Endpoint,
    Sent { job, answer }: &Sent,
) -> Outcome<Option<Timestamp>> {
    let (firm, id) = job.endpoint();
    let (key, now, rules) = ((firm, id), tx.now(), &Rules::current().webhook);
    let began = Timestamp::from_micros(job.at_s * MICROS_PER_SECOND);
    store::add_attempt(tx, (firm, id, job.position), answer, began)?;
    let found = store::find_lease(tx, key, (job.lane, job.lease), job.position)?;
    let Some((tries, has_more)) = found else { return Ok(None) };
    let chance = u32::from_be_bytes(tx.random());
    let next = next(answer, tries + 1, rules, chance);
    let state = match next {
        Next::Arrived => DeliveryState::Arrived,
        Next::Again(_) => DeliveryState::Waiting,
        Next::GiveUp | Next::Gone => DeliveryState::GivenUp,
    };
    let status = answer.status.map(i64::from);
    store::change_delivery(tx, (firm, id, job.position), state, status)?;
    let look = match next {
        Next::Again(wait) => {
            let due_at = now.plus_seconds(wait);
            store::put_lane(tx, key, job.lane, (due_at, tries + 1))?;
            due_at
        }
        // The next of the lane may go; a place has come free in any case.
        _ if has_more => {
            store::put_lane(tx, key, job.lane, (now, 0))?;
            now
        }
        _ => {
            store::end_lane(tx, key, job.lane)?;
            now
        }
    };
    look_after(tx, endpoint, next, rules)?;
    Ok(Some(look))
}

/// How an address stands after a try: well, failing, told of, or off.
fn look_after(
    tx: &mut Tx<'_>,
    endpoint: &mut Endpoint,
    next: Next,
    rules: &Webhook,
) -> Outcome<()> {
    if endpoint.state == EndpointState::Off {
        return Ok(());
    }
    let (key, now) = ((endpoint.firm, endpoint.id), tx.now());
    let before = (endpoint.failing_since, endpoint.is_told);
    let since = endpoint.failing_since.unwrap_or(now);
    let is_over = now.micros_since(since) >= rules.off_after_d * MICROS_PER_DAY;
    match next {
        Next::Arrived => (endpoint.failing_since, endpoint.is_told) = (None, false),
        Next::Gone => return turn_off(tx, endpoint, Off::Gone),
        _ if is_over => return turn_off(tx, endpoint, Off::Failing),
        Next::Again(_) => endpoint.failing_since = Some(since),
        Next::GiveUp => {
            if !endpoint.is_told {
                write_to_owners(tx, endpoint, "hooks-failing")?;
            }
            (endpoint.failing_since, endpoint.is_told) = (Some(since), true);
        }
    }
    if before == (endpoint.failing_since, endpoint.is_told) {
        return Ok(());
    }
    store::change_health(tx, key, endpoint.failing_since, endpoint.is_told)
}

fn turn_off(tx: &mut Tx<'_>, endpoint: &mut Endpoint, why: Off) -> Outcome<()> {
    let key = (endpoint.firm, endpoint.id);
    endpoint.state = EndpointState::Off;
    store::change_state(tx, key, EndpointState::Off, Some(why), None)?;
    store::add_deed(tx, key, None, why.word())?;
    write_to_owners(tx, endpoint, "hooks-off")
}

fn write_to_owners(tx: &mut Tx<'_>, endpoint: &Endpoint, kind: &'static str) -> Outcome<()> {
    let path = format!("/webhooks/{}", endpoint.id);
    party::send_to_owners(tx, &[endpoint.firm], kind, |_, _| {
        vec![("address", endpoint.url.clone()), ("path", path.clone())]
    })
}
