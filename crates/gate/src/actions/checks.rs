//! Verifying buyers: by a work address, by a registry number.

use super::buyers::note_verified;
use super::{operator, reader};
use crate::events::BuyerVerified;
use crate::model::{
    BuyerCheck, CheckKind, CheckRequest, CheckRequestKind, CheckState, Checks, GateRefusal,
    Verdict, read_number, read_reason, work_domain,
};
use crate::store::checks as store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Person, Stop, Timestamp};
use party::{Country, FirmFact, Witness};
use sha2::{Digest, Sha256};

/// Requests shown to a clerk at a time.
const WAITING_MOST: i64 = 50;

/// Verifies the actor's firm by the address that the actor signs in with, which a code has proved
/// to be theirs.
pub fn verify_by_mail(tx: &mut Tx<'_>, by: &Actor) -> Outcome<BuyerCheck> {
    let (firm, person) = by.trader()?;
    verify(tx, firm, person, tx.now())?;
    store::list(tx, firm)?.into_iter().next().ok_or(Stop::Absent)
}

/// The same when somebody joins a firm: what does not verify it is no matter.
pub(super) fn look_at_mail(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    person: Id<Person>,
    at: Timestamp,
) -> Outcome<()> {
    match verify(tx, firm, person, at) {
        Err(Stop::Refused(_)) => Ok(()),
        done => done,
    }
}

fn verify(tx: &mut Tx<'_>, firm: Id<Firm>, person: Id<Person>, at: Timestamp) -> Outcome<()> {
    let contact = party::contact_of(tx, person)?.ok_or(GateRefusal::NoMail)?;
    let domain = work_domain(contact.value())?;
    match store::find_domain(tx, &domain)? {
        Some(holder) if holder != firm => {
            return Err(GateRefusal::DomainTaken { domain }.into());
        }
        Some(_) => {}
        None => store::add_domain(tx, &domain, firm)?,
    }
    let valid_until = at.plus_days(Rules::current().buyers.work_mail_valid_d);
    let kind = CheckKind::WorkMail;
    let facts = store::list(tx, firm)?;
    // A colleague on the same day says nothing new, nor does the same event heard again.
    if facts.iter().any(|fact| fact.kind == kind && fact.valid_until >= valid_until.plus_days(-1)) {
        return Ok(());
    }
    let evidence = Sha256::digest(contact.value()).into();
    let check = BuyerCheck { firm, kind, source: domain, evidence, at, valid_until };
    write(tx, &check, None)
}

fn write(tx: &mut Tx<'_>, check: &BuyerCheck, by: Option<Id<Person>>) -> Outcome<()> {
    store::add(tx, check, by)?;
    let witness = match (check.kind, by) {
        (CheckKind::WorkMail, _) => Witness::Address,
        (CheckKind::Registry, Some(_)) => Witness::Clerk,
        (CheckKind::Registry, None) => Witness::Register,
    };
    let fact = FirmFact { by: witness, at: check.at, until: check.valid_until };
    party::note_fact(tx, check.firm, &fact)?;
    let kind = check.kind.word().to_owned();
    tx.tell(check.firm, &BuyerVerified { firm: check.firm, kind })?;
    note_verified(tx, check.firm)
}

/// Sends the firm's registry number in; a clerk or the register answers.
pub fn ask_check(tx: &mut Tx<'_>, by: &Actor, number: &str) -> Outcome<CheckRequest> {
    let (firm, _) = by.trader()?;
    let number = read_number(number)?;
    if let Some(last) = store::find_last_request(tx, firm)?
        && last.state == CheckState::Waiting
    {
        return Err(GateRefusal::NumberWaiting.into());
    }
    let (id, state, note, at) = (tx.id(), CheckState::Waiting, String::new(), tx.now());
    let request = CheckRequest { id, firm, number, state, note, at };
    store::add_request(tx, &request)?;
    Ok(request)
}

/// What verifies the actor's firm.
pub fn checks(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Checks> {
    let firm = reader(by)?;
    let facts = store::list(tx, firm)?;
    let request = store::find_last_request(tx, firm)?;
    let valid_until = store::valid_until(tx, firm)?;
    Ok(Checks { facts, request, valid_until })
}

/// Registry numbers that wait after one of them, the oldest first, for the operator.
pub fn list_waiting_checks(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Id<CheckRequestKind>,
) -> Outcome<Vec<CheckRequest>> {
    operator(by)?;
    store::list_waiting(tx, after.raw(), WAITING_MOST)
}

/// A clerk answers, with where they looked and what they saw.
pub fn answer_check(
    tx: &mut Tx<'_>,
    by: &Actor,
    firm: Id<Firm>,
    id: Id<CheckRequestKind>,
    holds: bool,
    note: &str,
) -> Outcome<CheckRequest> {
    let clerk = operator(by)?;
    let note = read_reason("note", note)?;
    answer(tx, (firm, id), holds, &note, Some(clerk))
}

/// The register answers.
pub fn record_verdict(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<CheckRequestKind>,
    verdict: &Verdict,
) -> Outcome<CheckRequest> {
    let (holds, source) = match verdict {
        Verdict::Known { source } => (true, source),
        Verdict::Unknown { source } => (false, source),
    };
    answer(tx, (firm, id), holds, source, None)
}

fn answer(
    tx: &mut Tx<'_>,
    (firm, id): (Id<Firm>, Id<CheckRequestKind>),
    holds: bool,
    note: &str,
    clerk: Option<Id<Person>>,
) -> Outcome<CheckRequest> {
    let request = store::find_request(tx, firm, id)?.ok_or(Stop::Absent)?;
    if request.state != CheckState::Waiting {
        return Err(GateRefusal::CheckAnswered.into());
    }
    let state = if holds { CheckState::Passed } else { CheckState::Failed };
    store::answer_request(tx, firm, id, state, note, clerk)?;
    if holds {
        let valid_until = tx.now().plus_days(Rules::current().buyers.registry_valid_d);
        let seen = Sha256::digest(format!("{}\n{note}", request.number));
        let (kind, source) = (CheckKind::Registry, note.to_owned());
        let evidence = seen.into();
        write(tx, &BuyerCheck { firm, kind, source, evidence, at: tx.now(), valid_until }, clerk)?;
    }
    Ok(CheckRequest { state, note: note.to_owned(), ..request })
}

/// Registry numbers that wait, each with its firm's country, for the register; at most fifty.
pub(crate) fn list_numbers_to_ask(tx: &mut Tx<'_>) -> Outcome<Vec<(CheckRequest, Country)>> {
    let waiting = store::list_waiting(tx, 0, WAITING_MOST)?;
    let firms: Vec<Id<Firm>> = waiting.iter().map(|request| request.firm).collect();
    let lines = party::trust_lines(tx, &firms)?;
    let of = |request: CheckRequest| {
        let line = lines.iter().find(|line| line.firm == request.firm)?;
        Some((request, line.country))
    };
    Ok(waiting.into_iter().filter_map(of).collect())
}
