//! A firm names addresses, changes them, and takes them away.

use super::{owner_of, take};
use crate::model::{
    Endpoint, EndpointState, EventKind, HookKind, HooksRefusal, Networks, NewEndpoint, Proof, Wish,
    read_about, read_types, read_url, tell_test,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Faults, Id, Outcome, Stop};
use party::Checked;

/// Bytes of a salt: 128 bits, so that no two secrets are alike.
const SALT_BYTES: usize = 16;

/// An owner names an address. Its secret follows from what this gives.
pub fn add_endpoint(
    tx: &mut Tx<'_>,
    by: &Actor,
    new: &NewEndpoint,
    networks: &Networks,
) -> Outcome<Endpoint> {
    let (firm, person) = owner_of(by)?;
    let (url, about, wish) = read(new, networks)?;
    let most = Rules::current().webhook.endpoints_most;
    let known = store::list_endpoints(tx, firm, most)?;
    if i64::try_from(known.len()).unwrap_or(i64::MAX) >= most {
        return Err(HooksRefusal::TooMany { most }.into());
    }
    let endpoint = Endpoint {
        firm,
        id: tx.id(),
        url,
        about,
        wish,
        state: EndpointState::Active,
        reason: None,
        failing_since: None,
        is_told: false,
        old_until: None,
        at: tx.now(),
        version: 1,
        salt: tx.random::<SALT_BYTES>().to_vec(),
        old_salt: None,
    };
    store::add_endpoint(tx, &endpoint)?;
    store::add_deed(tx, (firm, endpoint.id), Some(person), "added")?;
    Ok(endpoint)
}

fn read(new: &NewEndpoint, networks: &Networks) -> Outcome<(String, String, Wish)> {
    let mut faults = Faults::default();
    let url = faults.or(read_url(&new.url, networks), String::new());
    let about = faults.or(read_about(&new.about), String::new());
    let wish = faults.or(read_types(new), Wish::All);
    faults.end()?;
    Ok((url, about, wish))
}

/// An owner writes over the version that they read.
pub fn change_endpoint(
    tx: &mut Tx<'_>,
    by: &Actor,
    (id, version): (Id<HookKind>, i64),
    new: &NewEndpoint,
    networks: &Networks,
) -> Outcome<Endpoint> {
    let (firm, person) = owner_of(by)?;
    let before = store::get_endpoint(tx, firm, id)?;
    let (url, about, wish) = read(new, networks)?;
    if before.version != version {
        return Err(Stop::Stale);
    }
    let after = Endpoint { url, about, wish, ..before };
    store::put_endpoint(tx, &after)?;
    store::add_deed(tx, (firm, id), Some(person), "changed")?;
    Ok(Endpoint { version: version + 1, ..after })
}

/// Messages wait from now on.
pub fn pause_endpoint(tx: &mut Tx<'_>, by: &Actor, id: Id<HookKind>) -> Outcome<Endpoint> {
    let (firm, person) = owner_of(by)?;
    let endpoint = store::lock_endpoint(tx, firm, id)?.ok_or(Stop::Absent)?;
    if endpoint.state != EndpointState::Active {
        return Err(HooksRefusal::NotActive.into());
    }
    store::change_state(tx, (firm, id), EndpointState::Paused, None, None)?;
    store::add_deed(tx, (firm, id), Some(person), "paused")?;
    store::get_endpoint(tx, firm, id)
}

/// What waits is sent, in its order, and what comes.
pub fn resume_endpoint(tx: &mut Tx<'_>, by: &Actor, id: Id<HookKind>) -> Outcome<Endpoint> {
    let (firm, person) = owner_of(by)?;
    let endpoint = store::lock_endpoint(tx, firm, id)?.ok_or(Stop::Absent)?;
    if endpoint.state == EndpointState::Active {
        return Err(HooksRefusal::Active.into());
    }
    let now = tx.now();
    store::change_state(tx, (firm, id), EndpointState::Active, None, Some(now))?;
    store::wake_lanes(tx, (firm, id))?;
    store::add_deed(tx, (firm, id), Some(person), "resumed")?;
    store::get_endpoint(tx, firm, id)
}

/// Nothing is sent there any more, and what was on its way is dropped.
pub fn remove_endpoint(tx: &mut Tx<'_>, by: &Actor, id: Id<HookKind>) -> Outcome<()> {
    let (firm, person) = owner_of(by)?;
    store::remove_endpoint(tx, firm, id)?;
    store::remove_lanes(tx, (firm, id))?;
    store::add_deed(tx, (firm, id), Some(person), "removed")
}

/// Another secret from now on; the present one signs beside it for the rules' hours.
pub fn rotate_secret(tx: &mut Tx<'_>, by: &Actor, id: Id<HookKind>) -> Outcome<Endpoint> {
    let (firm, person) = owner_of(by)?;
    let endpoint = store::lock_endpoint(tx, firm, id)?.ok_or(Stop::Absent)?;
    let salt = tx.random::<SALT_BYTES>();
    let until = tx.now().plus_seconds(Rules::current().webhook.old_secret_h * 3_600);
    store::put_salt(tx, &endpoint, &salt, until)?;
    store::add_deed(tx, (firm, id), Some(person), "rotated")?;
    store::get_endpoint(tx, firm, id)
}

/// What the present secret is derived of, for an owner who proves a second time that it is them:
/// the password that was compared outside, and the code that was sent. A wrong code is counted.
pub fn show_secret(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<HookKind>,
    (verified, code): (Option<&str>, &str),
) -> Outcome<Checked<Proof>> {
    let (firm, person) = owner_of(by)?;
    let endpoint = store::get_endpoint(tx, firm, id)?;
    match party::prove_again(tx, by, verified, code)? {
        Checked::Wrong { left } => Ok(Checked::Wrong { left }),
        Checked::Right(()) => {
            store::add_deed(tx, (firm, id), Some(person), "secret-shown")?;
            Ok(Checked::Right(endpoint.proof(tx.now())))
        }
    }
}

/// Sends a message that says nothing, to see that messages arrive.
pub fn test_endpoint(tx: &mut Tx<'_>, by: &Actor, id: Id<HookKind>) -> Outcome<Id<EventKind>> {
    let (firm, _) = by.trader()?;
    let endpoint = store::get_endpoint(tx, firm, id)?;
    if endpoint.state != EndpointState::Active {
        return Err(HooksRefusal::NotActive.into());
    }
    let (event, now) = (tx.id(), tx.now());
    let event = tell_test(firm, event, id.cast(), now);
    let position = tx.id::<kernel::Any>().raw();
    store::add_event(tx, position, &event)?;
    take::send_to(tx, id, position, &event)?;
    store::hear_of_work(tx, (firm, id), now)?;
    Ok(event.id)
}
