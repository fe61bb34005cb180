//! What a firm says it is, what it can do, and what a clerk found.

use super::operator;
use crate::events::RoleChanged;
use crate::model::{
    AgencyRefusal, Capability, CapabilityKind, CapabilityState, Disclosure, Finding, FindingKind,
    MandateSide, NewRole, RoleFile, TradeRole, TradeRoleName, read_reason,
};
use crate::store::{mandates, roles as store};
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Person, Stop};

/// Mandates in force that a firm's file shows.
const MANDATES_MOST: i64 = 50;
/// Claims shown to a clerk at a time.
const CLAIMS_MOST: i64 = 50;

/// The timer that lets a finding count when the time to answer it is over.
pub(crate) const FINDING_COUNTS: &str = "agency-finding-counts";

/// Tells the order of results whether a firm is undisclosed now.
pub(crate) fn rank(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    let told = standing_of(tx, &[firm])?;
    let is_undisclosed = told.iter().any(|(_, told)| *told == Disclosure::Undisclosed);
    let signal = catalog::RankSignal::Undisclosed;
    catalog::set_rank_signal(tx, firm, signal, if is_undisclosed { 1_000 } else { 0 })?;
    // What was found to be claimed wrongly is nothing to be looked for by.
    let role = store::find(tx, firm)?.filter(|_| !is_undisclosed);
    party::set_trade_role(tx, firm, role.map_or("", |role| role.role.word()))?;
    tx.tell(firm, &RoleChanged { firm })
}

/// Says what the actor's firm is.
pub fn declare(tx: &mut Tx<'_>, by: &Actor, new: &NewRole) -> Outcome<TradeRole> {
    let (firm, _) = by.trader()?;
    let terms = new.read(&Rules::current().middleman)?;
    store::put(tx, firm, &terms)?;
    rank(tx, firm)?;
    store::find(tx, firm)?.ok_or(Stop::Absent)
}

/// Claims a capability, with what shows it; a clerk looks at it.
pub fn claim(
    tx: &mut Tx<'_>,
    by: &Actor,
    kind: CapabilityKind,
    evidence: &str,
) -> Outcome<Vec<Capability>> {
    let (firm, _) = by.trader()?;
    let evidence = read_reason("evidence", evidence)?;
    store::find(tx, firm)?.ok_or(AgencyRefusal::NoRole)?;
    store::put_capability(tx, firm, kind, &evidence)?;
    level(tx, firm)
}

/// Writes a firm's level down: how many of its capabilities a clerk has seen.
fn level(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Capability>> {
    let all = store::list_capabilities(tx, firm)?;
    let is_seen = |capability: &&Capability| capability.state == CapabilityState::Confirmed;
    let level = all.iter().filter(is_seen).count();
    store::set_level(tx, firm, i64::try_from(level).unwrap_or(0))?;
    tx.tell(firm, &RoleChanged { firm })?;
    Ok(all)
}

/// Claims that nobody has looked at, the oldest first, for the operator; at most fifty.
pub fn claims(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Capability>> {
    operator(by)?;
    store::list_claimed(tx, CLAIMS_MOST)
}

/// A clerk says whether the evidence shows a capability.
pub fn judge(
    tx: &mut Tx<'_>,
    by: &Actor,
    firm: Id<Firm>,
    kind: CapabilityKind,
    holds: bool,
    note: &str,
) -> Outcome<Vec<Capability>> {
    let clerk = operator(by)?;
    let note = read_reason("note", note)?;
    let state = if holds { CapabilityState::Confirmed } else { CapabilityState::Refused };
    store::judge_capability(tx, firm, kind, state, &note, clerk)?;
    level(tx, firm)
}

/// A clerk writes down that a firm which says it is a factory is none. It counts after the rule's
/// days, in which the firm may answer.
pub fn find_against(
    tx: &mut Tx<'_>,
    by: &Actor,
    firm: Id<Firm>,
    evidence: &str,
) -> Outcome<Finding> {
    let clerk = operator(by)?;
    let evidence = read_reason("evidence", evidence)?;
    let role = store::find(tx, firm)?;
    let is_factory = role.is_some_and(|role| role.role == TradeRoleName::Factory);
    if !is_factory {
        return Err(AgencyRefusal::FactoryNotClaimed.into());
    }
    let finding = Finding {
        id: tx.id(),
        firm,
        claim: TradeRoleName::Factory,
        evidence,
        at: tx.now(),
        counts_from: tx.now().plus_days(Rules::current().middleman.reply_d),
        reply: None,
        lifted: None,
    };
    store::add_finding(tx, &finding, clerk)?;
    tx.set_timer(firm, FINDING_COUNTS, finding.counts_from)?;
    tx.tell(firm, &RoleChanged { firm })?;
    Ok(finding)
}

/// The firm answers a finding, once; the answer stands beside it.
pub fn reply(tx: &mut Tx<'_>, by: &Actor, id: Id<FindingKind>, text: &str) -> Outcome<Finding> {
    let (firm, _) = by.trader()?;
    let text = read_reason("reply", text)?;
    store::find_finding(tx, firm, id)?.ok_or(Stop::Absent)?;
    store::set_reply(tx, firm, id, &text)?;
    store::find_finding(tx, firm, id)?.ok_or(Stop::Absent)
}

/// A clerk lifts a finding, with a reason.
pub fn lift(
    tx: &mut Tx<'_>,
    by: &Actor,
    firm: Id<Firm>,
    id: Id<FindingKind>,
    why: &str,
) -> Outcome<Finding> {
    operator(by)?;
    let why = read_reason("reason", why)?;
    store::find_finding(tx, firm, id)?.ok_or(Stop::Absent)?;
    store::lift(tx, firm, id, &why)?;
    rank(tx, firm)?;
    tx.tell(firm, &RoleChanged { firm })?;
    store::find_finding(tx, firm, id)?.ok_or(Stop::Absent)
}

/// What everybody may see of a firm's role; the firm itself and the operator see all of it.
pub fn role_file(tx: &mut Tx<'_>, by: &Actor, firm: Id<Firm>) -> Outcome<RoleFile> {
    party::firm(tx, firm)?;
    let now = tx.now();
    let sees_all = by.is(firm) || operator(by).is_ok();
    let mut role = store::find(tx, firm)?;
    let shows = role.as_ref().is_some_and(|role| role.shows_mandates);
    let capabilities = store::list_capabilities(tx, firm)?;
    let mut in_force = mandates::list_in_force(tx, firm, now, MANDATES_MOST)?;
    let mandates_in_force = i64::try_from(in_force.len()).unwrap_or(0);
    let is_open = |mandate: &crate::model::Mandate| {
        sees_all || (shows && mandate.is_shown && mandate.side == MandateSide::Middleman)
    };
    in_force.retain(is_open);
    if !sees_all && let Some(role) = &mut role {
        role.licence = None;
    }
    let findings = store::list_findings(tx, firm)?;
    let disclosure = match findings.iter().any(|finding| finding.stands(now)) {
        true => Disclosure::Undisclosed,
        false => Disclosure::Disclosed,
    };
    Ok(RoleFile { role, capabilities, mandates: in_force, mandates_in_force, findings, disclosure })
}

/// Whether each of these firms says openly what it is, in one query for every 50; for whoever
/// ranks.
pub fn standing_of(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<(Id<Firm>, Disclosure)>> {
    let now = tx.now();
    let undisclosed = store::list_undisclosed(tx, firms, now)?;
    let told = firms.iter().map(|firm| match undisclosed.contains(firm) {
        true => (*firm, Disclosure::Undisclosed),
        false => (*firm, Disclosure::Disclosed),
    });
    Ok(told.collect())
}

/// What a firm says it is, with its licence: for whoever decides, never for show.
pub fn role_of(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Option<TradeRole>> {
    store::find(tx, firm)
}

/// Whether a person has confirmed what a firm can do, or found something against it.
pub fn has_judged(tx: &mut Tx<'_>, person: Id<Person>, firm: Id<Firm>) -> Outcome<bool> {
    store::has_judged(tx, person, firm)
}
