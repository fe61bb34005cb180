//! Firms, their members and their standing.

use super::IDS_AT_A_TIME;
use crate::model::{
    Country, Deeds, FirmFact, FirmFacts, FirmSummary, NewFirm, PartyRefusal, Standing, TrustLine,
    Witness, role_from_word, role_word,
};
use ::store::{Row, Tx, padded, params};
use kernel::{Firm, Id, Lang, Limit, Outcome, Person, Role, Stop, Timestamp};

/// Firms of one person that are listed; more have never been seen.
const FIRMS_MOST: i64 = 50;

/// Writes a new firm with its standing.
pub(crate) fn add_firm(tx: &mut Tx<'_>, id: Id<Firm>, firm: &NewFirm) -> Outcome<()> {
    let now = tx.now();
    tx.add(
        "INSERT INTO firm (id, name, name_lang, country, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, firm.name.as_str(), firm.name_lang.tag(), firm.country.code(), now, 1],
        Stop::Bug("a firm's id twice"),
    )?;
    tx.add(
        "INSERT INTO standing (firm, since, finished, rated_good, rated_neutral, rated_bad,
         refunded, last_finished_at, promises) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')",
        params![id, now, 0, 0, 0, 0, 0, None::<Timestamp>],
        Stop::Bug("a standing twice"),
    )
}

/// The firm, if there is one.
pub(crate) fn find_firm(tx: &mut Tx<'_>, id: Id<Firm>) -> Outcome<Option<FirmSummary>> {
    let row = tx.find(
        "SELECT name, name_lang, country, created_at, version FROM firm WHERE id = $1",
        params![id],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(FirmSummary {
        id,
        name: row.string(0)?,
        name_lang: row.word(1, Lang::from_tag)?,
        country: row.word(2, Country::from_code)?,
        created_at: row.time(3)?,
        version: row.int(4)?,
    }))
}

/// Makes a person a member.
pub(crate) fn add_member(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    person: Id<Person>,
    role: Role,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO member (firm, person, role, since) VALUES ($1, $2, $3, $4)",
        params![firm, person, role_word(role), tx.now()],
        PartyRefusal::AlreadyMember,
    )
}

/// A person's role in a firm, if they are of it.
pub(crate) fn find_role(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    person: Id<Person>,
) -> Outcome<Option<Role>> {
    let row =
        tx.find("SELECT role FROM member WHERE firm = $1 AND person = $2", params![firm, person])?;
    Ok(row.map(|row| row.word(0, role_from_word)).transpose()?)
}

/// The owners of a firm, read for update, cut after two: enough to know whether one is the last.
pub(crate) fn lock_owners(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Id<Person>>> {
    let rows = tx.all(
        "SELECT person FROM member WHERE firm = $1 AND role = 'owner' ORDER BY person
         LIMIT 2 {LOCK}",
        params![firm],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// Members after one of them: who, as what, since when.
pub(crate) fn list_members(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    after: i64,
    limit: Limit,
) -> Outcome<Vec<(Id<Person>, Role, Timestamp)>> {
    let rows = tx.all(
        "SELECT person, role, since FROM member WHERE firm = $1 AND person > $2
         ORDER BY person LIMIT $3",
        params![firm, after, limit.ask()],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.word(1, role_from_word)?, row.time(2)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Members of at most `IDS_AT_A_TIME` firms.
pub(crate) fn list_members_of(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<Vec<(Id<Firm>, Id<Person>)>> {
    let rows = tx.all(
        "SELECT firm, person FROM member WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)
         ORDER BY firm, person LIMIT 10000",
        &padded::<_, IDS_AT_A_TIME>(firms),
    )?;
    Ok(rows.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect::<anyhow::Result<_>>()?)
}

/// The firms of a person, the newest membership first.
pub(crate) fn list_firms_of(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<Vec<(Id<Firm>, Role)>> {
    let rows = tx.all(
        "SELECT firm, role FROM member WHERE person = $1 ORDER BY since DESC, firm DESC LIMIT $2",
        params![person, FIRMS_MOST],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.word(1, role_from_word)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Gives a member another role.
pub(crate) fn set_role(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    person: Id<Person>,
    role: Role,
) -> Outcome<()> {
    tx.must(
        "UPDATE member SET role = $3 WHERE firm = $1 AND person = $2",
        params![firm, person, role_word(role)],
        1,
        Stop::Absent,
    )
}

/// Takes a member out.
pub(crate) fn delete_member(tx: &mut Tx<'_>, firm: Id<Firm>, person: Id<Person>) -> Outcome<()> {
    tx.must(
        "DELETE FROM member WHERE firm = $1 AND person = $2",
        params![firm, person],
        1,
        Stop::Absent,
    )
}

/// Whether somebody is of both firms.
pub(crate) fn share_a_person(tx: &mut Tx<'_>, one: Id<Firm>, other: Id<Firm>) -> Outcome<bool> {
    let row = tx.find(
        "SELECT a.person FROM member AS a JOIN member AS b ON b.person = a.person
         WHERE a.firm = $1 AND b.firm = $2 LIMIT 1",
        params![one, other],
    )?;
    Ok(row.is_some())
}

/// The trust lines of at most `IDS_AT_A_TIME` firms, in any order.
pub(crate) fn list_trust_lines(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<TrustLine>> {
    let rows = tx.all(
        "SELECT f.id, f.name, f.name_lang, f.country, s.since, s.finished, s.rated_good,
         s.rated_neutral, s.rated_bad, s.refunded, s.address_proven_at, s.address_proven_until,
         s.number_seen_at, s.number_seen_until, s.number_seen_by, s.promises
         FROM firm AS f JOIN standing AS s ON s.firm = f.id WHERE f.id IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
        &padded::<_, IDS_AT_A_TIME>(firms),
    )?;
    Ok(rows.iter().map(trust_line).collect::<anyhow::Result<_>>()?)
}

fn trust_line(row: &Row) -> anyhow::Result<TrustLine> {
    Ok(TrustLine {
        firm: row.id(0)?,
        name: row.string(1)?,
        name_lang: row.word(2, Lang::from_tag)?,
        country: row.word(3, Country::from_code)?,
        since: row.time(4)?,
        finished: row.int(5)?,
        good: row.int(6)?,
        neutral: row.int(7)?,
        bad: row.int(8)?,
        refunded: row.int(9)?,
        known: known(row)?,
        promises: row.string(15)?.split_whitespace().map(str::to_owned).collect(),
    })
}

fn known(row: &Row) -> anyhow::Result<FirmFacts> {
    let address = row.maybe_time(10)?.zip(row.maybe_time(11)?);
    let address = address.map(|(at, until)| FirmFact { by: Witness::Address, at, until });
    let number = match row.maybe_time(12)?.zip(row.maybe_time(13)?) {
        Some((at, until)) => Some(FirmFact { by: row.word(14, Witness::from_word)?, at, until }),
        None => None,
    };
    Ok(FirmFacts { number, address })
}

/// Writes what was found out about who a firm is, over what was known of the same kind.
pub(crate) fn set_fact(tx: &mut Tx<'_>, firm: Id<Firm>, fact: &FirmFact) -> Outcome<()> {
    if fact.by == Witness::Address {
        return set_address_fact(tx, firm, fact);
    }
    tx.must(
        "UPDATE standing SET number_seen_at = $2, number_seen_until = $3, number_seen_by = $4
         WHERE firm = $1",
        params![firm, fact.at, fact.until, fact.by.word()],
        1,
        Stop::Absent,
    )
}

/// Writes which promises to buyers a firm stands by, in words with blanks between.
pub(crate) fn set_promises(tx: &mut Tx<'_>, firm: Id<Firm>, words: &str) -> Outcome<()> {
    tx.must(
        "UPDATE standing SET promises = $2 WHERE firm = $1",
        params![firm, words],
        1,
        Stop::Absent,
    )
}

fn set_address_fact(tx: &mut Tx<'_>, firm: Id<Firm>, fact: &FirmFact) -> Outcome<()> {
    tx.must(
        "UPDATE standing SET address_proven_at = $2, address_proven_until = $3 WHERE firm = $1",
        params![firm, fact.at, fact.until],
        1,
        Stop::Absent,
    )
}

/// A firm's standing.
pub(crate) fn get_standing(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Standing> {
    let row = tx.get(
        "SELECT since, finished, rated_good, rated_neutral, rated_bad, refunded, last_finished_at
         FROM standing WHERE firm = $1",
        params![firm],
    )?;
    Ok(Standing {
        since: row.time(0)?,
        finished: row.int(1)?,
        good: row.int(2)?,
        neutral: row.int(3)?,
        bad: row.int(4)?,
        refunded: row.int(5)?,
        last_finished_at: row.maybe_time(6)?,
    })
}

/// Adds to a standing, without reading it.
pub(crate) fn raise_standing(tx: &mut Tx<'_>, firm: Id<Firm>, deeds: &Deeds) -> Outcome<()> {
    tx.must(
        "UPDATE standing SET finished = finished + $2, rated_good = rated_good + $3,
         rated_neutral = rated_neutral + $4, rated_bad = rated_bad + $5,
         refunded = refunded + $6, last_finished_at = COALESCE($7, last_finished_at)
         WHERE firm = $1",
        params![
            firm,
            deeds.finished,
            deeds.good,
            deeds.neutral,
            deeds.bad,
            deeds.refunded,
            deeds.last_finished_at
        ],
        1,
        Stop::Absent,
    )
}

/// Sets the counts of all firms to nothing.
pub(crate) fn clear_standings(tx: &mut Tx<'_>) -> Outcome<()> {
    tx.run(
        "UPDATE standing SET finished = 0, rated_good = 0, rated_neutral = 0, rated_bad = 0,
         refunded = 0, last_finished_at = NULL",
        &[],
    )
}
