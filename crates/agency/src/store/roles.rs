//! What firms say they are, what they can do, and what was found.

use crate::model::{
    AgencyRefusal, Capability, CapabilityKind, CapabilityState, Finding, FindingKind, RoleTerms,
    TradeRole, TradeRoleName,
};
use ::store::{Param, Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Firm, Id, Outcome, Person, Stop, Timestamp};
use std::collections::BTreeSet;

/// Ids looked for in one statement; more go in several.
const AT_A_TIME: usize = 50;
/// Findings of one firm that are shown.
const FINDINGS_MOST: i64 = 20;
/// Between two services in the store; no service holds one.
const BETWEEN: char = '\n';

/// What a firm says it is.
pub(crate) fn find(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Option<TradeRole>> {
    let row = tx.find(
        "SELECT firm, role, about, offers, shows_mandates, licence, level, version, at
         FROM trade_role WHERE firm = $1",
        params![firm],
    )?;
    Ok(row.as_ref().map(role).transpose()?)
}

fn role(row: &Row) -> anyhow::Result<TradeRole> {
    let offers = row.text(3)?.split(BETWEEN).filter(|offer| !offer.is_empty());
    Ok(TradeRole {
        firm: row.id(0)?,
        role: row.word(1, TradeRoleName::from_word)?,
        about: row.string(2)?,
        offers: offers.map(str::to_owned).collect(),
        shows_mandates: row.flag(4)?,
        licence: row.maybe_string(5)?,
        level: row.int(6)?,
        version: row.int(7)?,
        at: row.time(8)?,
    })
}

/// Writes what a firm says it is.
pub(crate) fn put(tx: &mut Tx<'_>, firm: Id<Firm>, terms: &RoleTerms) -> Outcome<()> {
    let offers = terms.offers.join(&BETWEEN.to_string());
    tx.run(
        "INSERT INTO trade_role (firm, role, about, offers, shows_mandates, licence, level,
         version, at) VALUES ($1, $2, $3, $4, $5, $6, 0, 1, $7)
         ON CONFLICT (firm) DO UPDATE SET role = excluded.role, about = excluded.about,
         offers = excluded.offers, shows_mandates = excluded.shows_mandates,
         licence = excluded.licence, version = trade_role.version + 1",
        params![
            firm,
            terms.role.word(),
            &terms.about,
            &offers,
            terms.shows_mandates,
            terms.licence.as_ref(),
            tx.now()
        ],
    )
}

/// Writes how many capabilities of a firm a clerk has seen.
pub(crate) fn set_level(tx: &mut Tx<'_>, firm: Id<Firm>, level: i64) -> Outcome<()> {
    tx.run("UPDATE trade_role SET level = $2 WHERE firm = $1", params![firm, level])
}

/// A firm's capabilities.
pub(crate) fn list_capabilities(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Capability>> {
    let rows = tx.all(
        "SELECT firm, kind, state, evidence, note, at FROM capability WHERE firm = $1
         ORDER BY kind",
        params![firm],
    )?;
    Ok(rows.iter().map(capability).collect::<anyhow::Result<_>>()?)
}

/// Capabilities that nobody has looked at, the oldest first.
pub(crate) fn list_claimed(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<Capability>> {
    let rows = tx.all(
        "SELECT firm, kind, state, evidence, note, at FROM capability WHERE state = 'claimed'
         ORDER BY at, firm, kind LIMIT $1",
        params![most],
    )?;
    Ok(rows.iter().map(capability).collect::<anyhow::Result<_>>()?)
}

fn capability(row: &Row) -> anyhow::Result<Capability> {
    Ok(Capability {
        firm: row.id(0)?,
        kind: row.word(1, CapabilityKind::from_word)?,
        state: row.word(2, CapabilityState::from_word)?,
        evidence: row.string(3)?,
        note: row.string(4)?,
        at: row.time(5)?,
    })
}

/// Claims a capability; a new claim is looked at anew.
pub(crate) fn put_capability(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    kind: CapabilityKind,
    evidence: &str,
) -> Outcome<()> {
    tx.run("DELETE FROM capability WHERE firm = $1 AND kind = $2", params![firm, kind.word()])?;
    tx.add(
        "INSERT INTO capability (firm, kind, state, evidence, note, at)
         VALUES ($1, $2, 'claimed', $3, '', $4)",
        params![firm, kind.word(), evidence, tx.now()],
        Stop::Stale,
    )
}

/// Writes what a clerk said of a claim.
pub(crate) fn judge_capability(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    kind: CapabilityKind,
    state: CapabilityState,
    note: &str,
    by: Id<Person>,
) -> Outcome<()> {
    tx.must(
        "UPDATE capability SET state = $3, note = $4, by_person = $5, checked_at = $6
         WHERE firm = $1 AND kind = $2",
        params![firm, kind.word(), state.word(), note, by, tx.now()],
        1,
        AgencyRefusal::NotClaimed,
    )
}

/// Writes a finding.
pub(crate) fn add_finding(tx: &mut Tx<'_>, finding: &Finding, by: Id<Person>) -> Outcome<()> {
    tx.add(
        "INSERT INTO finding (firm, id, claim, evidence, by_person, at, counts_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            finding.firm,
            finding.id,
            finding.claim.word(),
            &finding.evidence,
            by,
            finding.at,
            finding.counts_from
        ],
        Stop::Bug("a finding's id twice"),
    )
}

/// A firm's findings, newest first.
pub(crate) fn list_findings(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Finding>> {
    let rows = tx.all(
        "SELECT id, firm, claim, evidence, at, counts_from, reply, lifted_at, lifted_why
         FROM finding WHERE firm = $1 ORDER BY id DESC LIMIT $2",
        params![firm, FINDINGS_MOST],
    )?;
    Ok(rows.iter().map(finding).collect::<anyhow::Result<_>>()?)
}

/// One finding about a firm.
pub(crate) fn find_finding(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<FindingKind>,
) -> Outcome<Option<Finding>> {
    let row = tx.find(
        "SELECT id, firm, claim, evidence, at, counts_from, reply, lifted_at, lifted_why
         FROM finding WHERE firm = $1 AND id = $2",
        params![firm, id],
    )?;
    Ok(row.as_ref().map(finding).transpose()?)
}

fn finding(row: &Row) -> anyhow::Result<Finding> {
    let lifted = match row.maybe_time(7)? {
        Some(at) => Some((at, row.maybe_string(8)?.context("lifted without a reason")?)),
        None => None,
    };
    Ok(Finding {
        id: row.id(0)?,
        firm: row.id(1)?,
        claim: row.word(2, TradeRoleName::from_word)?,
        evidence: row.string(3)?,
        at: row.time(4)?,
        counts_from: row.time(5)?,
        reply: row.maybe_string(6)?,
        lifted,
    })
}

/// Writes a firm's answer to a finding, once.
pub(crate) fn set_reply(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<FindingKind>,
    reply: &str,
) -> Outcome<()> {
    tx.must(
        "UPDATE finding SET reply = $3, replied_at = $4
         WHERE firm = $1 AND id = $2 AND reply IS NULL",
        params![firm, id, reply, tx.now()],
        1,
        AgencyRefusal::AlreadyReplied,
    )
}

/// Lifts a finding, once.
pub(crate) fn lift(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<FindingKind>, why: &str) -> Outcome<()> {
    tx.must(
        "UPDATE finding SET lifted_at = $3, lifted_why = $4
         WHERE firm = $1 AND id = $2 AND lifted_at IS NULL",
        params![firm, id, tx.now(), why],
        1,
        AgencyRefusal::FindingLifted,
    )
}

/// Those of these firms against whom a finding counts now.
pub(crate) fn list_undisclosed(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
    now: Timestamp,
) -> Outcome<BTreeSet<Id<Firm>>> {
    let mut found = BTreeSet::new();
    for some in firms.chunks(AT_A_TIME) {
        let ids = padded::<_, AT_A_TIME>(some);
        let mut places = [Param::from(now); AT_A_TIME + 1];
        places[1..].copy_from_slice(&ids);
        let rows = tx.all(
            "SELECT firm FROM finding WHERE lifted_at IS NULL AND counts_from <= $1
             AND firm IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33,
             $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50,
             $51)",
            &places,
        )?;
        for row in &rows {
            found.insert(row.id(0)?);
        }
    }
    Ok(found)
}

/// Whether one of the firm's capabilities or findings is by this person.
pub(crate) fn has_judged(tx: &mut Tx<'_>, person: Id<Person>, firm: Id<Firm>) -> Outcome<bool> {
    let row = tx.get(
        "SELECT (SELECT COUNT(*) FROM capability WHERE firm = $1 AND by_person = $2)
         + (SELECT COUNT(*) FROM finding WHERE firm = $1 AND by_person = $2)",
        params![firm, person],
    )?;
    Ok(row.int(0)? > 0)
}
