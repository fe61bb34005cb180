//! Looking at firms by the list that counts.

use crate::model::{
    Case, CaseState, Hit, KeptList, Prepared, Subject, SubjectKind, Tried, hash_of, name_key,
};
use crate::store;
use ::store::Tx;
use custody::{BankOrderKind, NewStop, PLATFORM, StopCause};
use kernel::rules::Rules;
use kernel::{Firm, Id, Outcome, Person};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The list whose names lie ready in this process, by the hash of its file: of the same bytes the
/// same comes out.
static READY: Mutex<Option<(String, Arc<Prepared>)>> = Mutex::new(None);

/// The names of a version, ready to be compared.
pub(super) fn prepared(tx: &mut Tx<'_>, list: &KeptList) -> Outcome<Arc<Prepared>> {
    let ready = READY.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((_, known)) = ready.filter(|(hash, _)| *hash == list.hash) {
        return Ok(known);
    }
    let entries = store::list_entries(tx, list.id)?;
    let is_whole = i64::try_from(entries.len()).is_ok_and(|count| count == list.entries);
    let made = Arc::new(Prepared::of(entries, &Rules::current().screening));
    if !is_whole {
        // A closure that is only rehearsed is told of no rows (decision 0010).
        return Ok(made);
    }
    let mut ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    *ready = Some((list.hash.clone(), Arc::clone(&made)));
    Ok(made)
}

/// What of a firm is compared.
#[derive(Debug, Default)]
struct Names {
    country: Option<String>,
    subjects: BTreeSet<Subject>,
}

impl Names {
    fn hash(&self) -> String {
        name_key(&format!("{:?} {:?}", self.country, self.subjects))
    }
}

/// The names of these firms: their own, their people's, and those on their accounts. Five queries
/// for every 50 firms.
fn names_of(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<BTreeMap<Id<Firm>, Names>> {
    let mut found: BTreeMap<Id<Firm>, Names> = BTreeMap::new();
    for line in party::trust_lines(tx, firms)? {
        let names = found.entry(line.firm).or_default();
        names.country = Some(line.country.code().to_owned());
        names.subjects.insert(Subject { kind: SubjectKind::Firm, name: line.name });
    }
    let members = party::people_of(tx, firms)?;
    let people: Vec<Id<Person>> = members.iter().map(|(_, person)| *person).collect();
    let known = party::names(tx, &people)?;
    for (firm, person) in members {
        let name = known.get(&person).cloned().unwrap_or_default();
        let subject = Subject { kind: SubjectKind::Person, name };
        found.entry(firm).or_default().subjects.insert(subject);
    }
    for (firm, name) in custody::holders_of(tx, firms)? {
        let subject = Subject { kind: SubjectKind::Holder, name };
        found.entry(firm).or_default().subjects.insert(subject);
    }
    Ok(found)
}

/// Looks at firms by the list that counts: what is new of a name or of the list is compared, and
/// what is found stops the firm's money and waits for an officer. Tells how many cases came of it.
pub(crate) fn screen(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<i64> {
    let Some(list) = store::find_current(tx)? else { return Ok(0) };
    let mut opened = 0;
    for some in firms.chunks(store::FIRMS_AT_A_TIME) {
        let seen: BTreeMap<_, _> = store::list_screened(tx, some)?
            .into_iter()
            .map(|(firm, by, hash)| (firm, (by, hash)))
            .collect();
        for (firm, names) in names_of(tx, some)? {
            let hash = names.hash();
            if seen.get(&firm).is_some_and(|(by, seen)| *by == list.id && *seen == hash) {
                continue;
            }
            for hit in hits(tx, &list, &names)? {
                opened += i64::from(open(tx, firm, &list, &hit, None)?);
            }
            store::put_screened(tx, firm, (list.id, &hash))?;
        }
    }
    Ok(opened)
}

/// The same of one firm, also where nothing is new.
pub(super) fn screen_again(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<i64> {
    store::forget_screened(tx, firm)?;
    screen(tx, &[firm])
}

fn hits(tx: &mut Tx<'_>, list: &KeptList, names: &Names) -> Outcome<Vec<Hit>> {
    let (ready, rules) = (prepared(tx, list)?, &Rules::current().screening);
    let mut hits = Vec::new();
    for subject in &names.subjects {
        // A firm's country says nothing about the people on its accounts.
        let country = names.country.clone().filter(|_| subject.kind == SubjectKind::Firm);
        let tried = Tried { name: subject.name.clone(), country, birth: None };
        for found in ready.find(&tried, rules) {
            let entry_hash = ready.entry(&found.code).map(hash_of).unwrap_or_default();
            hits.push(Hit { subject: subject.clone(), found, entry_hash });
        }
    }
    Ok(hits)
}

/// Opens a case, unless the same was looked at before, and stops the money.
fn open(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    list: &KeptList,
    hit: &Hit,
    order: Option<Id<BankOrderKind>>,
) -> Outcome<bool> {
    let key = name_key(&hit.subject.name);
    let before = store::list_of_firm(tx, firm)?;
    // Each payment to somebody who is no firm is stopped for itself.
    let counts = |case: &Case| {
        order.is_none_or(|one| case.state == CaseState::Cleared || case.order == Some(one))
    };
    if before.iter().any(|case| counts(case) && case.covers(hit, &key)) {
        return Ok(false);
    }
    let case = Case {
        firm,
        id: tx.id(),
        list: list.id,
        code: hit.found.code.clone(),
        entry_hash: hit.entry_hash.clone(),
        subject: hit.subject.clone(),
        name_key: key,
        listed_name: hit.found.listed.text.clone(),
        reference: hit.found.reference.clone(),
        order,
        arithmetic: hit.found.arithmetic.clone(),
        state: CaseState::Open,
        officer: None,
        decided_by: None,
        reasons: None,
        at: tx.now(),
        ended_at: None,
        version: 1,
    };
    store::add_case(tx, &case)?;
    let stop = NewStop {
        id: case.id.cast(),
        firm,
        cause: StopCause::Check,
        order,
        stays: None,
        only_to: None,
        ends_deals: false,
        told: None,
    };
    custody::stop_payouts(tx, &stop)?;
    Ok(true)
}

/// Looks at whom a payment goes to that is no firm's own: money that is sent back to a payer. Tells
/// how many cases came of it.
pub(crate) fn screen_payee(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    order: Id<BankOrderKind>,
) -> Outcome<i64> {
    let Some(list) = store::find_current(tx)? else { return Ok(0) };
    let Some(name) = custody::payee_of(tx, firm, order)? else { return Ok(0) };
    let subjects = BTreeSet::from([Subject { kind: SubjectKind::Payee, name }]);
    let mut opened = 0;
    for hit in hits(tx, &list, &Names { country: None, subjects })? {
        opened += i64::from(open(tx, firm, &list, &hit, Some(order))?);
    }
    Ok(opened)
}

/// Looks at whose money waits to go out, and at whom it goes to, by a list that was loaded: before
/// all others, since the next file to the bank takes it. Tells how many payments there were.
fn look_at_waiting(tx: &mut Tx<'_>, list: &mut KeptList) -> Outcome<usize> {
    let Some(after) = list.after_order else { return Ok(0) };
    let most = i64::try_from(store::FIRMS_AT_A_TIME).unwrap_or(i64::MAX);
    let waiting = custody::payouts_not_left(tx, Id::new(after), most)?;
    let mut firms = BTreeSet::new();
    for &(firm, order) in &waiting {
        if firm == PLATFORM.cast() {
            list.hits += screen_payee(tx, firm, order)?;
        } else {
            firms.insert(firm);
        }
    }
    let firms: Vec<Id<Firm>> = firms.into_iter().collect();
    list.hits += screen(tx, &firms)?;
    let last = waiting.last().map(|(_, order)| order.raw());
    list.after_order = last.filter(|_| waiting.len() == store::FIRMS_AT_A_TIME);
    Ok(waiting.len())
}

/// Looks at the next firms by a list that was loaded, those first whose money waits to go out, and
/// keeps how far it is; tells how many there were.
pub(crate) fn look_at_next(tx: &mut Tx<'_>) -> Outcome<usize> {
    let Some(mut list) = store::find_current(tx)? else { return Ok(0) };
    if list.ended_at.is_some() {
        return Ok(0);
    }
    let waiting = look_at_waiting(tx, &mut list)?;
    if waiting > 0 {
        store::note_progress(tx, &list)?;
        return Ok(waiting);
    }
    let most = i64::try_from(store::FIRMS_AT_A_TIME).unwrap_or(i64::MAX);
    let firms = party::firms_after(tx, Id::new(list.after_firm), most)?;
    list.hits += screen(tx, &firms)?;
    list.firms += i64::try_from(firms.len()).unwrap_or(i64::MAX);
    list.after_firm = firms.last().map_or(list.after_firm, |firm| firm.raw());
    let is_over = firms.len() < store::FIRMS_AT_A_TIME;
    list.ended_at = is_over.then(|| tx.now());
    store::note_progress(tx, &list)?;
    Ok(firms.len())
}
