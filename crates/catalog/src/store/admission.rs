//! Closed shelves, and who may list there.

use crate::model::{Admission, CategoryCode};
use ::store::{Tx, params};
use anyhow::Context;
use kernel::{Firm, Id, Outcome, Stop};

/// Whether a shelf is closed, and how a firm stands before it: `None` for an open shelf.
pub(crate) fn find_closed(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
) -> Outcome<Option<Option<Admission>>> {
    let row = tx.find(
        "SELECT a.state, a.points, a.since FROM closed_category AS c
         LEFT JOIN admission AS a ON a.category = c.category AND a.firm = $2
         WHERE c.category = $1",
        params![category.code(), firm],
    )?;
    let Some(row) = row else { return Ok(None) };
    let admission = match row.maybe_string(0)?.as_deref() {
        None => None,
        Some("admitted") => Some(Admission::Admitted),
        Some(_) => Some(Admission::Waiting {
            points: row.maybe_int(1)?.context("waiting without points")?,
            since: row.maybe_time(2)?.context("waiting since never")?,
        }),
    };
    Ok(Some(admission))
}

/// How many wait before a firm that waits.
pub(crate) fn count_before(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
) -> Outcome<i64> {
    let row = tx.get(
        "SELECT COUNT(*) FROM admission AS a JOIN admission AS own ON own.category = a.category
         WHERE a.category = $1 AND own.category = $1 AND own.firm = $2 AND a.state = 'waiting'
         AND (a.points > own.points OR (a.points = own.points AND (a.since < own.since
              OR (a.since = own.since AND a.firm < own.firm))))",
        params![category.code(), firm],
    )?;
    Ok(row.int(0)?)
}

/// Closes a shelf to whoever is not let in.
pub(crate) fn close(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    tx.run(
        "INSERT INTO closed_category (category, since) VALUES ($1, $2)
         ON CONFLICT (category) DO NOTHING",
        params![category.code(), tx.now()],
    )
}

/// Opens a shelf to everybody.
pub(crate) fn open(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    tx.run("DELETE FROM closed_category WHERE category = $1", params![category.code()])
}

/// Writes how a firm stands before a shelf.
pub(crate) fn set(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
    admission: Admission,
) -> Outcome<()> {
    let (points, since) = match admission {
        Admission::Admitted => (0, tx.now()),
        Admission::Waiting { points, since } => (points, since),
    };
    tx.run("DELETE FROM admission WHERE category = $1 AND firm = $2", params![category.code(), firm])?;
    tx.add(
        "INSERT INTO admission (category, firm, state, points, since) VALUES ($1, $2, $3, $4, $5)",
        params![category.code(), firm, admission.word(), points, since],
        Stop::Bug("an admission twice"),
    )
}

/// Takes a firm's place before a shelf away.
pub(crate) fn delete(tx: &mut Tx<'_>, category: &CategoryCode, firm: Id<Firm>) -> Outcome<()> {
    tx.run("DELETE FROM admission WHERE category = $1 AND firm = $2", params![category.code(), firm])
}
