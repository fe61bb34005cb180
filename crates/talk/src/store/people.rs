//! Routing, presence, and how people want their letters.

use crate::model::{MailWish, Route, RouteKind};
use ::store::{Row, Tx, params};
use kernel::{Firm, Id, Outcome, Person, Stop, Timestamp};

/// Links of letters forgotten in one go.
const SWEPT_MOST: i64 = 500;

/// A firm's routing rules, the oldest first.
pub(crate) fn list_routes(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<Route>> {
    let rows = tx.all(
        "SELECT id, category, country, person FROM routing WHERE firm = $1 ORDER BY id LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(route).collect::<anyhow::Result<_>>()?)
}

fn route(row: &Row) -> anyhow::Result<Route> {
    Ok(Route {
        id: row.id(0)?,
        category: row.maybe_string(1)?,
        country: row.maybe_string(2)?,
        person: row.id(3)?,
    })
}

/// How many rules a firm has.
pub(crate) fn count_routes(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<i64> {
    Ok(tx.get("SELECT COUNT(*) FROM routing WHERE firm = $1", params![firm])?.int(0)?)
}

/// Writes a rule.
pub(crate) fn add_route(tx: &mut Tx<'_>, firm: Id<Firm>, route: &Route) -> Outcome<()> {
    tx.add(
        "INSERT INTO routing (firm, id, category, country, person) VALUES ($1, $2, $3, $4, $5)",
        params![firm, route.id, route.category.as_ref(), route.country.as_ref(), route.person],
        Stop::Bug("a rule's id twice"),
    )
}

/// Takes a rule away.
pub(crate) fn delete_route(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<RouteKind>) -> Outcome<()> {
    tx.must("DELETE FROM routing WHERE firm = $1 AND id = $2", params![firm, id], 1, Stop::Absent)
}

/// The colleague who answered a firm before.
pub(crate) fn find_regular(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    other: Id<Firm>,
) -> Outcome<Option<Id<Person>>> {
    let row = tx.find(
        "SELECT person FROM regular WHERE firm = $1 AND other_firm = $2",
        params![firm, other],
    )?;
    Ok(row.map(|row| row.id(0)).transpose()?)
}

/// Remembers the colleague who answers a firm.
pub(crate) fn keep_regular(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    other: Id<Firm>,
    person: Id<Person>,
) -> Outcome<()> {
    tx.run(
        "INSERT INTO regular (firm, other_firm, person) VALUES ($1, $2, $3)
         ON CONFLICT (firm, other_firm) DO UPDATE SET person = excluded.person",
        params![firm, other, person],
    )
}

/// Forgets somebody who has left a firm: nothing is given to them any more.
pub(crate) fn forget_colleague(tx: &mut Tx<'_>, firm: Id<Firm>, person: Id<Person>) -> Outcome<()> {
    tx.run("DELETE FROM routing WHERE firm = $1 AND person = $2", params![firm, person])?;
    tx.run("DELETE FROM regular WHERE firm = $1 AND person = $2", params![firm, person])?;
    tx.run(
        "UPDATE firm_talk SET handler = NULL WHERE firm = $1 AND handler = $2",
        params![firm, person],
    )
}

/// Somebody of a firm is here.
pub(crate) fn be_seen(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    tx.run(
        "INSERT INTO presence (firm, seen_at) VALUES ($1, $2)
         ON CONFLICT (firm) DO UPDATE SET seen_at = excluded.seen_at",
        params![firm, tx.now()],
    )
}

/// When somebody of a firm was here last.
pub(crate) fn find_seen(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Option<Timestamp>> {
    let row = tx.find("SELECT seen_at FROM presence WHERE firm = $1", params![firm])?;
    Ok(row.map(|row| row.time(0)).transpose()?)
}

/// How a person wants letters, and when the last one was sent.
pub(crate) fn find_wish(
    tx: &mut Tx<'_>,
    person: Id<Person>,
) -> Outcome<Option<(MailWish, Option<Timestamp>)>> {
    let row = tx.find("SELECT wish, sent_at FROM mail_wish WHERE person = $1", params![person])?;
    let read = |row: Row| anyhow::Ok((row.word(0, MailWish::from_word)?, row.maybe_time(1)?));
    Ok(row.map(read).transpose()?)
}

/// Keeps how a person wants letters.
pub(crate) fn put_wish(tx: &mut Tx<'_>, person: Id<Person>, wish: MailWish) -> Outcome<()> {
    tx.run(
        "INSERT INTO mail_wish (person, wish, sent_at) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET wish = excluded.wish",
        params![person, wish.word(), None::<Timestamp>],
    )
}

/// A letter went to a person.
pub(crate) fn record_sent(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<()> {
    tx.run(
        "INSERT INTO mail_wish (person, wish, sent_at) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET sent_at = excluded.sent_at",
        params![person, MailWish::AtOnce.word(), tx.now()],
    )
}

/// Keeps the link of a letter that stops the letters.
pub(crate) fn add_mail_off(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    person: Id<Person>,
    expires_at: Timestamp,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO mail_off (hash, person, expires_at) VALUES ($1, $2, $3)",
        params![hash, person, expires_at],
        Stop::Bug("a token twice"),
    )
}

/// Whose letters a link stops.
pub(crate) fn find_mail_off(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Option<Id<Person>>> {
    let row = tx.find(
        "SELECT person FROM mail_off WHERE hash = $1 AND expires_at > $2",
        params![hash, tx.now()],
    )?;
    Ok(row.map(|row| row.id(0)).transpose()?)
}

/// Forgets links that work no more; tells how many.
pub(crate) fn sweep_mail_off(tx: &mut Tx<'_>) -> Outcome<usize> {
    let rows = tx.all(
        "SELECT hash FROM mail_off WHERE expires_at < $1 ORDER BY expires_at LIMIT $2",
        params![tx.now(), SWEPT_MOST],
    )?;
    for row in &rows {
        tx.run("DELETE FROM mail_off WHERE hash = $1", params![row.bytes(0)?])?;
    }
    Ok(rows.len())
}
